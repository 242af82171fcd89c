"""Whether a nudge that is due may leave: by the hours, the gap between texts and the day's cap."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import cache
from itertools import islice

import msgspec

from nudges.core.book import Book
from nudges.core.due import Nudge, is_done, is_settled, nudge_of
from nudges.core.history import Message
from nudges.core.localtime import day_bounds, day_of, day_start, opening
from nudges.core.schedule import dues
from nudges.core.values import Plan
from nudges.core.weekly import report_reserved
from nudges.core.words import Held, Kind, Reason

CAPPED = (Kind.NUDGE, Kind.REPORT)
DAY = timedelta(days=1)


class Go(msgspec.Struct, frozen=True):
    """It leaves now."""


class Wait(msgspec.Struct, frozen=True):
    """It waits until a moment, and why."""

    until: datetime
    reason: Reason


class Drop(msgspec.Struct, frozen=True):
    """It is not sent, and why."""

    reason: Reason


Verdict = Go | Wait | Drop


def verdicts(book: Book, nudges: Iterable[Nudge], now: datetime) -> Iterator[tuple[Nudge, Verdict]]:
    """Yield what becomes of each of the nudges that are due, all asked of the same book at the same moment."""
    chosen = cache(lambda: _chosen(book, day_of(book.person, now), now))
    for nudge in nudges:
        yield nudge, _verdict(book, nudge, now, chosen)


def _verdict(book: Book, nudge: Nudge, now: datetime, chosen: Callable[[], set[str]]) -> Verdict:
    if now > nudge.closes:
        return Drop(Reason.EXPIRED)
    if is_done(book, nudge):
        return Drop(Reason.DONE)
    if nudge.again is not None:
        return Go()  # they asked for it, at this moment
    held = _held(book, nudge, now, chosen)
    if held is None:
        return Go()
    return Drop(held.reason) if held.until > nudge.closes or nudge.plan.held is Held.DROP else held


def _held(book: Book, nudge: Nudge, now: datetime, chosen: Callable[[], set[str]]) -> Wait | None:
    """Return what keeps a nudge, and when to ask again."""
    person = book.person
    if (opens := opening(person, now)) > now:
        return Wait(opens, Reason.HOURS)
    if nudge.id not in chosen():
        return Wait(opening(person, day_start(person, day_of(person, now) + DAY)), Reason.CAP)
    free = gap_ends(book, now)
    return Wait(opening(person, free), Reason.GAP) if free > now else None


def gap_ends(book: Book, now: datetime) -> datetime:
    """Return from when on the next text is far enough from the last one; a past moment if it is already."""
    gap = timedelta(minutes=book.person.gap)
    return max((m.queued.at + gap for m in _texts(book) if m.queued.at <= now), default=now)


def sent_on(book: Book, day: date) -> int:
    """Return how many texts a day has had that count for the cap: what they asked to have again does not."""
    starts, ends = day_bounds(book.person, day)
    return sum(1 for m in _texts(book) if starts <= m.queued.at < ends and m.queued.again is None)


def _texts(book: Book) -> Iterator[Message]:
    """Yield the nudges and reports that left or may still leave, each text once."""
    for message in book.history.messages.values():
        if message.queued.kind in CAPPED and message.into is None and (message.outcome is None or message.left):
            yield message


def _chosen(book: Book, day: date, now: datetime) -> set[str]:
    """Return the nudges that fit into what is left of a day's cap: the plan that waited longest goes first.

    Those that leave at one moment are one text.
    """
    room = book.person.cap - sent_on(book, day) - (1 if report_reserved(book, day, now) else 0)
    starts, ends = day_bounds(book.person, day)
    ranked: list[tuple[int, datetime, datetime, str, datetime]] = []
    for plan in book.plans:
        sent = [m.queued for m in book.history.nudges() if m.queued.plan == plan.id]
        last = max((queued.due for queued in sent if queued.due < starts), default=plan.since)
        today = sum(1 for queued in sent if starts <= queued.at < ends and queued.again is None)
        for turn, nudge in enumerate(islice(_candidates(book, plan, now, starts, ends), max(room, 0)), today):
            ranked.append((turn, last, nudge.due, nudge.id, max(nudge.opens, now)))
    moments: set[datetime] = set()
    found: set[str] = set()
    for *_, key, moment in sorted(ranked):
        if moment in moments or len(moments) < room:
            moments.add(moment)
            found.add(key)
    return found


def _candidates(book: Book, plan: Plan, now: datetime, starts: datetime, ends: datetime) -> Iterator[Nudge]:
    """Yield a plan's nudges that may still leave on a day; what can never leave takes no other's place."""
    history = book.history
    since = max(plan.since, history.consented_at or plan.since)
    for due in dues(book, plan, max(since, starts - DAY)):
        if due >= ends:
            return
        nudge = nudge_of(book, plan, due)
        leaves = max(nudge.opens, now)
        if due <= since or not leaves <= min(nudge.closes, ends - timedelta(microseconds=1)):
            continue
        if not is_settled(book, nudge) and not history.silent(due, plan.id) and not is_done(book, nudge):
            yield nudge
