"""What people wrote, dropped once it is as old as the settings say: what it meant, counts and numbers stay."""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from threading import Event, Thread
from typing import Any, Protocol

import msgspec
import structlog
from filelock import FileLock, Timeout

from nudges.clock import Clock
from nudges.core.book import Book
from nudges.core.forget import aged
from nudges.core.problem import Problem
from nudges.service import Service
from nudges.settings import Settings
from nudges.store import Rewords, Store
from nudges.store.atomic import private_folder, replace
from nudges.store.backup.begun import WORDS_DROPPED

EVERY = 3600.0
"""So many seconds lie between two looks whether a day is over."""

A_DAY = timedelta(days=1)
EVER = datetime(1970, 1, 1, tzinfo=UTC)
WHOLE = timedelta(days=30)
"""So often all there is is looked at, however old; between times what got too old since, and some days more."""

SLACK = timedelta(days=3)
log = structlog.get_logger("nudges")


class Past(Rewords, Protocol):
    """What is past of everybody, in a store or beside one."""

    def worded(self, first: datetime, before: datetime) -> Iterable[str]:
        """Yield who may have written something between two moments that still has its words."""


class Everybody:
    """The past of a store in which it costs little to look at everybody."""

    def __init__(self, store: Store, inner: Rewords) -> None:
        self._store, self.reword = store, inner.reword

    def worded(self, first: datetime, before: datetime) -> Iterable[str]:  # noqa: ARG002  of the protocol
        """Yield everybody."""
        return self._store.people()


class Done(msgspec.Struct, frozen=True):
    """Up to which moment words are dropped, and when all there is was looked at last."""

    before: datetime
    whole: datetime


class Upkeep:
    """Drops words that are too old, once a day, in a thread of its own or when it is asked to."""

    def __init__(self, service: Service, past: Past, days: int, clock: Clock, home: Path) -> None:
        self._service, self._past, self._days, self._clock = service, past, timedelta(days=days), clock
        self._file = private_folder(home) / WORDS_DROPPED
        self._ending = Event()
        self._thread = Thread(target=self._go_on, name="upkeep", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End after the person in hand."""
        self._ending.set()
        if self._thread.ident is not None:
            self._thread.join(timeout=5)

    def look(self) -> int | None:
        """Drop what is too old; return of how many people something was, or None if that was done today."""
        with suppress(Timeout), FileLock(f"{self._file}.lock", mode=0o600, timeout=0):
            return self._look(self._clock.now())
        return None  # another process of this machine is at it

    def _look(self, now: datetime) -> int | None:
        before, done = now - self._days, _read(self._file)
        if done is not None and timedelta() <= before - done.before < A_DAY:
            return None
        # Where words are to go sooner than before, all there is was looked at up to then, and the rest is between.
        whole = done is None or done.before > before or now - done.whole >= WHOLE
        first = EVER if done is None or whole else done.before - SLACK
        found = Counter(self._drop(person, first, before, now) for person in self._past.worded(first, before))
        if not found[None]:
            at = now if done is None or whole else done.whole
            replace(self._file, msgspec.json.encode(Done(before, at)))
        if found[True]:
            log.info("dropped the words of old texts", action="upkeep", people=found[True])
        return found[True]

    def _drop(self, person: str, first: datetime, before: datetime, now: datetime) -> bool | None:
        """Drop what somebody wrote that is too old, and return whether there was any; None where that failed."""
        change = partial(aged, before=before, now=now)
        if self._ending.is_set():
            return None
        try:
            facts = self._service.store.read(person).facts
            if at_hand := change(facts) != facts:
                self._service.edit(person, lambda book: Book(book.person, book.plans, change(book.facts)), now)
            return self._past.reword(person, change, first, before) > 0 or at_hand
        except (Problem, OSError) as error:  # one person's trouble is not everyone's
            log.error("could not drop old words", action="upkeep", person=person, error=type(error).__name__)  # noqa: TRY400
            return None

    def _go_on(self) -> None:
        pause = 0.0
        while not self._ending.wait(pause):
            pause = EVERY
            try:
                self.look()
            except Exception as error:  # without its message: it may hold a number
                log.error("could not drop old words", action="upkeep", error=type(error).__name__)  # noqa: TRY400


def make_upkeep(service: Service, settings: Settings, clock: Clock) -> list[Upkeep]:
    """Return what drops old words, or nothing where they are kept."""
    if settings.keep_words_days is None:
        return []
    past: Past
    if settings.store == "tinydb:":
        inner: Any = service.store
        past = Everybody(inner, inner)
    else:
        from nudges.store.postgres import engine, shown
        from nudges.store.postgres.words import PostgresWords

        past = PostgresWords(engine(settings.store), shown(settings.store))
    return [Upkeep(service, past, settings.keep_words_days, clock, settings.home)]


@contextmanager
def beside(service: Service, settings: Settings, clock: Clock) -> Iterator[None]:
    """Let old words be dropped meanwhile, if they are to be."""
    parts = make_upkeep(service, settings, clock)
    for part in parts:
        part.start()
    try:
        yield
    finally:
        for part in parts:
            part.stop()


def _read(path: Path) -> Done | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Done)
    except (FileNotFoundError, msgspec.DecodeError):
        return None
