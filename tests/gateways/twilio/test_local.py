"""The gateway and the local Twilio that ships: texts leave, arrive, get lost and are found again."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest

from nudges.clock import ManualClock
from nudges.core.words import Status, Why
from nudges.gateways import Absent, Outgoing, Refused, Taken, Told, Unclear
from nudges.gateways.twilio.client import TwilioHttp
from nudges.gateways.twilio.config import TwilioConfig
from nudges.gateways.twilio.gateway import TwilioGateway
from nudges.twilio_local import LocalTwilio, Speed, running
from nudges.twilio_local.faults import Fault, Rule

ANA = "+14155550100"
START = datetime(2026, 3, 2, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


class World:
    """A local Twilio with a clock that stands still, and a gateway to it."""

    def __init__(self, twilio: LocalTwilio, clock: ManualClock, gateway: TwilioGateway) -> None:
        self.twilio, self.clock, self.gateway = twilio, clock, gateway

    def message(self, name: str = "nudge/a/1", words: str = "Three breaths?", to: str = ANA) -> Outgoing:
        return Outgoing(id=name, person="ana", to=to, text=words, expires=self.clock.moment + timedelta(hours=1))

    def send(self, message: Outgoing | None = None) -> Taken | Refused | Unclear:
        return self.gateway.send(message or self.message(), self.clock.moment)

    def wait(self, seconds: int = 10) -> None:
        for _ in range(seconds):
            self.clock.moment += SECOND
            assert self.twilio.settle()


@contextmanager
def world_with(wait: float = 20.0, *, service: bool = False) -> Iterator[World]:
    clock = ManualClock(START)
    with running(LocalTwilio(now=clock.now, speed=Speed(step=SECOND))) as twilio:
        account = twilio.account
        number = next(iter(account.numbers.values())).phone
        whose = {"service_sid": account.service.sid} if service else {"sender": number}
        config = TwilioConfig(account_sid=account.sid, auth_tokens=(account.token,), api_base=twilio.url, **whose)  # type: ignore[arg-type]
        gateway = TwilioGateway(config, TwilioHttp(twilio.url, patience=(10.0, wait)))
        try:
            yield World(twilio, clock, gateway)
        finally:
            gateway.close()


@pytest.fixture
def world() -> Iterator[World]:
    with world_with() as world:
        yield world


@pytest.mark.parametrize("service", [False, True])
def test_a_text_leaves_and_says_that_it_arrived(*, service: bool) -> None:
    with world_with(service=service) as world:
        taken = world.send()
        assert isinstance(taken, Taken)
        assert taken.segments == 1
        assert world.gateway.status(taken.provider_id) is None
        world.wait()
        told = world.gateway.status(taken.provider_id)
        assert told == Told(provider_id=taken.provider_id, status=Status.DELIVERED)
        [text] = world.twilio.texts()
        assert text.validity == timedelta(hours=1)


@pytest.mark.parametrize("fault", [Fault.ERROR_AFTER, Fault.TIMEOUT_AFTER])
def test_a_text_whose_answer_was_lost_is_found(fault: Fault) -> None:
    with world_with(wait=0.5 if fault is Fault.TIMEOUT_AFTER else 20) as world:
        world.twilio.fail(Rule(fault=fault, times=1))
        assert isinstance(world.send(), Unclear)
        found = world.gateway.find(world.message())
        [text] = world.twilio.texts()
        assert found == Taken(provider_id=text.sid, segments=1)


@pytest.mark.parametrize("fault", [Fault.ERROR_BEFORE, Fault.TIMEOUT_BEFORE])
def test_a_text_that_never_arrived_there_is_absent(fault: Fault) -> None:
    with world_with(wait=0.5 if fault is Fault.TIMEOUT_BEFORE else 20) as world:
        world.twilio.fail(Rule(fault=fault, times=1))
        assert isinstance(world.send(), Unclear)
        assert world.gateway.find(world.message()) == Absent()
        assert world.twilio.texts() == []
        assert isinstance(world.send(), Taken)


def test_a_busy_twilio_says_when_to_come_again(world: World) -> None:
    world.twilio.fail(Rule(fault=Fault.BUSY, times=1, retry_after=3))
    refused = world.send()
    assert isinstance(refused, Refused)
    assert (refused.why, refused.after) == (Why.LATER, timedelta(seconds=3))
    assert world.twilio.texts() == []


@pytest.mark.parametrize(("fault", "why"), [(Fault.BAD_TOKEN, Why.CONFIGURATION), (Fault.NO_FUNDS, Why.CONFIGURATION)])
def test_a_wrong_set_up_is_told_as_one(world: World, fault: Fault, why: Why) -> None:
    world.twilio.fail(Rule(fault=fault))
    refused = world.send()
    assert isinstance(refused, Refused)
    assert refused.why is why


def test_a_number_that_is_not_registered_is_told_later(world: World) -> None:
    world.twilio.fail(Rule(fault=Fault.UNREGISTERED))
    taken = world.send()
    assert isinstance(taken, Taken)
    world.wait()
    told = world.gateway.status(taken.provider_id)
    assert told is not None
    assert (told.status, told.code, told.why) == (Status.FAILED, 30034, Why.CONFIGURATION)


def test_who_texted_stop_is_opted_out_at_twilio_too(world: World) -> None:
    world.twilio.receive(ANA, "STOP")
    world.wait()
    refused = world.send()
    assert isinstance(refused, Refused)
    assert (refused.why, refused.code) == (Why.OPTED_OUT, 21610)


@pytest.mark.parametrize("service", [False, True])
def test_what_people_write_is_asked_for(*, service: bool) -> None:
    with world_with(service=service) as world:
        pool = world.twilio.account.pool(world.twilio.account.service.sid)
        to = pool[0].phone if service else None
        world.twilio.receive(ANA, "done", to=to)
        world.wait(1)
        world.twilio.receive(ANA, "7 “out” of 10", to=to)
        world.wait(1)
        world.send()
        heard = world.gateway.poll(START)
        assert [(each.phone, each.text) for each in heard] == [(ANA, "done"), (ANA, "7 “out” of 10")]
        assert world.gateway.poll(START) == heard
        assert world.gateway.poll(START + timedelta(days=1)) == []


def test_a_busy_day_is_asked_for_page_by_page(world: World) -> None:
    for number in range(450):
        world.twilio.receive(f"+1415555{number:04}", f"{number}")
    world.wait(1)
    heard = world.gateway.poll(START)
    assert len({each.id for each in heard}) == len(heard) == 450


def test_a_forgotten_phone_leaves_no_words_behind(world: World) -> None:
    world.send()
    world.send(world.message("nudge/b/1", "Someone else's", "+14155550199"))
    world.twilio.receive(ANA, "I was sad")
    world.wait()
    world.gateway.forget(ANA)
    assert [text.body for text in world.twilio.texts() if ANA in (text.to, text.from_)] == ["", ""]
    assert [text.body for text in world.twilio.texts() if ANA not in (text.to, text.from_)] == ["Someone else's"]
    assert world.gateway.poll(START) == []
