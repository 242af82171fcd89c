"""`nudges serve` with Twilio, on a clock that runs fast and with as little patience: to be killed.

python -m tests.soak.twilio_server EPOCH RATE, with the settings in the environment
"""

import sys

from nudges.gateways import Gateway
from nudges.gateways.twilio.client import TwilioHttp
from nudges.gateways.twilio.config import TwilioConfig
from nudges.gateways.twilio.gateway import TwilioGateway
from nudges.library import load
from nudges.service import Service
from nudges.settings import Settings, read_settings
from nudges.web.logs import log_as_json
from nudges.web.server import run_server
from nudges.wiring import make_lane, make_store, make_strangers
from nudges.worker.polling import DAY, Polling
from tests.soak.server import FastClock

PATIENCE = (2.0, 0.75)
"""Seconds to connect and to wait: on a clock that is forty times as fast this is half a minute, as it really is."""


def make_gateway(settings: Settings) -> TwilioGateway:
    """Return the gateway that the wiring makes, with less patience."""
    config = TwilioConfig(
        account_sid=settings.twilio_account_sid,
        auth_tokens=settings.signing_tokens,
        sender=settings.twilio_from,
        api_base=settings.twilio_api,
        public_url=settings.public_url,
    )
    return TwilioGateway(config, TwilioHttp(settings.twilio_api, PATIENCE))


def make_service(settings: Settings, gateway: Gateway) -> Service:
    """Return the service as `nudges serve` has it."""
    return Service(
        make_store(settings),
        gateway,
        load().words,
        lane=make_lane(settings),
        strangers=make_strangers(settings),
    )


def main() -> None:
    """Serve as `nudges serve` does, on the fast clock."""
    clock, settings = FastClock(float(sys.argv[1]), float(sys.argv[2])), read_settings()
    log_as_json()
    gateway = make_gateway(settings)
    service = make_service(settings, gateway)
    daily = Polling(service, gateway, clock, DAY, lambda _person: None)
    run_server(service, clock, settings, lambda _: daily.start())


if __name__ == "__main__":
    main()
