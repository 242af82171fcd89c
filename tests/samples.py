"""A person, plans and moments to test with."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from nudges.core.book import Book
from nudges.core.facts import Consented, Fact
from nudges.core.values import Contact, Person, Plan
from nudges.gateways import Gateway
from nudges.gateways.memory import MemoryGateway
from nudges.library import load
from nudges.service import Service
from nudges.store import Store
from nudges.store.memory import MemoryStore

NEW_YORK = ZoneInfo("America/New_York")
MONDAY = datetime(2026, 3, 2, 13, 0, tzinfo=UTC)
"""Monday 2 March 2026, 8:00 in New York."""

ANA = Person(
    id="ana",
    phone="+14155550100",
    zone=NEW_YORK,
    name="Ana",
    country="US",
    cap=2,
    contacts=(Contact(name="Mum"), Contact(name="Leo")),
    discreet=False,
    since=MONDAY,
)
BREATHS = Plan(
    id="three-breaths",
    title="Three breaths",
    cue="After your coffee",
    when="weekdays at 8:30",
    library="three-breaths",
    goal=5,
    since=MONDAY,
)


STORES = ("memory", "tinydb", "postgres")
"""Every store there is."""


def person(**changes: object) -> Person:
    """Return Ana, changed."""
    return msgspec.structs.replace(ANA, **changes)


def plan(**changes: object) -> Plan:
    """Return the breathing plan, changed."""
    return msgspec.structs.replace(BREATHS, **changes)


def book(*facts: Fact, plans: tuple[Plan, ...] = (BREATHS,), who: Person = ANA) -> Book:
    """Return the book of someone who agreed."""
    return Book(who, plans).add(Consented(at=MONDAY, how="on paper"), *facts)


def service(store: Store | None = None, gateway: Gateway | None = None) -> Service:
    """Return a service in memory with the words that ship."""
    return Service(store or MemoryStore(), gateway or MemoryGateway(), load().words, sheet_link=_sheet_link)


def _sheet_link(_who: Person, name: str, _now: datetime) -> str:
    return f"https://nudges.example/sheets/{name}"


def at(text: str, zone: ZoneInfo = NEW_YORK) -> datetime:
    """Return the UTC moment of a local time such as `2026-03-02 08:30`."""
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


def minutes(number: float) -> timedelta:
    """Return so many minutes."""
    return timedelta(minutes=number)
