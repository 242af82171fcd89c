"""The parts of these tests: a phone, our gateway to it, and a door at which it calls."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from nudges.android_local import AndroidPhone, serving
from nudges.android_local.server import listening
from nudges.clock import ManualClock
from nudges.gateways import Heard, Outgoing, Posted, Told
from nudges.gateways.android import AndroidConfig, AndroidGateway

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
ANA, BO = "+14155550100", "+14155550101"
QUICK = (2.0, 1.0)


class Set:
    """A phone, its address, and our gateway to it, by one clock."""

    def __init__(self, phone: AndroidPhone, clock: ManualClock, address: str) -> None:
        self.phone, self.clock, self.address = phone, clock, address
        self.heard: list[Heard | Told] = []
        self.refused = 0
        self.gateway = self.with_config()

    def with_config(self, **changes: str) -> AndroidGateway:
        words = {"base_url": self.address, "username": "sms", "password": "local", "signing_key": "signing"}
        config = AndroidConfig(**{"region": "US", **words, **changes})
        return AndroidGateway(config, self.clock.now, QUICK)

    def pass_time(self, **passed: float) -> None:
        self.clock.moment += timedelta(**passed)

    def told(self) -> list[Told]:
        return [each for each in self.heard if isinstance(each, Told)]

    def texts(self) -> list[Heard]:
        return [each for each in self.heard if isinstance(each, Heard)]

    def posts(self) -> int:
        return sum(asked.startswith("POST") for asked in self.phone.asked)


@contextmanager
def a_set() -> Iterator[Set]:
    """Yield a phone that answers, and the gateway to it."""
    clock = ManualClock(NOON)
    phone = AndroidPhone(clock.now, ZoneInfo("America/New_York"))
    phone.silence = 2.5
    with serving(phone) as address:
        yield Set(phone, clock, address)


@contextmanager
def a_door(it: Set, *events: str) -> Iterator[str]:
    """Let the phone call our gateway of some events, and yield the address it calls."""

    async def enter(request: Request) -> Response:
        posted = Posted(
            method=request.method, url=str(request.url), headers=dict(request.headers), body=await request.body()
        )
        found = it.gateway.read(posted)
        it.heard += found or []
        it.refused += found is None
        answer = it.gateway.answer(known=found is not None)
        return Response(answer.body, answer.status, media_type=answer.content_type)

    with listening(Starlette(routes=[Route("/android", enter, methods=["POST"])])) as address:
        it.phone.wants(f"{address}/android", *events)
        yield f"{address}/android"


def outgoing(  # one text, or a change of it
    id_: str = "nudge/walk/2026-11-24T12:00Z",
    person: str = "ana",
    to: str = ANA,
    text: str = "Walk?",
    minutes: float = 60,
) -> Outgoing:
    return Outgoing(id=id_, person=person, to=to, text=text, expires=NOON + timedelta(minutes=minutes))
