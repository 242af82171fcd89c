"""Who cannot be called asks what arrived, and how far texts came; what comes twice counts once."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from nudges.clock import ManualClock
from nudges.core.facts import Delivered, Replied
from nudges.gateways.twilio.config import TwilioConfig
from nudges.gateways.twilio.gateway import TwilioGateway
from nudges.service import Service
from nudges.twilio_local import NUMBER, Fault, LocalTwilio, On, Rule, running
from nudges.worker.polling import Polling
from tests.samples import ANA, MONDAY, plan, service

HALF_AN_HOUR = timedelta(minutes=31)


class Home:
    """A server that nobody can call, and Ana, who has had her first nudge by it."""

    def __init__(self, twilio: LocalTwilio, clock: ManualClock) -> None:
        account = twilio.account
        config = TwilioConfig(account_sid=account.sid, auth_tokens=(account.token,), sender=NUMBER, api_base=twilio.url)
        gateway = TwilioGateway(config)
        self.twilio, self.clock = twilio, clock
        self.service: Service = service(gateway=gateway)
        self.service.enrol(ANA, (plan(),), MONDAY, "on paper")
        clock.moment = MONDAY + HALF_AN_HOUR
        self.service.attend("ana", clock.now())
        self.polling = Polling(self.service, gateway, clock, 20, lambda _person: None)

    def facts(self, kind: type) -> list[object]:
        return [fact for fact in self.service.store.read("ana").facts if isinstance(fact, kind)]


@pytest.fixture
def home() -> Iterator[Home]:
    clock = ManualClock(MONDAY)
    with running(LocalTwilio(now=clock.now)) as twilio:
        yield Home(twilio, clock)


def test_what_arrived_is_taken_in_once_however_often_it_is_seen(home: Home) -> None:
    home.twilio.receive(ANA.phone, "done")
    assert home.polling.look() == 1
    home.clock.moment += timedelta(minutes=1)
    home.polling.look()
    assert len(home.facts(Replied)) == 1


def test_what_arrived_while_nothing_ran_is_taken_in_at_the_first_look(home: Home) -> None:
    home.twilio.receive(ANA.phone, "done")
    home.clock.moment += timedelta(hours=9)
    assert home.polling.look() == 1


def test_a_look_that_fails_loses_nothing(home: Home) -> None:
    home.polling.look()
    home.twilio.receive(ANA.phone, "done")
    home.twilio.fail(Rule(fault=Fault.ERROR_BEFORE, times=1, on=On.READ))
    with pytest.raises(ConnectionError):
        home.polling.look()
    home.clock.moment += timedelta(minutes=1)
    assert home.polling.look() == 1


def test_a_look_goes_back_as_far_as_the_last_one_that_succeeded(home: Home) -> None:
    home.polling.look()
    home.clock.moment += timedelta(minutes=1)
    home.twilio.receive(ANA.phone, "done")
    home.clock.moment += timedelta(days=3)
    assert home.polling.look() == 1


def test_what_arrives_after_a_clock_that_ran_ahead_was_set_right_is_seen(home: Home) -> None:
    right = home.clock.moment
    home.clock.moment += timedelta(hours=5)
    home.polling.look()
    home.clock.moment = right + timedelta(minutes=1)
    home.twilio.receive(ANA.phone, "done")
    home.clock.moment += timedelta(minutes=1)
    assert home.polling.look() == 1


def test_how_far_a_text_came_is_asked_until_it_has_an_end(home: Home) -> None:
    home.clock.moment += timedelta(minutes=1)
    home.twilio.settle()
    assert home.polling.look_into() >= 1
    assert len(home.facts(Delivered)) == len({fact.id for fact in home.facts(Delivered)})  # type: ignore[attr-defined]
    before = len(home.facts(Delivered))
    assert before >= 1
    home.polling.look_into()
    assert len(home.facts(Delivered)) == before
