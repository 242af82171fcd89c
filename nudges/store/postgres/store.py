"""Books in PostgreSQL: a row a person, a row a fact, and a short transaction for each step."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from nudges.core.book import Book, Twin, decode_facts
from nudges.core.facts import Fact
from nudges.core.problem import Problem
from nudges.store import taken, unknown_person
from nudges.store.postgres import statements as sql
from nudges.store.postgres.failures import constraint, is_lost, told
from nudges.store.postgres.many import PostgresMany
from nudges.store.postgres.page import Announce, PostgresPage, driver
from nudges.store.postgres.rows import Kept, after, as_kept, fact_rows, new_row
from nudges.store.postgres.versions import belong, check

SAFE = re.compile(r"[a-z0-9][a-z0-9_-]*")
"""What an id may be, as in the other stores."""

AT_A_TIME = 500
"""So many facts of the past are fetched at once."""

LEASE = timedelta(minutes=1)
"""For so long a book that was claimed is nobody else's; then it is due again."""


class PostgresStore(PostgresMany):
    """Books in a database. Threads, processes and machines may use it at the same time."""

    def __init__(
        self, address: str, mark: str | None = None, announce: Announce | None = None, way: Engine | None = None
    ) -> None:
        """Look whether the tables are ready; `way` is another way to the database than the usual one."""
        super().__init__(address, announce, way)
        with told(self._place), self._engine.begin() as connection:
            check(connection)
            if mark is not None:
                belong(connection, mark)

    @contextmanager
    def open(self, person: str) -> Iterator[PostgresPage]:
        """Open a book under the lock of its row."""
        with told(self._place):
            connection, kept = self._locked(self._known(person))
        page = PostgresPage(connection, kept, self._arrived, self._place, self._announce)
        try:
            yield page
        finally:
            page.end()
            if page.kept is not kept:
                self._books.put(page.kept)
                self._months_of(page.kept.book)

    def create(self, book: Book, wake: datetime | None) -> None:
        """Keep a new book."""
        person, moment = self._known(book.person.id), book.facts[-1].at if book.facts else book.person.since
        kept = after(Kept(Book(book.person), date.min, 0, 0), book)
        rows = fact_rows(person, book.facts, 0)
        with told(self._place):
            self._months.make({row["month"] for row in rows} | {moment.astimezone(UTC).date().replace(day=1)})
            try:
                with self._engine.begin() as connection:
                    connection.execute(sql.CREATE, {"person_id": person, **new_row(kept, wake)})
                    if rows:
                        connection.execute(sql.ADD, rows)
                    if self._announce is not None:
                        self._announce.kept(driver(connection), book, wake)
            except IntegrityError as error:
                raise self._refused(error, book) from None
        self._books.put(kept)

    def _refused(self, error: IntegrityError, book: Book) -> Exception:
        """Return why a new book was not taken."""
        rule = constraint(error)
        if rule == "books_pkey":
            return Problem(f"'{book.person.id}' exists already", hint="choose another id")
        if rule == "books_phone":
            return taken(book, self.find(book.person.phone) or "somebody")
        return Twin([fact.key for fact in book.facts][:1]) if rule.startswith("facts") else error

    def remove(self, person: str) -> None:
        """Erase a person's book and their past."""
        with told(self._place), self._engine.begin() as connection:
            if connection.execute(sql.LOCK, {"person": self._known(person)}).one_or_none() is None:
                raise self._unknown(person)
            connection.execute(sql.ERASE_FACTS, {"person": person})
            connection.execute(sql.ERASE, {"person": person})
            connection.execute(sql.GONE, {"person": person})
        self._books.drop(person)

    def read(self, person: str) -> Book:
        """Return a book as it stands, without a lock."""
        return self._read(person).book

    def _read(self, person: str) -> Kept:
        with told(self._place), self._looking() as connection:
            mark = connection.execute(sql.MARK, {"person": self._known(person)}).scalar_one_or_none()
            if mark is not None and (known := self._books.get(person, mark)) is not None:
                return known
            row = connection.execute(sql.READ, {"person": person}).one_or_none()
        if row is None:
            raise self._unknown(person)
        kept = as_kept(row, row[-1])
        self._books.put(kept)
        return kept

    def past(self, person: str) -> Iterator[Fact]:
        """Yield the facts that are older than those in the book, a few hundred in memory at a time."""
        kept = self._read(person)
        with told(self._place), self._engine.connect() as connection:
            stream = connection.execution_options(yield_per=AT_A_TIME).execute(
                sql.PAST, {"person": person, "since": kept.since}
            )
            for some in stream.scalars().partitions():
                yield from (fact for fact in decode_facts(some) if fact.key not in kept.book.keys)

    def people(self) -> list[str]:
        """Return the ids of all people."""
        with told(self._place), self._looking() as connection:
            return [*connection.execute(sql.PEOPLE).scalars()]

    def find(self, phone: str) -> str | None:
        """Return whose phone this is."""
        with told(self._place), self._looking() as connection:
            return connection.execute(sql.FIND, {"phone": phone}).scalar_one_or_none()

    def due(self, now: datetime) -> list[str]:
        """Return who wants to be woken by now, the longest waiting first: some thousands at most."""
        with told(self._place), self._looking() as connection:
            return [*connection.execute(sql.DUE, {"now": now}).scalars()]

    def next_wake(self) -> datetime | None:
        """Return the earliest moment at which anyone wants to be woken."""
        with told(self._place), self._looking() as connection:
            wake = connection.execute(sql.NEXT).scalar_one_or_none()
        return None if wake is None else wake.astimezone(UTC)

    def claim_due(self, now: datetime, limit: int, lease: timedelta = LEASE) -> list[str]:
        """Return some who are due and whom nobody else has claimed; who is not served by then is due again."""
        with told(self._place), self._engine.begin() as connection:
            found = [*connection.execute(sql.CLAIM, {"now": now, "limit": limit, "until": now + lease}).scalars()]
            if found and self._announce is not None:
                self._announce.claimed(driver(connection), now + lease)
                if len(found) == limit:  # there may be more: let the next one follow at once, elsewhere too
                    self._announce.claimed(driver(connection), now)
            return found

    def refresh(self) -> None:
        """Do nothing: the database knows at once what another process has changed."""

    def notices(self) -> list[str]:
        """Return nothing: there are no files."""
        return []

    def _locked(self, person: str) -> tuple[Connection, Kept]:
        """Return a connection that holds a book, and the book. To ask is harmless, so it is asked twice."""
        try:
            return self._lock(person)
        except DBAPIError as error:
            if not is_lost(error):
                raise
            return self._lock(person)

    def _lock(self, person: str) -> tuple[Connection, Kept]:
        connection = self._engine.connect()
        try:
            kept = self._held(connection, person)
        except BaseException:
            connection.close()
            raise
        if kept is None:
            connection.close()
            raise self._unknown(person)
        return connection, kept

    def _held(self, connection: Connection, person: str) -> Kept | None:
        """Return a book once its row is locked."""
        row = connection.execute(sql.LOCK, {"person": person}).one_or_none()
        if row is None or (known := self._books.get(person, row.mark)) is not None:
            return None if row is None else known
        # Asked for once the row is held: what was read beside it could be older than the lock.
        return as_kept(row, connection.execute(sql.FACTS, {"person": person, "since": row.since}).scalar_one())

    def _arrived(self, person: str, mark: int) -> bool:
        """Whether the commit with this mark is in the database; the lock waits for what is still on its way."""
        with self._engine.connect() as connection:
            row = connection.execute(sql.LOCK, {"person": person}).one_or_none()
            return row is not None and row.mark == mark

    @contextmanager
    def _looking(self) -> Iterator[Connection]:
        """Give a connection on which each question is a transaction of its own."""
        with self._engine.connect() as connection:
            yield connection.execution_options(isolation_level="AUTOCOMMIT")

    def _known(self, person: str) -> str:
        if not SAFE.fullmatch(person):
            raise self._unknown(person)
        return person

    def _unknown(self, person: str) -> Problem:
        """Return the problem of a person nobody knows, with the names that stand nearest."""
        with self._looking() as connection:
            first = re.sub(r"[^a-z0-9_-]", "", person[:1].lower())
            names = connection.execute(sql.NEAR, {"word": first}).scalars().all()
            names = names or connection.execute(text("SELECT person_id FROM books LIMIT 8")).scalars().all()
        return unknown_person(person, [*names])
