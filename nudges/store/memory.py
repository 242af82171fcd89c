"""Books in memory: each new part goes through JSON once, so that what passes here passes a file too."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from threading import RLock

import msgspec

from nudges.core.at_hand import recent
from nudges.core.book import Book, decode_facts, decode_person, decode_plans, encode
from nudges.core.facts import Fact
from nudges.core.problem import Problem
from nudges.store import Change, taken, unknown_person


class MemoryStore:
    """A store for tests and rehearsals: one process, gone when it ends."""

    def __init__(self) -> None:
        self._books: dict[str, Book] = {}
        self._past: defaultdict[str, list[Fact]] = defaultdict(list)
        self._wakes: dict[str, datetime | None] = {}
        self._phones: dict[str, str] = {}
        self._lock = RLock()

    @contextmanager
    def open(self, person: str) -> Iterator["_MemoryPage"]:
        """Open a book under the one lock of this store."""
        with self._lock:
            yield _MemoryPage(self, self.read(person))

    def create(self, book: Book, wake: datetime | None) -> None:
        """Keep a new book."""
        with self._lock:
            if book.person.id in self._books:
                raise Problem(f"'{book.person.id}' exists already", hint="choose another id")
            if other := self._phones.get(book.person.phone):
                raise taken(book, other)
            self.keep(book, wake)

    def keep(self, book: Book, wake: datetime | None) -> None:
        """Keep a book, its past apart."""
        person = book.person.id
        book = _through_json(book, self._books.get(person))
        facts, past = recent(book.facts, book.facts[-1].at if book.facts else book.person.since)
        self._phones = {phone: owner for phone, owner in self._phones.items() if owner != person}
        self._phones[book.person.phone] = person
        self._past[person] += past
        self._books[person] = Book(book.person, book.plans, facts) if past else book
        self._wakes[person] = wake

    def remove(self, person: str) -> None:
        """Erase a book."""
        with self._lock:
            self._phones.pop(self.read(person).person.phone)
            for kept in (self._books, self._wakes, self._past):
                kept.pop(person, None)

    def read(self, person: str) -> Book:
        """Return a book as it stands."""
        if person not in self._books:
            raise unknown_person(person, self.people())
        return self._books[person]

    def past(self, person: str) -> Iterator[Fact]:
        """Yield the facts that are older than those in the book."""
        seen = self.read(person).keys
        yield from {fact.key: fact for fact in self._past[person] if fact.key not in seen}.values()

    def reword(self, person: str, change: Change, first: datetime, before: datetime) -> int:
        """Keep what is past of somebody, between two moments, as `change` makes it; return how much that changed."""
        with self._lock:
            facts = self._past[person]
            new = [change([fact])[0] if first <= fact.at < before else fact for fact in facts]
            self._past[person] = new
            return sum(one != other for one, other in zip(facts, new, strict=True))

    def people(self) -> list[str]:
        """Return the ids of all people."""
        return sorted(self._books)

    def find(self, phone: str) -> str | None:
        """Return whose phone this is."""
        return self._phones.get(phone)

    def due(self, now: datetime) -> list[str]:
        """Return who wants to be woken by now."""
        waiting = [(wake, person) for person, wake in self._wakes.items() if wake is not None and wake <= now]
        return [person for _, person in sorted(waiting)]

    def next_wake(self) -> datetime | None:
        """Return the earliest moment at which anyone wants to be woken."""
        return min((wake for wake in self._wakes.values() if wake is not None), default=None)

    def refresh(self) -> None:
        """Do nothing: no other process can see this store."""

    def notices(self) -> list[str]:
        """Return nothing: there are no files."""
        return []


def _through_json(book: Book, before: Book | None) -> Book:
    """Return a book as a file would give it back; what was kept before has been there already."""
    known = before.facts if before is not None and book.facts[: len(before.facts)] == before.facts else ()
    new = book.facts[len(known) :]
    data = {"person": encode(book.person), "plans": [*map(encode, book.plans)], "facts": [*map(encode, new)]}
    back = msgspec.json.decode(msgspec.json.encode(data))
    facts = decode_facts(back["facts"])
    again = Book(decode_person(back["person"]), decode_plans(back["plans"]), (*known, *facts))
    # What comes back the same is kept as it is, with all that was already made of it.
    return book if facts == new and (again.person, again.plans) == (book.person, book.plans) else again


class _MemoryPage:
    def __init__(self, store: MemoryStore, book: Book) -> None:
        self._store, self.book = store, book

    def commit(self, book: Book, wake: datetime | None) -> None:
        if (other := self._store.find(book.person.phone)) not in {None, book.person.id}:
            raise taken(book, str(other))
        self._store.keep(book, wake)
        self.book = book
