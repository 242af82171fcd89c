"""One scheduler, one clock and one die: what happens next is decided by the seed, and by nothing else.

Each actor is a greenlet. It runs until it comes to a seam (a store is opened or commits, a file is written, fsynced
or renamed, a text is handed over), and there the die says who goes on, whether somebody dies, and what goes wrong.
"""

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import blake2b
from heapq import heappop, heappush

from greenlet import getcurrent, greenlet

MOST_STEPS = 2_000_000
"""A world that takes more steps than this does not come to rest."""


class Killed(BaseException):
    """The process to which this belongs is no more: nothing of it goes on."""


class Stuck(Exception):
    """Everybody waits for a lock, and nobody holds one that will be given back."""


class Process:
    """What dies as a whole. `skew` is how far its clock is from the world's."""

    def __init__(self, name: str) -> None:
        self.name, self.alive = name, True
        self.skew = timedelta()


class Task:
    """Something that a process does, step by step."""

    def __init__(self, name: str, process: Process, work: Callable[[], object], hub: greenlet) -> None:
        self.name, self.process, self.blocked = name, process, False
        self.run = greenlet(work, hub)


class Scheduler:
    """Runs tasks one at a time; `dice` is the only chance there is. `changes` grows when anything may be kept anew."""

    def __init__(self, seed: int, begins: datetime) -> None:
        self.dice = random.Random(seed)
        self.now = begins
        self.steps = 0
        self.changes = 0
        self._trace = blake2b(digest_size=16)
        self._events: list[tuple[datetime, int, Callable[[], object]]] = []
        self._count = 0
        self._ready: list[Task] = []
        self._blocked: list[Task] = []
        self._asleep = 0
        self._task: Task | None = None
        self._hub: greenlet = getcurrent()
        self.between: Callable[[], object] = lambda: None
        self.dies: Callable[[Process, str], bool] = lambda _process, _point: False
        self.following: Callable[[], tuple[datetime, Callable[[], object]] | None] = lambda: None

    @property
    def trace(self) -> str:
        """What tells one course of events from another."""
        return self._trace.hexdigest()

    @property
    def current(self) -> object:
        """Who goes on just now."""
        return self._task

    def note(self, what: str) -> None:
        """Take something into the trace."""
        self._trace.update(f"{what}\n".encode())

    def at(self, moment: datetime, event: Callable[[], object]) -> None:
        """Let something happen at a moment."""
        self._count += 1
        heappush(self._events, (max(moment, self.now), self._count, event))

    def begin(self, name: str, process: Process, work: Callable[[], object]) -> None:
        """Let a process do something from now on."""
        if process.alive:
            self._ready.append(Task(name, process, work, self._hub))

    def pause(self, point: str) -> None:
        """Come to a seam: somebody else may go on first, and the process may die here."""
        task = self._task
        if task is None:
            return
        self.steps += 1
        self._trace.update(f"{task.name} {point}\n".encode())
        if not task.process.alive:
            raise Killed
        if self.dies(task.process, point):
            self.kill(task.process)
            raise Killed
        if self._ready and self.dice.random() < 0.5:
            self._ready.append(task)
            self._switch(task)

    def alive(self) -> None:
        """Let nobody go on whose process is no more."""
        if self._task is not None and not self._task.process.alive:
            raise Killed

    def sleep(self, seconds: float) -> None:
        """Wait, while the others go on."""
        task = self._task
        if task is not None:
            self._asleep += 1
            self.at(self.now + timedelta(seconds=seconds), lambda: self._wakes(task))
            self._switch(task)

    def _wakes(self, task: Task) -> None:
        self._asleep -= 1
        self._ready.append(task)

    def wait(self, tried: Callable[[], bool]) -> None:
        """Wait until something that others hold can be taken."""
        self.alive()
        while not tried():
            task = self._task
            if task is None:
                raise Stuck("a lock is held by nobody who goes on")
            self._blocked.append(task)
            self._switch(task)

    def released(self) -> None:
        """Let those try again who wait for something."""
        if self._blocked:
            self._ready += self._blocked
            self._blocked.clear()

    def _switch(self, task: Task) -> None:
        self._hub.switch()
        if not task.process.alive:
            raise Killed

    def kill(self, process: Process) -> None:
        """End a process between two steps of it: none of its tasks goes on."""
        process.alive = False
        self.note(f"{process.name} is killed")
        self.released()

    def go(self, until: datetime) -> None:
        """Let the world go on up to a moment."""
        while True:
            self._drain()
            due = self.following()
            event = self._events[0][0] if self._events else None
            moment = min((each for each in (event, due[0] if due else None) if each is not None), default=None)
            if moment is None or moment > until:
                self.now = until
                return
            self.now = max(self.now, moment)
            if due is not None and due[0] <= moment:
                due[1]()
            else:
                heappop(self._events)[2]()

    def _drain(self) -> None:
        while self._ready:
            place = self.dice.randrange(len(self._ready)) if len(self._ready) > 1 else 0
            task = self._ready.pop(place)
            self._task = task
            try:
                task.run.switch()
            except Killed:
                pass
            finally:
                self._task = None
            if task.run.dead:
                self.released()
            if self.steps > MOST_STEPS:
                raise Stuck(f"at {self.now} it does not come to rest")
        if self._blocked and not self._asleep:
            raise Stuck(f"everybody waits: {[task.name for task in self._blocked]}")
