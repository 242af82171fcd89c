"""What did we promise, and what did we keep of it? Every nudge that came due and was not lawfully held."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta

from nudges.core.book import Book
from nudges.core.facts import Dropped, Expired, Fact, Queued, Rejected, Unknown, Unsent
from nudges.core.looked import Kept, Late
from nudges.core.rhythm import left_at
from nudges.core.state import Message
from nudges.core.words import Reason, Why

ON_TIME = timedelta(minutes=2)
MINUTE = timedelta(minutes=1)
IN_TIME = "it could not leave in time"
NO_PHONE = "their phone cannot be reached"
"""Why a text expired, as the outbox puts it, where that was no wish of the person's."""

ASLEEP, UNSURE, REFUSED, SLOW = "not_running", "unknown", "not_taken", "slow"
NEWER, NOT_DELIVERED, NO_WAY, IN_VAIN = "newer", "not_delivered", "unreachable", "rejected"
"""The codes of `Late.why`: nothing of ours was running; nobody could say whether it left; the way out did not take it
at once; it took long to leave; a newer one of its plan left instead; it left and never arrived; the phone cannot be
reached; it was refused for good."""


def kept(promised: Iterable[Late], begins: datetime, ends: datetime) -> Kept:
    """Return what we promised for between two moments, and what of it was kept."""
    found = [late for late in promised if begins <= late.due < ends]
    others = sorted((late for late in found if late.why), key=lambda late: (late.due, late.plan))
    return Kept(promised=len(found), on_time=len(found) - len(others), others=tuple(others))


def lost(promised: Iterable[Late]) -> Iterator[tuple[str, datetime]]:
    """Yield the plan and the due moment of every nudge that we owed and that never arrived."""
    yield from ((late.plan, late.due) for late in promised if late.minutes is None)


def promises(book: Book, now: datetime) -> list[Late]:
    """Return every nudge that we owed up to `now`; one that was on time has no reason.

    What the person's own rules held is owed from when they let it go, and what their wishes ended is not owed.
    """
    return [late for _, late in fates(book, now) if late is not None]


def fates(book: Book, now: datetime) -> Iterator[tuple[Message | Dropped, Late | None]]:
    """Yield every nudge that came due up to `now`, and how it fared; None where nothing was owed yet, or any more."""
    trouble = _trouble(book.facts)
    for message in book.history.nudges():
        if message.queued.due <= now:
            yield message, _of_message(book, message, trouble, now)
    for fact in book.history.dropped.values():
        why = _of_dropped(book, fact)
        yield fact, _never(fact, why) if why else None


def _trouble(facts: Iterable[Fact]) -> dict[str, str]:
    """Return what stood in the way of a message, where something did; the worst of it."""
    found: dict[str, str] = {}
    for fact in facts:
        if isinstance(fact, Unknown):
            found[fact.id] = UNSURE
        elif isinstance(fact, Unsent):
            found.setdefault(fact.id, REFUSED)
    return found


def _of_message(book: Book, message: Message, trouble: Mapping[str, str], now: datetime) -> Late | None:
    """Return how a nudge fared, or None where nothing was owed yet, or not any more."""
    queued = message.queued
    met = trouble.get(message.into or queued.id)
    if message.left and message.failed is None:
        return _left(book, message, met)
    if message.failed is not None:
        why = None if message.failed.why is Why.OPTED_OUT else NOT_DELIVERED
    else:
        why = _not_left(message, met, now)
    return _never(queued, why) if why else None


def _left(book: Book, message: Message, met: str | None) -> Late:
    queued = message.queued
    owed = _owed(book, queued.id, queued.due)
    late = left_at(message) - owed
    if late <= ON_TIME:
        return Late(plan=queued.plan or "", due=queued.due, minutes=0, why="")
    why = ASLEEP if queued.at - owed > ON_TIME else met or SLOW
    return Late(plan=queued.plan or "", due=queued.due, minutes=round(late / MINUTE), why=why)


def _not_left(message: Message, met: str | None, now: datetime) -> str | None:
    """Return why a nudge never left, where that was no wish of the person's."""
    match message.outcome:
        case Rejected(why=why):
            return None if why is Why.OPTED_OUT else IN_VAIN
        case Expired(detail=detail) if detail == NO_PHONE:
            return NO_WAY
        case Expired(detail=detail):
            return (met or ASLEEP) if detail == IN_TIME else None
        case _:
            return (met or ASLEEP) if now > message.queued.expires else None


def _of_dropped(book: Book, fact: Dropped) -> str | None:
    """Return why a nudge was not even worded, where that was our doing."""
    held = book.history.deferred.get(fact.id)
    match fact.reason:
        case Reason.EXPIRED:
            return ASLEEP
        case Reason.NEWER:
            return NEWER if held is None else None
        case Reason.CAP | Reason.HOURS | Reason.GAP | Reason.DONE | Reason.QUIET:
            return None


def _owed(book: Book, nudge: str, due: datetime) -> datetime:
    """Return when a nudge might leave: what waited for the person's hours, or its place in the day, is not late."""
    held = book.history.deferred.get(nudge)
    return due if held is None else max(due, held.until)


def _never(nudge: Queued | Dropped, why: str) -> Late:
    return Late(plan=nudge.plan or "", due=nudge.due, minutes=None, why=why)
