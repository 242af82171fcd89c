"""The gateway and the local Twilio that ships, with prism between them."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import msgspec
import pytest
from twilio.http.response import Response  # type: ignore[import-untyped]
from twilio.rest import Client  # type: ignore[import-untyped]

from nudges.clock import ManualClock
from nudges.gateways import Outgoing, Refused, Taken, Unclear
from nudges.gateways.twilio.client import TwilioHttp, client_of
from nudges.gateways.twilio.config import TwilioConfig
from nudges.gateways.twilio.gateway import TwilioGateway
from nudges.twilio_local import NUMBER, Speed, running
from tests.prism.proxy import Prism, prism_before
from tests.prism.spoiling import SpoiledTwilio

START, SECOND = datetime(2026, 3, 2, 12, tzinfo=UTC), timedelta(seconds=1)
PUBLIC = "https://nudges.example"


class WatchedHttp(TwilioHttp):
    """How the gateway talks to Twilio, with what prism says of it kept."""

    def __init__(self, base: str) -> None:
        super().__init__(base)
        self.answers: list[tuple[str, int]] = []
        self.wrong: list[str] = []

    def request(self, method: str, uri: str, **rest: Any) -> Response:
        answer = super().request(method, uri, **rest)
        self.answers.append((method.upper(), answer.status_code))
        if violations := answer.headers.get("sl-violations"):
            self.wrong.append(violations)
        elif "stoplight.io/prism/errors" in answer.text:
            self.wrong.append(answer.text)
        return answer


class World:
    """One prism and one Twilio for all tests, hours between them, and another phone for each."""

    def __init__(self, twilio: SpoiledTwilio, prism: Prism, clock: ManualClock) -> None:
        self.twilio, self.prism, self.clock = twilio, prism, clock
        self.https: list[WatchedHttp] = []
        self._phones = count(100)
        self.phone = ""

    def begin(self) -> None:
        self.clock.moment += timedelta(hours=3)
        self.phone = f"+14155550{next(self._phones)}"
        self.prism.wrong()

    def end(self) -> None:
        for http in self.https:
            http.close()
        self.https.clear()
        self.twilio.faults.clear()
        self.twilio.spoil = self.twilio.status = None

    def wrong(self) -> list[str]:
        """Return what was reported, by an answer or in prism's own log, since this was last asked."""
        told = [each for http in self.https for each in http.wrong]
        for http in self.https:
            http.wrong.clear()
        return [*told, *self.prism.wrong()]

    def http(self) -> WatchedHttp:
        self.https.append(WatchedHttp(self.prism.url))
        return self.https[-1]

    def config(self, **whose: Any) -> TwilioConfig:
        account = self.twilio.account
        who = whose or {"sender": NUMBER}
        return msgspec.convert(
            {
                "account_sid": account.sid,
                "auth_tokens": (account.token,),
                "api_base": self.prism.url,
                "public_url": PUBLIC,
                **who,
            },
            TwilioConfig,
        )

    def gateway(self, **whose: Any) -> TwilioGateway:
        return TwilioGateway(self.config(**whose), self.http())

    def client(self, **whose: Any) -> Client:
        return client_of(self.config(**whose), self.http())

    def message(self, name: str = "nudge/a/1", words: str = "Three breaths?", to: str = "") -> Outgoing:
        until = self.clock.moment + timedelta(hours=1)
        return Outgoing(id=name, person="ana", to=to or self.phone, text=words, expires=until)

    def send(self, gateway: TwilioGateway, **said: str) -> Taken | Refused | Unclear:
        return gateway.send(self.message(**said), self.clock.moment)

    def wait(self, seconds: int = 10) -> None:
        for _ in range(seconds):
            self.clock.moment += SECOND
            assert self.twilio.settle()


@pytest.fixture(scope="package")
def around(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    clock = ManualClock(START)
    twilio = SpoiledTwilio(now=clock.now, speed=Speed(step=SECOND))
    with running(twilio), prism_before(twilio.url, tmp_path_factory.mktemp("prism")) as prism:
        yield World(twilio, prism, clock)


@pytest.fixture
def world(around: World) -> Iterator[World]:
    around.begin()
    yield around
    around.end()


@pytest.fixture
def clean(world: World) -> Iterator[World]:
    """A world in which nothing may be reported."""
    yield world
    assert world.wrong() == []
