"""Where someone stands: agreed or not, stopped, resting or paused, and when their book is looked at next."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import msgspec

from nudges.core.book import Book, encode
from nudges.core.history import ALWAYS
from nudges.core.said import day_and_clock
from nudges.core.wake import next_wake
from nudges.library.consent import ONLY_THEM, proof, rests


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """What holds for someone at a moment. `on_hold` is a rest after a safety answer."""

    consented_at: datetime | None
    consent: str | None
    stopped: bool
    on_hold: bool
    paused_until: datetime | None
    paused_plans: dict[str, datetime]
    next_wake: datetime | None


def standing(book: Book, now: datetime) -> Standing:
    """Return where someone stands."""
    history = book.history
    ends: dict[str, datetime] = {}
    for silence in history.silences:
        if silence.start <= now < silence.end < ALWAYS:
            ends[silence.plan or ""] = max(silence.end, ends.get(silence.plan or "", silence.end))
    return Standing(
        consented_at=history.consented_at,
        consent=proof(book),
        stopped=history.stopped,
        on_hold=rests(book) and not history.stopped,
        paused_until=ends.pop("", None),
        paused_plans=ends,
        next_wake=next_wake(book, now),
    )


def in_a_word(book: Book, now: datetime) -> str:
    """Return the state for a column of a table."""
    found = standing(book, now)
    if found.stopped:
        return "stopped" if found.consented_at else "said no"
    if found.on_hold:
        return "resting"
    if found.consented_at is None:
        return "waiting for yes"
    return f"paused until {day_and_clock(book.person, found.paused_until)}" if found.paused_until else "active"


def in_sentences(book: Book, now: datetime) -> Iterator[tuple[str, str]]:
    """Yield names and sentences about where someone stands."""
    found, person = standing(book, now), book.person
    if found.consented_at is None:
        yield "consent", "they said no" if found.stopped else "asked by text; nothing else leaves until they answer yes"
    else:
        how = f": {found.consent}" if found.consent else ""
        yield "consent", f"since {day_and_clock(person, found.consented_at)}{how}"
    if found.stopped:
        yield "state", f"stopped; {ONLY_THEM}"
    elif found.on_hold:
        yield "state", f"resting after a safety answer; {ONLY_THEM}"
    elif found.paused_until:
        yield "state", f"paused until {day_and_clock(person, found.paused_until)}"
    for plan, until in found.paused_plans.items():
        yield "paused", f"{plan} until {day_and_clock(person, until)}"
    soon = found.next_wake is not None and found.next_wake <= now
    yield "next look", "now" if soon else day_and_clock(person, found.next_wake) if found.next_wake else "none"


def as_data(book: Book, now: datetime) -> dict[str, Any]:
    """Return a person and where they stand, for programs."""
    return {
        **encode(book.person),
        **msgspec.structs.asdict(standing(book, now)),
        "plans": [plan.id for plan in book.plans],
    }
