"""What another profile, one plan less, or a fact that changes a setting makes of a book."""

from collections.abc import Iterable, Mapping
from datetime import datetime

import msgspec

from nudges.core.book import Book
from nudges.core.facts import Adjusted, Expired, Fact, Moved, Spoken, Undone, Worded
from nudges.core.forget import forgotten
from nudges.core.localtime import day_of
from nudges.core.outbox import nudges_in
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
    """Return a person who lives by another clock from a moment on; what was to come after it no longer does.

    The moment counts by whole seconds, as the beginning of a day does: none lies between two days.
    """
    move = Move(at=move.at.replace(microsecond=0), zone=move.zone)
    before = tuple(each for each in person.moves if each.at < move.at)
    if msgspec.structs.replace(person, moves=before).zone_at(move.at) == move.zone:
        return msgspec.structs.replace(person, moves=before)
    return msgspec.structs.replace(person, moves=(*before, move))


def record(book: Book, facts: Iterable[Fact], ready: Mapping[str, LibraryPlan]) -> Book:
    """Return the book with facts recorded, and with the settings that they change."""
    facts = tuple(facts)
    changed = book
    for fact in facts:
        match fact:
            case Moved():
                changed = changed.with_person(_where(changed.person, fact))
            case Spoken():
                spoken = msgspec.structs.replace(changed.person, language=fact.language)
                changed = rewritten(changed, spoken, ready)
            case Worded():
                changed = changed.with_person(msgspec.structs.replace(changed.person, discreet=fact.discreet))
            case Adjusted():
                changed = changed.with_plan(_adjusted(changed, fact))
            case _:
                pass
    after = changed.add(*facts)
    if any(isinstance(fact, Undone) for fact in facts) and (kept := forgotten(after.facts)) != after.facts:
        return Book(after.person, after.plans, kept)
    return after


def _where(person: Person, fact: Moved) -> Person:
    """Return a person who lives by another clock, and goes on the journeys that come again."""
    there = moved(person, Move(at=fact.at, zone=zone_named(fact.zone)))
    ahead = tuple(Move(at=at, zone=zone_named(zone)) for at, zone in fact.ahead if at > fact.at)
    return msgspec.structs.replace(there, moves=(*there.moves, *ahead)) if ahead else there


def _adjusted(book: Book, fact: Adjusted) -> Plan:
    plan = book.plan(fact.plan)
    if fact.small is not None:
        plan = msgspec.structs.replace(plan, small=fact.small)
    if fact.when is not None:
        begins = fact.begins or day_of(book.person, fact.at)
        plan = msgspec.structs.replace(plan, when=fact.when, since=fact.at, begins=begins)
    return plan


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
    history = book.history
    open_texts = [message.queued for message in history.open.values() if message.claimed_at is None]
    # What is left of a text that others share is worded anew before it leaves.
    waiting = [text.id for text in open_texts if all(part.plan in gone for part in nudges_in(history, text))]
    for plan in gone:
        book = book.without_plan(plan)
    return book.add(*(Expired(at=now, id=each, detail="its plan was removed") for each in waiting))
