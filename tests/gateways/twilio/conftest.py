"""A stand-in for Twilio, and a gateway that talks to it."""

from collections.abc import Iterator

import pytest

from nudges.gateways.twilio.gateway import TwilioGateway
from tests.gateways.twilio.stand_in import StandIn, gateway_at, standing_in


@pytest.fixture
def place() -> Iterator[tuple[StandIn, str]]:
    with standing_in() as both:
        yield both


@pytest.fixture
def twilio(place: tuple[StandIn, str]) -> StandIn:
    return place[0]


@pytest.fixture
def base(place: tuple[StandIn, str]) -> str:
    return place[1]


@pytest.fixture
def gateway(base: str) -> Iterator[TwilioGateway]:
    with gateway_at(base) as gateway:
        yield gateway
