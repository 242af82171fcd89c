"""Whether it is up, at work, and whether anybody waits."""

from collections.abc import Callable
from contextlib import suppress

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from nudges.clock import Clock
from nudges.core.problem import Problem
from nudges.service import Service

LOOKED_INTO = 1000
"""How many waiting books are opened for a count, at most."""


class Health:
    """What a supervisor and a monitor ask."""

    def __init__(self, service: Service, clock: Clock, not_ready: Callable[[], str | None]) -> None:
        self._service, self._clock, self._not_ready = service, clock, not_ready

    def routes(self) -> list[Route]:
        """Return the doors."""
        return [
            Route("/healthz", self.up),
            Route("/readyz", self.ready),
            Route("/metrics", self.metrics),
        ]

    def up(self, _: Request) -> Response:
        """Say that this process answers."""
        return PlainTextResponse("ok\n")

    def ready(self, _: Request) -> Response:
        """Say whether what is due would be sent, or why not."""
        why = self._not_ready()
        return PlainTextResponse("ok\n") if why is None else PlainTextResponse(f"{why}\n", 503)

    def metrics(self, _: Request) -> Response:
        """Count people and what waits, as Prometheus reads it."""
        store, now = self._service.store, self._clock.now()
        due, earliest = store.due(now), store.next_wake()
        waiting = (now - earliest).total_seconds() if earliest is not None else 0.0
        gauges = [
            ("nudges_people", "People who have a book.", len(store.people())),
            ("nudges_people_due", "People whose book wants to be looked at by now.", len(due)),
            ("nudges_queued", "Messages that wait in those books.", sum(map(self._queued, due[:LOOKED_INTO]))),
            ("nudges_oldest_waiting_seconds", "How long the longest waiting of them has waited.", max(waiting, 0.0)),
        ]
        lines = [f"# HELP {name} {told}\n# TYPE {name} gauge\n{name} {value}\n" for name, told, value in gauges]
        return PlainTextResponse("".join(lines), media_type="text/plain; version=0.0.4")

    def _queued(self, person: str) -> int:
        with suppress(Problem):  # gone or set aside meanwhile
            return len(self._service.store.read(person).history.open)
        return 0
