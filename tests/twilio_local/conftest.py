"""A Twilio on this machine whose clock stands still until it is moved, and the official client for it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from twilio.http.http_client import TwilioHttpClient  # type: ignore[import-untyped]
from twilio.rest import Client  # type: ignore[import-untyped]

from nudges.clock import ManualClock
from nudges.twilio_local import LocalTwilio, Speed, running
from tests.twilio_local.listener import Listener, listening

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
STEP = timedelta(seconds=1)
ANA = "+14155550100"

Pass = Callable[[float], None]


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(NOON)


@pytest.fixture
def twilio(clock: ManualClock, monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalTwilio]:
    for name in ("TWILIO_EDGE", "TWILIO_REGION"):
        monkeypatch.delenv(name, raising=False)
    with running(LocalTwilio(now=clock.now, speed=Speed(step=STEP))) as local:
        yield local


@pytest.fixture
def pass_time(twilio: LocalTwilio, clock: ManualClock) -> Pass:
    """Let seconds pass, one after the other, and everything happen that is due in each."""

    def go(seconds: float) -> None:
        for _ in range(int(seconds)):
            clock.moment += timedelta(seconds=1)
            assert twilio.settle(), "calls are still being made"

    return go


@pytest.fixture
def client(twilio: LocalTwilio) -> Any:
    return client_of(twilio)


@pytest.fixture
def listener() -> Iterator[Listener]:
    with listening() as found:
        yield found


def client_of(twilio: LocalTwilio, token: str | None = None, timeout: float = 5.0) -> Any:
    """Return the official client."""
    http = TwilioHttpClient(timeout=timeout)
    client = Client(twilio.account.sid, token or twilio.account.token, http_client=http)
    client.api.base_url = client.messaging.base_url = twilio.url
    return client
