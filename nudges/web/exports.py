"""Everything that is kept about a person, for whoever has the link they asked for by text."""

import io
import zipfile

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from nudges.clock import Clock
from nudges.core.book import Book, encode
from nudges.core.consent import proof
from nudges.core.problem import Problem
from nudges.library.profile import as_file, write_yaml
from nudges.service import Service
from nudges.web.links import EXPORTS
from nudges.web.pages import Pages

NAME = "my-data.zip"
ABOUT = """\
What is kept about you here, as of {day}.

person.yaml   your settings and your plans, as people write them
facts.jsonl   all that happened, one line each, oldest first: what was sent to you, what you wrote, how plans went

The times in facts.jsonl are UTC. The words of a text that spoke of danger are not kept, so they are not here.
To have all of it erased, text ERASE.
"""


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
                return Response(self._zipped(book), media_type="application/zip", headers=headers)
        except Problem:  # nobody of that id, or a book that cannot be read
            pass
        return self._pages.show("nowhere.html", {}, status=404)

    def _zipped(self, book: Book) -> bytes:
        now, written = self._clock.now(), io.BytesIO()
        consent = None if book.history.rests(now) else proof(book)
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as file:
            file.writestr("README.txt", ABOUT.format(day=now.astimezone(book.person.clock).date()))
            file.writestr("person.yaml", write_yaml(as_file(book, consent, now)))
            file.writestr("facts.jsonl", b"".join(msgspec.json.encode(encode(fact)) + b"\n" for fact in book.facts))
        return written.getvalue()
