"""What a store promises that keeps many books at once."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol, runtime_checkable

import msgspec

from nudges.core.book import Book
from nudges.core.facts import Delivered

Change = tuple[Book, datetime | None]
"""A book as it is now, and when it wants to be woken."""


class Batch(Protocol):
    """Books, open under their locks."""

    @property
    def books(self) -> dict[str, Book]:
        """The books that are open, by whose they are."""

    @property
    def marks(self) -> dict[str, int]:
        """The marks of the books that were kept: each is another after the next change."""

    def commit(self, changes: Sequence[Change]) -> None:
        """Keep what was added to books, once: all of it, or nothing."""


@runtime_checkable
class Many(Protocol):
    """A store that opens many books at once."""

    def open_many(self, people: Iterable[str], *, wait: bool) -> AbstractContextManager[Batch]:
        """Open books under their locks; with `wait` also those that somebody else holds just now."""

    def unchanged(self, marks: Mapping[str, int]) -> set[str]:
        """Return whose books still have the marks that they had: nothing happened to them since."""


class Receipt(msgspec.Struct, frozen=True):
    """That a text of somebody's, which left under a number of the provider's, is on its way or reached the phone."""

    person: str
    id: str
    provider_id: str
    at: datetime
    delivered: bool

    @property
    def fact(self) -> Delivered:
        """The fact that it reached the phone."""
        return Delivered(at=self.at, id=self.id)


@runtime_checkable
class Receipts(Protocol):
    """A store that keeps receipts without reading a book."""

    def received(self, receipts: Sequence[Receipt]) -> set[Receipt]:
        """Keep receipts at once, all or none of those that are returned; the others are to be told one by one."""
