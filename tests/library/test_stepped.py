"""What a plan file may say of steps and keywords, and what it is told where it may not."""

import shutil
from pathlib import Path

import msgspec
import pytest

from nudges.core.texts import Step, StepKind
from nudges.core.words import Language
from nudges.library import load, read_library, shipped
from nudges.library.lint import lint_steps

RECORD = load().plans["fact-or-story"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("schedules", "templates"):
        shutil.copytree(shipped() / name, tmp_path / name)
    return tmp_path


def told(folder: Path, plan: str, old: str, new: str) -> str:
    path = folder / "schedules" / f"{plan}.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return "\n".join(str(problem) for problem in read_library(folder).problems)


def test_steps_are_read_with_their_kind_their_choices_and_when_they_come() -> None:
    hope, chose = load().plans["reassurance-pause"].steps
    assert (hope.kind, hope.after) == (StepKind.WORDS, 0)
    assert (chose.kind, chose.after) == (StepKind.CHOICE, 10)
    assert chose.choices[Language.ES] == ("ESPERÉ", "MANDÉ", "NADA")


def test_a_keyword_is_one_word_or_several_and_a_plan_without_has_none() -> None:
    assert load().plans["safe-person-picture"].keyword[Language.EN] == ("PICTURE", "SAFE")
    assert load().plans["name-it-ride-it"].keyword[Language.ES] == ("OLA",)
    assert not RECORD.keyword


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("STOP", "STOP is a carrier's own word"),
        ("help", "help is a carrier's own word"),
        ("YES", "YES is a carrier's own word"),
        ("STATUS", "STATUS is an order already"),
        ("pausa", "pausa is an order already"),
        ("LIST", "LIST is an order already"),
        ("SKIP", "SKIP is an order already"),
        ("RIDE IT", "'RIDE IT' is not one word"),
        ("---", "'---' is not one word"),
        ("PAUSE10", "keyword: PAUSE10 begins name-it-ride-it already"),
    ],
)
def test_a_keyword_that_says_something_else_already_is_refused(folder: Path, word: str, said: str) -> None:
    assert said in told(folder, "name-it-ride-it", "en: WAVE", f'en: "{word}"')


@pytest.mark.parametrize(
    ("plan", "old", "new", "said"),
    [
        ("fact-or-story", "id: before", "id: situation", "step situation: it stands here twice"),
        ("fact-or-story", "kind: words\n", "kind: words\n    after: 5 minutes\n", "the first step is asked at once"),
        ("fact-or-story", "kind: rating", "kind: ratings", "steps.1.kind: 'ratings' is not known"),
        ("fact-or-story", "kind: words", "kind: choice", "choices belong to a choice, and only there"),
        ("name-it-ride-it", "after: 15 minutes", "after: 5 minutes", "it comes no later than one before it"),
        ("name-it-ride-it", "after: 15 minutes", "after: soon", "'soon' is not a span of time"),
        ("reassurance-pause", "[ESPERÉ, MANDÉ, NADA]", "[ESPERÉ, MANDÉ]", "the choices do not match"),
        ("reassurance-pause", "WAITED, SENT, NEITHER]", "WAITED, WROTE, NEITHER]", "the choices do not match"),
        ("reassurance-pause", "en: [WAITED, SENT, NEITHER]", "en: [WAITED, '-']", "the choices do not match"),
    ],
)
def test_a_mistake_in_a_step_is_told_with_what_to_try(folder: Path, plan: str, old: str, new: str, said: str) -> None:
    problems = told(folder, plan, old, new)
    assert said in problems
    assert f"schedules/{plan}.yaml:" in problems


def asked(words: str, kind: StepKind = StepKind.WORDS) -> str:
    choices = {Language.EN: ("LEFT", "RIGHT")} if kind is StepKind.CHOICE else {}
    step = Step(id="one", ask={Language.EN: words}, kind=kind, choices=choices)
    return "\n".join(map(str, lint_steps(msgspec.structs.replace(RECORD, steps=(step,)), Language.EN)))


@pytest.mark.parametrize(
    ("words", "kind", "said"),
    [
        ("You should tell it.", StepKind.WORDS, "'should'"),
        ("Tell it!", StepKind.WORDS, "exclamation"),
        ("a" * 161, StepKind.WORDS, "2 segments"),
        ("A word, or END.", StepKind.WORDS, "END"),
        ("A word, or WALK.", StepKind.WORDS, "WALK in"),
        ("How strong is it?", StepKind.RATING, "no way to answer"),
        ("LEFT or not?", StepKind.CHOICE, "say LEFT, RIGHT"),
    ],
)
def test_a_bad_question_is_named(words: str, kind: StepKind, said: str) -> None:
    assert said in asked(words, kind)


def test_a_good_question_is_left_alone() -> None:
    assert asked("What happened? SKIP is fine.") == asked("LEFT or RIGHT?", StepKind.CHOICE) == ""
