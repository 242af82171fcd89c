"""What a book keeps at hand, and what it refuses."""

from datetime import timedelta

import pytest

from nudges.core.at_hand import recent
from nudges.core.book import Book, Twin
from nudges.core.facts import Consented, Fact, Flagged, Paused, Replied, Resumed, Started, Stopped
from nudges.core.history import fold
from nudges.core.words import Intent, Language, Safety
from tests.samples import MONDAY, book, person

LATER = MONDAY + timedelta(days=100)
PLANS = (None, "three-breaths")


def day(number: int) -> timedelta:
    return timedelta(days=number)


HISTORIES: dict[str, list[Fact]] = {
    "agreed": [],
    "stopped": [Stopped(at=MONDAY + day(1), how="by text")],
    "came back": [Stopped(at=MONDAY + day(1), how="by text"), Started(at=MONDAY + day(2), how="by text")],
    "stopped again": [
        Stopped(at=MONDAY + day(1), how="by text"),
        Started(at=MONDAY + day(2), how="by text"),
        Stopped(at=MONDAY + day(3), how="by text"),
    ],
    "in danger, then a softer text": [
        Flagged(at=MONDAY + day(1), tier=Safety.HARD, reply="r1"),
        Flagged(at=MONDAY + day(2), tier=Safety.SOFT, reply="r2"),
        Flagged(at=MONDAY + day(3), tier=Safety.VIOLENCE, reply="r3"),
    ],
    "in danger, then back": [
        Flagged(at=MONDAY + day(1), tier=Safety.HARD, reply="r1"),
        Started(at=MONDAY + day(2), how="by text"),
    ],
    "a long pause, then a short one": [
        Paused(at=MONDAY + day(1), until=LATER + day(30)),
        Paused(at=MONDAY + day(2), until=MONDAY + day(4)),
    ],
    "a long pause of one plan, ended early": [
        Paused(at=MONDAY + day(1), until=LATER + day(30), plan="three-breaths"),
        Resumed(at=MONDAY + day(2), plan="three-breaths"),
    ],
    "a pause of one plan that a START of everything does not end": [
        Paused(at=MONDAY + day(1), until=LATER + day(30), plan="three-breaths"),
        Started(at=MONDAY + day(2), how="by text"),
    ],
}


@pytest.mark.parametrize("facts", HISTORIES.values(), ids=HISTORIES)
def test_what_lies_months_back_still_decides_who_may_be_texted(facts: list[Fact]) -> None:
    told = [Consented(at=MONDAY, how="on paper"), *facts]
    notes = [
        Replied(at=MONDAY + day(number), id=f"r{number}", text="hm", intent=Intent.NOTE, language=Language.EN)
        for number in range(100)
    ]
    kept, past = recent([*told, *notes], LATER)
    assert len(past) > 50
    whole, near = fold([*told, *notes]), fold(kept)
    assert near.consented_at == whole.consented_at
    assert near.stopped == whole.stopped
    for plan in PLANS:
        for moment in (LATER - day(30), LATER, LATER + day(10), LATER + day(40)):
            assert near.silent(moment, plan) == whole.silent(moment, plan)
        assert near.rests(LATER) == whole.rests(LATER)


def test_a_later_proof_of_consent_ends_no_stop_no_pause_and_no_rest() -> None:
    for facts in (
        HISTORIES["stopped"],
        HISTORIES["in danger, then a softer text"],
        HISTORIES["a long pause, then a short one"],
    ):
        made = book(*facts).add(Consented(at=MONDAY + day(5), how="told me on the phone"))
        assert made.history.silent(LATER)


def test_a_twin_is_refused_and_so_are_two_of_one_key_at_once() -> None:
    reply = Replied(at=MONDAY, id="r1", text="hm", intent=Intent.NOTE, language=Language.EN)
    with pytest.raises(Twin):
        book(reply).add(reply)
    with pytest.raises(Twin):
        book().add(reply, reply)


def test_a_history_that_grew_step_by_step_is_the_one_folded_at_once() -> None:
    for facts in HISTORIES.values():
        grown = Book(person())
        for fact in [Consented(at=MONDAY, how="on paper"), *facts]:
            assert grown.history is not None
            grown = grown.add(fact)
        assert grown.history == fold(grown.facts)
