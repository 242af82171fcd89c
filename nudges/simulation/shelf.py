"""Where the one book of a rehearsal lies: as a value, so that a year goes by in a second."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from nudges.core.at_hand import KEPT, recent
from nudges.core.book import Book
from nudges.core.facts import Fact
from nudges.store import unknown_person


class Shelf:
    """A store of one book. It keeps the past apart as every store does, and nothing outlives it."""

    def __init__(self) -> None:
        self._books: dict[str, Book] = {}
        self._past: list[Fact] = []
        self._wake: datetime | None = None
        self._month: tuple[int, int] | None = None

    @contextmanager
    def open(self, person: str) -> Iterator["_ShelfPage"]:
        """Open the book."""
        yield _ShelfPage(self, self.read(person))

    def create(self, book: Book, wake: datetime | None) -> None:
        """Lay the book down."""
        self.keep(book, wake)

    def keep(self, book: Book, wake: datetime | None) -> None:
        """Keep the book; where a month begins, what is too old for any rule goes to the past."""
        self._wake = wake
        if book.facts:
            oldest = book.facts[-1].at - KEPT
            month = (oldest.year, oldest.month)
            if month != self._month:
                self._month = month
                at_hand, past = recent(book.facts, book.facts[-1].at)
                if past:
                    self._past += past
                    book = Book(book.person, book.plans, at_hand)
        self._books[book.person.id] = book

    def remove(self, person: str) -> None:
        """Take the book away."""
        del self._books[self.read(person).person.id]
        self._past.clear()

    def read(self, person: str) -> Book:
        """Return the book as it stands."""
        if person not in self._books:
            raise unknown_person(person, self.people())
        return self._books[person]

    def past(self, person: str) -> Iterator[Fact]:
        """Yield the facts that are older than those in the book, each once."""
        seen = self.read(person).keys
        yield from {fact.key: fact for fact in self._past if fact.key not in seen}.values()

    def people(self) -> list[str]:
        """Return whose book it is."""
        return list(self._books)

    def find(self, phone: str) -> str | None:
        """Return whose phone this is."""
        return next((each for each, book in self._books.items() if book.person.phone == phone), None)

    def due(self, now: datetime) -> list[str]:
        """Return whose book it is, if it wants to be woken by now."""
        return self.people() if self._wake is not None and self._wake <= now else []

    def next_wake(self) -> datetime | None:
        """Return when the book wants to be woken."""
        return self._wake

    def refresh(self) -> None:
        """Do nothing: nobody else can see it."""

    def notices(self) -> list[str]:
        """Return nothing: there are no files."""
        return []


class _ShelfPage:
    def __init__(self, shelf: Shelf, book: Book) -> None:
        self._shelf, self.book = shelf, book

    def commit(self, book: Book, wake: datetime | None) -> None:
        self._shelf.keep(book, wake)
        self.book = book
