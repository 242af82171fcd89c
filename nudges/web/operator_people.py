"""What the operator has to know of one person: counts and moments, and no name, number or word of theirs."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import takewhile
from zoneinfo import ZoneInfo

import msgspec

from nudges.core import facts as f
from nudges.core.book import Book
from nudges.core.facts import nudge_id
from nudges.core.history import Message
from nudges.core.schedule import dues
from nudges.core.standing import State, state_of
from nudges.core.values import Plan
from nudges.core.words import Kind, Reason

AHEAD = timedelta(hours=24)
"""So far ahead dues are noted, so that what is shown of them holds for half a day."""

MOST_DUES = 48
OWN = "own plans"
"""What every plan is called that is not of the library: its id may be a word of theirs."""

TOLD_FOR = timedelta(days=7)
"""For so long a text that failed is told of, and one to somebody in danger twice as long."""

DOUBTFUL = timedelta(seconds=60)
"""A text that was begun so long ago and has no end yet is in doubt."""

AT_ONCE = timedelta(seconds=30)
"""An answer to danger that has not left after so long has not been given."""


class What(StrEnum):
    """What is wrong with a message, the worst first."""

    UNANSWERED = "unanswered"
    DOUBT = "doubt"
    FAILED = "failed"
    REFUSED = "refused"


class Trouble(msgspec.Struct, frozen=True, kw_only=True):
    """Something that did not go as it should: whose, which kind of message, since when, and the provider's reason."""

    person: str
    what: What
    since: datetime
    kind: Kind | None = None
    why: str = ""
    code: int | None = None


class Waiting(msgspec.Struct, frozen=True):
    """A message that has not left: its kind, when it was due, whether somebody began, and until when it has to wait."""

    kind: Kind
    due: datetime
    claimed: datetime | None
    until: datetime | None


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """What one look into a book found."""

    person: str
    state: State | None = None
    dues: tuple[tuple[str, datetime], ...] = ()
    held: tuple[tuple[Reason, datetime], ...] = ()
    waiting: tuple[Waiting, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    month: str = ""
    texts: int = 0
    segments: int = 0


def look_into(book: Book, now: datetime, zone: ZoneInfo) -> Seen:
    """Return what there is to know of a person; the month is counted by the clock of a zone."""
    history, month = book.history, f"{now.astimezone(zone):%Y-%m}"
    # Facts stand in the order in which they were recorded, so those of a month are the last ones.
    this_month = takewhile(lambda fact: f"{fact.at.astimezone(zone):%Y-%m}" >= month, reversed(book.facts))
    left = [fact.segments for fact in this_month if isinstance(fact, f.Accepted)]
    return Seen(
        person=book.person.id,
        state=state_of(book, now),
        dues=tuple(_dues(book, now)),
        held=tuple((each.reason, each.until) for held in history.waits.values() for each in held.values()),
        waiting=tuple(_waiting(message) for message in history.open.values() if message.into is None),
        troubles=(*_unanswered(book), *_ended_badly(book, now)),
        month=month,
        texts=len(left),
        segments=sum(left),
    )


def _waiting(message: Message) -> Waiting:
    return Waiting(message.queued.kind, message.queued.due, message.claimed_at, message.until)


def _dues(book: Book, now: datetime) -> Iterator[tuple[str, datetime]]:
    """Yield what comes due, by the library's name of its plan, where texts may leave at all."""
    history = book.history
    if history.consented_at is None or history.stopped or history.rests(now):
        return
    for plan in book.plans:
        name = plan.library or OWN
        for due in _coming(book, plan, now):
            if not history.silent(due, plan.id) and nudge_id(plan.id, due) not in history.messages:
                yield name, due


def _coming(book: Book, plan: Plan, now: datetime) -> Iterable[datetime]:
    end = now + AHEAD
    for number, due in enumerate(dues(book, plan, max(now, plan.since))):
        if due >= end or number >= MOST_DUES:
            return
        if due > now:
            yield due


def _unanswered(book: Book) -> Iterator[Trouble]:
    """Yield the answers to danger that may not have arrived: the latest to each phone, until they begin again."""
    latest = {m.queued.to: m for m in book.history.messages.values() if m.queued.kind is Kind.SAFETY}
    began = max((fact.at for fact in book.facts if isinstance(fact, f.Started)), default=None)
    for message in latest.values():
        since, outcome = message.queued.at, message.failed or message.outcome
        if (isinstance(outcome, f.Accepted) and message.failed is None) or (began is not None and began > since):
            continue
        why = getattr(outcome, "why", None)
        yield Trouble(
            person=book.person.id, what=What.UNANSWERED, since=since, kind=Kind.SAFETY,
            why=why.value if why else "", code=getattr(outcome, "code", None),
        )  # fmt: skip


def _ended_badly(book: Book, now: datetime) -> Iterator[Trouble]:
    for message in book.history.messages.values():
        outcome = message.failed or message.outcome
        if not isinstance(outcome, f.Failed | f.Rejected) or outcome.at < now - TOLD_FOR or message.into is not None:
            continue
        if message.queued.kind is not Kind.SAFETY:
            what = What.FAILED if isinstance(outcome, f.Failed) else What.REFUSED
            why = outcome.why.value if outcome.why else ""
            yield Trouble(
                person=book.person.id, what=what, since=outcome.at, kind=message.queued.kind, why=why, code=outcome.code
            )
