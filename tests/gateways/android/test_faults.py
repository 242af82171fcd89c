"""Whatever goes wrong between us and the phone, each text leaves once and none is lost."""

import random

from nudges.android_local import Fault
from nudges.core.words import Why
from nudges.gateways import Absent, Outgoing, Refused, Taken
from tests.gateways.android.parts import NOON, Set, a_door, outgoing

TEXTS, FAULTY = 150, 0.4
FAULTS = [fault for fault in Fault if fault not in (Fault.SILENT, Fault.SILENT_AFTERWARDS)]


def hand_over(it: Set, message: Outgoing, chance: random.Random) -> int:
    """Do as the service does until a text is taken; return how often it was posted."""
    posted = 0
    while True:
        if chance.random() < FAULTY:
            it.phone.faults.append(chance.choice(FAULTS))
        posted += 1
        result = it.gateway.send(message, NOON)
        if isinstance(result, Taken):
            return posted
        if isinstance(result, Refused):
            assert result.why in (Why.LATER, Why.CONFIGURATION)
            continue
        while not isinstance(found := it.gateway.find(message), Absent):
            if isinstance(found, Taken):
                return posted


def test_each_text_leaves_once_and_none_is_lost(it: Set) -> None:
    chance = random.Random(11)
    messages = [outgoing(id_=f"nudge/walk/{place}") for place in range(TEXTS)]
    posted = sum(hand_over(it, message, chance) for message in messages)
    assert posted > TEXTS * 1.1, "the faults were none"
    it.phone.work()
    assert sorted(left.id for left in it.phone.left) == sorted(it.phone.messages)
    assert len(it.phone.left) == TEXTS


def test_each_end_is_told_though_calls_are_doubled_turned_round_and_missed(it: Set) -> None:
    chance = random.Random(12)
    it.phone.courier.doubled = True
    with a_door(it, "sms:sent", "sms:delivered"):
        for place in range(TEXTS):
            hand_over(it, outgoing(id_=str(place)), chance)
        it.phone.work()
        for key in ("another", "signing"):
            chance.shuffle(it.phone.courier.letters)
            it.phone.courier.key = key
            it.phone.courier.deliver()
            it.pass_time(hours=1)
    assert it.refused == len(it.told()) == 4 * TEXTS
    assert {told.id for told in it.told()} == {str(place) for place in range(TEXTS)}
    assert all(it.gateway.status(told.provider_id) is not None for told in it.told()[:5])
