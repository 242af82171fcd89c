"""The texts to come, for a calendar program that has the link."""

from datetime import datetime, timedelta

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from nudges.calendar import feed
from nudges.clock import Clock
from nudges.core.problem import Problem
from nudges.service import Service
from nudges.web.links import CALENDARS, CalendarLink
from nudges.web.pages import Pages

AHEAD = timedelta(days=28)
ENDING = ".ics"


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
        link = CALENDARS.read(self._secret, name.removesuffix(ENDING), now) if name.endswith(ENDING) else None
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
