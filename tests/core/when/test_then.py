"""Schedules that follow one another: each ends before the next begins."""

from datetime import UTC, datetime, time
from itertools import islice
from zoneinfo import ZoneInfo

import pytest

from nudges.core.problem import Problem
from nudges.core.when import Frame, fires, first_fire, lasts, parse_when
from nudges.core.when.changed import at_time, fewer, more

FADING = "mon, wed and fri at 8:30 until 2026-12-13, then sat at 8:30 until 2026-12-27"
MADRID = Frame(ZoneInfo("Europe/Madrid"), begins=datetime(2026, 12, 7))  # noqa: DTZ001  local


def days(phrase: str, since: datetime = datetime(2026, 12, 7, tzinfo=UTC)) -> list[str]:
    return [f"{each:%d}" for each in islice(fires(parse_when(phrase), MADRID, since), 20)]


def test_it_fires_as_the_first_until_that_ends_and_then_as_the_next() -> None:
    assert days(FADING) == ["07", "09", "11", "19", "26"]
    assert days(FADING, datetime(2026, 12, 12, tzinfo=UTC)) == ["19", "26"]
    assert first_fire(parse_when(FADING), MADRID, datetime(2026, 12, 27, tzinfo=UTC)) is None


def test_its_phrase_says_when_each_begins_and_reads_as_the_same() -> None:
    said = str(parse_when(FADING))
    assert said.endswith("until 2026-12-13, then sat at 8:30 from 2026-12-14 until 2026-12-27")
    assert parse_when(said) == parse_when(FADING)
    assert parse_when(FADING.replace(", then", " luego")) == parse_when(FADING)


def test_a_gap_between_two_is_one_in_which_nothing_comes() -> None:
    gap = parse_when("daily at 9:00 until 2026-12-08, then daily at 9:00 from 2026-12-20 until 2026-12-21")
    assert days(str(gap)) == ["07", "08", "20", "21"]
    assert [lasts(gap, MADRID, datetime(2026, 12, day).date()) for day in (8, 9, 20, 22)] == [True, False, True, False]  # noqa: DTZ001


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("mon at 9:00, then sat at 9:00", "does not say until when"),
        ("mon at 9:00 until 2026-12-13, then sat at 9:00 from 2026-12-13", "begins before"),
        ("mon at 9:00 until 2026-12-13, then sat at 9:00 until 2026-12-10", "ends before it begins"),
        ("mon at 9:00 until 2026-12-13, then after done of three-breaths", "cannot follow another"),
        ("mon at 9:00 until 2026-12-13, then sat at 25:00", "25"),
        ("mon at 9:00 until 2026-12-13, then ", "2026-12-13, then"),
    ],
)
def test_what_cannot_follow_is_told(phrase: str, said: str) -> None:
    with pytest.raises(Problem, match=said):
        parse_when(phrase)


def test_a_word_changes_each_of_them() -> None:
    fading = parse_when(FADING)
    assert at_time(fading, time(19)) == parse_when(FADING.replace("8:30", "19:00"))
    thinner, thicker = fewer(fading), more(fading)
    assert thinner is not None
    assert thicker is not None
    assert len(days(str(thinner))) < len(days(FADING)) < len(days(str(thicker)))
    assert fading.times == (time(8, 30),)
    assert (fading.days, fading.a_day) == ((0, 2, 4, 5), 1)
