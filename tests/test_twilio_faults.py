"""Every text is accounted for, whatever goes wrong with Twilio or us: a few hundred here, 10,000 in `make soak`."""

import random
import time
from datetime import timedelta
from pathlib import Path

import pytest

from nudges.clock import ManualClock
from nudges.core.facts import Accepted
from nudges.core.inbound import Inbound
from nudges.gateways import Absent, Outgoing, Taken, Unclear
from nudges.gateways.twilio.config import TwilioConfig
from nudges.gateways.twilio.gateway import TwilioGateway
from nudges.store.memory import MemoryStore
from nudges.twilio_local import NUMBER, Fault, LocalTwilio, Rule, running
from tests.samples import ANA, MONDAY, service
from tests.soak.twilio_audit import audit
from tests.soak.twilio_day import RATE, RULES, Day, free_port, live, twilio_of


def account(home: Path, people: int, plans: int, lasts: float, seed: int) -> None:
    begun = time.monotonic()
    day = Day(home=home, people=people, plans=plans, lasts=lasts, port=free_port(), dice=random.Random(seed))
    home.mkdir()
    with running(twilio_of(day)) as twilio:
        live(day, twilio)
        found = audit(home, twilio, day.due, day.wrote)
    taken = time.monotonic() - begun
    print(f"\n{day.kills} kills in {taken:.0f} s, {taken * RATE / 3600:.1f} hours of theirs")
    print("\n".join(found.table()))
    assert found.wrong == [], found.wrong[:20]
    assert len(day.due) == people * plans
    assert day.kills >= lasts / 10
    assert all(found.struck[rule.fault] for rule in RULES)


@pytest.mark.long
def test_every_text_is_accounted_for_whatever_goes_wrong(tmp_path: Path) -> None:
    account(tmp_path / "home", people=60, plans=5, lasts=12, seed=1)


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_ten_thousand_nudges_are_accounted_for(tmp_path: Path) -> None:
    account(tmp_path / "home", people=1000, plans=10, lasts=180, seed=2)


def test_a_text_that_never_left_is_not_taken_for_an_older_one_with_the_same_words() -> None:
    clock = ManualClock(MONDAY)
    with running(LocalTwilio(now=clock.now)) as twilio:
        store = MemoryStore()
        before = service(store, gateway_of(twilio))
        before.enrol(ANA, (), MONDAY, "on paper")
        before.receive(Inbound(id="SM1", phone=ANA.phone, text="help"), MONDAY)
        before.attend("ana", MONDAY)
        clock.moment += timedelta(minutes=10)
        twilio.fail(Rule(fault=Fault.ERROR_BEFORE, times=1))
        before.receive(Inbound(id="SM2", phone=ANA.phone, text="help"), clock.now())
        before.attend("ana", clock.now())
        # A server that was started anew knows of the older one from its book alone.
        after = service(store, gateway_of(twilio))
        for _ in range(2):
            clock.moment += timedelta(minutes=5)
            after.attend("ana", clock.now())
        words = [text.body for text in twilio.texts()]
        helps = [fact for fact in store.read("ana").facts if isinstance(fact, Accepted) and "/SM" in fact.id]
    assert len({fact.id for fact in helps}) == len({fact.provider_id for fact in helps}) == 2
    assert max(words.count(each) for each in words) == 2


def test_of_two_lost_texts_with_the_same_words_the_one_that_left_is_known_by_its_moment() -> None:
    clock = ManualClock(MONDAY)
    with running(LocalTwilio(now=clock.now)) as twilio:
        gateway = gateway_of(twilio)
        began = {}
        for name in ("never-left", "left"):
            clock.moment += timedelta(hours=1)
            began[name] = clock.now()
            twilio.fail(Rule(fault=Fault.ERROR_BEFORE if name == "never-left" else Fault.ERROR_AFTER, times=1))
            assert isinstance(gateway.send(outgoing(name), clock.now()), Unclear)
        fresh = gateway_of(twilio)
        assert isinstance(fresh.find_among(outgoing("never-left"), began, {}), Absent)
        assert isinstance(fresh.find_among(outgoing("left"), began, {}), Taken)


def test_of_two_lost_texts_with_the_same_words_and_nearly_the_same_moment_nobody_can_say_which_left() -> None:
    clock = ManualClock(MONDAY)
    with running(LocalTwilio(now=clock.now)) as twilio:
        gateway, began = gateway_of(twilio), {"one": MONDAY, "two": MONDAY + timedelta(minutes=1)}
        twilio.fail(Rule(fault=Fault.ERROR_AFTER, times=1))
        gateway.send(outgoing("one"), clock.now())
        fresh = gateway_of(twilio)
        for name in began:
            assert isinstance(fresh.find_among(outgoing(name), began, {}), Unclear)


def gateway_of(twilio: LocalTwilio) -> TwilioGateway:
    account = twilio.account
    config = TwilioConfig(account_sid=account.sid, auth_tokens=(account.token,), sender=NUMBER, api_base=twilio.url)
    return TwilioGateway(config)


def outgoing(name: str) -> Outgoing:
    return Outgoing(id=name, person="ana", to=ANA.phone, text="How was it?", expires=MONDAY + timedelta(hours=6))
