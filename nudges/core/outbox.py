"""Which messages may leave now, and which must be looked into or given up."""

from datetime import datetime, timedelta

import msgspec

from nudges.core.asked import answer_of
from nudges.core.book import Book
from nudges.core.enrol import OPT_IN
from nudges.core.facts import Claimed, Expired, Fact, Queued
from nudges.core.history import History, Message
from nudges.core.localtime import opening
from nudges.core.words import Kind, Outcome

LEASE = timedelta(seconds=60)
"""How long a claim without an outcome is left alone: its sender may still be at work."""

LONGEST_LEASE = timedelta(hours=1)

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
    ready, stale, expired, wakes = [], [], [], []
    for message in _open(book.history):
        queued = message.queued
        if message.claimed_at is not None:
            free = message.claimed_at + lease(message.attempts)
            (stale.append(message) if free <= now else wakes.append(free))
        elif why := _given_up(book, queued, now):
            expired.append(Expired(at=now, id=queued.id, detail=why))
        elif (leaves := _leaves(book, queued, now)) <= now:
            ready.append(queued)
        else:
            wakes.append(min(leaves, queued.expires + timedelta(seconds=1)))
    ready.sort(key=lambda queued: ORDER.index(queued.kind))
    return Outbox(ready=tuple(ready), stale=tuple(stale), expired=tuple(expired), wake=min(wakes, default=None))


def lease(attempts: int) -> timedelta:
    """Return for how long a claim is left alone: longer each time nothing came of looking into it."""
    doublings = min(max(attempts - 1, 0), 10)
    return min(LEASE * (1 << doublings), LONGEST_LEASE)


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
        return "they opted out meanwhile" if before else None
    if history.stopped:
        return "they opted out"
    if queued.id.startswith(OPT_IN) and history.consented_at is not None:
        return "they agreed before they were asked"
    if history.rests(now):
        return "everything rests until they begin again"
    if queued.kind is Kind.NUDGE:
        # A text that several nudges share leaves as long as one of them has a reason to.
        reasons = [_nudge_given_up(book, part, now) for part in nudges_in(history, queued)]
        return reasons[0] if all(reasons) else None
    return "a pause began" if queued.kind is not Kind.OPT_IN and history.silent(now) else None


def nudges_in(history: History, queued: Queued) -> list[Queued]:
    """Return the nudges that a text holds: itself, and those that share it."""
    return [queued, *(history.messages[part].queued for part in history.joined.get(queued.id, ()))]


def _nudge_given_up(book: Book, nudge: Queued, now: datetime) -> str | None:
    if all(plan.id != nudge.plan for plan in book.plans):
        return "its plan is gone"
    if book.history.silent(now, nudge.plan):
        return "a pause began"
    answer = answer_of(book, nudge)
    return "it was done meanwhile" if answer is not None and answer.outcome is not Outcome.PARTLY else None


def _leaves(book: Book, queued: Queued, now: datetime) -> datetime:
    at_once = queued.kind in ANSWERS or queued.again is not None
    return now if at_once else opening(book.person, max(queued.due, now))
