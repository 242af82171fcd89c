"""Mistakes that are easily made: each is a part that is given to a world in the place of the right one."""

import dataclasses
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from msgspec.structs import replace

from nudges.core import facts as f
from nudges.core.book import Book
from nudges.core.inbound import Inbound
from nudges.core.outbox import claim, outbox
from nudges.core.wake import next_wake, wake
from nudges.core.words import Kind, Why
from nudges.gateways import Absent, Outgoing, Refused, Taken, Unclear
from nudges.service import Service
from nudges.service.hands import Claim
from nudges.store import Page
from tests.simulation.world.disk import BadDisk
from tests.simulation.world.files import FilesHome
from tests.simulation.world.lived import Plan
from tests.simulation.world.provider import ProviderGateway
from tests.simulation.world.stores import Through

UNASKED = (Kind.NUDGE, Kind.REPORT)
MINUTE = timedelta(minutes=1)


class ClaimsAfter(Service):
    """Hands a text over first, and records then that it began to."""

    def attend(self, person: str, now: datetime) -> int:
        """Attend to somebody."""
        while True:
            with self.store.open(person) as page:
                book = page.book.add(*wake(page.book, self.words, now))
                box = outbox(book, now)
                book = book.add(*box.expired)
                page.commit(book, next_wake(book, now))
            ours = [*(book.history.messages[queued.id] for queued in box.ready), *box.stale]
            if not ours:
                return 0
            claimed = claim(ours[0], now)
            outcome = self._hands.settle(
                Claim(book, ours[0].queued, claimed.attempt, ours[0].claimed_at is not None), now
            )
            self._settle(person, [claimed, *outcome], now)


class Overhasty(Service):
    """Sends what waited for its turn without asking anything again; `asks` tells what it asks."""

    asks: Callable[[Book, datetime], bool] = staticmethod(lambda _book, _now: True)

    def _claim(self, person: str, now: datetime, *, again: bool) -> Claim | None:
        with self.store.open(person) as page:
            for message in page.book.history.open.values():
                waited = message.until is not None and message.until <= now <= message.queued.expires
                mine = waited and message.claimed_at is None and message.queued.kind in UNASKED
                if mine and self.asks(page.book, now):
                    claimed = claim(message, now)
                    book = page.book.add(claimed)
                    self._commit(page, book, now)
                    return Claim(book, message.queued, claimed.attempt, stale=False)
        return super()._claim(person, now, again=again)


class StopsLate(Overhasty):
    """Does not ask at the last moment whether somebody stopped."""

    asks = staticmethod(lambda book, _now: book.history.stopped)


class HoursLate(Overhasty):
    """Does not ask at the last moment whether the hours are open."""

    asks = staticmethod(lambda book, now: not book.history.rests(now) and not book.history.silent(now))


class CountsTwice(Service):
    """Takes each call of the provider for a text of its own."""

    calls = count()

    def receive(self, inbound: Inbound, now: datetime) -> str | None:
        """Take in a text."""
        return super().receive(replace(inbound, id=f"{inbound.id}/{next(self.calls)}"), now)


class ForgetsTheKey(ProviderGateway):
    """Cannot find again what it handed over, since it gave it no name."""

    def find(self, message: Outgoing) -> Taken | Absent | Unclear:
        """Look what became of a text."""
        super().find(message)
        return Absent()


class ResendsBlindly(ProviderGateway):
    """Takes silence for a no."""

    def send(self, message: Outgoing, now: datetime) -> Taken | Refused | Unclear:
        """Hand a text over."""
        try:
            result = super().send(message, now)
        except TimeoutError:
            result = Unclear(detail="no answer")
        return Refused(detail="no answer", why=Why.LATER, after=MINUTE) if isinstance(result, Unclear) else result


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


class _OneMore(_Page):
    @property
    def book(self) -> Book:
        book = self._page.book
        return book.with_person(replace(book.person, cap=book.person.cap + 1))

    def commit(self, book: Book, wake: datetime | None) -> None:
        self._page.commit(book.with_person(replace(book.person, cap=book.person.cap - 1)), wake)


class OneTooMany(Paged):
    """Lets one text more leave in a day than may."""

    def page(self, page: Page) -> Page:
        """Return the page."""
        return _OneMore(page)


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


class NeverSyncs(BadDisk):
    """Leaves what was written to the system, which writes it some time."""

    def sync(self, file: int) -> None:
        """Do nothing."""


class UnsyncedHome(FilesHome):
    """A folder on such a disk."""

    disk = NeverSyncs


BUGS: dict[str, Callable[[Plan], Plan]] = {
    "claims after it sent": lambda plan: _with(plan, service=ClaimsAfter),
    "forgets the key": lambda plan: _with(plan, gateway=ForgetsTheKey),
    "commits in two steps": lambda plan: _with(plan, store=TwoSteps),
    "resends blindly": lambda plan: _with(plan, gateway=ResendsBlindly),
    "does not ask for a stop again": lambda plan: _with(plan, service=StopsLate),
    "does not ask for the hours again": lambda plan: _with(plan, service=HoursLate),
    "counts a repeated reply twice": lambda plan: _with(plan, service=CountsTwice),
    "lets one too many leave": lambda plan: _with(plan, store=OneTooMany),
    "loses the next wake": lambda plan: _with(plan, store=LosesTheWake),
    "reads before it locks": lambda plan: _with(plan, store=LocksLate),
    "never syncs": lambda plan: _with(plan, home=UnsyncedHome),
}
"""What is wrong, and how it is planted."""


def _with(plan: Plan, **changes: Any) -> Plan:
    return dataclasses.replace(plan, **changes)
