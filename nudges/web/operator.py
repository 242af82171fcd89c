"""How it goes, for whoever runs this: one page that renews itself."""

from collections.abc import AsyncIterator, Callable
from threading import Event
from urllib.parse import parse_qs

from anyio import sleep, to_thread
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from nudges.service import Service
from nudges.web.operator_door import OperatorDoor
from nudges.web.operator_shown import view
from nudges.web.operator_watch import Watch
from nudges.web.pages import Pages
from nudges.web.stream import event

RENEWED = 3.0
"""Seconds between two looks of a page that is open."""

PHONES = 6
"""So many phones are named on the page; the others are one click away."""


class Operator:
    """The operator's page, for them alone."""

    def __init__(
        self, service: Service, watch: Watch, door: OperatorDoor, pages: Pages, stopping: Event,
        not_ready: Callable[[], str | None],
    ) -> None:  # fmt: skip
        self._service, self._watch, self._door = service, watch, door
        self._pages, self._stopping, self._not_ready = pages, stopping, not_ready
        self.local_phones = False

    def routes(self) -> list[Route]:
        """Return the doors beside the page itself."""
        return [
            Route("/operator", self.sign_in_page),
            Route("/operator", self.sign_in, methods=["POST"]),
            Route("/operator/out", self.sign_out, methods=["POST"]),
            Route("/operator/stream", self.stream),
        ]

    def knows(self, request: Request) -> bool:
        """Whether a request is the operator's."""
        return self._door.knows(request)

    def page(self, request: Request) -> Response:
        """Show the page."""
        signed_in = self._door.is_signed_in(request)
        local_phones = self.local_phones and not signed_in  # from elsewhere the phones do not open
        phones = self._service.store.people()[: PHONES + 1] if local_phones else []
        more: dict[str, object] = {
            "program": self._service.program,
            "phones": phones[:PHONES],
            "more_phones": len(phones) > PHONES,
            "local_phones": local_phones,
            "signed_in": signed_in,
            "here": request.url.path,
        }
        return self._pages.show("operator.html", {**self._view(), **more}, scripts=True)

    def _view(self) -> dict[str, object]:
        return view(self._watch.look(), self._watch.setup, self._not_ready())

    def sign_in_page(self, request: Request) -> Response:
        """Show the page to the operator, and ask everyone else for the token."""
        return self.page(request) if self._door.knows(request) else self._ask(wrong=False)

    def _ask(self, *, wrong: bool) -> Response:
        places: dict[str, object] = {"wrong": wrong, "possible": self._door.has_token}
        return self._pages.show("signin.html", places, status=403 if wrong else 200)

    async def sign_in(self, request: Request) -> Response:
        """Let in whoever has the token."""
        given = parse_qs((await request.body()).decode("utf-8", "replace")).get("token", [""])[0]
        return self._door.sign_in(request, given) or self._ask(wrong=True)

    def sign_out(self, _: Request) -> Response:
        """Forget that somebody signed in."""
        return self._door.sign_out()

    def stream(self, request: Request) -> Response:
        """Show how it goes, as it goes."""
        if not self._door.knows(request):
            return self._door.refuse()
        headers = {"x-accel-buffering": "no"}
        return StreamingResponse(self._events(request), media_type="text/event-stream", headers=headers)

    async def _events(self, request: Request) -> AsyncIterator[bytes]:
        yield b"retry: 3000\n\n"
        while not self._stopping.is_set() and not await request.is_disconnected() and self._door.knows(request):
            shown = await to_thread.run_sync(self._fragment)
            # One line: a line end would end the data.
            yield event("look", " ".join(shown.split()).encode())
            await _until(self._stopping, RENEWED)

    def _fragment(self) -> str:
        return self._pages.part("operator_live.html", self._view())


async def _until(stopping: Event, seconds: float) -> None:
    """Wait for so long, or until this server stops."""
    for _ in range(round(seconds / 0.25)):
        if stopping.is_set():
            return
        await sleep(0.25)
