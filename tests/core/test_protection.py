"""What protects people beside a helpline: a trusted person, plans that rest, and texts that say nothing to others."""

from datetime import timedelta

import msgspec
import pytest

from nudges.core import facts as f
from nudges.core.at_hand import recent
from nudges.core.book import Book
from nudges.core.change import record
from nudges.core.facts import Fact
from nudges.core.history import fold
from nudges.core.inbound import Inbound
from nudges.core.problem import Problem
from nudges.core.protection import ask_trust
from nudges.core.respond import receive
from nudges.core.texts import Words
from nudges.core.values import Trusted
from nudges.core.words import Kind, Safety
from nudges.library import door, load
from tests.samples import ANA, MONDAY, book, person

MUM = Trusted(name="Mum", phone="+14155550111")
WORDS = load().words
LATER = MONDAY + timedelta(hours=1)


def said(before: Book, text: str, number: int = 1, words: Words = WORDS) -> list[Fact]:
    return receive(
        before, Inbound(id=f"in/{number}", phone=ANA.phone, text=text), words, LATER + timedelta(minutes=number)
    )


def told(facts: list[Fact]) -> list[f.Queued]:
    return [fact for fact in facts if isinstance(fact, f.Queued) and fact.to is not None]


def confirmed(who: Trusted = MUM) -> Book:
    asked = book(who=person(trusted=who))
    asked = asked.add(*ask_trust(asked.person, WORDS, MONDAY + timedelta(minutes=1)))
    return record(asked, said(asked, "keep", 0), {})


@pytest.mark.parametrize("yes", ["keep", "KEEP!", "yes", "Sí", "acepto"])
def test_a_trusted_person_counts_once_the_person_said_so(yes: str) -> None:
    asked = book(who=person(trusted=MUM))
    asked = asked.add(*ask_trust(asked.person, WORDS, MONDAY + timedelta(minutes=1)))
    assert record(asked, said(asked, yes), {}).history.entrusted == MUM.phone


@pytest.mark.parametrize("other", ["no", "who", "keep what", "stop", "i want to die", "maybe"])
def test_anything_else_tells_nobody_anything(other: str) -> None:
    asked = book(who=person(trusted=MUM))
    asked = asked.add(*ask_trust(asked.person, WORDS, MONDAY + timedelta(minutes=1)))
    after = record(asked, said(asked, other), {})
    assert after.history.entrusted is None
    assert not told(said(after, "i want to die tonight", 2))


def test_the_trusted_person_gets_no_word_of_what_was_written() -> None:
    (text,) = told(said(confirmed(), "i have the pills and want to die"))
    assert (text.to, text.kind) == (MUM.phone, Kind.SAFETY)
    assert "pill" not in text.text
    assert "die" not in text.text


@pytest.mark.parametrize(
    "text", ["my boyfriend hits me", "it all feels hopeless", "done", "stop", "he says he will kill me"]
)
def test_nothing_but_plain_danger_to_life_is_told(text: str) -> None:
    assert not told(said(confirmed(), text))


def test_one_day_tells_once_and_another_number_has_to_be_confirmed_anew() -> None:
    after = record(confirmed(), said(confirmed(), "i want to die", 1), {})
    assert not told(said(after, "i will kill myself", 2))
    other = after.with_person(msgspec.structs.replace(after.person, trusted=Trusted(name="Leo", phone="+14155550112")))
    assert not told(said(other, "i will kill myself", 3))


def test_a_stop_beside_danger_ends_the_texts_and_still_tells_whom_they_named() -> None:
    facts = said(confirmed(), "stop texting me, i want to die")
    assert told(facts)
    assert any(isinstance(fact, f.Stopped) for fact in facts)


def risky() -> Words:
    held = msgspec.structs.replace(WORDS.ready["three-breaths"], holds=(Safety.VIOLENCE,))
    return msgspec.structs.replace(WORDS, ready={**WORDS.ready, "three-breaths": held})


def test_violence_lets_the_plans_rest_that_could_put_someone_at_risk() -> None:
    after = record(book(), said(book(), "my husband hit me again", words=risky()), {})
    assert after.history.silent(LATER + timedelta(days=300), "three-breaths")
    assert not after.history.silent(LATER + timedelta(days=300), "one-kind-thing")
    resumed = record(after, said(after, "resume", 2, risky()), {})
    assert resumed.history.silent(LATER + timedelta(days=300), "three-breaths")
    back = resumed.add(f.Resumed(at=LATER + timedelta(hours=1), plan="three-breaths"))
    assert not back.history.silent(LATER + timedelta(days=300), "three-breaths")


def test_other_danger_and_plans_without_risk_hold_nothing_by_themselves() -> None:
    assert not any(isinstance(fact, f.Paused) for fact in said(book(), "my husband hit me again"))
    assert not any(isinstance(fact, f.Paused) for fact in said(book(), "it all feels hopeless", words=risky()))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("+14155550111", "does not say who and which phone"),
        ("Mum, 123", "'123' is not a phone number"),
        ("", "does not say who"),
    ],
)
def test_a_trusted_person_that_cannot_be_is_one_sentence(text: str, problem: str) -> None:
    with pytest.raises(Problem, match=problem.replace("+", r"\+")):
        door.trusted(text)


def test_whom_someone_trusts_is_known_for_as_long_as_it_holds() -> None:
    before = confirmed()
    kept, _ = recent(before.facts, LATER + timedelta(days=200))
    assert fold(kept).entrusted == MUM.phone


@pytest.mark.parametrize("text", ["keep", "pause 300 days"])
def test_what_was_taken_back_does_not_hold_again_once_that_is_long_ago(text: str) -> None:
    before = book(who=person(trusted=MUM))
    before = before.add(*ask_trust(before.person, WORDS, MONDAY + timedelta(minutes=1)))
    before = record(before, said(before, text, 1), {})
    before = record(before, said(before, "undo", 2), {})
    kept, _ = recent(before.facts, LATER + timedelta(days=100))
    assert fold(kept).entrusted is None
    assert not fold(kept).silent(LATER + timedelta(days=100))
