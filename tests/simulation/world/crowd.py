"""Many people at once: the seams of a store that opens many books, such a store in memory, and hands that share them.

The store in memory promises what PostgreSQL does, and is a hundred times as fast.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from nudges.core.book import Book
from nudges.core.problem import Failure
from nudges.store import Store
from nudges.store.many import Batch, Change, Many, Receipt, Receipts
from nudges.store.memory import MemoryStore
from nudges.worker.jobs import Claims
from tests.simulation.world.scheduler import Process, Scheduler
from tests.simulation.world.stores import Committed, InTurn, MemoryHome, Seamed
from tests.simulation.world.weather import Weather

LEASE = timedelta(minutes=1)


class SharedHands(Executor):
    """Hands of a process that do things at the same time: who goes on is decided by the die."""

    def __init__(self, scheduler: Scheduler, process: Process) -> None:
        self._scheduler, self._process = scheduler, process

    def map(
        self, fn: Callable[..., Any], *given: Iterable[Any], timeout: float | None = None, chunksize: int = 1
    ) -> Iterator[Any]:
        """Do something with each, and return what comes of it once all is done."""
        each = [*zip(*given, strict=True)]
        done: dict[int, Callable[[], Any]] = {}

        def work(number: int) -> None:
            try:
                result = fn(*each[number])
            except Exception as error:
                done[number] = lambda error=error: _raise(error)  # type: ignore[misc]
            else:
                done[number] = lambda: result

        for number in range(len(each)):
            self._scheduler.begin(f"{self._process.name} hand {number}", self._process, lambda n=number: work(n))  # type: ignore[misc]
        self._scheduler.wait(lambda: len(done) == len(each))
        return (done[number]() for number in range(len(each)))

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Do nothing: there are no threads."""


def _raise(error: Exception) -> Any:
    raise error


class SeamedMany(Seamed):
    """A store that opens many books, with a seam wherever something may come between."""

    def __init__(self, store: Store, scheduler: Scheduler, committed: Committed) -> None:
        super().__init__(store, scheduler, committed)
        assert isinstance(store, Many)
        assert isinstance(store, Claims)
        self._many, self._claims = store, store
        self.around = (scheduler, committed)

    def _seam(self, point: str) -> None:
        self._scheduler.between()
        self._scheduler.pause(point)

    @contextmanager
    def open_many(self, people: Iterable[str], *, wait: bool) -> Iterator[Batch]:
        """Open books."""
        self._seam("open many")
        with self._many.open_many(people, wait=wait) as batch:
            yield _SeamedBatch(batch, self._scheduler, self._committed)

    def unchanged(self, marks: Mapping[str, int]) -> set[str]:
        """Return whose books are as they were; something may come after that."""
        self._seam("unchanged?")
        return self._many.unchanged(marks)

    def received(self, receipts: Sequence[Receipt]) -> set[Receipt]:
        """Keep receipts."""
        self._scheduler.changes += 1
        return self._many.received(receipts) if isinstance(self._many, Receipts) else set()

    def claim_due(self, now: datetime, limit: int, lease: timedelta = LEASE) -> list[str]:
        """Return some who are due, in an order that does not hang on how a database finds them."""
        self._scheduler.pause("claim")
        self._scheduler.changes += 1
        claimed = sorted(self._claims.claim_due(now, limit, lease))
        self._seam("claimed")
        return claimed


def seamed(store: Store, scheduler: Scheduler, committed: Committed) -> Seamed:
    """Return a store with a seam wherever something may come between."""
    return (SeamedMany if isinstance(store, Many) else Seamed)(store, scheduler, committed)


class _SeamedBatch:
    def __init__(self, batch: Batch, scheduler: Scheduler, committed: Committed) -> None:
        self._batch, self._scheduler, self._committed = batch, scheduler, committed

    def _seam(self, point: str) -> None:
        self._scheduler.between()
        self._scheduler.pause(point)

    @property
    def books(self) -> dict[str, Book]:
        return self._batch.books

    @property
    def marks(self) -> dict[str, int]:
        return self._batch.marks

    def commit(self, changes: Sequence[Change]) -> None:
        before = self.books
        self._seam("commit many")
        self._scheduler.changes += 1
        self._batch.commit(changes)
        for book, _ in changes:
            self._committed(before[book.person.id], book)
        self._seam("committed many")


class Marked(MemoryStore):
    """Books in memory, each with a mark that is another after each change."""

    def __init__(self) -> None:
        super().__init__()
        self.marks: dict[str, int] = {}
        self._turns = count(1)

    def keep(self, book: Book, wake: datetime | None) -> None:
        """Keep a book."""
        super().keep(book, wake)
        self.marks[book.person.id] = next(self._turns)

    def put_off(self, person: str, until: datetime) -> None:
        """Let somebody be due later; their book is as it was."""
        self._wakes[person] = until


class MemoryMany(InTurn):
    """The way of one process to books in memory that are opened many at once."""

    def __init__(self, store: Marked, scheduler: Scheduler, weather: Weather, held: set[str]) -> None:
        super().__init__(store, scheduler, weather, held)
        self._marked = store

    @contextmanager
    def open_many(self, people: Iterable[str], *, wait: bool) -> Iterator[Batch]:
        """Open books that nobody else holds."""
        wanted = sorted({*people} & {*self._marked.people()})
        if wait:
            self._scheduler.wait(lambda: self._held.isdisjoint(wanted))
        mine = self.free(wanted)
        self._held.update(mine)
        try:
            yield _MemoryBatch(self._marked, {person: self._marked.read(person) for person in mine}, self._weather)
        finally:
            self._held.difference_update(mine)
            self._scheduler.released()

    def free(self, wanted: Sequence[str]) -> list[str]:
        """Return whose books nobody else holds."""
        return [person for person in wanted if person not in self._held]

    def unchanged(self, marks: Mapping[str, int]) -> set[str]:
        """Return whose books still have the marks that they had."""
        return {person for person, mark in marks.items() if self._marked.marks.get(person) == mark}

    def claim_due(self, now: datetime, limit: int, lease: timedelta = LEASE) -> list[str]:
        """Return some who are due and whom nobody else has claimed."""
        people = self.free(self._marked.due(now))[:limit]
        for person in people:
            self._marked.put_off(person, now + lease)
        return people


class _MemoryBatch:
    def __init__(self, store: Marked, books: dict[str, Book], weather: Weather) -> None:
        self._store, self.books, self._weather = store, books, weather
        self.marks: dict[str, int] = {}

    def commit(self, changes: Sequence[Change]) -> None:
        if self._weather.strikes("commit refused"):
            raise Failure("it could not be kept", hint="try again")
        for book, _ in changes:
            before = self.books[book.person.id]
            if (book.person, book.plans, book.facts[: len(before.facts)]) != (
                before.person,
                before.plans,
                before.facts,
            ):
                raise ValueError("more than what was added")
        for book, wake in changes:
            self._store.keep(book, wake)
        if self._weather.strikes("lost after commit"):
            raise Failure("the connection was lost", hint="it is made again by itself")
        self.marks = {book.person.id: self._store.marks[book.person.id] for book, _ in changes}


class CrowdHome(MemoryHome):
    """Books in memory that are opened many at once, as those in PostgreSQL."""

    way = MemoryMany

    def __init__(self, scheduler: Scheduler, weather: Weather) -> None:
        super().__init__(scheduler, weather)
        self._store = self._marked = Marked()

    def store(self, process: Process) -> Store:
        """Return the way of a process to the one store."""
        return self.way(self._marked, self._scheduler, self._weather, self._held)
