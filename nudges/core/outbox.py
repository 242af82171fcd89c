"""Which messages may leave now, and which must be looked into or given up."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import msgspec

from nudges.core.asked import answer_of
from nudges.core.book import CAPPED, Book
from nudges.core.disclosed import question_over
from nudges.core.enrol import OPT_IN
from nudges.core.facts import Claimed, Expired, Fact, Queued
from nudges.core.facts.steps import STEP
from nudges.core.history import History, Message
from nudges.core.holds import left_at
from nudges.core.localtime import opening
from nudges.core.reachable import is_unreachable
from nudges.core.talks import given_up
from nudges.core.words import Instead, Kind, Outcome

LEASE = timedelta(seconds=60)
"""How long a claim without an outcome is left alone: its sender may still be at work."""

LONGEST_LEASE = timedelta(hours=1)
SECOND = timedelta(seconds=1)

ANSWERS = (Kind.SAFETY, Kind.ANSWER)
ORDER = (Kind.SAFETY, Kind.ANSWER, Kind.OPT_IN, Kind.NUDGE, Kind.REPORT)


class Outbox(msgspec.Struct, frozen=True, kw_only=True):
    """What to do at a moment: messages to hand over, claims to look into, and facts about those given up."""

    ready: tuple[Queued, ...]
    stale: tuple[Message, ...]
    expired: tuple[Fact, ...]
    wake: datetime | None


def outbox(book: Book, now: datetime) -> Outbox:
    """Return what may leave now, safety first, and when to look again."""
    may: list[Queued] = []
    ready, stale, expired, wakes = [], [], [], []
    for message in _open(book.history):
        queued = message.queued
        if message.claimed_at is not None:
            free = _free(message, message.claimed_at, now)
            (stale.append(message) if free <= now else wakes.append(free))
        elif why := _given_up(book, queued, now):
            expired.append(Expired(at=now, id=queued.id, detail=why))
        elif (leaves := max(_leaves(book, queued, now), message.until or now)) <= now:
            may.append(queued)
        else:
            wakes.append(min(leaves, queued.expires + SECOND))
    may.sort(key=lambda queued: ORDER.index(queued.kind))
    for queued, leaves in _apart(book, may, now):
        (ready.append(queued) if leaves <= now else wakes.append(min(leaves, queued.expires + SECOND)))
    return Outbox(ready=tuple(ready), stale=tuple(stale), expired=tuple(expired), wake=min(wakes, default=None))


def _apart(book: Book, may: list[Queued], now: datetime) -> Iterator[tuple[Queued, datetime]]:
    """Yield when each of the texts that may leave does, in their order: those we began keep their distance.

    They were worded far enough apart, and have come close where the gateway could not be reached for a while.
    """
    gap = timedelta(minutes=book.person.gap)
    gone = (m for m in book.texts if m.claimed_at is not None or m.left) if may else ()
    free = max((moment + gap for m in gone if (moment := left_at(m)) <= now), default=now)
    for queued in may:
        leaves = max(now, free) if queued.kind in CAPPED and queued.again is None else now
        yield queued, leaves
        if queued.kind in CAPPED and leaves <= now:
            free = max(free, now + gap)


def _free(message: Message, claimed_at: datetime, now: datetime) -> datetime:
    """Return when a claim is over; one from a time that is still far ahead was made by a clock that was wrong."""
    return now if claimed_at - now > LONGEST_LEASE else claimed_at + lease(message.attempts)


def lease(attempts: int) -> timedelta:
    """Return for how long a claim is left alone: longer each time nothing came of looking into it."""
    doublings = min(max(attempts - 1, 0), 10)
    return min(LEASE * (1 << doublings), LONGEST_LEASE)


def again_after(attempt: int) -> timedelta:
    """Return how long a message waits that the gateway could not take just then: longer each time, an hour at most.

    >>> [int(again_after(attempt).total_seconds()) for attempt in (1, 2, 3)]
    [5, 10, 20]
    """
    return min(timedelta(seconds=5) * (1 << min(attempt - 1, 10)), LONGEST_LEASE)


def claim(message: Message, now: datetime) -> Claimed:
    """Return the fact that someone begins to hand a message to the gateway, or to look into what became of it."""
    return Claimed(at=now, id=message.queued.id, attempt=1 + message.attempts)


def _open(history: History) -> list[Message]:
    return list(history.open.values())


def _given_up(book: Book, queued: Queued, now: datetime) -> str | None:  # noqa: PLR0911  one line a reason
    """Return why a message is not sent any more. Consent, stop and pause are asked again at the last moment."""
    if now > queued.expires:
        return "it could not leave in time"
    history = book.history
    if queued.kind in ANSWERS:
        before = queued.kind is Kind.ANSWER and history.stopped_at is not None and queued.at < history.stopped_at
        over = given_up(book, queued) or question_over(history.sheets, queued.id, now)
        return "they opted out meanwhile" if before else over
    if history.stopped:
        return "they opted out"
    if queued.id.startswith(OPT_IN) and history.consented_at is not None:
        return "they agreed before they were asked"
    if history.rests(now):
        return "everything rests until they begin again"
    if is_unreachable(history):
        return "their phone cannot be reached"
    if queued.kind is Kind.NUDGE:
        reasons = [_nudge_given_up(book, part, now) for part in nudges_in(history, queued)]
        return reasons[0] if all(reasons) else None
    return "a pause began" if queued.kind is not Kind.OPT_IN and history.silent(now) else None


class Divided(msgspec.Struct, frozen=True):
    """A text that waits to leave, those of its nudges that still have a reason to, and why the others have none."""

    text: Queued
    rest: tuple[Queued, ...]
    why: str


def divided(book: Book, now: datetime) -> Iterator[Divided]:
    """Yield the texts of which only a part may leave: each is to be worded anew, without the rest."""
    for message in _open(book.history) if book.history.joined else ():
        text = message.queued
        parts = nudges_in(book.history, text)
        if len(parts) == 1 or message.claimed_at is not None or _given_up(book, text, now):
            continue
        reasons = [_nudge_given_up(book, part, now) for part in parts]
        if why := next(filter(None, reasons), None):
            rest = tuple(part for part, reason in zip(parts, reasons, strict=True) if reason is None)
            yield Divided(text, rest, why)


def nudges_in(history: History, queued: Queued) -> list[Queued]:
    """Return the nudges that a text holds: itself, and those that share it."""
    return [queued, *(history.messages[part].queued for part in history.joined.get(queued.id, ()))]


def _nudge_given_up(book: Book, nudge: Queued, now: datetime) -> str | None:
    if all(plan.id != nudge.plan for plan in book.plans):
        return "its plan is gone"
    if book.history.silent(now, nudge.plan):
        return "a pause began"
    if nudge.instead is Instead.QUIET and (book.history.alive_at or nudge.at) > nudge.at:
        return "they wrote meanwhile"
    answer = answer_of(book, nudge)
    return "it was done meanwhile" if answer is not None and answer.outcome is not Outcome.PARTLY else None


def _leaves(book: Book, queued: Queued, now: datetime) -> datetime:
    if queued.id.startswith(STEP):
        return max(queued.due, now)  # they asked for it, at this moment
    if queued.kind is Kind.ANSWER and queued.due > queued.at:
        return max(queued.due, now)  # a question that nobody's text brought up waits until the morning
    at_once = queued.kind in ANSWERS or queued.again is not None
    return now if at_once else opening(book.person, max(queued.due, now))
