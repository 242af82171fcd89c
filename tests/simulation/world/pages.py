"""Mistakes in how a book is opened and kept: stores whose pages are others than they should be."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, time

from msgspec.structs import replace

from nudges.core import facts as f
from nudges.core.book import Book
from nudges.core.values import Hours
from nudges.core.words import Kind
from nudges.store import Page
from tests.simulation.world.stores import Through

UNASKED = (Kind.NUDGE, Kind.REPORT)


class Paged(Through):
    """A store whose pages are others than it gives."""

    def page(self, page: Page) -> Page:
        """Return the page that is given instead."""
        return page

    @contextmanager
    def open(self, person: str) -> Iterator[Page]:
        """Open a book."""
        with self._store.open(person) as page:
            yield self.page(page)


class _Page:
    def __init__(self, page: Page) -> None:
        self._page = page

    @property
    def book(self) -> Book:
        return self._page.book

    def commit(self, book: Book, wake: datetime | None) -> None:
        self._page.commit(book, wake)


class _TwoSteps(_Page):
    def commit(self, book: Book, wake: datetime | None) -> None:
        known = len(self.book.facts)
        if len(book.facts) > known + 1:
            self._page.commit(Book(book.person, book.plans, book.facts[: known + 1]), wake)
        self._page.commit(book, wake)


class TwoSteps(Paged):
    """Records a reply in one commit and what follows from it in another."""

    def page(self, page: Page) -> Page:
        """Return the page."""
        return _TwoSteps(page)


class _NoWake(_Page):
    def commit(self, book: Book, wake: datetime | None) -> None:
        new = book.facts[len(self.book.facts) :]
        told = any(isinstance(fact, f.Accepted | f.Delivered) for fact in new)
        self._page.commit(book, None if told else wake)


class LosesTheWake(Paged):
    """Forgets when to look again where a text left."""

    def page(self, page: Page) -> Page:
        """Return the page."""
        return _NoWake(page)


class _Shown(_Page):
    """Shows a book otherwise than it is, and keeps of it what is new."""

    def __init__(self, page: Page, show: Callable[[Book], Book]) -> None:
        super().__init__(page)
        self._show = show

    @property
    def book(self) -> Book:
        return self._show(self._page.book)

    def commit(self, book: Book, wake: datetime | None) -> None:
        real, shown = self._page.book, self.book
        person = book.person
        if (person.hours, person.cap) == (shown.person.hours, shown.person.cap):
            person = replace(person, hours=real.person.hours, cap=real.person.cap)
        facts = (*real.facts, *book.facts[len(shown.facts) :])
        self._page.commit(Book(person, book.plans, facts), wake)


class OneTooMany(Paged):
    """Lets one text more leave in a day than may."""

    def page(self, page: Page) -> Page:
        """Return the page."""
        return _Shown(page, lambda book: book.with_person(replace(book.person, cap=book.person.cap + 1)))


def _put_off(book: Book) -> datetime | None:
    """Return when a text was worded that nobody asked for and that had to wait once it was tried."""
    waiting = [m.queued.at for m in book.history.open.values() if m.attempts and m.queued.kind in UNASKED]
    return min(waiting, default=None)


class StopsLate(Paged):
    """Does not ask for a stop again where a text had to wait."""

    def page(self, page: Page) -> Page:
        """Return the page."""

        def show(book: Book) -> Book:
            begun = _put_off(book)
            kept = (fact for fact in book.facts if not isinstance(fact, f.Stopped) or begun is None or fact.at < begun)
            return Book(book.person, book.plans, tuple(kept))

        return _Shown(page, show)


class HoursLate(Paged):
    """Does not ask for the hours again where a text had to wait."""

    def page(self, page: Page) -> Page:
        """Return the page."""
        always = Hours(opens=time(), closes=time())
        return _Shown(page, lambda b: b.with_person(replace(b.person, hours=always)) if _put_off(b) else b)


class _Old(_Page):
    def __init__(self, page: Page, book: Book) -> None:
        super().__init__(page)
        self._book = book

    @property
    def book(self) -> Book:
        return self._book

    def commit(self, book: Book, wake: datetime | None) -> None:
        self._page.commit(book, wake)
        self._book = book


class LocksLate(Through):
    """Reads a book before it has the lock."""

    @contextmanager
    def open(self, person: str) -> Iterator[Page]:
        """Open a book."""
        book = self._store.read(person)
        with self._store.open(person) as page:
            yield _Old(page, book)
