"""How a Twilio is led from outside: texts that arrive, what goes wrong, and what happened."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from decimal import Decimal
from typing import TypeVar

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from nudges.twilio_local.arriving import receive
from nudges.twilio_local.course import Speed
from nudges.twilio_local.doors import refused
from nudges.twilio_local.errors import Refusal
from nudges.twilio_local.faults import Fault, Rule
from nudges.twilio_local.text import resource
from nudges.twilio_local.twilio import Twilio

S = TypeVar("S", bound=msgspec.Struct)
Handler = Callable[[Request], Awaitable[Response]]


class Inbound(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A text that somebody writes."""

    from_: str = msgspec.field(name="from")
    to: str
    body: str = ""
    media: tuple[str, ...] = ()


class Changes(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is to be different about the account, or how fast everything goes."""

    suspended: bool | None = None
    funds: Decimal | None = None
    rotate_token: bool = False
    step_ms: int | None = None
    rate: float | None = None


class Control:
    """The doors for those who lead it. They ask for no token: it listens on this machine only."""

    def __init__(self, twilio: Twilio) -> None:
        self.twilio = twilio

    def routes(self) -> list[Route]:
        """Return the doors."""
        return [
            Route("/control/inbound", careful(self.inbound), methods=["POST"]),
            Route("/control/faults", careful(self.add_fault), methods=["POST"]),
            Route("/control/faults", careful(self.faults), methods=["GET"]),
            Route("/control/faults", careful(self.clear_faults), methods=["DELETE"]),
            Route("/control/account", careful(self.change), methods=["POST"]),
            Route("/control/record", careful(self.record), methods=["GET"]),
            Route("/control/record", careful(self.clear_record), methods=["DELETE"]),
        ]

    async def inbound(self, request: Request) -> Response:
        """Let a text arrive."""
        told = await _read(request, Inbound)
        text = receive(self.twilio, told.from_, told.to, told.body, told.media)
        return JSONResponse(resource(text), status_code=201)

    async def add_fault(self, request: Request) -> Response:
        """Let something go wrong from now on."""
        self.twilio.faults.add(await _read(request, Rule))
        return await self.faults(request)

    async def faults(self, _: Request) -> Response:
        """Show what goes wrong."""
        return JSONResponse({"faults": msgspec.to_builtins(self.twilio.faults.rules())})

    async def clear_faults(self, request: Request) -> Response:
        """Let nothing go wrong any more, or not the one fault that is named."""
        named = request.query_params.get("fault")
        self.twilio.faults.clear(None if named is None else msgspec.convert(named, Fault))
        return await self.faults(request)

    async def change(self, request: Request) -> Response:
        """Change the account or the speed."""
        told, account, speed = await _read(request, Changes), self.twilio.account, self.twilio.speed
        if told.suspended is not None:
            account.suspended = told.suspended
        if told.funds is not None:
            account.funds = told.funds
        if told.rotate_token:
            account.rotate()
        step = speed.step if told.step_ms is None else timedelta(milliseconds=told.step_ms)
        rate = speed.rate if told.rate is None else told.rate or None
        self.twilio.speed = Speed(step=step, rate=rate, busy=speed.busy, room=speed.room)
        return JSONResponse({"sid": account.sid, "token": account.token, "active": account.active})

    async def record(self, _: Request) -> Response:
        """Show what happened, and how often each text was taken."""
        with self.twilio.lock:
            record = self.twilio.record
            accepted = [{"to": to, "body": body, "times": n} for (to, body), n in record.accepted().items()]
            happened = {
                "accepted": accepted,
                "asked": msgspec.to_builtins(record.asked),
                "moved": msgspec.to_builtins(record.moved),
                "called": msgspec.to_builtins(record.called),
            }
        return JSONResponse(happened)

    async def clear_record(self, _: Request) -> Response:
        """Forget what happened; the texts stay."""
        with self.twilio.lock:
            self.twilio.record.clear()
        return Response(status_code=204)


def careful(handler: Handler) -> Handler:
    """Return a handler that says what is wrong with what it is given."""

    async def told(request: Request) -> Response:
        try:
            return await handler(request)
        except Refusal as refusal:
            return refused(refusal)
        except msgspec.MsgspecError as error:
            return JSONResponse({"problem": str(error)}, status_code=400)

    return told


async def _read(request: Request, kind: type[S]) -> S:
    return msgspec.json.decode(await request.body(), type=kind)
