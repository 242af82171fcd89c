"""A store, a gateway and a way out that count what they do, and do the same as without."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from nudges.core.book import Book
from nudges.core.facts import Fact
from nudges.core.problem import Problem
from nudges.core.words import Kind
from nudges.gateways import Gateway, Polls, Pushes
from nudges.gateways.lane import Lane
from nudges.service.hands import ByWords
from nudges.store import Page, Store
from nudges.store.many import Receipt, Receipts

if TYPE_CHECKING:
    from nudges.web.metrics import Metrics

Changed = Callable[[str], None]
"""Is told whose book changed."""


class _Inside:
    """Passes on whatever it does not count itself."""

    def __init__(self, inner: Any, metrics: "Metrics") -> None:
        self._inner, self._metrics = inner, metrics

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)


class MeasuredStore(_Inside):
    """A store that counts what is recorded; `changed` hears of each book that another one took the place of."""

    def __init__(self, inner: Store, metrics: "Metrics") -> None:
        super().__init__(inner, metrics)
        self.changed: list[Changed] = []

    @contextmanager
    def open(self, person: str) -> Iterator[Page]:
        """Open a book under its lock."""
        with self._inner.open(person) as page:
            yield _MeasuredPage(page, self, person)

    def create(self, book: Book, wake: datetime | None) -> None:
        """Keep a new book."""
        self.keep(book.person.id, lambda: self._inner.create(book, wake))
        self._metrics.happened(book, book.facts)

    def remove(self, person: str) -> None:
        """Erase a person's book and their past."""
        self._inner.remove(person)
        self._tell(person)

    def received(self, receipts: Sequence[Receipt]) -> set[Receipt]:
        """Keep that texts reached their phones."""
        if not isinstance(self._inner, Receipts):
            return set()
        kept = self._inner.received(receipts)
        ended = [each for each in kept if each.delivered]
        self._metrics.delivered(Kind.NUDGE, len(ended))
        for each in ended:
            self._tell(each.person)
        return kept

    def keep(self, person: str, commit: Callable[[], None]) -> None:
        """Keep a change, and count how long it took or that it failed."""
        began = time.perf_counter()
        try:
            commit()
        except Problem:  # what was asked cannot be: nothing is wrong with the store
            raise
        except Exception as error:
            self._metrics.not_kept(error)
            raise
        self._metrics.kept(time.perf_counter() - began)
        self._tell(person)

    def happened(self, before: Book, after: Book) -> None:
        """Count what a change added to a book."""
        self._metrics.happened(after, added(before, after))

    def _tell(self, person: str) -> None:
        for each in self.changed:
            each(person)


class _MeasuredPage:
    def __init__(self, page: Page, store: MeasuredStore, person: str) -> None:
        self._page, self._store, self._person = page, store, person

    @property
    def book(self) -> Book:
        return self._page.book

    def commit(self, book: Book, wake: datetime | None) -> None:
        before = self._page.book
        self._store.keep(self._person, lambda: self._page.commit(book, wake))
        self._store.happened(before, book)


def added(before: Book, after: Book) -> list[Fact]:
    """Return the facts that a change put behind those that were there."""
    new: list[Fact] = []
    known = before.facts[-1] if before.facts else None
    for fact in reversed(after.facts):
        if fact is known or fact.key in before.keys:
            break
        new.append(fact)
    return new[::-1]


class _Counted(_Inside):
    """A gateway that counts how it answers."""

    def _call(self, name: str, *words: object) -> Any:
        began = time.perf_counter()
        try:
            result = getattr(self._inner, name)(*words)
        except Exception:
            self._metrics.called(name, "error", time.perf_counter() - began)
            raise
        self._metrics.called(name, _named(result), time.perf_counter() - began)
        return result

    # Each verb by its name, and no other: what a gateway can do is known by the verbs it has.
    def send(self, *words: object) -> Any:
        return self._call("send", *words)

    def find(self, *words: object) -> Any:
        return self._call("find", *words)

    def forget(self, phone: str) -> None:
        self._inner.forget(phone)

    @property
    def dedicated(self) -> bool:
        return bool(self._inner.dedicated)

    @property
    def platform_opt_out(self) -> bool:
        return bool(self._inner.platform_opt_out)


class _CountedPushes(_Counted):
    def read(self, *words: object) -> Any:
        return self._call("read", *words)

    def answer(self, *, known: bool) -> Any:
        return self._inner.answer(known=known)


class _CountedPolls(_Counted):
    def poll(self, *words: object) -> Any:
        return self._call("poll", *words)

    def status(self, *words: object) -> Any:
        return self._call("status", *words)


class _CountedByWords(_Counted):
    def find_among(self, *words: object) -> Any:
        return self._call("find_among", *words)


PARTS: tuple[tuple[type, type[_Counted]], ...] = (
    (Pushes, _CountedPushes), (Polls, _CountedPolls), (ByWords, _CountedByWords),
)  # fmt: skip


def measured_gateway(gateway: Gateway, metrics: "Metrics") -> Gateway:
    """Return a gateway that can do just what this one can, and counts it."""
    parts = tuple(part for verbs, part in PARTS if isinstance(gateway, verbs))
    made = type("MeasuredGateway", parts or (_Counted,), {})
    return cast("Gateway", made(gateway, metrics))


def _named(result: object) -> str:
    """Return an answer in a word: which one it is, and of a refusal why."""
    if isinstance(result, list):
        return "some" if result else "none"
    why = getattr(result, "why", None)
    name = type(result).__name__.lower() if result is not None else "none"
    return f"{name}_{why.value}" if name == "refused" and why is not None else name


class _MeasuredLane(_Inside):
    def opens(self, name: str, kind: Kind, segments: int, now: datetime) -> datetime:
        opens = cast("datetime", self._inner.opens(name, kind, segments, now))
        self._metrics.waits(kind.value, max((opens - now).total_seconds(), 0.0))
        return opens


def measured_lane(lane: Lane, metrics: "Metrics") -> Lane:
    """Return a way out that counts how long texts wait for it."""
    return cast("Lane", _MeasuredLane(lane, metrics))


def measured_store(store: Store, metrics: "Metrics") -> Store:
    """Return a store that counts what is recorded in it."""
    return cast("Store", MeasuredStore(store, metrics))
