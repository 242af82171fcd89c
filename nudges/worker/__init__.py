"""The loop: attend to everyone who is due, and let one person's trouble hold up nobody else."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Event, Lock

import structlog

from nudges.clock import Clock
from nudges.service import Service
from nudges.timers.alarm import Alarm

REST = timedelta(seconds=60)
"""How long a book that could not be attended to is left alone."""

HANDS = 4

log = structlog.get_logger("nudges")


class Worker:
    """Attends to people when their books want it, from start to stop."""

    def __init__(self, service: Service, clock: Clock, hands: int = HANDS) -> None:
        self._service, self._clock = service, clock
        self._resting: dict[str, datetime] = {}
        self._guard = Lock()
        self._ending = Event()
        self._hands = ThreadPoolExecutor(hands, thread_name_prefix="hand")
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
        self._hands.shutdown(wait=True)

    def poke(self) -> None:
        """Look now: a text arrived."""
        self.alarm.poke()

    @property
    def unseen_for(self) -> float:
        """For how many seconds the alarm has not been looked at."""
        return self.alarm.unseen_for

    def attend_all(self) -> None:
        """Attend to everyone who is due, until nobody is."""
        while not self._ending.is_set():
            due = self._due(self._clock.now())
            if not due:
                return
            list(self._hands.map(self._attend, due))

    def _due(self, now: datetime) -> list[str]:
        with self._guard:
            self._resting = {person: until for person, until in self._resting.items() if until > now}
            return [person for person in self._service.store.due(now) if person not in self._resting]

    def _earliest(self, now: datetime) -> datetime | None:
        """Return when the alarm must ring next; those who rest are looked at after their rest."""
        earliest = self._service.store.next_wake()
        if earliest is None or earliest > now or not self._resting or self._due(now):
            return earliest
        return min(self._resting.values(), default=now)

    def _attend(self, person: str) -> None:
        if self._ending.is_set():
            return
        try:
            self._service.attend(person, self._clock.now())
        except Exception as error:  # one person's trouble is not everyone's
            # Without its message and traceback: they may hold a number or what somebody wrote.
            log.error("could not attend", action="attend", person=person, error=type(error).__name__)  # noqa: TRY400
            with self._guard:
                self._resting[person] = self._clock.now() + REST
