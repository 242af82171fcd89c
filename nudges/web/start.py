"""Where one begins."""

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from nudges.service import Service
from nudges.web.pages import Pages
from nudges.web.phones import everyone


class Start:
    """The first page; it names people only where their phones are here too."""

    def __init__(self, service: Service, pages: Pages) -> None:
        self._service, self._pages = service, pages

    def routes(self, own: Middleware, *, local_phones: bool) -> list[Route]:
        """Return the door."""
        if local_phones:
            return [Route("/", self.with_phones, middleware=[own])]
        return [Route("/", self.plain)]

    def with_phones(self, _: Request) -> Response:
        """Show the phones and the manual."""
        people = [book.person for book in everyone(self._service)]
        return self._pages.show("start.html", {"program": self._service.program, "people": people, "phones": True})

    def plain(self, _: Request) -> Response:
        """Show the manual."""
        return self._pages.show("start.html", {"program": self._service.program, "people": [], "phones": False})
