"""What another profile, one plan less, or a fact that changes a setting makes of a book."""

from collections.abc import Iterable, Mapping
from datetime import datetime

import msgspec

from nudges.core.book import Book
from nudges.core.facts import Expired, Fact, Moved
from nudges.core.texts import LibraryPlan
from nudges.core.values import Move, Person, Plan
from nudges.core.words import Language
from nudges.core.zones import zone_named


def rewritten(book: Book, person: Person, ready: Mapping[str, LibraryPlan]) -> Book:
    """Return a book with another profile; in another language the plans say what the library says in it.

    That is as far as they said so before.
    """
    plans = [_translated(plan, ready, book.person.language, person.language) for plan in book.plans]
    return Book(person, tuple(plans), book.facts)


def moved(person: Person, move: Move) -> Person:
    """Return a person who lives by another clock from a moment on; what was to come after it no longer does."""
    before = tuple(each for each in person.moves if each.at < move.at)
    if msgspec.structs.replace(person, moves=before).zone_at(move.at) == move.zone:
        return msgspec.structs.replace(person, moves=before)
    return msgspec.structs.replace(person, moves=(*before, move))


def record(book: Book, facts: Iterable[Fact]) -> Book:
    """Return the book with facts recorded, and with the settings that they change."""
    facts = tuple(facts)
    person = book.person
    for fact in facts:
        if isinstance(fact, Moved):
            person = moved(person, Move(at=fact.at, zone=zone_named(fact.zone)))
    return (book if person is book.person else book.with_person(person)).add(*facts)


def _translated(plan: Plan, ready: Mapping[str, LibraryPlan], old: Language, new: Language) -> Plan:
    library = ready.get(plan.library or "")
    if library is None or old is new:
        return plan
    spoken = {"title": library.title, "cue": library.cue}
    words = {name: both[new] for name, both in spoken.items() if getattr(plan, name) == both[old]}
    return msgspec.structs.replace(plan, **words)


def without(book: Book, plans: Iterable[str], now: datetime) -> Book:
    """Return a book without some plans; what they still had to say is given up, what happened stays."""
    gone = set(plans)
    waiting = [m.queued.id for m in book.history.open.values() if m.queued.plan in gone and m.claimed_at is None]
    for plan in gone:
        book = book.without_plan(plan)
    return book.add(*(Expired(at=now, id=each, detail="its plan was removed") for each in waiting))
