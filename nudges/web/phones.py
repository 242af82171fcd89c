"""What a person's phone shows, and what they write on it."""

import re
from contextlib import suppress
from datetime import datetime
from threading import Event
from uuid import uuid4

import msgspec
import structlog
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from nudges.clock import Clock
from nudges.core.book import Book
from nudges.core.facts import Queued
from nudges.core.forecast import HORIZON, forecast
from nudges.core.inbound import Inbound
from nudges.core.problem import Problem
from nudges.core.said import clock as time_of_day
from nudges.core.said import day_and_clock
from nudges.core.standing import State, state_of
from nudges.core.thread import on_phone
from nudges.service import Service
from nudges.service.arriving import Poke
from nudges.web.labels import phone_labels
from nudges.web.pages import Pages
from nudges.web.stream import Stream

LONGEST_TEXT = 1600
"""The longest text that carriers take."""

ID = re.compile(r"[A-Za-z0-9-]{1,64}")

log = structlog.get_logger("nudges")


class Written(msgspec.Struct, frozen=True):
    """A text as a page sends it; `id` stays the same however often it is sent."""

    text: str
    id: str = msgspec.field(default_factory=lambda: str(uuid4()))


class Phones:
    """Phones in the browser. Whoever opens one reads and writes as that person."""

    def __init__(
        self, service: Service, clock: Clock, poke: Poke, pages: Pages, stopping: Event
    ) -> None:  # fmt: skip
        self._service, self._clock, self._poke = service, clock, poke
        self._pages, self._stopping = pages, stopping

    def routes(self, own: Middleware) -> list[Route]:
        """Return the doors, each behind the one that lets in our own pages only."""
        return [
            Route("/phone", self.everyone, middleware=[own]),
            Route("/phone/{person}", self.phone, middleware=[own], name="phone"),
            Route("/phone/{person}/texts", self.write, methods=["POST"], middleware=[own], name="texts"),
            Route("/phone/{person}/stream", self.stream, middleware=[own], name="stream"),
        ]

    def everyone(self, _: Request) -> Response:
        """Show whose phones there are."""
        books, now = everyone(self._service), self._clock.now()
        people = [{"person": book.person, "state": state_of(book, now)} for book in books]
        return self._pages.show("phones.html", {"people": people})

    def phone(self, request: Request) -> Response:
        """Show a phone."""
        book, now = self._book(request), self._clock.now()
        person, words = book.person, phone_labels(book.person.language)
        places = {
            "person": person,
            "program": self._service.program,
            "say": words.say,
            "states": list(State),
            "state": state_of(book, now),
            "first": "" if on_phone(book) else self._first(book, now),
            "time": time_of_day(person, now),
            "yes": words.yes,
            "quick": words.quick,
            "longest": LONGEST_TEXT,
            "texts": request.app.url_path_for("texts", person=person.id),
            "stream": request.app.url_path_for("stream", person=person.id),
        }
        return self._pages.show("phone.html", places, scripts=True)

    def _first(self, book: Book, now: datetime) -> str:
        """Return when the first text comes."""
        person, say = book.person, phone_labels(book.person.language).say
        ahead = forecast(book, self._service.words, now, now + HORIZON)
        first = next((each for each in ahead if isinstance(each, Queued)), None)
        if first is None:
            return say["first_never"]
        if first.at <= now:
            return say["first_now"]
        day, _, time = day_and_clock(person, first.at).rpartition(" ")
        is_today = first.at.astimezone(person.clock).date() == now.astimezone(person.clock).date()
        return say["first_today" if is_today else "first_later"].format(day=day, time=time)

    async def write(self, request: Request) -> Response:
        """Take in a text."""
        try:
            written = await _written(request)
            return await run_in_threadpool(self._receive, request, written)
        except Problem as problem:
            return JSONResponse({"problem": str(problem)}, 400)
        except HTTPException as error:
            return JSONResponse({"problem": error.detail}, error.status_code)

    def stream(self, request: Request) -> Response:
        """Show what happens on a phone, as it happens, from the line that was seen last."""
        person = self._book(request).person.id
        seen = request.headers.get("last-event-id") or request.query_params.get("after")
        events = Stream(self._service, self._clock, person, seen).events(request, self._stopping)
        return StreamingResponse(events, media_type="text/event-stream", headers={"x-accel-buffering": "no"})

    def _receive(self, request: Request, written: Written) -> Response:
        person = self._book(request).person
        inbound = Inbound(id=f"phone/{written.id}", phone=person.phone, text=written.text)
        taken = self._service.receive(inbound, self._clock.now())
        if taken is None:  # added by another process a moment ago
            self._service.store.refresh()
            taken = self._service.receive(inbound, self._clock.now())
        if taken is None:
            raise HTTPException(404, "nobody has this phone any more")
        log.info("a text arrived", action="receive", person=taken, id=inbound.id)
        self._poke(taken)
        return JSONResponse({"id": inbound.id}, 202)

    def _book(self, request: Request) -> Book:
        person, store = request.path_params["person"], self._service.store
        with suppress(Problem):  # a book that cannot be read is no phone either
            if person in store.people():
                return store.read(person)
        raise HTTPException(404, "nobody has a phone of that name here; /phone shows whose there are")


def everyone(service: Service) -> list[Book]:
    """Return the books of all people; one that cannot be read is left out, and the log has it."""
    books = []
    for person in service.store.people():
        try:
            books.append(service.store.read(person))
        except Problem:
            log.warning("a book cannot be read", action="read", person=person)
    return books


async def _written(request: Request) -> Written:
    """Return what was written, or raise Problem."""
    if request.headers.get("content-type", "").startswith("application/json"):
        body = await request.body()
        try:
            written = msgspec.json.decode(body, type=Written)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            raise Problem("this is not a text in JSON", hint='send such as {"id": "1", "text": "done"}') from None
    else:
        async with request.form() as form:
            fields = {name: value for name in ("text", "id") if isinstance(value := form.get(name), str)}
        written = Written(**{"text": "", **fields})
    return _checked(written)


def _checked(written: Written) -> Written:
    if not written.text.strip():
        raise Problem("the text is empty", hint="write a word")
    if len(written.text) > LONGEST_TEXT:
        raise Problem(f"a text has at most {LONGEST_TEXT} characters, and this one has {len(written.text)}")
    if not ID.fullmatch(written.id):
        raise Problem("the id of a text is 1 to 64 letters, digits or dashes", hint="leave it out to have one made")
    return written
