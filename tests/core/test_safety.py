"""That danger to life is always seen, and an ordinary text left alone."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nudges.core.understanding import Pending, understand
from nudges.core.words import Intent, Safety

KNOWN = Path(__file__).parent.parent / "corpus" / "learn" / "known.tsv"


def known(tier: Safety) -> list[str]:
    """Return the texts whose tier was settled by hand."""
    lines = [line.split("\t") for line in KNOWN.read_text("utf-8").splitlines()[1:]]
    return [text for text, found, *_ in lines if found == tier]


@pytest.mark.parametrize("text", known(Safety.HARD))
def test_words_of_death_plan_means_or_goodbye_are_hard(text: str) -> None:
    assert understand(text).safety is Safety.HARD


@pytest.mark.parametrize("text", known(Safety.SOFT))
def test_a_text_that_could_be_either_is_soft(text: str) -> None:
    assert understand(text).safety is Safety.SOFT


@pytest.mark.parametrize("text", known(Safety.VIOLENCE))
def test_being_hurt_or_threatened_is_violence(text: str) -> None:
    assert understand(text).safety is Safety.VIOLENCE


@pytest.mark.parametrize("text", known(Safety.NONE))
def test_negation_idiom_media_grief_and_recovery_are_left_alone(text: str) -> None:
    assert understand(text).safety is Safety.NONE


@pytest.mark.parametrize("pending", Pending)
def test_safety_comes_before_any_open_question(pending: Pending) -> None:
    found = understand("yes but i want to die", pending=pending)
    assert (found.intent, found.safety) == (Intent.CRISIS, Safety.HARD)


def test_a_crisis_with_a_stop_says_both() -> None:
    for text in ("stop texting me i want to die", "STOP i want to die", "i want to die. stop"):
        found = understand(text)
        assert found.intent is Intent.CRISIS
        assert Intent.STOP in found.also


def test_a_crisis_with_a_done_keeps_the_done() -> None:
    found = understand("done. also i want to die")
    assert found.intent is Intent.CRISIS
    assert Intent.DONE in found.also


def test_a_safe_does_not_hide_a_danger() -> None:
    assert understand("safe but I have a gun to my head", pending=Pending.SAFE_CHECK).safety is Safety.HARD


@given(
    st.sampled_from(known(Safety.HARD) + known(Safety.SOFT) + known(Safety.VIOLENCE) + known(Safety.NONE)),
    st.sampled_from([str.upper, str.lower, str.title]),
    st.sampled_from(["", " ", "  \n", "\t"]),
    st.sampled_from(["", ".", "!!!", "...", " ?"]),
    st.integers(0, 6),
)
@example("I wish I was dead", str.upper, " ", "!!!", 1)
def test_dress_does_not_change_safety(text: str, case: object, space: str, mark: str, repeats: int) -> None:
    assert callable(case)
    dressed = space + case(text + text[-1] * (repeats if text[-1].isalpha() else 0)) + mark + space
    assert understand(dressed).safety is understand(text).safety
