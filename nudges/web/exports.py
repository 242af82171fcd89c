"""Everything that is kept about a person, for whoever has the link they asked for by text."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from nudges.clock import Clock
from nudges.core.problem import Problem
from nudges.exporting.archive import zipped
from nudges.service import Service
from nudges.web.bundle import bundle
from nudges.web.links import EXPORTS
from nudges.web.pages import Pages

NAME = "my-data.zip"


class Exports:
    """Data behind signed links. A link that is wrong in any way leads nowhere, and nothing says why."""

    def __init__(self, service: Service, clock: Clock, secret: bytes, pages: Pages) -> None:
        self._service, self._clock, self._secret, self._pages = service, clock, secret, pages

    def routes(self) -> list[Route]:
        """Return the door."""
        return [Route("/exports/{token:path}", self.export)]

    def export(self, request: Request) -> Response:
        """Hand out what a link opens."""
        link = EXPORTS.read(self._secret, request.path_params["token"], self._clock.now())
        try:
            if link is not None and link.is_of((book := self._service.whole(link.person)).person):
                headers = {"Content-Disposition": f'attachment; filename="{NAME}"', "Cache-Control": "no-store"}
                files = bundle(self._service, book, self._clock.now())
                return Response(zipped(files), media_type="application/zip", headers=headers)
        except Problem:  # nobody of that id, or a book that cannot be read
            pass
        return self._pages.show("nowhere.html", {}, status=404)
