"""What will be sent, as a calendar that others can subscribe to: when, and as little as possible of what."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from nudges.core.book import Book
from nudges.core.facts import Joined, Queued
from nudges.core.forecast import forecast
from nudges.core.texts import Words
from nudges.core.values import Person
from nudges.core.words import Kind, Language

if TYPE_CHECKING:
    from icalendar import Component, Event

LASTS = timedelta(minutes=5)
REFRESH = timedelta(hours=6)
DISCREET = {Language.EN: "a nudge", Language.ES: "un mensaje"}
REPORT = {Language.EN: "your week", Language.ES: "tu semana"}
TITLE = {Language.EN: "nudges", Language.ES: "mensajes"}


def feed(book: Book, words: Words, now: datetime, until: datetime, *, discreet: bool = True) -> bytes:
    """Return a calendar (RFC 5545) with an event for each text that will be sent up to a moment.

    It holds no phone, no name and no words of a text; unless it is `discreet` it names plans by their titles.
    """
    from icalendar import Calendar

    calendar = Calendar()
    title = TITLE[book.person.language]
    calendar.add("prodid", "-//nudges//what comes next//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", title)
    calendar.add("x-wr-calname", title)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    coming = list(_coming(book, words, now, until))
    for queued, plans in coming:
        calendar.add_component(_event(book, queued, plans, now, discreet=discreet))
    if not coming:
        calendar.add_component(_utc())
    return bytes(calendar.to_ical())


def _coming(book: Book, words: Words, now: datetime, until: datetime) -> Iterator[tuple[Queued, list[str]]]:
    """Yield each text that will leave, with the plans that it is for."""
    facts = list(forecast(book, words, now, until))
    shared: dict[str, list[str]] = {}
    for fact in facts:
        if isinstance(fact, Joined):
            shared.setdefault(fact.into, []).append(fact.plan)
    for fact in facts:
        if isinstance(fact, Queued):
            yield fact, [*([fact.plan] if fact.plan else []), *shared.get(fact.id, [])]


def _event(book: Book, queued: Queued, plans: list[str], now: datetime, *, discreet: bool) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", _uid(book.person, queued.id))
    event.add("dtstamp", now)
    event.add("dtstart", queued.at)
    event.add("dtend", queued.at + LASTS)
    event.add("summary", DISCREET[book.person.language] if discreet else _named(book, queued, plans))
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    return event


def _utc() -> "Component":
    """Return what stands in a calendar without events: one that holds nothing at all is not a calendar to some."""
    from icalendar import Timezone, TimezoneStandard

    zone, always = Timezone(), TimezoneStandard()
    zone.add("tzid", "UTC")
    always.add("dtstart", datetime(1970, 1, 1))  # noqa: DTZ001  a zone is told in its own local time
    always.add("tzoffsetfrom", timedelta(0))
    always.add("tzoffsetto", timedelta(0))
    zone.add_component(always)
    return zone


def _named(book: Book, queued: Queued, plans: list[str]) -> str:
    if queued.kind is Kind.REPORT:
        return REPORT[book.person.language]
    titles = {plan.id: plan.title for plan in book.plans}
    return ", ".join(titles.get(plan, plan) for plan in plans) or DISCREET[book.person.language]


def _uid(person: Person, message: str) -> str:
    """Return what names an event: the same for the same text of the same person, and it tells neither."""
    seed = f"{person.id}/{person.since.isoformat()}/{message}"
    return f"{sha256(seed.encode()).hexdigest()[:32]}@nudges"
