"""Where books are kept: what every store promises."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol, runtime_checkable

from nudges.core.book import Book
from nudges.core.facts import Fact
from nudges.core.problem import Problem, nearest


class Page(Protocol):
    """A book, open under its lock."""

    @property
    def book(self) -> Book:
        """The book as it stands."""

    def commit(self, book: Book, wake: datetime | None) -> None:
        """Keep the book as it is now and when it wants to be woken: all of it, or nothing."""


class Store(Protocol):
    """Keeps books. Each verb is safe from several threads; where the store says so, from several processes."""

    def open(self, person: str) -> AbstractContextManager[Page]:
        """Open a book under its lock, or raise Problem if there is none."""

    def create(self, book: Book, wake: datetime | None) -> None:
        """Keep a new book, or raise Problem if the id or the phone is taken."""

    def remove(self, person: str) -> None:
        """Erase a person's book and their past."""

    def read(self, person: str) -> Book:
        """Return a book as it stands, without a lock; this month's and last month's facts."""

    def past(self, person: str) -> Iterator[Fact]:
        """Yield the facts that are older than those in the book, oldest first."""

    def people(self) -> list[str]:
        """Return the ids of all people, in order."""

    def find(self, phone: str) -> str | None:
        """Return whose phone this is."""

    def due(self, now: datetime) -> list[str]:
        """Return who wants to be woken by now, the longest waiting first."""

    def next_wake(self) -> datetime | None:
        """Return the earliest moment at which anyone wants to be woken."""

    def refresh(self) -> None:
        """Notice what another process has changed."""

    def notices(self) -> list[str]:
        """Return what the operator has to know: one sentence for each file that could not be read."""


Change = Callable[[Sequence[Fact]], tuple[Fact, ...]]
"""Makes facts anew, each under the key it had."""


@runtime_checkable
class Rewords(Protocol):
    """A store, or what stands beside one, that keeps what is past in other words."""

    def reword(self, person: str, change: Change, first: datetime, before: datetime) -> int:
        """Keep what is past of somebody, between two moments, as `change` makes it; return how much that changed."""


def unknown_person(person: str, known: list[str]) -> Problem:
    """Return the problem of a person nobody knows."""
    otherwise = f"people: {', '.join(known[:8])}" if known else "add one with nudges person add"
    return Problem(f"there is no person '{person}'", hint=nearest(person, known, otherwise))


def taken(book: Book, other: str) -> Problem:
    """Return the problem of a phone that has a book already."""
    return Problem(f"{book.person.phone} belongs to '{other}' already", hint="one phone is one person")
