"""For what no provider told us: asks again and again what arrived, and how far our texts came.

Those whom no provider can call ask every few seconds; all others once a day and when they begin, since what was
told while nothing ran, or never, is told no second time.
"""

from datetime import datetime, timedelta
from threading import Event, Thread

import structlog

from nudges.clock import Clock
from nudges.core.facts import Accepted
from nudges.core.problem import Problem
from nudges.gateways import Heard, Polls
from nudges.service import Service
from nudges.service.arriving import NotAnswered, Poke

OVERLAP = timedelta(minutes=10)
"""So far back each look goes beyond the last one: what arrives late is seen, and what comes twice counts once.

Who asks seldom goes back some days, since a clock that ran ahead may have been set right meanwhile.
"""

FIRST = timedelta(days=3)
"""So far back the first look goes, over the time since the last one before: that was a day ago, or nothing ran."""

LOOKED_INTO = timedelta(hours=36)
"""For so long it is asked how far a text came."""

DAY = 24 * 3600.0
SELDOM = 180.0
"""It is asked no more often than every so many seconds how far texts came."""

AGAIN = 60.0
"""After so many seconds a look that failed is made again, if not sooner."""

log = structlog.get_logger("nudges")


class Polling:
    """Looks every so many seconds, in a thread of its own; a look that fails is made again."""

    def __init__(self, service: Service, gateway: Polls, clock: Clock, every: float, poke: Poke) -> None:
        self._service, self._gateway, self._clock, self._every, self._poke = service, gateway, clock, every, poke
        self._ending = Event()
        self._last: datetime | None = None
        self._lost = False
        self._thread = Thread(target=self._go_on, name="polling", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End after the look in hand."""
        self._ending.set()
        if self._thread.ident is not None:
            self._thread.join(timeout=5)

    def look_back(self, since: datetime) -> bool:
        """Look once for all that arrived since a moment; return whether all that people here wrote could be kept."""
        self._lost = False
        self.look(since)
        return not self._lost

    def look(self, since: datetime | None = None) -> int:
        """Look once; return how many texts of people here arrived, those that came before too.

        Where one could not be kept, the next look goes back as far again.
        """
        now = self._clock.now()
        kept = [self._keep(heard) for heard in self._gateway.poll(since or self._since(now))]
        if None not in kept:
            self._last = now
        return kept.count(True)

    def _since(self, now: datetime) -> datetime:
        """Return from when on it is asked: what no look has seen yet, however long ago the last one was."""
        # After a clock that ran ahead was set right, nobody knows up to when that look saw.
        if self._last is None or self._last > now:
            return now - FIRST
        return self._last - (OVERLAP if self._every < SELDOM else FIRST)

    def _keep(self, heard: Heard) -> bool | None:
        """Return whether a text is of someone here, or None where it could not be kept: the others still are."""
        try:
            person = self._service.hear(heard, self._clock.now())
        except Exception as error:  # without its message: it may hold a number
            self._lost |= not isinstance(error, NotAnswered)
            log.error("a text could not be kept", action="poll", error=type(error).__name__)  # noqa: TRY400
            return None
        if person is not None:
            self._poke(person)
        return person is not None

    def look_into(self) -> int:
        """Ask how far each text came that has no end yet; return how many have one now."""
        ended = 0
        for person in self._service.store.people():
            for name, provider_id in self._open(person):
                if self._ending.is_set():
                    return ended
                told = self._gateway.status(provider_id)
                if told is not None:
                    ended += self._service.note(told.of(person, name), self._clock.now())
        return ended

    def _open(self, person: str) -> list[tuple[str, str]]:
        """Return the texts of someone that left and have no end yet, each with the provider's number."""
        since = self._clock.now() - LOOKED_INTO
        try:
            messages = self._service.store.read(person).history.messages.values()
        except Problem:  # gone meanwhile, or not to be read: the others are asked for all the same
            return []
        return [
            (message.queued.id, message.outcome.provider_id)
            for message in messages
            if isinstance(message.outcome, Accepted) and message.into is None and message.queued.due > since
            if not message.delivered and message.failed is None
        ]

    def _go_on(self) -> None:
        waited, pause = SELDOM, 0.0
        while not self._ending.wait(pause):
            waited += pause
            pause = self._every
            try:
                self.look()
                if waited >= SELDOM:
                    self.look_into()
                    waited = 0.0
            except Exception as error:  # without its message: it may hold a number
                log.warning("could not look what arrived", action="poll", error=type(error).__name__)
                pause = min(self._every, AGAIN)
