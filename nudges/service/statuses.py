"""What a provider tells of our texts, as facts: forward only, and an opt-out of its own is ours too."""

from datetime import datetime

from nudges.core import facts as f
from nudges.core.book import Book
from nudges.core.facts import Accepted, Claimed, Fact, Queued, Unsent
from nudges.core.history import Message
from nudges.core.sms import fold, measure
from nudges.core.words import Status, Why
from nudges.gateways import Told
from nudges.store.many import Receipt

NUDGE = "nudge/"
"""How the ids of nudges begin."""


def as_receipt(told: Told, now: datetime) -> Receipt | None:
    """Return that a nudge is on its way or reached its phone, or None where a status says something else."""
    if told.status is Status.FAILED or told.person is None or told.id is None or not told.id.startswith(NUDGE):
        return None
    return Receipt(told.person, told.id, told.provider_id, now, told.status is Status.DELIVERED)


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


def in_doubt(book: Book, queued: Queued) -> dict[str, datetime]:
    """Return when each message with the words of one was begun of which nobody knows whether it left, itself too."""
    begun: dict[str, datetime] = {}
    names = {each.queued.id for each in _alike(book, queued) if each.outcome is None and each.claimed_at is not None}
    for fact in book.facts:
        match fact:
            case Claimed(id=name) if name in names:
                begun.setdefault(name, fact.at)
            case Unsent(id=name):
                begun.pop(name, None)
            case _:
                pass
    return begun


def left_alike(book: Book, queued: Queued) -> dict[str, str]:
    """Return the messages with the words of one that left, by the provider's numbers."""
    return {
        each.outcome.provider_id: each.queued.id
        for each in _alike(book, queued)
        if isinstance(each.outcome, Accepted) and each.queued.id != queued.id
    }


def _alike(book: Book, queued: Queued) -> list[Message]:
    words = fold(queued.text)
    messages = book.history.messages.values()
    return [each for each in messages if each.queued.to == queued.to and fold(each.queued.text) == words]


def is_news(book: Book, fact: Fact) -> bool:
    """Whether an outcome is to be recorded: not where the status was quicker than a sender that does not know it."""
    message = book.history.messages.get(fact.id) if isinstance(fact, f.Unknown | f.Unsent) else None
    return fact.key not in book.keys and (message is None or message.outcome is None)


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
