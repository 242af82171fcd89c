"""Where someone stands: agreed or not, stopped, resting or paused, and until when."""

from datetime import datetime
from enum import StrEnum

import msgspec

from nudges.core.book import Book
from nudges.core.consent import proof
from nudges.core.history import ALWAYS
from nudges.core.wake import next_wake


class State(StrEnum):
    """Whether someone's texts may leave, and what keeps them if not."""

    WAITING = "waiting"
    DECLINED = "declined"
    ACTIVE = "active"
    PAUSED = "paused"
    RESTING = "resting"
    STOPPED = "stopped"


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """What holds for someone at a moment. `consent` is how they agreed; `paused_plans` rest by themselves."""

    state: State
    consented_at: datetime | None
    consent: str | None
    paused_until: datetime | None
    paused_plans: dict[str, datetime]
    next_wake: datetime | None


def standing(book: Book, now: datetime) -> Standing:
    """Return where someone stands."""
    ends = _pauses(book, now)
    return Standing(
        state=state_of(book, now),
        consented_at=book.history.consented_at,
        consent=proof(book),
        paused_until=ends.pop(None, None),
        paused_plans={plan: end for plan, end in ends.items() if plan is not None},
        next_wake=next_wake(book, now),
    )


def state_of(book: Book, now: datetime) -> State:
    """Return the state alone, which costs less to find."""
    history = book.history
    if history.stopped:
        return State.STOPPED if history.consented_at else State.DECLINED
    if history.rests(now):
        return State.RESTING
    if history.consented_at is None:
        return State.WAITING
    return State.PAUSED if None in history.paused(now) else State.ACTIVE


def _pauses(book: Book, now: datetime) -> dict[str | None, datetime]:
    ends: dict[str | None, datetime] = {}
    for silence in book.history.silences:
        if silence.start <= now < silence.end < ALWAYS:
            ends[silence.plan] = max(silence.end, ends.get(silence.plan, silence.end))
    return ends
