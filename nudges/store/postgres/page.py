"""A book, open under the lock of its row."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError

from nudges.core.book import Book, Twin
from nudges.core.problem import Failure
from nudges.store import taken
from nudges.store.many import Change
from nudges.store.postgres import statements as sql
from nudges.store.postgres.failures import constraint, is_lost, told
from nudges.store.postgres.rows import Kept, after, fact_rows, forgotten_rows, new_row

Arrived = Callable[[str, int], bool]


class Announce(Protocol):
    """Is told, in the transaction itself, what is about to be kept: what follows from it is kept with it, or not."""

    def kept(self, connection: Any, book: Book, wake: datetime | None) -> None:
        """Take in that a book is kept, on a connection of psycopg."""

    def kept_many(self, connection: Any, changes: Sequence[Change]) -> None:
        """Take in that books are kept, each with when it wants to be woken, on a connection of psycopg."""

    def claimed(self, connection: Any, until: datetime) -> None:
        """Take in that books are claimed until a moment."""


def driver(connection: Connection) -> Any:
    """Return the connection of psycopg below one of ours."""
    return connection.connection.driver_connection


class PostgresPage:
    """One step on one book: what it commits is there as a whole, or not at all."""

    def __init__(
        self, connection: Connection, kept: Kept, arrived: Arrived, place: str, announce: Announce | None = None
    ) -> None:
        self._connection, self._arrived, self._place, self._announce = connection, arrived, place, announce
        self.kept = kept

    @property
    def book(self) -> Book:
        """The book as it stands."""
        return self.kept.book

    def commit(self, book: Book, wake: datetime | None) -> None:
        """Keep the book as it is now and when it wants to be woken."""
        now = after(self.kept, book)
        with told(self._place):
            if not self._connection.in_transaction():
                self._take_up()
            try:
                self._write(book, now, wake)
            except IntegrityError as error:
                raise self._refused(error, book) from None
            self._finish(now)
        self.kept = now

    def _take_up(self) -> None:
        """Lock the row again after a commit; nobody may have changed the book meanwhile."""
        row = self._connection.execute(sql.LOCK, {"person": self.book.person.id}).one_or_none()
        if row is None or row.mark != self.kept.mark:
            raise Failure(f"the book of '{self.book.person.id}' was changed meanwhile", hint="try again")

    def _write(self, book: Book, now: Kept, wake: datetime | None) -> None:
        person, known = book.person.id, len(self.book.facts)
        changed = book.person != self.book.person or book.plans != self.book.plans
        row = {f"new_{name}": value for name, value in new_row(now, wake).items()}
        self._connection.execute(sql.KEEP if changed else sql.MOVE_ON, {"person": person, **row})
        if book.facts[:known] != self.book.facts:
            self._connection.execute(sql.FORGET, forgotten_rows(person, self.book.facts, book.facts[:known]))
        if added := fact_rows(person, book.facts[known:], self.kept.facts):
            self._connection.execute(sql.ADD, added)
        if self._announce is not None:
            self._announce.kept(driver(self._connection), book, wake)

    def _finish(self, now: Kept) -> None:
        """Commit. Where the connection is lost in that very moment, look whether it arrived; never do it twice."""
        try:
            self._connection.commit()
        except DBAPIError as error:
            if not is_lost(error):
                raise
            try:
                arrived = self._arrived(now.book.person.id, now.mark)
            except SQLAlchemyError:
                hint = "what arrived counts, and is not done twice"
                raise Failure(f"{self._place}: the connection was lost while something was kept", hint=hint) from None
            if not arrived:
                raise

    def _refused(self, error: IntegrityError, book: Book) -> Exception:
        """Return why a commit was not taken, once what it began is undone."""
        rule = constraint(error)
        self._connection.rollback()
        if rule == "books_phone":
            other = self._connection.execute(sql.FIND, {"phone": book.person.phone}).scalar_one_or_none()
            return taken(book, str(other))
        if rule.startswith("facts"):
            return Twin([fact.key for fact in book.facts[len(self.book.facts) :]])
        return error

    def end(self) -> None:
        """Give the lock back; what was not committed is as if it never was."""
        with suppress(SQLAlchemyError):
            self._connection.close()
