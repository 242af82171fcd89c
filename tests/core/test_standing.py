"""Is there one answer to where someone stands?"""

from datetime import timedelta

import pytest

from nudges.core.book import Book
from nudges.core.facts import Consented, Fact, Flagged, Paused, Resumed, Started, Stopped
from nudges.core.standing import State, standing, state_of
from nudges.core.words import Safety
from tests.samples import ANA, BREATHS, MONDAY

HOUR = timedelta(hours=1)
YES = Consented(at=MONDAY, how="on paper")
STOP = Stopped(at=MONDAY + HOUR, how="by text")
DANGER = Flagged(at=MONDAY + HOUR, tier=Safety.HARD, reply="r")
PAUSE = Paused(at=MONDAY + HOUR, until=MONDAY + 48 * HOUR)
BACK = Started(at=MONDAY + 2 * HOUR, how="by text")


def book(*facts: Fact) -> Book:
    return Book(ANA, (BREATHS,), facts)


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ((), State.WAITING),
        ((STOP,), State.DECLINED),
        ((YES,), State.ACTIVE),
        ((YES, STOP), State.STOPPED),
        ((YES, DANGER), State.RESTING),
        ((DANGER,), State.RESTING),
        ((YES, DANGER, STOP), State.STOPPED),
        ((YES, PAUSE), State.PAUSED),
        ((YES, PAUSE, DANGER), State.RESTING),
        ((YES, STOP, BACK), State.ACTIVE),
        ((YES, DANGER, BACK), State.ACTIVE),
        ((YES, PAUSE, Resumed(at=MONDAY + 2 * HOUR)), State.ACTIVE),
    ],
)
def test_a_state_follows_from_what_happened(facts: tuple[Fact, ...], state: State) -> None:
    assert state_of(book(*facts), MONDAY + 3 * HOUR) is state
    assert standing(book(*facts), MONDAY + 3 * HOUR).state is state


def test_a_pause_ends_by_itself() -> None:
    assert state_of(book(YES, PAUSE), PAUSE.until) is State.ACTIVE


def test_a_plan_that_rests_alone_leaves_the_person_active() -> None:
    paused = Paused(at=MONDAY, until=MONDAY + 48 * HOUR, plan=BREATHS.id)
    found = standing(book(YES, paused), MONDAY + HOUR)
    assert (found.state, found.paused_until, found.paused_plans) == (State.ACTIVE, None, {BREATHS.id: paused.until})
    both = standing(book(YES, paused, PAUSE), MONDAY + 2 * HOUR)
    assert (both.state, both.paused_until) == (State.PAUSED, PAUSE.until)


def test_the_proof_is_told_as_long_as_it_holds() -> None:
    assert standing(book(YES), MONDAY).consent == "on paper"
    assert standing(book(YES, STOP), MONDAY + 2 * HOUR).consent is None
