"""What a provider tells of our texts, as facts: forward only, and an opt-out of its own is ours too."""

from datetime import datetime

from nudges.core import facts as f
from nudges.core.book import Book
from nudges.core.facts import Accepted, Claimed, Fact, Unsent
from nudges.core.history import Message
from nudges.core.sms import measure
from nudges.core.words import Status, Why
from nudges.gateways import Absent, Taken, Told, Unclear


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


def unlike_others(book: Book, name: str, found: Taken) -> Taken | Absent | Unclear:
    """Return what a text that was found by its words says about a message, if another message left as that text.

    Gateways find the latest first: where that one left before this message was begun, this one did not leave at all.
    """
    others = [
        each
        for each in book.history.messages.values()
        if isinstance(each.outcome, Accepted) and each.outcome.provider_id == found.provider_id
        if each.queued.id != name
    ]
    if not others:
        return found
    begun, last = _begun(book, name), max((each.claimed_at for each in others if each.claimed_at), default=None)
    if begun is not None and last is not None and last < begun:
        return Absent()
    return Unclear(detail="A text with the same words left since, so nobody can say which of them it is.")


def _begun(book: Book, name: str) -> datetime | None:
    """Return when a message was first begun to be handed over, since it last surely did not leave."""
    begun = None
    for fact in book.facts:
        match fact:
            case Claimed(id=claimed) if claimed == name:
                begun = begun or fact.at
            case Unsent(id=unsent) if unsent == name:
                begun = None
            case _:
                pass
    return begun


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
