"""Where someone stands, in words and as data."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import msgspec

from nudges.cli.why import local_far
from nudges.core import quiet
from nudges.core.book import Book, encode
from nudges.core.consent import ONLY_THEM
from nudges.core.history import ALWAYS, Silence
from nudges.core.hours import said
from nudges.core.standing import Standing, State, standing
from nudges.core.values import Person
from nudges.core.words import Calm, Rest
from nudges.library.travel import coming

WORDS = {
    State.WAITING: "waiting for yes",
    State.DECLINED: "said no",
    State.ACTIVE: "active",
    State.PAUSED: "paused",
    State.RESTING: "resting",
    State.STOPPED: "stopped",
}
QUIET = "quiet until they write"
"""Where nobody answered for so long that the last text has left."""

STEPS = {
    Calm.HALF: "half as many texts from {begins}, until they write",
    Calm.WEEKLY: "one text a week at most from {begins}, until they write",
    Calm.LAST: "the last text comes on {begins}, unless they write",
    Calm.OVER: "nothing more from {begins}, until they write",
}
OFF = (State.STOPPED, State.DECLINED)


def in_a_word(book: Book, now: datetime) -> str:
    """Return the state for a column of a table."""
    found = standing(book, now)
    if quiet.is_over(book, now):
        return QUIET
    until = f" until {local_far(book.person, found.paused_until, now)}" if found.paused_until else ""
    return WORDS[found.state] + (until if found.state is State.PAUSED else "")


def in_sentences(book: Book, now: datetime) -> Iterator[tuple[str, str]]:
    """Yield names and sentences about where someone stands."""
    found, person = standing(book, now), book.person
    yield "consent", _consent(book, found, now)
    match found.state:
        case State.STOPPED | State.DECLINED:
            yield "state", f"stopped; {ONLY_THEM}"
        case State.RESTING:
            yield "state", f"resting after a safety answer; {ONLY_THEM}"
        case State.PAUSED:
            yield "state", in_a_word(book, now)
        case State.WAITING | State.ACTIVE:
            pass
    if said := fewer_said(book, now):
        yield "fewer", said
    for plan, until in found.paused_plans.items():
        yield "paused", f"{plan} until {local_far(person, until, now)}"
    for rest in rests_to_come(book, now):
        yield "to come", rest_said(person, rest, now)
    soon = found.next_wake is not None and found.next_wake <= now
    yield "next look", "now" if soon else local_far(person, found.next_wake, now) if found.next_wake else "none"


def fewer_said(book: Book, now: datetime) -> str | None:
    """Return how few texts come because nobody answers, as it was announced."""
    if not book.history.quieted:
        return None
    latest = book.history.quieted[-1]
    return STEPS[latest.step].format(begins=local_far(book.person, latest.begins, now).rpartition(" ")[0])


def rests_to_come(book: Book, now: datetime) -> list[Silence]:
    """Return the pauses that begin later, in their order."""
    found = [
        each for each in book.history.silences if now < each.start < each.end < ALWAYS and each.why is not Rest.QUIET
    ]
    return sorted(found, key=lambda each: each.start)


def rest_said(person: Person, rest: Silence, now: datetime) -> str:
    """Return a pause to come, such as `every plan is paused from Sun 20 Dec 4:00 until Mon 4 Jan 8:00`."""
    begins, ends = local_far(person, rest.start, now), local_far(person, rest.end, now)
    return f"{rest.plan or 'every plan'} is paused from {begins} until {ends}"


def _consent(book: Book, found: Standing, now: datetime) -> str:
    if found.consented_at is None:
        no = found.state is State.DECLINED
        return "they said no" if no else "asked by text; nothing else leaves until they answer yes"
    how = f": {found.consent}" if found.consent else ""
    return f"since {local_far(book.person, found.consented_at, now)}{how}"


def travel_said(person: Person, now: datetime) -> Iterator[str]:
    """Yield where someone will be and from when on, such as `Asia/Tokyo from Tue 1 Dec 4:00`, by the clock there."""
    for move in coming(person, now):
        there = move.at.astimezone(move.zone)
        year = f" {there.year}" if there.year != now.year else ""
        yield f"{move.zone.key} from {there:%a} {there.day} {there:%b}{year} {said(there.time())}"


def as_data(book: Book, now: datetime) -> dict[str, Any]:
    """Return a person and where they stand, for programs; `zone` is where they are now."""
    found, person = standing(book, now), book.person
    plain = encode(person)
    del plain["moves"]
    return {
        **plain,
        "zone": person.zone_at(now).key,
        "travel": [{"at": move.at, "zone": move.zone.key} for move in coming(person, now)],
        **msgspec.structs.asdict(found),
        "paused_later": [
            {"plan": rest.plan, "begins": rest.start, "until": rest.end} for rest in rests_to_come(book, now)
        ],
        "quiet": book.history.quieted[-1].step.value if book.history.quieted else None,
        "stopped": found.state in OFF,
        "on_hold": found.state is State.RESTING,
        "plans": [plan.id for plan in book.plans],
    }
