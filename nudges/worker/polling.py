"""For those whom no provider can call: asks again and again what arrived, and how far our texts came."""

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Event, Thread

import structlog

from nudges.clock import Clock
from nudges.core.facts import Accepted
from nudges.gateways import Polls
from nudges.service import Service

OVERLAP = timedelta(minutes=10)
"""So far back each look goes beyond the last one: what arrives late is seen, and what comes twice counts once."""

FIRST = timedelta(hours=24)
"""So far back the first look goes, over the time in which nothing ran."""

LOOKED_INTO = timedelta(hours=36)
"""For so long it is asked how far a text came."""

log = structlog.get_logger("nudges")


class Polling:
    """Looks every so many seconds, in a thread of its own; a look that fails is made again."""

    def __init__(self, service: Service, gateway: Polls, clock: Clock, every: float, poke: Callable[[], None]) -> None:
        self._service, self._gateway, self._clock, self._every, self._poke = service, gateway, clock, every, poke
        self._ending = Event()
        self._last: datetime | None = None
        self._thread = Thread(target=self._go_on, name="polling", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End after the look in hand."""
        self._ending.set()
        self._thread.join(timeout=5)

    def look(self) -> int:
        """Look once; return how many texts of people here arrived, those that came before too."""
        now = self._clock.now()
        since = self._last - OVERLAP if self._last is not None else now - FIRST
        known = [self._service.hear(heard, self._clock.now()) for heard in self._gateway.poll(since)]
        self._last = now
        self._poke()
        return sum(person is not None for person in known)

    def look_into(self) -> int:
        """Ask how far each text came that has no end yet; return how many have one now."""
        ended = 0
        for person in self._service.store.people():
            for name, provider_id in self._open(person):
                told = self._gateway.status(provider_id)
                if told is not None:
                    ended += self._service.note(told.of(person, name), self._clock.now())
        return ended

    def _open(self, person: str) -> list[tuple[str, str]]:
        """Return the texts of someone that left and have no end yet, each with the provider's number."""
        since = self._clock.now() - LOOKED_INTO
        return [
            (message.queued.id, message.outcome.provider_id)
            for message in self._service.store.read(person).history.messages.values()
            if isinstance(message.outcome, Accepted) and message.into is None and message.queued.due > since
            if not message.delivered and message.failed is None
        ]

    def _go_on(self) -> None:
        rounds = 0
        while not self._ending.is_set():
            try:
                self.look()
                if rounds % 10 == 0:
                    self.look_into()
            except Exception as error:  # without its message: it may hold a number
                log.warning("could not look what arrived", action="poll", error=type(error).__name__)
            rounds += 1
            self._ending.wait(self._every)
