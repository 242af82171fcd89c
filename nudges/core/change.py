"""What another profile, or one plan less, makes of a book."""

from collections.abc import Iterable, Mapping
from datetime import datetime

import msgspec

from nudges.core.book import Book
from nudges.core.facts import Expired
from nudges.core.texts import LibraryPlan
from nudges.core.values import Person, Plan
from nudges.core.words import Language


def rewritten(book: Book, person: Person, ready: Mapping[str, LibraryPlan], now: datetime) -> Book:
    """Return a book with another profile.

    In another zone the past does not come due; in another language the plans say what the library says in it,
    as far as they said so before.
    """
    before = book.person
    plans = [_translated(plan, ready, before.language, person.language) for plan in book.plans]
    if before.zone.key != person.zone.key:
        plans = [msgspec.structs.replace(plan, since=now) for plan in plans]
    return Book(person, tuple(plans), book.facts)


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
