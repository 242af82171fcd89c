"""What a database does for many people at once."""

import weakref
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC
from typing import Any

import psycopg
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from nudges.core.book import Book
from nudges.store.many import Receipt
from nudges.store.postgres import batch, receipts
from nudges.store.postgres.address import make_engine, shown
from nudges.store.postgres.failures import told
from nudges.store.postgres.months import Months
from nudges.store.postgres.page import Announce, driver
from nudges.store.postgres.rows import Remembered


class PostgresMany:
    """The way to a database, and what needs no book by itself."""

    def __init__(self, address: str, announce: Announce | None, way: Engine | None = None) -> None:
        self._announce = announce
        self._engine = way or make_engine(address)
        # Connections are closed with the store, so that none is left to the garbage.
        self.close = weakref.finalize(self, self._engine.dispose)
        self._place = shown(address)
        self._months = Months(self._engine)
        self._books = Remembered()

    @contextmanager
    def open_many(self, people: Iterable[str], *, wait: bool) -> Iterator[batch.PostgresBatch]:
        """Open books under the locks of their rows."""
        with (
            told(self._place),
            self._raw() as connection,
            batch.opened(connection, people, self._books, self._announce, wait=wait) as books,
        ):
            yield books
        for kept in books.kept[:1]:
            self._months_of(kept.book)

    def unchanged(self, marks: Mapping[str, int]) -> set[str]:
        """Return whose books still have the marks that they had."""
        with told(self._place), self._raw() as connection:
            return batch.unchanged(connection, marks)

    def received(self, news: Sequence[Receipt]) -> set[Receipt]:
        """Keep that texts reached their phones, as far as no book has to be read for it."""
        if not news:
            return set()
        with told(self._place), self._raw() as connection:
            return receipts.keep(connection, news)

    def _months_of(self, book: Book) -> None:
        """Make the partitions that are wanted soon."""
        months = {book.facts[-1].at.astimezone(UTC).date().replace(day=1)} if book.facts else set()
        if self._months.lack(months):
            self._months.make(months)

    @contextmanager
    def _raw(self) -> Iterator[Any]:
        """Give a connection of psycopg, for what is done for many at once; its errors are told as all others."""
        with self._engine.connect() as connection:
            try:
                yield driver(connection)
            except psycopg.Error as error:
                if lost := driver(connection).closed:
                    connection.invalidate()  # so that nobody asks it for anything more, and no log is full of it
                raise DBAPIError.instance(
                    None, None, error, psycopg.Error, hide_parameters=True, connection_invalidated=lost
                ) from None
