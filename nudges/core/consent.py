"""What a new number, or a new proof of consent, makes of a book."""

from datetime import datetime

import msgspec

from nudges.core import facts as f
from nudges.core.book import Book
from nudges.core.enrol import enrolled
from nudges.core.facts import Fact, stamp
from nudges.core.problem import Problem
from nudges.core.protection import ask_trust
from nudges.core.texts import Words
from nudges.core.words import Kind

ONLY_THEM = "only a START from their own phone begins again"


def proof(book: Book) -> str | None:
    """Return how a person agreed, in words, if they did and nothing has ended it."""
    if book.history.stopped:
        return None
    return next((fact.how for fact in reversed(book.facts) if isinstance(fact, f.Consented)), None)


def agreed(before: Book, after: Book, how: str | None, words: Words, program: str, now: datetime) -> Book:
    """Return the changed book with the consent it needs.

    Nobody agrees for a new number by having had an old one, and no proof that someone else writes ends a stop.
    """
    history, moved = before.history, before.person.phone != after.person.phone
    if history.rests(now):
        return after
    if before.person.trusted != after.person.trusted and history.consented_at is not None:
        after = after.add(*ask_trust(after.person, words, now))
    if history.consented_at is None:
        return after.add(*_first(after, how, words, program, now, moved=moved))
    if not moved:
        return after
    if how is None or how == proof(before):
        hint = "say how they did, such as --consent 'told me on the phone'"
        raise Problem(f"nobody has agreed to texts on {after.person.phone} yet", hint=hint)
    pauses = [s for s in history.silences if s.plan is None and s.start <= now < s.end]
    kept: list[Fact] = [f.Paused(at=now, until=max(s.end for s in pauses))] if pauses else []
    return after.add(f.Consented(at=now, how=how), *kept)


def _first(book: Book, how: str | None, words: Words, program: str, now: datetime, *, moved: bool) -> list[Fact]:
    """Return the proof in the place of a question that has not left, or the question once more to a new number."""
    waiting = [m.queued.id for m in book.history.open.values() if m.queued.kind is Kind.OPT_IN and not m.attempts]
    if how is not None:
        given_up = [f.Expired(at=now, id=each, detail="their consent was given otherwise") for each in waiting]
        return [f.Consented(at=now, how=how), *given_up]
    if not moved or waiting:
        return []
    (asked,) = enrolled(book.person, words, program, now, None)
    assert isinstance(asked, f.Queued)
    return [msgspec.structs.replace(asked, id=f"{asked.id}/{stamp(now)}")]
