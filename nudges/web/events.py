"""Where programs tell what happened to someone, as CloudEvents 1.0: structured or binary JSON."""

from collections import defaultdict, deque
from datetime import datetime, timedelta
from threading import Lock

import structlog
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from nudges.clock import Clock
from nudges.core.book import Book
from nudges.core.events import happened
from nudges.core.localtime import day_of
from nudges.core.problem import Problem
from nudges.service import Service
from nudges.service.arriving import Poke
from nudges.store.sources import Source, Sources
from nudges.web.cloud_event import Event, Refusal, in_time, read

BURST, WINDOW = 60, timedelta(minutes=1)
"""So many events of one person a source may tell in a minute."""

MOST_A_DAY = 500
"""So many events of one person are kept of one of their days, from all sources together."""

log = structlog.get_logger("nudges")


class Pace:
    """How many events each source told of each person lately."""

    def __init__(self) -> None:
        self._told: defaultdict[tuple[str, str], deque[datetime]] = defaultdict(deque)
        self._guard = Lock()

    def take(self, source: str, person: str, now: datetime) -> int | None:
        """Count an event; if it is one too many, return after how many seconds there is room again."""
        with self._guard:
            told = self._told[source, person]
            while told and now - told[0] >= WINDOW:
                told.popleft()
            if len(told) >= BURST:
                return max(1, round((told[0] + WINDOW - now).total_seconds()))
            told.append(now)
            return None


class Events:
    """The door for events. A token says which program knocks, and of what and whom it may tell."""

    def __init__(self, service: Service, clock: Clock, poke: Poke, sources: Sources) -> None:
        self._service, self._clock, self._poke, self._sources = service, clock, poke, sources
        self._pace = Pace()

    def routes(self) -> list[Route]:
        """Return the door."""
        return [Route("/events", self.told, methods=["POST", "OPTIONS"])]

    async def told(self, request: Request) -> Response:
        """Take an event in; once told, it counts once however often it comes."""
        body = await request.body()
        try:
            return await run_in_threadpool(self._take, request, body)
        except Refusal as refused:
            again = {"retry-after": str(refused.again)} if refused.again is not None else {}
            return JSONResponse({"problem": refused.problem}, refused.status, headers=again)

    def _take(self, request: Request, body: bytes) -> Response:
        source = self._source(request)
        if request.method == "OPTIONS":  # how a sender of CloudEvents asks whether it is welcome
            origin = request.headers.get("webhook-request-origin")
            allowed = {"webhook-allowed-origin": origin, "webhook-allowed-rate": str(BURST)} if origin else {}
            return Response(status_code=200, headers={"allow": "POST, OPTIONS", **allowed})
        now = self._clock.now()
        event = read(request, body, source)
        if event.time is not None:
            in_time(event.time, now)
        if (again := self._pace.take(source.name, event.person, now)) is not None:
            raise Refusal(429, f"no more than {BURST} events of one person in a minute", again)
        return self._keep(event, source, now)

    def _source(self, request: Request) -> Source:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        source = self._sources.by_token(token.strip()) if scheme.casefold() == "bearer" else None
        if source is None:
            raise Refusal(401, "a token is needed: authorization: Bearer ..., from nudges source add")
        return source

    def _keep(self, event: Event, source: Source, now: datetime) -> Response:
        new = False

        def change(book: Book) -> Book:
            nonlocal new
            facts = happened(book, event.name, event.key, now)
            new = bool(facts)
            today = day_of(book.person, now)
            if new and sum(day_of(book.person, each.at) == today for each in book.history.events) >= MOST_A_DAY:
                raise Refusal(429, f"no more than {MOST_A_DAY} events of one person in a day", 3600)
            return book.add(*facts)

        try:
            self._service.edit(event.person, change, now)
        except Problem:  # erased, while the source still names them
            raise Refusal(403, "this source may tell nothing of this person") from None
        log.info("an event was told", action="event", person=event.person, source=source.name, new=new)
        if new:
            self._poke(event.person)
        return JSONResponse({"event": event.name, "new": new}, 202 if new else 200)
