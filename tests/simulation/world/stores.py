"""The real stores, each step of which is a seam; and what they hold, read without them."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Protocol

from nudges.core.book import Book, encode
from nudges.core.facts import Fact
from nudges.core.problem import Failure
from nudges.store import Page, Store
from nudges.store.memory import MemoryStore
from tests.simulation.world.scheduler import Process, Scheduler
from tests.simulation.world.weather import Weather

Facts = list[dict[str, Any]]


Committed = Callable[[Book, Book], None]
"""Is told of each commit that its caller was told is kept: the book before and after."""


class Home(Protocol):
    """Where the data of a world lies, whatever dies."""

    def store(self, process: Process) -> Store:
        """Return a store of a process, made anew over what is there."""

    def facts(self, person: str) -> Facts:
        """Return all that is kept of a person, read by other means than the store."""

    def cut_power(self) -> None:
        """Lose what no store was told is kept."""

    def close(self) -> None:
        """Leave nothing behind."""


class MemoryHome:
    """One store in memory that outlives the processes. Its lock is held across steps, so it waits its turn here."""

    def __init__(self, scheduler: Scheduler, weather: Weather) -> None:
        self._scheduler, self._weather, self._store = scheduler, weather, MemoryStore()
        self._held: set[str] = set()

    def store(self, process: Process) -> Store:
        """Return the way of a process to the one store."""
        return InTurn(self._store, self._scheduler, self._weather, self._held)

    def facts(self, person: str) -> Facts:
        """Return all that is kept of a person."""
        past = list(self._store.past(person))
        return [encode(fact) for fact in (*past, *self._store.read(person).facts)]

    def cut_power(self) -> None:
        """Lose nothing: every commit is there at once."""

    def close(self) -> None:
        """Leave nothing behind."""


class Through:
    """A store of which everything but opening is handed through."""

    def __init__(self, store: Store) -> None:
        self._store = self.inner = store

    def open(self, person: str) -> Any:
        """Open a book."""
        return self._store.open(person)

    def create(self, book: Book, wake: datetime | None) -> None:
        """Keep a new book."""
        self._store.create(book, wake)

    def remove(self, person: str) -> None:
        """Erase a book."""
        self._store.remove(person)

    def read(self, person: str) -> Book:
        """Return a book."""
        return self._store.read(person)

    def past(self, person: str) -> Iterator[Fact]:
        """Yield older facts."""
        return self._store.past(person)

    def people(self) -> list[str]:
        """Return all ids."""
        return self._store.people()

    def find(self, phone: str) -> str | None:
        """Return whose phone this is."""
        return self._store.find(phone)

    def due(self, now: datetime) -> list[str]:
        """Return who is due."""
        return self._store.due(now)

    def next_wake(self) -> datetime | None:
        """Return when somebody is due."""
        return self._store.next_wake()

    def refresh(self) -> None:
        """Notice what others changed."""
        self._store.refresh()

    def notices(self) -> list[str]:
        """Return what could not be read."""
        return self._store.notices()


class InTurn(Through):
    """Lets one open a book at a time, in the order the scheduler says."""

    def __init__(self, store: MemoryStore, scheduler: Scheduler, weather: Weather, held: set[str]) -> None:
        super().__init__(store)
        self._scheduler, self._weather, self._held = scheduler, weather, held

    @contextmanager
    def open(self, person: str) -> Iterator[Page]:
        """Open a book once nobody else has it open."""

        def free() -> bool:
            return person not in self._held

        self._scheduler.wait(free)
        self._held.add(person)
        try:
            with self._store.open(person) as page:
                yield _Refusing(page, self._weather)
        finally:
            self._held.discard(person)
            self._scheduler.released()


class _Refusing:
    def __init__(self, page: Page, weather: Weather) -> None:
        self._page, self._weather = page, weather

    @property
    def book(self) -> Book:
        return self._page.book

    def commit(self, book: Book, wake: datetime | None) -> None:
        if self._weather.strikes("commit refused"):
            raise Failure("it could not be kept", hint="try again")
        self._page.commit(book, wake)


class Seamed(Through):
    """Any store, with a seam before and after each commit; `committed` is told what its caller may rely on."""

    def __init__(self, store: Store, scheduler: Scheduler, committed: Committed) -> None:
        super().__init__(store)
        self._scheduler, self._committed = scheduler, committed

    @contextmanager
    def open(self, person: str) -> Iterator[Page]:
        """Open a book."""
        self._scheduler.pause(f"open {person}")
        with self._store.open(person) as page:
            yield SeamedPage(page, self._scheduler, self._committed)

    def remove(self, person: str) -> None:
        """Erase a book."""
        self._scheduler.changes += 1
        self._store.remove(person)

    def create(self, book: Book, wake: datetime | None) -> None:
        """Keep a new book."""
        self._store.create(book, wake)
        self._scheduler.changes += 1
        self._committed(Book(book.person), book)


class SeamedPage:
    """An open book."""

    def __init__(self, page: Page, scheduler: Scheduler, committed: Committed) -> None:
        self._page, self._scheduler, self._committed = page, scheduler, committed

    @property
    def book(self) -> Book:
        """The book as it stands."""
        return self._page.book

    def commit(self, book: Book, wake: datetime | None) -> None:
        """Keep the book."""
        before = self._page.book
        self._scheduler.pause("commit")
        self._scheduler.changes += 1
        self._page.commit(book, wake)
        self._committed(before, book)
        self._scheduler.pause("committed")


def lines_of(path: Any) -> Facts:
    """Return the lines of a file of JSON; one that was cut off does not count."""
    content = path.read_bytes() if path.exists() else b""
    return [json.loads(line) for line in content[: content.rfind(b"\n") + 1].splitlines()]
