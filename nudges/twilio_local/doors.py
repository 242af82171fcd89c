"""How a request is let in, and what may go wrong with it on the way."""

import asyncio
import base64
import binascii
import secrets
from collections.abc import Awaitable, Callable
from threading import Event

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from nudges.twilio_local.errors import Refusal
from nudges.twilio_local.faults import Fault, On
from nudges.twilio_local.twilio import Twilio

Handler = Callable[[Request], Awaitable[Response]]

HELD = 60.0
"""Seconds that a request is left without an answer at most."""

LOOK = 0.05
"""Seconds between two looks at whether the asker is still there."""


class Silence(Response):
    """No answer, until the asker goes away."""

    def __init__(self, stopping: Event) -> None:
        super().__init__(status_code=504)
        self._stopping = stopping

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Wait, and only then answer: there is nobody to hear it any more."""
        request = Request(scope, receive)
        for _ in range(int(HELD / LOOK)):
            if self._stopping.is_set() or await request.is_disconnected():
                break
            await asyncio.sleep(LOOK)
        await super().__call__(scope, receive, send)


class Doors:
    """Lets requests in that come with the account's token, unless a fault says otherwise."""

    def __init__(self, twilio: Twilio, stopping: Event) -> None:
        self.twilio, self.stopping = twilio, stopping

    def open(self, handler: Handler, on: On = On.READ) -> Handler:
        """Return a handler that answers as Twilio does whatever happens, and meets the faults for its kind."""

        async def opened(request: Request) -> Response:
            try:
                self._check(request)
                number = str((await request.form()).get("To", "")) if on is On.CREATE else None
                return await self._before(number, on) or await handler(request)
            except Refusal as refusal:
                return refused(refusal)
            except ClientDisconnect:  # who asked died in the middle, and nothing was taken
                return Response(status_code=400)

        return opened

    def _check(self, request: Request) -> None:
        account = self.twilio.account
        user, _, password = _credentials(request.headers.get("authorization", "")).partition(":")
        known = user == account.sid and any(
            secrets.compare_digest(password.encode(), t.encode()) for t in account.tokens
        )
        if not known or self.twilio.faults.hit(Fault.BAD_TOKEN):
            raise Refusal(20003)
        if request.path_params.get("account", account.sid) != account.sid:
            raise Refusal(20404, path=request.url.path)

    async def _before(self, number: str | None, on: On) -> Response | None:
        """Return what is answered instead, where something goes wrong before anything is done."""
        faults = self.twilio.faults
        if rule := faults.hit(Fault.SLOW, number, on):
            await asyncio.sleep(rule.ms / 1000)
        if rule := faults.hit(Fault.BUSY, number, on):
            raise Refusal(20429, retry_after=rule.retry_after)
        if rule := faults.hit(Fault.ERROR_BEFORE, number, on):
            raise broken(rule.status)
        return Silence(self.stopping) if faults.hit(Fault.TIMEOUT_BEFORE, number, on) else None

    def after(self, number: str, answer: Response) -> tuple[Response, str]:
        """Return what is answered to a text that was taken, and what to note of it."""
        if self.twilio.faults.hit(Fault.TIMEOUT_AFTER, number):
            return Silence(self.stopping), "no answer"
        if rule := self.twilio.faults.hit(Fault.ERROR_AFTER, number):
            return refused(broken(rule.status)), str(rule.status)
        return answer, str(answer.status_code)


def broken(status: int) -> Refusal:
    """Return the refusal for what broke on Twilio's side."""
    return Refusal(20503 if status == 503 else 20500, status=status)


def refused(refusal: Refusal) -> Response:
    """Return a refusal as Twilio words it."""
    headers = {} if refusal.retry_after is None else {"Retry-After": str(refusal.retry_after)}
    if refusal.status == 429:
        headers["Twilio-Concurrent-Requests"] = "100"
    if refusal.status == 401:
        headers["WWW-Authenticate"] = 'Basic realm="Twilio API"'
    return JSONResponse(refusal.body(), status_code=refusal.status, headers=headers)


def _credentials(header: str) -> str:
    scheme, _, coded = header.partition(" ")
    try:
        return base64.b64decode(coded, validate=True).decode() if scheme.lower() == "basic" else ""
    except (binascii.Error, UnicodeDecodeError):
        return ""
