"""Whether it is up, at work, and whether anybody waits."""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from nudges.web.operator_door import OperatorDoor
from nudges.web.operator_gauges import gauges
from nudges.web.operator_watch import Watch


class Health:
    """What a supervisor and a monitor ask."""

    def __init__(self, watch: Watch, door: OperatorDoor, not_ready: Callable[[], str | None]) -> None:
        self._watch, self._door, self._not_ready = watch, door, not_ready

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

    def metrics(self, request: Request) -> Response:
        """Tell the operator's monitor all counts, as Prometheus reads them."""
        if not self._door.knows(request):
            return self._door.refuse()
        content = self._watch.metrics.page() + gauges(self._watch.look(), self._not_ready() is None)
        return Response(content, media_type="text/plain; version=0.0.4; charset=utf-8")
