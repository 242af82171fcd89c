"""A conversation as a person sees it, and what we know of each line."""

from datetime import datetime
from enum import StrEnum

import msgspec

from nudges.core.book import Book
from nudges.core.facts import Accepted, Deferred, Dropped, Expired, Rejected, Replied
from nudges.core.history import Message
from nudges.core.sms import measure


class Side(StrEnum):
    """Who wrote a line."""

    US = "us"
    THEM = "them"
    NOTHING = "nothing"


WAITS = "waits"
"""The state of a nudge that may leave later, with why it waits in `detail`."""


class Entry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line of a conversation. `state` is the message's, the reply's intent, or why a nudge was not sent."""

    id: str
    at: datetime
    side: Side
    text: str
    state: str
    detail: str = ""
    segments: int = 0
    plan: str | None = None
    until: datetime | None = None


def thread(book: Book) -> list[Entry]:
    """Return the whole conversation in order: texts, replies, and nudges that were not sent and why."""
    history = book.history
    ours = [_ours(message) for message in history.messages.values() if message.into is None]
    theirs = [
        Entry(id=r.id, at=r.at, side=Side.THEM, text=r.text, state=r.intent.value, detail=_dropped(r))
        for r in history.replies
    ]
    return sorted(
        [*ours, *theirs, *map(_not_sent, history.dropped.values()), *map(_waits, history.deferred.values())],
        key=lambda entry: (entry.at, entry.side is Side.US),
    )


def _dropped(reply: Replied) -> str:
    return f"words dropped on {reply.dropped:%Y-%m-%d}" if reply.dropped else ""


def on_phone(book: Book) -> list[Entry]:
    """Return what a phone shows: texts that left, and what was written back."""
    others = {message.queued.id for message in book.history.messages.values() if message.queued.to is not None}
    seen = {"accepted", "delivered"}
    return [e for e in thread(book) if e.side is Side.THEM or (e.state in seen and e.id not in others)]


def _ours(message: Message) -> Entry:
    queued, outcome = message.queued, message.outcome
    state, at, detail = "queued", queued.due, ""
    if message.claimed_at is not None:
        state, at = "claimed", message.claimed_at
    match outcome:
        case Accepted():
            state, at = "delivered" if message.delivered else "accepted", outcome.at
            if message.failed is not None:
                state, detail = "failed", message.failed.detail
        case Rejected():
            state, at, detail = "rejected", outcome.at, outcome.detail
        case Expired():
            state, at, detail = "expired", outcome.at, outcome.detail
        case None:
            pass
    text = queued.text if queued.to is None else f"(to {queued.to}) {queued.text}"
    segments = measure(queued.text).segments
    return Entry(
        id=queued.id, at=at, side=Side.US, text=text, state=state, detail=detail, segments=segments,
        plan=queued.plan,
    )  # fmt: skip


def _not_sent(dropped: Dropped) -> Entry:
    return Entry(
        id=dropped.id, at=dropped.due, side=Side.NOTHING, text="", state=dropped.reason.value, plan=dropped.plan
    )


def _waits(deferred: Deferred) -> Entry:
    return Entry(
        id=deferred.key, at=deferred.at, side=Side.NOTHING, text="", state=WAITS, detail=deferred.reason.value,
        plan=deferred.plan, until=deferred.until,
    )  # fmt: skip
