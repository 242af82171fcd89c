"""A book as rows, and back."""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from secrets import randbits
from threading import Lock
from typing import Any

import msgspec

from nudges.core.at_hand import kept_from, recent
from nudges.core.book import Book, decode_facts, decode_person, decode_plans, encode
from nudges.core.facts import Fact
from nudges.store.postgres.months import month_of

REMEMBERED = 1024
"""How many books are kept in memory; the mark of each is compared before it is believed."""


class Kept(msgspec.Struct, frozen=True):
    """A book as the database holds it: since which month its facts are at hand, how many it has, and its mark."""

    book: Book
    since: date
    facts: int
    mark: int


class Remembered:
    """The books that were seen last. Safe from several threads."""

    def __init__(self) -> None:
        self._books: OrderedDict[str, Kept] = OrderedDict()
        self._lock = Lock()

    def get(self, person: str, mark: int) -> Kept | None:
        """Return a book, if it is still the one with this mark."""
        with self._lock:
            kept = self._books.get(person)
            return kept if kept is not None and kept.mark == mark else None

    def put(self, kept: Kept) -> None:
        """Remember a book."""
        with self._lock:
            self._books[kept.book.person.id] = kept
            self._books.move_to_end(kept.book.person.id)
            while len(self._books) > REMEMBERED:
                self._books.popitem(last=False)

    def drop(self, person: str) -> None:
        """Forget a book."""
        with self._lock:
            self._books.pop(person, None)


def new_mark() -> int:
    """Return what no other commit is marked with."""
    return randbits(62)


def as_kept(row: Any, found: str) -> Kept:
    """Return the book of a row and of its facts as JSON."""
    body = [*row.kept, *msgspec.json.decode(found)]
    book = Book(decode_person(row.profile), decode_plans(row.plans), decode_facts(body))
    return Kept(book, row.since, row.facts, row.mark)


def after(kept: Kept, book: Book) -> Kept:
    """Return what is kept once the book is as it is now: what is past leaves it."""
    moment = book.facts[-1].at if book.facts else book.person.since
    since, slim = max(kept.since, kept_from(moment.astimezone(UTC)).date()), book
    # To look for what is past costs more than all the rest, and nothing becomes so before a month ends.
    if since > kept.since and len(at_hand := recent(book.facts, moment)[0]) < len(book.facts):
        slim = Book(book.person, book.plans, at_hand)
    count = kept.facts + len(book.facts) - len(kept.book.facts)
    return Kept(slim, since, count, new_mark())


def standing(kept: Kept) -> list[dict[str, Any]]:
    """Return what still stands of the months before those that are at hand, as plain JSON data."""
    # It begins with a month, so that a day before it is of one before it.
    return [encode(fact) for fact in kept.book.facts if fact.at.date() < kept.since]


def as_json(value: object) -> str:
    """Return plain data as JSON."""
    return msgspec.json.encode(value).decode()


def new_row(kept: Kept, wake: datetime | None) -> dict[str, Any]:
    """Return the row of a book."""
    return {
        "phone": kept.book.person.phone,
        "profile": encode(kept.book.person),
        "plans": [encode(plan) for plan in kept.book.plans],
        "kept": standing(kept),
        "since": kept.since,
        "facts": kept.facts,
        "mark": kept.mark,
        "wake": wake,
    }


def fact_rows(person: str, facts: Iterable[Fact], place: int) -> list[dict[str, Any]]:
    """Return the rows of facts, the first of them at a place."""
    return [
        {
            "person_id": person,
            "month": month_of(fact.at.astimezone(UTC)),
            "key": fact.key,
            "place": turn,
            "at": fact.at,
            "body": encode(fact),
        }
        for turn, fact in enumerate(facts, place)
    ]


def forgotten_rows(person: str, before: Sequence[Fact], now: Sequence[Fact]) -> list[dict[str, Any]]:
    """Return what has to be written over: words that were taken back."""
    if [fact.key for fact in before] != [fact.key for fact in now]:
        raise RuntimeError("a fact that happened cannot be taken out of a book")
    return [
        {"person": person, "in_month": month_of(new.at.astimezone(UTC)), "of_key": new.key, "new_body": encode(new)}
        for old, new in zip(before, now, strict=True)
        if old != new
    ]
