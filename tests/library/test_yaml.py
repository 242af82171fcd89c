"""YAML is text with lines, and every mistake has its place."""

from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, BeforeValidator, ConfigDict

from nudges.core.problem import Problem, Problems
from nudges.core.words import Ask
from nudges.library.yaml import read_yaml, told, validate


def problems_of(text: str) -> list[str]:
    with pytest.raises(Problems) as raised:
        read_yaml(text, "ana.yaml")
    return [str(problem) for problem in raised.value.found]


@pytest.mark.parametrize(
    "scalar",
    ["8:30", "NO", "+14155550100", "007", "0x1f", "1_000", "1e3", "~", "null", "true", "2026-11-24", ".inf", "!!int 5"],
)
def test_every_scalar_stays_text(scalar: str) -> None:
    document = read_yaml(f"a: {scalar}\nb: [{scalar}]\n", "ana.yaml")
    text = scalar.removeprefix("!!int ")
    assert document.data == {"a": text, "b": [text]}


def test_an_empty_file_is_an_empty_mapping() -> None:
    assert read_yaml("# nothing yet\n", "ana.yaml").data == {}
    assert read_yaml("a:\n", "ana.yaml").data == {"a": ""}


def test_a_place_is_the_line_of_the_nearest_thing_known() -> None:
    document = read_yaml("a: 1\nplans:\n  - id: x\n    when: daily\n  - id: y\n", "ana.yaml")
    assert document.place(("plans", 0, "when")) == "ana.yaml:4"
    assert document.place(("plans", 1, "when", "function-after")) == "ana.yaml:5"
    assert document.place(("plans",)) == "ana.yaml:2"
    assert document.place(("nowhere",)) == document.place() == "ana.yaml:1"


@pytest.mark.parametrize(
    ("text", "line", "tries"),
    [
        ("a: 1\n\tb: 2", 2, "spaces"),
        ("a: 1\nwhy: calm: yes", 2, "quotes"),
        ("a: [1, 2", 1, "look at"),
        ("a: 'x", 1, "quotes"),
        ("a: *x", 1, "quotes"),
        ("a: 1\nb: @x", 2, "quotes"),
        ("--- a\n--- b", 2, "one document"),
        ("a: &x [*x]", 1, "write the text out"),
        ("? [a]\n: b", 1, "name belongs"),
        ("a: 1\nb: \x07", 2, "no text"),
        ("[" * 5000, None, "too deep"),
        ("%YAML 9.9\n---\na: 1", None, "YAML"),
    ],
)
def test_malformed_text_is_a_problem_with_its_line(text: str, line: int | None, tries: str) -> None:
    (problem,) = problems_of(text)
    assert problem.startswith(f"ana.yaml:{line}: " if line else "ana.yaml")
    assert tries in problem


def test_a_bomb_of_aliases_is_refused_and_not_unfolded() -> None:
    bomb = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
    assert problems_of(bomb) == ["ana.yaml:1: an alias is not read here; write the text out where it is used"]


def test_keys_written_twice_are_all_named() -> None:
    assert problems_of("a: 1\nb:\n  c: 1\n  c: 2\na: 3\n") == [
        "ana.yaml:4: 'c' is written twice, first on line 3; keep one of them",
        "ana.yaml:5: 'a' is written twice, first on line 1; keep one of them",
    ]


def even(text: str) -> int:
    if int(text) % 2:
        raise Problem(f"{text} is odd", hint="try an even one")
    return int(text)


class Habit(BaseModel):
    model_config = ConfigDict(extra="forbid")
    when: str
    goal: Annotated[int, BeforeValidator(told(even))] = 0
    ask: Ask = Ask.DONE
    kind: Literal["a", "b"] = "a"


class Book(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: str
    quiet: bool = False
    plans: dict[str, Habit] = {}
    spare: list[Habit] | None = None


def mistakes(text: str) -> list[str]:
    with pytest.raises(Problems) as raised:
        validate(Book, read_yaml(text, "ana.yaml"))
    return [str(problem) for problem in raised.value.found]


def test_a_document_is_typed_by_the_model() -> None:
    book = validate(Book, read_yaml("name: NO\nquiet: 'yes'\nplans: {walk: {when: 8:30, goal: 4}}\n", "ana.yaml"))
    assert (book.name, book.quiet, book.plans["walk"].when, book.plans["walk"].goal) == ("NO", True, "8:30", 4)


def test_every_mistake_is_named_with_its_line_and_what_to_try() -> None:
    walk = "    wehn: daily\n    goal: 3\n    ask: rateing\n"
    assert mistakes(f"nmae: Ana\nplans:\n  walk:\n{walk}spare:\n  - when: [x]\n    kind: c\n") == [
        "ana.yaml:1: name: it is missing",
        "ana.yaml:1: 'nmae' is not a field; try name",
        "ana.yaml:3: plans.walk.when: it is missing",
        "ana.yaml:4: 'plans.walk.wehn' is not a field; try when",
        "ana.yaml:5: plans.walk.goal: 3 is odd; try an even one",
        "ana.yaml:6: plans.walk.ask: 'rateing' is not known; try rating",
        "ana.yaml:8: spare.0.when: a line of text belongs here",
        "ana.yaml:9: spare.0.kind: 'c' is not known; use 'a' or 'b'",
    ]


@pytest.mark.parametrize("text", ["- a\n- b", "just words"])
def test_a_file_that_is_no_mapping_is_said_to_be_none(text: str) -> None:
    assert mistakes(text) == ["ana.yaml:1: the file: names and values belong here, one `name: value` a line"]


def test_a_list_where_a_line_is_read_is_a_mistake() -> None:
    assert mistakes("name: A\nplans:\n  w: {when: x, goal: [1]}")[0].endswith("a line of text belongs here")
