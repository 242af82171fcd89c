"""A local Twilio whose answers can be spoiled, to see that somebody notices."""

from collections.abc import Callable, MutableMapping
from typing import Any

import msgspec
from starlette.applications import Starlette
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from nudges.twilio_local import LocalTwilio

Answer = dict[str, Any]
Spoil = Callable[[Answer], Answer]


class SpoiledTwilio(LocalTwilio):
    """A local Twilio; while `spoil` is set, it makes something else of every answer, and `status` of its status."""

    spoil: Spoil | None = None
    status: int | None = None

    def app(self) -> Starlette:
        """Return the web side of it, with somebody between."""
        app = super().app()
        app.add_middleware(_Between, twilio=self)
        return app


class _Between:
    def __init__(self, app: ASGIApp, twilio: SpoiledTwilio) -> None:
        self.app, self.twilio = app, twilio

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started: list[Message] = []

        async def spoiled(message: Message) -> None:
            if self.twilio.spoil is None:
                await send(message)
            elif message["type"] == "http.response.start":
                started.append(message)
            else:
                answer = self.twilio.spoil(msgspec.json.decode(message["body"]))
                body = msgspec.json.encode(answer)
                await send(_resized(started[0], len(body), self.twilio.status))
                await send({**message, "body": body})

        await self.app(scope, receive, spoiled)


def _resized(start: MutableMapping[str, Any], size: int, status: int | None) -> Message:
    headers = [(name, value) for name, value in start["headers"] if name != b"content-length"]
    return {
        **start,
        "headers": [*headers, (b"content-length", str(size).encode())],
        "status": status or start["status"],
    }
