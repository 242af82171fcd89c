"""What follows from a reply where a whole conversation would say too little."""

from datetime import timedelta

import pytest

from nudges.core.book import Book
from nudges.core.facts import Accepted, CheckedIn, Fact, Flagged, Paused, Queued
from nudges.core.inbound import Inbound
from nudges.core.respond import receive
from nudges.core.words import Kind, Outcome, Safety
from nudges.library import load
from tests.samples import MONDAY, book, minutes, plan

WORDS = load().words


class Talk:
    """A book that texts are said to, one a minute."""

    def __init__(self, made: Book) -> None:
        self.book, self.now, self.turn = made, MONDAY, 0

    def say(self, text: str, after: timedelta = timedelta(minutes=1)) -> list[Fact]:
        self.turn += 1
        self.now += after
        facts = receive(self.book, Inbound(id=f"r{self.turn}", phone="+1", text=text), WORDS, self.now)
        self.book = self.book.add(*facts)
        return facts

    def hear(self, text: str, after: timedelta = timedelta(minutes=1)) -> str | None:
        said = [fact.text for fact in self.say(text, after) if isinstance(fact, Queued)]
        return said[0] if said else None


def test_after_equal_texts_of_a_machine_a_stop_a_help_and_danger_are_still_answered() -> None:
    talk = Talk(book())
    heard = [talk.hear("I am out of office today until noon") for _ in range(6)]
    assert heard[-1] is None
    assert talk.hear("HELP")
    assert talk.hear("i want to die")
    assert talk.hear("STOP")


def test_texts_that_are_not_kept_are_not_taken_for_a_machine() -> None:
    talk = Talk(book())
    for _ in range(6):
        assert talk.hear("i can't do this anymore")
    assert talk.hear("SAFE")
    assert talk.hear("status")


def test_every_text_about_danger_is_answered_however_many_there_are() -> None:
    talk = Talk(book())
    assert all(talk.hear("i want to die") for _ in range(40))


def test_violence_again_within_hours_names_the_line_for_violence_again() -> None:
    talk = Talk(book())
    first, second = talk.hear("he hits me"), talk.hear("he hits me again")
    assert first is not None
    assert second is not None
    assert first != second
    assert "800-799-7233" in first
    assert "800-799-7233" in second


def test_the_words_of_danger_are_kept_nowhere() -> None:
    facts = Talk(book()).say("i want to die, done 7, called mum")
    assert not any("die" in str(fact) or "mum" in str(fact) for fact in facts)
    assert any(isinstance(fact, Flagged) and fact.tier is Safety.HARD for fact in facts)


def test_resume_ends_the_pause_of_a_plan_too() -> None:
    paused = Paused(at=MONDAY, until=MONDAY + timedelta(days=9), plan="three-breaths")
    talk = Talk(book(paused))
    talk.say("resume")
    assert not talk.book.history.silent(talk.now + minutes(1), "three-breaths")


def test_a_number_after_an_answer_keeps_what_the_answer_said() -> None:
    due = MONDAY + minutes(0.5)
    name = "nudge/three-breaths/2026-03-02T13:00Z"
    nudge = Queued(at=due, id=name, kind=Kind.NUDGE, text="x", due=due, expires=due, plan="three-breaths")
    talk = Talk(book(nudge, Accepted(at=due, id=nudge.id, provider_id="1", segments=1), plans=(plan(),)))
    talk.say("skip, called mum instead")
    talk.say("7")
    last = [fact for fact in talk.book.facts if isinstance(fact, CheckedIn)][-1]
    assert (last.outcome, last.rating) == (Outcome.SKIPPED, 7)
    assert last.note is not None


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("no quiero vivir", []),
        ("skip. i want to die", []),
        ("n/a, i want to die", []),
        ("done but i want to die", [Outcome.DONE]),
        ("hecho pero me quiero morir", [Outcome.DONE]),
    ],
)
def test_despair_skips_no_plan_and_what_was_done_is_kept(text: str, kept: list[Outcome]) -> None:
    nudge = Queued(
        at=MONDAY,
        id="three-breaths/1",
        kind=Kind.NUDGE,
        plan="three-breaths",
        text="x",
        due=MONDAY,
        expires=MONDAY + timedelta(hours=3),
    )
    facts = Talk(book(nudge, Accepted(at=MONDAY, id=nudge.id, provider_id="p", segments=1))).say(text)
    assert [fact.tier for fact in facts if isinstance(fact, Flagged)] == [Safety.HARD]
    assert [fact.outcome for fact in facts if isinstance(fact, CheckedIn)] == kept
