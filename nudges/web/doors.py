"""Who may come in, how much they may bring, and what a browser may do with our pages."""

import re
from typing import cast

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LONGEST_BODY = 64 * 1024
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
HOST = re.compile(r"(?:\[([0-9a-f.:]+)\]|([a-z0-9._-]+))(?::[0-9]{1,5})?", re.ASCII | re.IGNORECASE)
OWN_SITES = frozenset({"same-origin", "none"})
"""What a browser calls a request of our own page, or one that its user typed."""

CAREFUL = {
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "x-robots-tag": "noindex, nofollow",
}
RAW = [(name.encode(), value.encode()) for name, value in CAREFUL.items()]


class Careful:
    """Adds to every answer what keeps a browser careful, and takes no body that is too long."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, within bounds."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        taken = 0

        async def bounded() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > LONGEST_BODY:
                raise HTTPException(413, "this is too long")
            return message

        async def careful(message: Message) -> None:
            if message["type"] == "http.response.start":
                there = {name.lower() for name, _ in message["headers"]}
                message["headers"] = [*message["headers"], *(each for each in RAW if each[0] not in there)]
            await send(message)

        await self._app(scope, bounded, careful)


class OwnPagesOnly:
    """Lets in what is meant for this host by one of its names, and no text that another site's page sends."""

    def __init__(self, app: ASGIApp, names: frozenset[str]) -> None:
        self._app, self._names = app, names

    @classmethod
    def by(cls, host: str) -> Middleware:
        """Return the door of a server that listens at `host`."""
        return Middleware(cls, names=LOOPBACK | {host.lower()})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or refuse it."""
        why = self._refusal(cast("str", scope["method"]), Headers(scope=scope))
        app = self._app if why is None else JSONResponse({"problem": why}, 403)
        await app(scope, receive, send)

    def _refusal(self, method: str, headers: Headers) -> str | None:
        host = headers.get("host", "")
        if name_in(host) not in self._names:
            return "the phones are open only at localhost, 127.0.0.1 and the host that is set, and not by this name"
        if method in {"GET", "HEAD"}:
            return None
        origin = headers.get("origin")
        if (
            origin not in {None, f"http://{host}", f"https://{host}"}
            or headers.get("sec-fetch-site", "none") not in OWN_SITES
        ):
            return "another site's page may not send texts here; use the phone's own page"
        return None


def name_in(host: str) -> str | None:
    """Return the name in a Host header, or None where it cannot be read."""
    found = HOST.fullmatch(host)
    return (found[1] or found[2]).lower() if found else None
