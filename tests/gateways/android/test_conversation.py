"""A day with the phone: the nudge leaves, its delivery is told, the reply is heard and answered, each of them once."""

from datetime import timedelta

import pytest

from nudges.android_local import Ending, Fault
from nudges.core.facts import Accepted, Delivered, Fact, Failed, Replied
from nudges.gateways import Heard, Told
from nudges.service import Service
from tests.gateways.android.parts import ANA as PHONE
from tests.gateways.android.parts import Set, a_door
from tests.samples import ANA, MONDAY, at, plan, service

DUE = at("2026-03-03 08:30")
SAID = ("sms:received", "sms:sent", "sms:delivered", "sms:failed")


def begun(it: Set) -> Service:
    """Return a service with Ana in it, at the moment of her nudge."""
    made = service(gateway=it.gateway)
    made.enrol(ANA, (plan(),), MONDAY, consent="on paper")
    it.clock.moment = MONDAY
    made.attend("ana", MONDAY)
    it.phone.work()
    it.phone.left.clear()
    it.phone.courier.letters.clear()
    it.clock.moment = DUE
    return made


def attend(it: Set, made: Service) -> None:
    made.attend("ana", it.clock.now())
    it.phone.work()
    it.phone.courier.deliver()
    tell(it, made)


def tell(it: Set, made: Service) -> None:
    """Bring what the phone told to the service, all of it twice."""
    for each in [*it.heard, *it.heard]:
        match each:
            case Heard():
                made.hear(each, it.clock.now())
            case Told():
                made.note(each, it.clock.now())
    it.heard.clear()


def facts(made: Service, kind: type[Fact]) -> list[Fact]:
    return [fact for fact in made.store.read("ana").facts if isinstance(fact, kind)]


def left(it: Set) -> list[tuple[str, ...]]:
    return [message.to for message in it.phone.left]


@pytest.mark.parametrize("way", ["told", "asked"])
def test_a_nudge_is_sent_and_answered_once(it: Set, way: str) -> None:
    made = begun(it)
    it.phone.courier.doubled = True
    with a_door(it, *(SAID if way == "told" else ())):
        attend(it, made)
        assert left(it) == [(PHONE,)]
        it.pass_time(minutes=5)
        it.phone.hear(PHONE, "done")
        for _ in range(2):
            it.heard += it.gateway.poll(DUE) if way == "asked" else []
            attend(it, made)
            it.pass_time(minutes=1)
        attend(it, made)
    assert len(facts(made, Replied)) == 1
    assert len(it.phone.left) == len({message.id for message in it.phone.left}) == 2
    if way == "told":
        nudge = [fact for fact in facts(made, Delivered) if "2026-03-03" in fact.key]
        assert len(nudge) == 1


@pytest.mark.parametrize("fault", [Fault.TORN_AFTERWARDS, Fault.BROKEN, Fault.BUSY, Fault.BROKEN_AFTERWARDS])
def test_a_nudge_leaves_once_though_nobody_heard_what_became_of_it(it: Set, fault: Fault) -> None:
    made = begun(it)
    it.phone.faults.append(fault)
    with a_door(it, *SAID):
        for _ in range(6):
            attend(it, made)
            it.pass_time(minutes=2)
    assert left(it) == [(PHONE,)]
    assert len([fact for fact in facts(made, Accepted) if "2026-03-03" in fact.key]) == 1


def test_a_phone_in_flight_mode_stops_the_way_out_until_somebody_ends_it(it: Set) -> None:
    made = begun(it)
    it.phone.endings[PHONE] = Ending.RADIO_OFF
    with a_door(it, *SAID):
        attend(it, made)
    assert len(facts(made, Failed)) == 1
    assert made.lane.state.broken is not None
    assert "flight mode" in made.lane.state.broken.detail


def test_stop_in_any_words_is_answered_once_by_us_for_the_carrier_does_not(it: Set) -> None:
    made = begun(it)
    with a_door(it, *SAID):
        it.phone.hear(PHONE, "stop texting me")
        it.phone.courier.deliver()
        tell(it, made)
        attend(it, made)
        it.pass_time(hours=1)
        it.clock.moment += timedelta(days=1)
        attend(it, made)
    assert left(it) == [(PHONE,)]
    assert made.store.read("ana").history.stopped
