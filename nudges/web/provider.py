"""Where the provider of a gateway calls: with texts that arrive, and with what became of ours."""

import structlog
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from nudges.clock import Clock
from nudges.gateways import Heard, Posted, Pushes, Told
from nudges.service import Service
from nudges.service.arriving import Poke
from nudges.web.news import News

log = structlog.get_logger("nudges")


class Provider:
    """The doors of a gateway whose provider calls us. Whatever is not surely the provider's is refused."""

    def __init__(self, service: Service, clock: Clock, poke: Poke, public_url: str) -> None:
        self._service, self._clock, self._poke = service, clock, poke
        self._base = public_url.rstrip("/")
        self._gateway = service.gateway if isinstance(service.gateway, Pushes) else None
        self._news = News(lambda news: service.note_at_once(news, clock.now()))

    def routes(self, name: str) -> list[Route]:
        """Return the doors, below the name of the gateway; none for one that nobody calls."""
        if self._gateway is None:
            return []
        return [Route(f"/{name}/{what}", self.called, methods=["POST"]) for what in ("message", "status")]

    async def called(self, request: Request) -> Response:
        """Answer a call at once; what it brought waits in the books."""
        body = await request.body()
        query = f"?{request.url.query}" if request.url.query else ""
        # As the provider was told it: what a proxy made of the address on the way is not what was signed.
        posted = Posted(
            method=request.method,
            url=f"{self._base}{request.url.path}{query}",
            headers=dict(request.headers),
            body=body,
        )
        gateway = self._gateway
        assert gateway is not None
        brought = gateway.read(posted)
        answer = gateway.answer(known=brought is not None)
        if brought is None:
            log.warning("a call was refused that is not surely the provider's", action="refused")
            return Response(answer.body, answer.status, media_type=answer.content_type)
        try:
            for each in brought:
                if not isinstance(each, Told) or not await self._news.tell(each):
                    await run_in_threadpool(self._keep, each)
        except Exception as error:  # the provider tries again, and nothing is lost
            log.error("a call could not be kept", action="inbound", error=type(error).__name__)  # noqa: TRY400
            return Response("", 503)
        return Response(answer.body, answer.status, media_type=answer.content_type)

    def _keep(self, each: Heard | Told) -> None:
        now = self._clock.now()
        match each:
            case Heard():
                self._poke(self._service.hear(each, now))
            case Told():
                self._service.note(each, now)
                self._poke(None)
