"""Where one begins: the operator with how it goes, everyone else with the manual."""

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from nudges.service import Service
from nudges.web.operator import Operator
from nudges.web.pages import Pages


class Start:
    """The first page; it names nobody but to the operator, and them by their ids only."""

    def __init__(self, service: Service, pages: Pages, operator: Operator) -> None:
        self._service, self._pages, self._operator = service, pages, operator

    def routes(self, own: Middleware, *, local_phones: bool) -> list[Route]:
        """Return the door; with phones of our own it opens only where they do."""
        self._operator.local_phones = local_phones
        return [Route("/", self.start, middleware=[own] if local_phones else [])]

    def start(self, request: Request) -> Response:
        """Show how it goes, or the manual."""
        if self._operator.knows(request):
            return self._operator.page(request)
        return self._pages.show("start.html", {"program": self._service.program})
