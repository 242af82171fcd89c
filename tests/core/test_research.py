"""Who is part of a study: only who says so themselves, to that question, and nobody longer than they wish."""

from datetime import datetime, timedelta

import msgspec
import pytest

from nudges.core import facts as f
from nudges.core.at_hand import recent
from nudges.core.book import Book
from nudges.core.change import record
from nudges.core.history import fold
from nudges.core.inbound import Inbound
from nudges.core.problem import Problem
from nudges.core.research import ask_research
from nudges.core.respond import receive
from nudges.core.sms import Encoding, measure
from nudges.core.values import Person
from nudges.core.words import Kind, Language, Safety
from nudges.library import load
from tests.samples import ANA, MONDAY, book, minutes, person

WORDS = load().words
ASKED = MONDAY + minutes(10)
LATER = ASKED + minutes(5)


def asked(before: Book | None = None, now: datetime = ASKED, *, words: bool = False, left: bool = True) -> Book:
    before = before or book()
    before = before.add(*ask_research(before, WORDS, "Nudges", now, words_too=words))
    if not left:
        return before
    question = before.facts[-1]
    assert isinstance(question, f.Queued)
    return before.add(f.Accepted(at=now, id=question.id, provider_id="p", segments=1))


def told(before: Book, text: str, now: datetime = LATER) -> Book:
    inbound = Inbound(id=f"in/{now.timestamp()}", phone=ANA.phone, text=text)
    return record(before, receive(before, inbound, WORDS, now), {})


def last_words(after: Book) -> str:
    return next(fact.text for fact in reversed(after.facts) if isinstance(fact, f.Queued))


@pytest.mark.parametrize("yes", ["yes", "Y", "YES!", "Sí", "si, acepto", "yes please"])
def test_a_yes_to_the_question_is_a_yes_from_then_on(yes: str) -> None:
    after = told(asked(), yes)
    assert after.history.research is not None
    assert after.history.research.at == LATER
    assert after.history.research_words is None


@pytest.mark.parametrize(
    "other", ["no", "N", "maybe", "what is that", "stop", "i want to die", "done", "yes but why", "ok"]
)
def test_anything_else_is_none(other: str) -> None:
    assert told(asked(), other).history.research is None


def test_a_no_is_met_kindly_and_counts_as_no_answer_to_a_nudge() -> None:
    after = told(asked(), "no")
    assert last_words(after) == "That is fine. Nothing of yours goes to a study."
    assert not after.history.checkins


def test_a_yes_before_the_question_has_left_is_none() -> None:
    assert told(asked(left=False), "yes").history.research is None


def test_a_yes_after_another_text_of_ours_answers_that_one() -> None:
    nudge = f.Queued(
        at=ASKED, id="nudge/three-breaths/x", kind=Kind.NUDGE, text="Breathe", due=ASKED, expires=LATER + minutes(60),
        plan="three-breaths",
    )  # fmt: skip
    sent = asked().add(nudge, f.Accepted(at=ASKED + minutes(1), id=nudge.id, provider_id="n", segments=1))
    after = told(sent, "yes")
    assert after.history.research is None
    assert after.history.checkins


def test_a_yes_counts_beside_a_welcome_that_left_at_the_same_moment() -> None:
    welcome = f.Queued(at=ASKED, id="welcome/ana", kind=Kind.OPT_IN, text="Hi", due=ASKED, expires=LATER)
    sent = asked().add(welcome, f.Accepted(at=ASKED, id=welcome.id, provider_id="w", segments=1))
    assert told(sent, "yes").history.research is not None


def test_a_yes_after_they_wrote_something_else_or_two_days_later_is_none() -> None:
    assert told(told(asked(), "how are you"), "yes", LATER + minutes(1)).history.research is None
    assert told(asked(), "yes", ASKED + timedelta(hours=48)).history.research is None


def test_danger_and_a_stop_go_before_it() -> None:
    in_danger = told(asked(), "yes i want to kill myself tonight")
    assert in_danger.history.flags[0].tier is Safety.HARD
    assert in_danger.history.research is None
    assert told(asked(), "STOP").history.stopped


@pytest.mark.parametrize("end", ["NO RESEARCH", "no estudio", "end research please", "STOP"])
def test_a_text_ends_it(end: str) -> None:
    agreed = told(asked(words=True, before=told(asked(), "yes"), now=LATER + minutes(1)), "yes", LATER + minutes(2))
    assert agreed.history.research_words is not None
    after = told(agreed, end, LATER + minutes(3))
    assert after.history.research is None
    assert after.history.research_words is None


def test_after_a_stop_and_a_start_it_has_to_be_said_again() -> None:
    after = told(told(told(asked(), "yes"), "STOP", LATER + minutes(1)), "START", LATER + minutes(2))
    assert not after.history.stopped
    assert after.history.research is None


def test_their_words_are_a_question_of_their_own_and_a_no_to_it_ends_nothing_else() -> None:
    agreed = told(asked(), "yes")
    after = told(asked(agreed, LATER + minutes(1), words=True), "no", LATER + minutes(2))
    assert after.history.research is not None
    assert after.history.research_words is None
    with pytest.raises(Problem, match="has not said yes to a study"):
        ask_research(book(), WORDS, "Nudges", ASKED, words_too=True)


def test_whoever_brings_it_up_is_told_how_it_stands_or_asked() -> None:
    after = told(book(), "RESEARCH")
    assert "Y or N" in last_words(after)
    question = after.facts[-1]
    assert isinstance(question, f.Queued)
    after = told(after.add(f.Accepted(at=LATER, id=question.id, provider_id="p", segments=1)), "y", LATER + minutes(1))
    assert after.history.research is not None
    assert "because you said yes" in last_words(told(after, "research", LATER + minutes(2)))


def test_undo_takes_the_last_of_it_back() -> None:
    agreed = told(asked(), "yes")
    assert told(agreed, "undo", LATER + minutes(1)).history.research is None
    ended = told(agreed, "no research", LATER + minutes(1))
    assert told(ended, "undo", LATER + minutes(2)).history.research is not None


def test_nobody_is_asked_twice_or_who_said_yes_or_rests() -> None:
    for before, why in (
        (asked(), "asked once"),
        (told(asked(), "yes"), "said yes already"),
        (told(book(), "STOP"), "gets no texts"),
        (told(book(), "my ex threatened to kill me"), "asked nothing of the kind"),
        (Book(ANA), "gets no texts"),
    ):
        with pytest.raises(Problem, match=why):
            ask_research(before, WORDS, "Nudges", LATER + minutes(1))


def test_who_just_wrote_of_danger_is_not_asked_by_their_own_word_either() -> None:
    after = told(told(book(), "my ex threatened to kill me"), "RESEARCH", LATER + minutes(1))
    assert after.history.research_asked is None


@pytest.mark.parametrize("ending", [None, "no research", "STOP"])
def test_it_stands_after_years_and_so_does_its_end(ending: str | None) -> None:
    after = told(asked(), "yes")
    after = told(after, ending, LATER + minutes(1)) if ending else after
    kept, past = recent(after.facts, MONDAY + timedelta(days=800))
    assert past
    assert (fold(kept).research is None) == (ending is not None)
    assert fold(kept).research == after.history.research


@pytest.mark.parametrize("language", [*Language])
@pytest.mark.parametrize("discreet", [True, False])
def test_the_question_is_one_segment_and_names_no_plan(language: Language, discreet: bool) -> None:
    who: Person = person(language=language, discreet=discreet)
    facts = ask_research(book(who=who), WORDS, "x" * 20, ASKED)
    text = msgspec.to_builtins(facts[-1])["text"]
    assert (measure(text).encoding, measure(text).segments) == (Encoding.GSM_7, 1)
    assert "breath" not in text.casefold()
