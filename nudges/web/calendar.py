"""The texts to come, for a calendar program that has the link."""

from datetime import datetime, timedelta
from typing import Annotated
from urllib.parse import quote

import msgspec
from itsdangerous import BadData, URLSafeSerializer
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from nudges.calendar import feed
from nudges.clock import Clock
from nudges.core.problem import Problem
from nudges.core.values import Person
from nudges.service import Service
from nudges.web.pages import Pages

SALT = "nudges.calendar"
LINK_LASTS = timedelta(days=366)
"""A calendar is subscribed to once and then asks for itself, so its link lives longer than that of a week."""

AHEAD = timedelta(days=28)
ENDING = ".ics"
Moment = Annotated[datetime, msgspec.Meta(tz=True)]


class CalendarLink(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """Whose calendar a link opens, whether it names plans, and when it was made.

    `since` tells the person from somebody new who has the same id after them.
    """

    person: str
    since: Moment
    names: bool
    made: Moment

    def is_of(self, person: Person) -> bool:
        """Whether this is the person it was made for."""
        return (self.person, self.since) == (person.id, person.since)


def calendar_link(secret: bytes, person: Person, base: str, now: datetime, *, names: bool) -> str:
    """Return the address of a person's calendar, below the address of a server."""
    token = _signer(secret).dumps(msgspec.to_builtins(CalendarLink(person.id, person.since, names, now)))
    return f"{base.rstrip('/')}/calendar/{quote(str(token))}{ENDING}"


def read_calendar_link(secret: bytes, token: str, now: datetime) -> CalendarLink | None:
    """Return whose calendar a token opens, or None where it is forged, cut off or too old."""
    try:
        link = msgspec.convert(_signer(secret).loads(token), CalendarLink)
    except (BadData, msgspec.ValidationError):
        return None
    return link if now - link.made <= LINK_LASTS else None


class Calendars:
    """Calendars behind signed links. A link that is wrong in any way leads nowhere, and nothing says why."""

    def __init__(self, service: Service, clock: Clock, secret: bytes, pages: Pages) -> None:
        self._service, self._clock, self._secret, self._pages = service, clock, secret, pages

    def routes(self) -> list[Route]:
        """Return the door."""
        return [Route("/calendar/{token:path}", self.calendar)]

    def calendar(self, request: Request) -> Response:
        """Hand out the calendar of a link."""
        now = self._clock.now()
        name = request.path_params["token"]
        link = read_calendar_link(self._secret, name.removesuffix(ENDING), now) if name.endswith(ENDING) else None
        if link is not None and (content := self._content(link, now)) is not None:
            return Response(content, media_type="text/calendar; charset=utf-8")
        return self._pages.show("nowhere.html", {}, status=404)

    def _content(self, link: CalendarLink, now: datetime) -> bytes | None:
        """Return the calendar, or None where there is nobody of that id, or a book that cannot be read."""
        try:
            book = self._service.store.read(link.person)
        except Problem:
            return None
        if not link.is_of(book.person):
            return None
        return feed(book, self._service.words, now, now + AHEAD, discreet=not link.names)


def _signer(secret: bytes) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt=SALT)
