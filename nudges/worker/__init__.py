"""The loop: attend to everyone who is due, and let one person's trouble hold up nobody else.

Hands that send what is due may all wait for a slow provider. Whoever writes is answered by hands of their own, and
whoever writes of danger by hands that do nothing else.
"""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import BoundedSemaphore, Condition, Event

import structlog

from nudges.clock import Clock
from nudges.core.problem import Problem
from nudges.service import Service
from nudges.timers.alarm import Alarm

REST = timedelta(seconds=60)
"""How long a book that could not be attended to is left alone."""

HANDS = 4
ANSWERING = 4
IN_DANGER = 4

LOOK = 0.2
"""After so many seconds it is looked again who is due, while hands are still busy."""

log = structlog.get_logger("nudges")


class Worker:
    """Attends to people when their books want it, from start to stop."""

    def __init__(self, service: Service, clock: Clock, hands: int = HANDS) -> None:
        self._service, self._clock = service, clock
        self._resting: dict[str, datetime] = {}
        self._at_work: set[str] = set()
        self._changed = Condition()
        self._ending = Event()
        self._free = BoundedSemaphore(hands)
        self._hands = ThreadPoolExecutor(hands, thread_name_prefix="hand")
        self._answering = ThreadPoolExecutor(ANSWERING, thread_name_prefix="answering")
        self._in_danger = ThreadPoolExecutor(IN_DANGER, thread_name_prefix="in-danger")
        self.alarm = Alarm(clock.now, self._earliest, self.attend_all, service.store.refresh)

    def start(self) -> None:
        """Begin to attend."""
        for notice in self._service.store.notices():
            log.error("a file was set aside", action="set_aside", notice=notice)
        self.alarm.start()

    def stop(self) -> None:
        """Finish what is in hand, claim nothing more, and end."""
        self._ending.set()
        self.alarm.stop()
        for hands in (self._hands, self._answering, self._in_danger):
            hands.shutdown(wait=True)

    def poke(self, person: str | None = None) -> None:
        """Look now: a text arrived, of this person if they are known; their answer waits for nobody else's text."""
        if person is not None and not self._ending.is_set():
            self._answer(person)
        self.alarm.poke()

    def _answer(self, person: str) -> None:
        try:
            if self._service.in_danger(person):
                self._in_danger.submit(self._attend, person)
            else:
                self._answering.submit(self._attend_alone, person)
        except (Problem, RuntimeError):  # erased meanwhile, or the end has come: whoever is left stays due
            return

    @property
    def unseen_for(self) -> float:
        """For how many seconds the alarm has not been looked at."""
        return self.alarm.unseen_for

    @property
    def resting(self) -> frozenset[str]:
        """Who is left alone for a while because they could not be attended to."""
        return frozenset(self._resting)

    def attend_all(self) -> None:
        """Attend to everyone who is due, until nobody is and every hand is free.

        A hand that waits for a slow provider keeps none of the others from those who come due meanwhile.
        """
        while not self._ending.is_set():
            waiting = [person for person in self._due(self._clock.now()) if person not in self._at_work]
            for person in waiting:
                self._free.acquire()
                self._hands.submit(self._attend_with_a_hand, person)
            with self._changed:
                if not waiting and not self._at_work:
                    return
                self._changed.wait(LOOK)

    def _due(self, now: datetime) -> list[str]:
        with self._changed:
            self._resting = {person: until for person, until in self._resting.items() if until > now}
            return [person for person in self._service.store.due(now) if person not in self._resting]

    def _earliest(self, now: datetime) -> datetime | None:
        """Return when the alarm must ring next; those who rest are looked at after their rest."""
        earliest = self._service.store.next_wake()
        if earliest is None or earliest > now or not self._resting or self._due(now):
            return earliest
        return min(self._resting.values(), default=now)

    def _attend_with_a_hand(self, person: str) -> None:
        try:
            self._attend_alone(person)
        finally:
            self._free.release()

    def _attend_alone(self, person: str) -> None:
        """Attend to someone to whom nobody else attends just now: whoever does takes up what came meanwhile."""
        with self._changed:
            if person in self._at_work:
                return
            self._at_work.add(person)
        try:
            self._attend(person)
        finally:
            with self._changed:
                self._at_work.discard(person)
                self._changed.notify_all()

    def _attend(self, person: str) -> None:
        if self._ending.is_set():
            return
        try:
            self._service.attend(person, self._clock.now())
        except Exception as error:  # one person's trouble is not everyone's
            # Without its message and traceback: they may hold a number or what somebody wrote.
            log.error("could not attend", action="attend", person=person, error=type(error).__name__)  # noqa: TRY400
            with self._changed:
                self._resting[person] = self._clock.now() + REST
