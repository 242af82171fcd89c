"""Pauses, vacations, sick days and days of rest on the command line, and how a week with them is shown."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from nudges.core.book import Book
from nudges.core.facts import Paused
from nudges.core.localtime import day_of, day_start, opening
from nudges.core.words import Rest
from tests.cli.conftest import Run

Reading = Callable[[], Book]
Refused = Callable[..., str]


def last(book: Book) -> Paused:
    return [fact for fact in book.facts if isinstance(fact, Paused)][-1]


@pytest.mark.parametrize(
    ("why", "days"),
    [("vacation", 7), ("sick", 1), ("rest", 1)],
)
def test_a_rest_has_its_usual_length_and_says_what_it_is_for(ana: Run, book: Reading, why: str, days: int) -> None:
    ana("plan", "add", "ana", "three-breaths")
    ana("plan", "pause", "ana", "--as", why)
    found, person = last(book()), book().person
    assert (found.why, found.begins) == (Rest(why), None)
    back = day_of(person, found.at) + timedelta(days=days)
    assert found.until == opening(person, day_start(person, back))


def test_a_vacation_can_begin_later_and_resume_takes_it_back(ana: Run, book: Reading) -> None:
    ana("plan", "add", "ana", "three-breaths")
    today = day_of(book().person, datetime.now(UTC))
    first, back = today + timedelta(days=10), today + timedelta(days=20)
    said = ana("plan", "pause", "ana", "--as", "vacation", "--from", str(first), "--until", str(back)).stderr
    assert said.startswith("Every plan of ana is paused from ")
    begins = last(book()).begins
    assert begins == day_start(book().person, first)
    assert not book().history.silent(datetime.now(UTC))
    assert book().history.silent(begins)
    assert ana("plan", "resume", "ana").stderr == "ana: every plan goes on.\n"
    assert not book().history.silent(begins)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--from", "yesterday"], "is no day for a pause to begin; name a day from"),
        (["--from", "2999-01-01"], "is no day for a pause to begin; name a day from"),
        (["--from", "tomorrow", "--until", "tomorrow"], "is no day for a pause to end; name a day from"),
        (["--as", "bored"], "'bored' is not one of"),
    ],
)
def test_a_rest_that_cannot_be_is_none(ana: Run, refused: Refused, args: list[str], said: str) -> None:
    ana("plan", "add", "ana", "three-breaths")
    assert said in refused("plan", "pause", "ana", *args)


def test_a_rest_so_far_is_shown_as_one_and_does_not_speak_for_the_days_to_come(ana: Run) -> None:
    ana("plan", "add", "ana", "three-breaths")
    ana("plan", "pause", "ana", "--as", "sick")
    shown = ana("report", "ana").stdout
    assert "A rest so far: nothing of it is counted." in shown
    assert "\n\n\n" not in shown
    assert "Three breaths rested 1 day, which leaves a goal of 4 for the other days." in shown
    assert "R rest" in shown
