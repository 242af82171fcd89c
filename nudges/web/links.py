"""Addresses that are signed: whose they are, what they open, and for how long."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, Generic, TypeVar
from urllib.parse import quote

import msgspec
from itsdangerous import BadData, URLSafeSerializer

from nudges.core.values import Person

Moment = Annotated[datetime, msgspec.Meta(tz=True)]


class Signed(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """Whose link it is, and when it was made.

    `since` tells the person from somebody new who has the same id after them.
    """

    person: str
    since: Moment
    made: Moment

    def is_of(self, person: Person) -> bool:
        """Whether this is the person it was made for."""
        return (self.person, self.since) == (person.id, person.since)


class View(StrEnum):
    """How much of a person's time a report shows."""

    WEEK = "week"
    FOUR_WEEKS = "four-weeks"
    YEAR = "year"


class Link(Signed, frozen=True, array_like=True):
    """A link to a week of a person, such as `2026-W47`, to the four that end with it, or to its year."""

    week: str
    view: View = View.WEEK


class CalendarLink(Signed, frozen=True, array_like=True):
    """A link to the texts to come, for a calendar program; `names` says whether plans are named."""

    names: bool


class ExportLink(Signed, frozen=True, array_like=True):
    """A link to everything that is kept about a person."""


class SheetLink(Signed, frozen=True, array_like=True):
    """A link to a sheet of a person's, by its name."""

    name: str


L = TypeVar("L", bound=Signed)


class Kind(Generic[L]):
    """One kind of links: what stands in them, how long they live, and what keeps them from being taken for another."""

    def __init__(self, path: str, holds: type[L], lasts: timedelta, ending: str = "") -> None:
        self._path, self._holds, self._ending = path, holds, ending
        self.lasts, self.salt = lasts, f"nudges.{path}"

    def address(self, secret: bytes, link: L, base: str) -> str:
        """Return the address that a link opens, below the address of a server."""
        token = str(self._signer(secret).dumps(msgspec.to_builtins(link)))
        return f"{base.rstrip('/')}/{self._path}/{quote(token)}{self._ending}"

    def read(self, secret: bytes, token: str, now: datetime) -> L | None:
        """Return what a token says, or None where it is forged, cut off or too old."""
        try:
            link = msgspec.convert(self._signer(secret).loads(token), self._holds)
        except (BadData, msgspec.ValidationError):
            return None
        return link if now - link.made <= self.lasts else None

    def _signer(self, secret: bytes) -> URLSafeSerializer:
        return URLSafeSerializer(secret, salt=self.salt)


REPORTS = Kind("reports", Link, timedelta(days=60))
# A calendar is subscribed to once and then asks for itself, so its link lives longer than that of a week.
CALENDARS = Kind("calendar", CalendarLink, timedelta(days=366), ending=".ics")
EXPORTS = Kind("exports", ExportLink, timedelta(hours=24))

# Each sheet has an end of its own, which is asked when it is opened; no link outlives this.
SHEETS = Kind("sheets", SheetLink, timedelta(days=61))


def report_link(secret: bytes, person: Person, week: str, base: str, now: datetime) -> str:
    """Return the address of a person's week, such as `2026-W47`, below the address of a server."""
    return REPORTS.address(secret, Link(person.id, person.since, now, week), base)


def calendar_link(secret: bytes, person: Person, base: str, now: datetime, *, names: bool) -> str:
    """Return the address of a person's calendar, below the address of a server."""
    return CALENDARS.address(secret, CalendarLink(person.id, person.since, now, names), base)


def export_link(secret: bytes, person: Person, base: str, now: datetime) -> str:
    """Return the address of everything that is kept about a person, below the address of a server."""
    return EXPORTS.address(secret, ExportLink(person.id, person.since, now), base)


def sheet_link(secret: bytes, person: Person, name: str, base: str, now: datetime) -> str:
    """Return the address of a sheet of a person's, below the address of a server."""
    return SHEETS.address(secret, SheetLink(person.id, person.since, now, name), base)
