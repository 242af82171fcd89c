"""A sheet that a person shares, for whoever they passed the link to."""

from datetime import datetime

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from nudges.clock import Clock
from nudges.core.book import Book
from nudges.core.disclosures import opened, shared_sheet
from nudges.core.localtime import day_of
from nudges.core.problem import Problem
from nudges.core.sheet import Sheet, make_sheet
from nudges.service import Service
from nudges.web.links import SHEETS
from nudges.web.pages import Pages

ALONE = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex", "Referrer-Policy": "no-referrer"}


ROW, MUCH, MOST = 85, 45, 60
"""So many signs are a row on paper; from so many rows on the print is smaller, and stays one page."""


class Sheets:
    """Sheets behind signed links. A link that is wrong, over or taken back leads nowhere, and nothing says why."""

    def __init__(self, service: Service, clock: Clock, secret: bytes, pages: Pages) -> None:
        self._service, self._clock, self._secret, self._pages = service, clock, secret, pages

    def routes(self) -> list[Route]:
        """Return the door."""
        return [Route("/sheets/{token:path}", self.sheet)]

    def sheet(self, request: Request) -> Response:
        """Show what a link opens, and record that it was opened."""
        now = self._clock.now()
        link = SHEETS.read(self._secret, request.path_params["token"], now)
        try:
            if link is not None and link.is_of((book := self._service.whole(link.person)).person):
                sheet = make_sheet(book, shared_sheet(book, link.name, now))
                if request.method == "GET":
                    note_opened(self._service, book, link.name, now, "page")
                return sheet_page(sheet, self._pages)
        except Problem:  # nobody of that id, a sheet that is not shared, or a book that cannot be read
            pass
        return self._pages.show("nowhere.html", {}, status=404)


def sheet_page(sheet: Sheet, pages: Pages) -> HTMLResponse:
    """Return a sheet as a page that nobody keeps for later."""
    rows = sum(1 + len(said) // ROW for line in sheet.lines for said in line.says)
    full = "most" if rows > MOST else "much" if rows > MUCH else ""
    page = pages.show("sheet.html", {"sheet": sheet, "full": full})
    page.headers.update(ALONE)
    return page


def note_opened(service: Service, book: Book, name: str, now: datetime, how: str) -> None:
    """Record that a sheet was opened, once for each day and way."""
    day = day_of(book.person, now)
    if f"shown/{name}/{day}/{how}" not in book.keys:
        service.edit(book.person.id, lambda fresh: opened(fresh, name, day, now, how), now)
