"""Many books, open at once under the locks of their rows: what is kept of them is kept in one transaction."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import msgspec
from psycopg import Connection as Driver
from psycopg.rows import tuple_row

from nudges.core.book import Book, decode_facts, decode_person, decode_plans
from nudges.store.many import Change
from nudges.store.postgres.page import Announce
from nudges.store.postgres.rows import Kept, Remembered, after, as_json, fact_rows, standing

# In the order of their ids, so that two who want the same books never wait for each other.
LOCK = (
    "SELECT person_id, mark FROM books WHERE person_id = ANY(%s) ORDER BY person_id FOR UPDATE",
    "SELECT person_id, mark FROM books WHERE person_id = ANY(%s) ORDER BY person_id FOR UPDATE SKIP LOCKED",
)
MARKS = "SELECT person_id, mark FROM books WHERE person_id = ANY(%s)"
READ = """
SELECT person_id, profile::text, plans::text, kept::text, since, facts, mark,
  (SELECT '[' || coalesce(string_agg(body::text, ',' ORDER BY place), '') || ']' FROM facts
   WHERE facts.person_id = books.person_id AND month >= books.since)
FROM books WHERE person_id = ANY(%s)
"""
KEEP = """
UPDATE books SET kept = coalesce(new.kept, books.kept), since = new.since, facts = new.facts, mark = new.mark,
  wake = new.wake
FROM json_to_recordset(%s)
  AS new (person_id text, kept json, since date, facts bigint, mark bigint, wake timestamptz)
WHERE books.person_id = new.person_id
"""
ADD = """
INSERT INTO facts (person_id, month, key, place, at, body)
SELECT person_id, month, key, place, at, body
FROM json_to_recordset(%s) AS new (person_id text, month date, key text, place bigint, at timestamptz, body json)
"""


class PostgresBatch:
    """Books under their locks. Only what is added to them can be kept here; all of it, or nothing."""

    def __init__(self, driver: "Driver[Any]", held: Mapping[str, Kept], announce: Announce | None) -> None:
        self._driver, self._held, self._announce = driver, held, announce
        self.kept: list[Kept] = []

    @property
    def books(self) -> dict[str, Book]:
        """The books that are open, by whose they are."""
        return {person: kept.book for person, kept in self._held.items()}

    @property
    def marks(self) -> dict[str, int]:
        """The marks of the books that were kept: each is another after the next change."""
        return {each.book.person.id: each.mark for each in self.kept}

    def commit(self, changes: Sequence[Change]) -> None:
        """Keep what was added to books, and when each wants to be woken."""
        if not changes:
            return
        new = [after(self._held[book.person.id], book) for book, _ in changes]
        self._rows(new, changes)
        if self._announce is not None:
            self._announce.kept_many(self._driver, changes)
        self._driver.commit()
        self.kept = new

    def _rows(self, new: Sequence[Kept], changes: Sequence[Change]) -> None:
        rows: list[dict[str, Any]] = []
        for book, _ in changes:
            before = self._held[book.person.id]
            rows += fact_rows(book.person.id, added(before.book, book), before.facts)
        moved = [self._moved(each, wake) for each, (_, wake) in zip(new, changes, strict=True)]
        # As one text: to write an array for each column takes many times as long, here and in the database.
        self._driver.execute(KEEP, (as_json(moved),))
        if rows:
            self._driver.execute(ADD, (as_json(rows),))

    def _moved(self, new: Kept, wake: datetime | None) -> dict[str, Any]:
        person = new.book.person.id
        kept = standing(new) if new.since != self._held[person].since else None
        own = {"since": new.since, "facts": new.facts, "mark": new.mark, "wake": wake}
        return {"person_id": person, "kept": kept, **own}


def added(before: Book, book: Book) -> tuple[Any, ...]:
    """Return the facts that were added to a book, or raise where anything else of it was changed."""
    known = len(before.facts)
    same = book.person is before.person and book.plans is before.plans
    # The first facts are the very same ones, so that this costs nothing.
    if not same or book.facts[:known] != before.facts:
        raise ValueError("more than what was added")
    return book.facts[known:]


@contextmanager
def opened(
    driver: "Driver[Any]", people: Iterable[str], known: Remembered, announce: Announce | None, *, wait: bool
) -> Iterator[PostgresBatch]:
    """Open books under their locks; with `wait` also those that somebody else holds just now."""
    with driver.cursor(row_factory=tuple_row) as cursor:
        marks = cursor.execute(LOCK[0 if wait else 1], (list(people),)).fetchall()
        held = {person: kept for person, mark in marks if (kept := known.get(person, mark)) is not None}
        unread = [person for person, _ in marks if person not in held]
        if unread:
            held |= {kept.book.person.id: kept for kept in _read(cursor.execute(READ, (unread,)).fetchall())}
    batch = PostgresBatch(driver, held, announce)
    try:
        yield batch
    finally:
        driver.rollback()
        for kept in batch.kept or held.values():
            known.put(kept)


def unchanged(driver: "Driver[Any]", marks: Mapping[str, int]) -> set[str]:
    """Return whose books still have these marks."""
    found = driver.execute(MARKS, (list(marks),)).fetchall()
    driver.rollback()
    return {person for person, mark in found if marks[person] == mark}


def _read(rows: Iterable[Any]) -> Iterator[Kept]:
    read = msgspec.json.decode
    for _, profile, plans, kept, since, count, mark, found in rows:
        facts = decode_facts([*read(kept), *read(found)])
        yield Kept(Book(decode_person(read(profile)), decode_plans(read(plans)), facts), since, count, mark)
