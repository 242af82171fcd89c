"""What a provider tells of our texts, as facts: forward only, and an opt-out of its own is ours too."""

from datetime import datetime

from nudges.core import facts as f
from nudges.core.book import Book
from nudges.core.facts import Accepted, Fact, Queued
from nudges.core.history import Message
from nudges.core.sms import fold, measure
from nudges.core.words import Status, Why
from nudges.gateways import Told


def status_facts(book: Book, told: Told, now: datetime) -> list[Fact]:
    """Return what follows from a status: that the text left, if nobody knew, and how far it came."""
    name = told.id or ""
    message = book.history.messages.get(name)
    if message is None or not _is_of(message, told):
        return []
    facts: list[Fact] = []
    if message.outcome is None:
        segments = measure(message.queued.text).segments
        facts.append(f.Accepted(at=now, id=name, provider_id=told.provider_id, segments=segments))
    return facts if message.delivered or message.failed is not None else [*facts, *_end(book, told, name, now)]


def _is_of(message: Message, told: Told) -> bool:
    """Whether a status is about a message: one that left under that number, or one of which nobody knew yet."""
    if isinstance(message.outcome, f.Accepted):
        return message.outcome.provider_id == told.provider_id
    return message.outcome is None and message.claimed_at is not None


def worded_alike(book: Book, queued: Queued) -> list[tuple[str, str]]:
    """Return the other texts that left with the words of a message: each by its message, and the provider's number."""
    words = fold(queued.text)
    return [
        (each.queued.id, each.outcome.provider_id)
        for each in book.history.messages.values()
        if isinstance(each.outcome, Accepted) and each.queued.id != queued.id and fold(each.queued.text) == words
    ]


def _end(book: Book, told: Told, name: str, now: datetime) -> list[Fact]:
    match told.status:
        case Status.SENT:
            return []
        case Status.DELIVERED:
            return [f.Delivered(at=now, id=name)]
        case Status.FAILED:
            failed = f.Failed(at=now, id=name, detail=told.detail, why=told.why, code=told.code)
            return [failed, *opted_out(book, told.why, name, now)]


def opted_out(book: Book, why: Why | None, source: str, now: datetime) -> list[Fact]:
    """Return that they stopped, where the carrier keeps an opt-out that we did not know of."""
    if why is not Why.OPTED_OUT or book.history.stopped:
        return []
    return [f.Stopped(at=now, how="the carrier keeps their opt-out", source=source)]
