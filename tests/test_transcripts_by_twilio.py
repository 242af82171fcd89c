"""Every transcript by the real library of Twilio, against a Twilio on this machine: its calls, and asking it.

The same texts come in under the same names on a phone in memory, and both conversations have to be the same. That
phone does what a carrier does with its own words: after STOP it takes nothing until START.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from nudges.clock import ManualClock
from nudges.core.words import CARRIERS_STOPS, Why
from nudges.gateways import Heard, Outgoing, Refused, Taken
from nudges.gateways.memory import MemoryGateway
from nudges.gateways.twilio.codes import answered
from nudges.gateways.twilio.config import TwilioConfig
from nudges.gateways.twilio.gateway import TwilioGateway
from nudges.twilio_local import NUMBER, Fault, LocalTwilio, Rule, running
from nudges.web import create_app
from tests.player import Carrier, play, read, transcripts
from tests.running import serving
from tests.samples import MONDAY, service

PUBLIC = "https://nudges.test"
BACK = frozenset({"START", "YES", "UNSTOP"})
LOOKS_BACK = timedelta(minutes=10)


class LikeACarrier(MemoryGateway):
    """A phone in memory whose carrier keeps opt-outs."""

    platform_opt_out = True

    def __init__(self) -> None:
        super().__init__()
        self.stopped: set[str] = set()

    def send(self, message: Outgoing, now: datetime) -> Taken | Refused:  # type: ignore[override]
        if message.to in self.stopped:
            said = answered(400, 21610)
            return Refused(detail=said.detail, why=Why.OPTED_OUT, code=said.code)
        return super().send(message, now)


class Named(Carrier):
    """Brings the texts of another run again, under the names that they had there."""

    def __init__(self, names: list[str]) -> None:
        self.gateway = LikeACarrier()
        super().__init__(service(gateway=self.gateway))
        self.names = list(names)

    def say(self, name: str, phone: str, text: str, now: datetime) -> None:
        word = text.strip().upper()
        if word in CARRIERS_STOPS:
            self.gateway.stopped.add(phone)
        elif word in BACK:
            self.gateway.stopped.discard(phone)
        super().say(self.names.pop(0), phone, text, now)


class ByTwilio(Carrier):
    """Texts go and come by the Twilio on this machine; a text that comes is asked for, twice."""

    alone = False

    def __init__(self, twilio: LocalTwilio, clock: ManualClock, public_url: str = "") -> None:
        self.twilio, self.time, self.names = twilio, clock, list[str]()
        account = twilio.account
        config = TwilioConfig(
            account_sid=account.sid, auth_tokens=(account.token,), sender=NUMBER, api_base=twilio.url,
            public_url=public_url,
        )  # fmt: skip
        self.gateway = TwilioGateway(config)
        super().__init__(service(gateway=self.gateway))

    def clock(self, now: datetime) -> None:
        self.time.moment = now

    def say(self, name: str, phone: str, text: str, now: datetime) -> None:
        self.names.append(self.twilio.receive(phone, text).sid)
        for _ in range(2):
            for heard in self.gateway.poll(now - LOOKS_BACK):
                self.service.hear(heard, now)


class ByItsCalls(ByTwilio):
    """A text that comes is told by a call, twice, and so is what became of ours."""

    def clock(self, now: datetime) -> None:
        super().clock(now)
        if self.twilio.twilio.due():
            assert self.twilio.settle()

    def say(self, name: str, phone: str, text: str, now: datetime) -> None:
        self.names.append(self.twilio.receive(phone, text).sid)
        assert self.twilio.settle()


@contextmanager
def asked() -> Iterator[ByTwilio]:
    clock = ManualClock(MONDAY)
    with running(LocalTwilio(now=clock.now)) as twilio:
        yield ByTwilio(twilio, clock)


@contextmanager
def calling() -> Iterator[ByTwilio]:
    clock = ManualClock(MONDAY)
    reach: dict[str, str] = {}
    with running(LocalTwilio(now=clock.now, reach=reach)) as twilio:
        carrier = ByItsCalls(twilio, clock, PUBLIC)
        app = create_app(
            carrier.service,
            clock,
            lambda _person: None,
            secret=b"secret",
            local_phones=False,
            provider=("twilio", PUBLIC),
        )
        with serving(app) as base:
            twilio.courier.reach[PUBLIC] = base
            for number in list(twilio.account.numbers.values()):
                told = msgspec.structs.replace(number, sms_url=f"{PUBLIC}/twilio/message")
                twilio.account.numbers[number.sid] = told
            twilio.fail(Rule(fault=Fault.DOUBLE_WEBHOOK), Rule(fault=Fault.DOUBLE_CALLBACK))
            yield carrier


WAYS = (asked, calling)


def ways() -> list[object]:
    """Return each transcript with each way; one of the two is kept for `make soak`, in turn."""
    found: list[object] = []
    for place, path in enumerate(transcripts()):
        for turn, way in enumerate(WAYS):
            later = [pytest.mark.soak] if place % len(WAYS) != turn else []
            found.append(pytest.param(path, way, marks=later, id=f"{path.stem}-{way.__name__}"))
    return found


@pytest.mark.parametrize(("path", "way"), ways())
def test_it_goes_by_twilio_as_it_goes_on_a_phone(path: Path, way: object) -> None:
    assert callable(way)
    transcript = read(path.read_text("utf-8"))
    with way() as carrier:
        by_twilio = play(transcript, carrier)
        assert by_twilio == play(transcript, Named(carrier.names))
        created = [text for text in carrier.twilio.texts() if text.direction == "outbound-api"]
        assert len({text.sid for text in created}) == len(created)


def test_a_picture_without_a_word_is_kept_and_an_unknown_number_hears_only_of_help() -> None:
    clock = ManualClock(MONDAY)
    with running(LocalTwilio(now=clock.now)) as twilio:
        carrier = ByTwilio(twilio, clock)
        for text in ("hello", "i want to die"):
            carrier.service.hear(Heard(id=f"SM{text}", phone="+14155550177", text=text), MONDAY)
            carrier.service.hear(Heard(id=f"SM{text}", phone="+14155550177", text=text), MONDAY)
        (answer,) = [text for text in twilio.texts() if text.to == "+14155550177"]
        assert "988" in answer.body
        assert carrier.service.strangers.count == 2
