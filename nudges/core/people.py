"""A person's own people: whose turn it is, and when they were last in touch."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from nudges.core.book import Book
from nudges.core.facts import CheckedIn, Contacted, Queued
from nudges.core.localtime import day_of
from nudges.core.texts import TextKind, Words, mark
from nudges.core.understanding.normal import normalise
from nudges.core.values import Contact, Person, Plan
from nudges.core.words import Outcome

USUAL = 14
"""Every so many days it is somebody's turn, where nothing else is said."""

_TOUCH = re.compile(
    r"\b(?:called|phoned|rang|texted|messaged|wrote(?: to)?|emailed|facetimed|visited|saw|met|hung out with"
    r"|(?:spoke|talked|chatted)(?: to| with)?|call with|lunch with|coffee with|dinner with|walk with"
    r"|llame(?: a)?|le escribi(?: a)?|escribi(?: a)?|(?:hable|platique|charle|chatee)(?: con)?|vi a|visite a"
    r"|me vi con|quede con|mande(?: un)? mensaje a|almuerzo con|cafe con|cena con)\b(?P<whom>.*)"
)
_NOT = re.compile(
    r"\b(?:not|dont|didnt|havent|hadnt|never|wont|cant|couldnt|will|gonna|going to|want to|should|must|would|if"
    r"|tomorrow|later|almost|nearly|no|nunca|voy a|quiero|deberia|manana|luego|casi|iba a|si)\b"
)


def named(book: Book, name: str | None) -> Contact | None:
    """Return one of the person's own people by name; one who is gone has still the name."""
    if name is None:
        return None
    return next((each for each in book.person.contacts if each.name == name), Contact(name=name))


def whose_turn(book: Book, plan: Plan, due: datetime) -> Contact | None:
    """Return whose turn it is: who has waited longest for their time, and not the one named last if there are others.

    Nobody's wait ends by being named; it ends when the two were in touch. Who waited alike come in their order.
    """
    people = book.person.contacts
    names = [m.queued.contact for m in book.history.nudges() if m.queued.plan == plan.id and m.queued.again is None]
    order = [each.name for each in people]
    last = next((order.index(name) for name in reversed(names) if name in order), -1)
    ahead = [people[(last + step) % len(people)] for step in range(1, len(people) + (last < 0))] or list(people)
    today = day_of(book.person, due)
    return max(ahead, key=lambda each: _wait(book, each, today), default=None)


def _wait(book: Book, contact: Contact, today: date) -> float:
    """Return how many times their time has gone by since the two were in touch."""
    last = book.history.last_touch(contact.name)
    return float("inf") if last is None else (today - last).days / (contact.every or USUAL)


class Touch(NamedTuple):
    """With whom somebody says they were in touch, and what the text says beside that."""

    contact: Contact
    rest: str


def touch(person: Person, text: str) -> Touch | None:
    """Return with whom of their own people somebody says they were in touch.

    >>> from zoneinfo import ZoneInfo
    >>> from datetime import UTC
    >>> ana = Person(id="ana", phone="", zone=ZoneInfo("UTC"), name="Ana", contacts=(Contact(name="Mum"),),
    ...              since=datetime(2026, 1, 1, tzinfo=UTC))
    >>> touch(ana, "done! called mum").rest, touch(ana, "didn't call mum")
    ('done', None)
    """
    if not person.contacts:
        return None
    said = normalise(text).text
    if (found := _TOUCH.search(said)) is None or _NOT.search(said):
        return None
    for each in person.contacts:
        name = re.search(rf"\b{re.escape(_plain(each.name))}\b", found["whom"]) if _plain(each.name) else None
        if name is not None:
            rest = f"{said[: found.start()]} {found['whom'][name.end() :]}"
            return Touch(each, " ".join(word for word in rest.split() if word[0].isalnum()))
    return None


def touches(book: Book, checkins: Sequence[CheckedIn], words: Words) -> Iterator[Contacted]:
    """Yield with whom somebody was in touch where they did what a text asked that named one of their people.

    A smaller version may have been a wish without a message.
    """
    for fact in checkins:
        message = book.history.messages.get(fact.nudge or "")
        if message is None or message.queued.contact is None or fact.outcome is not Outcome.DONE:
            continue
        if not _is_small(book, message.queued, words):
            yield Contacted(at=fact.at, contact=message.queued.contact, day=fact.day, source=fact.source)


def _is_small(book: Book, queued: Queued, words: Words) -> bool:
    plan = next((plan for plan in book.plans if plan.id == queued.plan), None)
    texts = words.plans[book.person.language].get((plan.library if plan else None) or "", ())
    return any(text.kind is TextKind.SMALLER and mark(text.words) == queued.drawn for text in texts)


def _plain(name: str) -> str:
    return " ".join(normalise(name).words)
