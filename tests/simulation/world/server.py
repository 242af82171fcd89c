"""One server: the real service over a real store, and everything that knocks at it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from nudges.core.book import Book
from nudges.core.problem import Problem
from nudges.core.texts import Words
from nudges.gateways import Gateway, Heard, Told
from nudges.service import Service
from nudges.service.arriving import NotAnswered
from nudges.store import Store
from nudges.worker import REST
from nudges.worker.jobs import Claims, JobWorker
from nudges.worker.polling import AGAIN, DAY, Polling
from tests.simulation.world.crowd import SharedHands
from tests.simulation.world.scheduler import Process, Scheduler
from tests.simulation.world.stores import Through

Parts = Callable[[Store, Gateway, Words], Service]
"""What makes a service of its parts; a world with a fault in it is given another."""


log = structlog.get_logger("nudges")

CLAIMS = "*"
"""Stands for whoever is claimed, where several workers share the books."""

AT_ONCE = 2
"""So many hands share whom a worker has claimed."""


def _claims(store: Store) -> Claims | None:
    while not isinstance(store, Claims) and isinstance(store, Through):
        store = store.inner
    return store if isinstance(store, Claims) else None


class Clock:
    """The clock of a process: the world's, or as far from it as somebody set it."""

    def __init__(self, scheduler: Scheduler, process: Process) -> None:
        self._scheduler, self._process = scheduler, process

    def now(self) -> datetime:
        """Return the moment."""
        return self._scheduler.now + self._process.skew


class Bystander(Protocol):
    """Is told what a server has answered for."""

    def received(self, heard: Heard) -> None:
        """A text was taken in, and its sender was told so."""


class Server:
    """Does what the loop, the doors and the command line do, each time as a task of its own."""

    def __init__(self, process: Process, scheduler: Scheduler, service: Service, gateway: Gateway, by: Bystander):
        self.process, self.service = process, service
        self._scheduler, self._by = scheduler, by
        self.clock = Clock(scheduler, process)
        self._polling = Polling(service, gateway, self.clock, DAY, self._poked)  # type: ignore[arg-type]
        claims, pool = _claims(service.store), SharedHands(scheduler, process)
        self._jobs = None if claims is None else JobWorker(service, claims, self.clock, AT_ONCE, pool=pool,
                                                           sleep=scheduler.sleep)  # fmt: skip
        self._resting: dict[str, datetime] = {}
        self._at_work: set[str] = set()
        self._seen: tuple[int, timedelta] | None = None
        self._next: datetime | None = None

    def _poked(self, person: str | None) -> None:
        if person is not None:
            self.attend(person)

    def attend(self, person: str) -> None:
        """Let somebody be attended to, as the worker does: whom it cannot attend to rests for a while."""
        if self._jobs is not None:  # several may attend to somebody at once
            jobs, name = self._jobs, f"{self.process.name} attends {person}"
            self._scheduler.begin(name, self.process, lambda: jobs.attend(person))
        elif person not in self._at_work:
            self._at_work.add(person)
            self._scheduler.begin(f"{self.process.name} attends {person}", self.process, lambda: self._attend(person))

    def _attend(self, person: str) -> None:
        try:
            self.service.attend(person, self.clock.now())
        except Exception as error:  # as the worker: one person's trouble is not everyone's
            self._scheduler.note(f"attend: {type(error).__name__}")
            log.error("could not attend", action="attend", person=person, error=type(error).__name__)  # noqa: TRY400
            self._resting[person] = self._scheduler.now + REST
        finally:
            self._at_work.discard(person)

    def due(self) -> tuple[datetime, list[str]] | None:
        """Return when this server looks next, by the world's clock, and for whom if it is now."""
        store, now = self.service.store, self._scheduler.now
        # Where nobody kept anything since it was asked, the answer is the same.
        seen = (self._scheduler.changes, self.process.skew)
        if self._seen == seen and self._next is not None and self._next > now:
            return self._next, []
        self._seen, self._next = seen, None
        store.refresh()
        self._resting = {person: until for person, until in self._resting.items() if until > now}
        earliest = store.next_wake()
        if earliest is None:
            return None
        moment = earliest - self.process.skew
        if moment > now:
            self._next = moment
            return moment, []
        if self._jobs is not None:
            rests = self._resting.get(CLAIMS)
            return (rests, []) if rests is not None else (now, [CLAIMS])
        free = [p for p in store.due(self.clock.now()) if p not in self._resting and p not in self._at_work]
        return (now, free) if free else (min(self._resting.values(), default=now + timedelta(seconds=1)), [])

    def ring(self) -> None:
        """Attend to whoever is due, as the worker of this store does."""
        due = self.due()
        for person in due[1] if due is not None else ():
            if person == CLAIMS:
                self._scheduler.begin(f"{self.process.name} claims", self.process, self._claim)
            else:
                self.attend(person)

    def _claim(self) -> None:
        assert self._jobs is not None
        self._resting[CLAIMS] = self._scheduler.now + timedelta(seconds=1)
        try:
            self._jobs.wake()
        except Problem as error:
            self._scheduler.note(f"claim: {type(error).__name__}")

    def hear(self, heard: Heard, refused: Callable[[], object]) -> None:
        """Take in a text from a webhook; where it could not be kept its sender is told to try again."""

        def work() -> None:
            try:
                person = self.service.hear(heard, self.clock.now())
            except (Problem, OSError, NotAnswered) as error:
                self._scheduler.note(f"hear: {type(error).__name__}")
                refused()
                return
            self._by.received(heard)
            self._poked(person)

        self._scheduler.begin(f"{self.process.name} hears {heard.id}", self.process, work)

    def note(self, told: Told, refused: Callable[[], object]) -> None:
        """Take in what became of a text."""

        def work() -> None:
            try:
                if told not in self.service.note_at_once([told], self.clock.now()):
                    self.service.note(told, self.clock.now())
            except (Problem, OSError) as error:
                self._scheduler.note(f"note: {type(error).__name__}")
                refused()

        self._scheduler.begin(f"{self.process.name} notes {told.id}", self.process, work)

    def edit(self, person: str, change: Callable[[Book, datetime], Book], done: Callable[[], object]) -> None:
        """Change a book as a command does; one that failed is given up."""

        def work() -> None:
            now = self.clock.now()
            try:
                self.service.edit(person, lambda book: change(book, now), now)
            except (Problem, OSError) as error:
                self._scheduler.note(f"edit: {type(error).__name__}")
                return
            done()

        self._scheduler.begin(f"{self.process.name} edits {person}", self.process, work)

    def look(self) -> None:
        """Ask the provider what was told to nobody."""

        def work() -> None:
            try:
                self._polling.look()
                self._polling.look_into()
            except Exception as error:  # as the polling loop
                self._scheduler.note(f"look: {type(error).__name__}")
                self._scheduler.at(self._scheduler.now + timedelta(seconds=AGAIN), self.look)

        self._scheduler.begin(f"{self.process.name} looks", self.process, work)
