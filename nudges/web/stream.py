"""What happens on a phone, as it happens."""

from collections.abc import AsyncIterator, Iterator
from threading import Event

import msgspec
from anyio import sleep, to_thread
from starlette.requests import Request

from nudges.clock import Clock
from nudges.core.book import Book
from nudges.core.problem import Problem
from nudges.core.standing import state_of
from nudges.service import Service
from nudges.web.lines import knows, lines_after

LOOK_EVERY = 0.25
SIGN_OF_LIFE = 60
"""After so many looks without news the connection is told that it is alive."""


class Stream:
    """Server-sent events of one phone: `line`, `person` once all is told and when it changes, `anew`, `gone`."""

    def __init__(self, service: Service, clock: Clock, person: str, seen: str | None) -> None:
        self._service, self._clock, self._person, self._seen = service, clock, person, seen
        self._told = ""
        self._book: Book | None = None

    async def events(self, request: Request, stopping: Event) -> AsyncIterator[bytes]:
        """Yield what is new until the client or this server goes away."""
        yield b"retry: 1000\n\n"
        quiet = 0
        while not stopping.is_set() and not await request.is_disconnected():
            try:
                news = await to_thread.run_sync(self._news)
            except Problem:
                yield event("gone", b"{}")
                return
            quiet = 0 if news else quiet + 1
            if quiet % SIGN_OF_LIFE == 1:
                news = b": still here\n\n"
            if news:
                yield news
            await sleep(LOOK_EVERY)

    def _news(self) -> bytes:
        book = self._service.store.read(self._person)
        lines = b"" if book is self._book else b"".join(self._lines(book))
        self._book = book
        return lines + self._state(book)

    def _lines(self, book: Book) -> Iterator[bytes]:
        if self._seen is not None and not knows(book, self._seen):
            self._seen = None
            yield event("anew", b"{}")
        for line in lines_after(book, self._seen):
            self._seen = line.key
            yield event("line", msgspec.json.encode(line), line.key)

    def _state(self, book: Book) -> bytes:
        told = state_of(book, self._clock.now())
        if told == self._told:
            return b""
        self._told = told
        return event("person", msgspec.json.encode({"state": told}))


def event(kind: str, data: bytes, key: str = "") -> bytes:
    r"""Return an event as it travels; its key is what a browser says when it comes back.

    >>> event("line", b"{}", "accepted/1")
    b'event: line\nid: accepted/1\ndata: {}\n\n'
    """
    named = f"id: {' '.join(key.split())}\n" if key else ""
    return f"event: {kind}\n{named}data: ".encode() + data + b"\n\n"
