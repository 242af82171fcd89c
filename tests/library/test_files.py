"""Folders of plans and words: one bad file hides no other."""

import shutil
from pathlib import Path

import pytest

from nudges.core.problem import Problem
from nudges.core.words import Language
from nudges.library import Library, load, read_library, shipped
from nudges.library.schema import minutes


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("schedules", "templates"):
        shutil.copytree(shipped() / name, tmp_path / name)
    return tmp_path


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def said(library: Library) -> list[str]:
    return [str(problem) for problem in library.problems]


def test_a_whole_folder_is_read_without_a_problem(folder: Path) -> None:
    library = read_library(folder)
    assert not said(library)
    assert library.plans["three-breaths"].grace == 120
    assert library.plans["three-breaths"].when == "mon, wed and fri at 8:30"
    assert library.plans["reach-out-to-give"].contacts
    assert library.plans["three-breaths"].cue[Language.ES] == "Al terminar el café"


def test_a_malformed_plan_leaves_the_others(folder: Path) -> None:
    (folder / "schedules" / "one-kind-thing.yaml").write_text("id: [", "utf-8")
    library = read_library(folder)
    assert set(library.plans) == set(load().plans) - {"one-kind-thing"}
    assert [problem.split(": ")[0] for problem in said(library)] == ["schedules/one-kind-thing.yaml:1"]


def test_every_mistake_of_every_file_is_named_at_once(folder: Path) -> None:
    plan = folder / "schedules" / "three-breaths.yaml"
    change(plan, "goal: 5", "gaol: 5")
    change(plan, "grace: 2 hours", "grace: a while")
    change(plan, "at 8:30", "at 28:30")
    change(plan, "en: After your coffee", "en: After your very long and slow first coffee")
    change(folder / "schedules" / "one-kind-thing.yaml", "  es: Una cosa amable\n", "")
    problems = "\n".join(said(read_library(folder)))
    for part in (
        "'gaol' is not a field; try goal",
        "'a while' is not a span of time; write it like 2 hours or 90 minutes",
        "28:30",
        "makes a text too long",
        "one-kind-thing.yaml:6: title.es: it is missing",
    ):
        assert part in problems


def test_a_cue_outside_the_sms_alphabet_is_a_problem(folder: Path) -> None:
    change(folder / "schedules" / "three-breaths.yaml", "es: Al terminar el café", "es: Al oír el té")
    (problem,) = said(read_library(folder))
    assert "three-breaths.yaml:18: cue.es: 'Al oír el té' makes a text too long" in problem


def test_a_plan_is_called_like_its_file(folder: Path) -> None:
    change(folder / "schedules" / "three-breaths.yaml", "id: three-breaths", "id: one-kind-thing")
    library = read_library(folder)
    assert said(library) == [
        (
            "schedules/three-breaths.yaml: the plan in it is called 'one-kind-thing'; "
            "call the file one-kind-thing.yaml or the plan three-breaths"
        )
    ]
    assert library.plans["one-kind-thing"].category == "self-care"


def test_words_that_are_missing_are_named(folder: Path) -> None:
    (folder / "templates" / "es" / "three-breaths.txt").unlink()
    (folder / "templates" / "en" / "answers.txt").unlink()
    change(folder / "templates" / "es" / "answers.txt", "[declined]\n", "[delcined]\n")
    library = read_library(folder)
    assert said(library) == [
        "templates/es/three-breaths.txt: this file is missing",
        "templates/en/answers.txt: this file is missing",
        "templates/es/answers.txt:13: [delcined] is not a section; try declined",
        "templates/es/answers.txt: no words for the answer [declined]",
    ]
    assert "three-breaths" in library.words.plans[Language.EN]


def test_a_place_that_nothing_fills_is_named_with_its_text(folder: Path) -> None:
    change(folder / "templates" / "en" / "three-breaths.txt", "{cue}, let three", "{cu}, let {contact} three}")
    change(folder / "templates" / "en" / "answers.txt", "comes {next}", "comes {nxet}")
    problems = said(read_library(folder))
    assert len(problems) == 4
    assert problems[0].startswith('templates/en/three-breaths.txt:4: nothing fills {cu} in "{cu}, let')
    assert problems[0].endswith("; try cue")
    assert "nothing fills {contact}" in problems[1]
    assert "a brace is left open" in problems[2]
    assert problems[3].endswith("; try next")


def test_a_text_before_a_section_and_one_written_twice_are_named(folder: Path) -> None:
    path = folder / "templates" / "en" / "three-breaths.txt"
    path.write_text("hello\n[prompt]\n{cue}: a\n{cue}: a\n[reason]\n[prompt]\n{cue}: a\n[reasons]\nb\n", "utf-8")
    assert said(read_library(folder)) == [
        (
            "templates/en/three-breaths.txt:1: a text stands before any section; "
            "begin with [prompt], [reason], [smaller], [question], [discreet], [first]"
        ),
        "templates/en/three-breaths.txt:6: [prompt] stands here twice; put its texts together",
        "templates/en/three-breaths.txt:8: [reasons] is not a section; try reason",
        'templates/en/three-breaths.txt:4: "{cue}: a" is written twice, first at templates/en/three-breaths.txt:3',
        'templates/en/three-breaths.txt:7: "{cue}: a" is written twice, first at templates/en/three-breaths.txt:3',
    ]


def test_a_file_that_is_not_utf8_is_named_and_a_byte_order_mark_is_fine(folder: Path) -> None:
    path = folder / "templates" / "es" / "one-kind-thing.txt"
    path.write_bytes(path.read_text("utf-8").encode("latin-1"))
    plan = folder / "schedules" / "three-breaths.yaml"
    plan.write_bytes(b"\xef\xbb\xbf" + plan.read_bytes())
    assert said(read_library(folder)) == ["templates/es/one-kind-thing.txt: this file is not UTF-8; save it as UTF-8"]


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("2 hours", 120),
        ("1 hour", 60),
        ("90 minutes", 90),
        ("90 min", 90),
        ("90min", 90),
        ("3h", 180),
        (" 1 MINUTE ", 1),
    ],
)
def test_a_span_of_time_is_minutes(text: str, length: int) -> None:
    assert minutes(text) == length


@pytest.mark.parametrize(
    "text", ["", "2", "two hours", "2 days", "1.5 hours", "-2 hours", "0 minutes", "25 hours", "2 hours or so"]
)
def test_anything_else_is_no_span_of_time(text: str) -> None:
    with pytest.raises(Problem):
        minutes(text)
