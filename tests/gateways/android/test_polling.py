"""Whom no phone can call asks it what arrived: all of it comes, by the same id as if it were told."""

from datetime import timedelta

import pytest
import requests

from nudges.android_local import Fault
from nudges.android_local.records import Arrival
from tests.gateways.android.parts import ANA, BO, NOON, Set, a_door


def test_what_arrived_comes_oldest_first(it: Set) -> None:
    for text in ("one", "two", "three"):
        it.pass_time(seconds=1)
        it.phone.hear(ANA, text)
    assert [heard.text for heard in it.gateway.poll(NOON)] == ["one", "two", "three"]


def test_a_text_has_the_same_id_whether_it_is_told_or_asked_for(it: Set) -> None:
    with a_door(it, "sms:received", "mms:downloaded"):
        for place, text in enumerate(["y", "¡sí! 🌱", "no", "polygenelubricants"]):
            it.phone.hear(ANA, text)
            it.phone.see(BO, f"{place}-name-that-is-long", text, pictures=place)
            it.phone.see(BO, f"{place}", pictures=1)
            it.pass_time(seconds=1)
        it.phone.courier.deliver()
    asked = it.gateway.poll(NOON)
    assert len(asked) == 12
    assert sorted(asked, key=lambda heard: heard.id) == sorted(it.texts(), key=lambda heard: heard.id)


def test_the_same_window_brings_the_same_texts_again(it: Set) -> None:
    it.phone.hear(ANA, "y")
    assert it.gateway.poll(NOON) == it.gateway.poll(NOON) != []


def test_what_came_before_the_window_stays_away_once_it_was_taken(it: Set) -> None:
    it.phone.hear(ANA, "y")
    assert it.gateway.poll(NOON) != []
    it.pass_time(minutes=2)
    assert it.gateway.poll(NOON + timedelta(minutes=1)) == []


def test_a_text_to_a_phone_that_was_off_is_no_newer_for_that_and_comes_all_the_same(it: Set) -> None:
    it.pass_time(hours=30)
    since = it.clock.moment - timedelta(minutes=1)
    assert it.gateway.poll(since) == []
    it.phone.hear(ANA, "STOP", at=NOON)
    assert [heard.text for heard in it.gateway.poll(since + timedelta(seconds=15))] == ["STOP"]
    assert it.gateway.poll(since + timedelta(seconds=30)) == []


def test_a_late_text_comes_again_to_a_caller_who_has_not_moved_on(it: Set) -> None:
    it.pass_time(hours=30)
    since = it.clock.moment - timedelta(minutes=1)
    assert it.gateway.poll(since) == []
    it.phone.hear(ANA, "STOP", at=NOON)
    assert it.gateway.poll(since) == it.gateway.poll(since) != []


def test_what_the_phone_got_before_our_time_is_none_of_our_business(it: Set) -> None:
    it.phone.hear(BO, "a private text of whose phone it is", at=NOON)
    it.pass_time(hours=30)
    it.phone.hear(ANA, "y")
    since = it.clock.moment - timedelta(minutes=1)
    for _ in range(3):
        assert [heard.text for heard in it.gateway.poll(since)] == ["y"]


def test_a_text_from_too_long_ago_stays_where_it_is(it: Set) -> None:
    it.pass_time(days=4)
    assert it.gateway.poll(it.clock.moment) == []
    it.phone.hear(ANA, "y", at=NOON)
    assert it.gateway.poll(it.clock.moment) == []


def test_more_than_a_page_of_texts_all_come(it: Set) -> None:
    for place in range(450):
        it.phone.hear(ANA, f"text {place}", at=NOON + timedelta(seconds=place // 2))
    it.pass_time(hours=1)
    heard = it.gateway.poll(NOON)
    assert len({each.id for each in heard}) == 450
    assert heard[0].text in ("text 0", "text 1")


def test_only_texts_and_pictures_of_phones_come(it: Set) -> None:
    it.phone.hear("MyBank", "Your code is 1234")
    it.phone.hear("22395", "Win!")
    for kind in ("MMS", "DATA_SMS", "TOMORROW"):
        it.phone.inbox[kind] = Arrival(id=f"{kind}:1", type=kind, sender=ANA, preview="?", at=NOON)
    it.phone.inbox["odd"] = Arrival(id="odd", type="SMS", sender=ANA, preview="?", at=NOON)
    it.phone.hear(ANA, "y")
    assert [heard.text for heard in it.gateway.poll(NOON)] == ["y"]


@pytest.mark.parametrize("fault", [Fault.BROKEN, Fault.AWAY, Fault.SILENT, Fault.NO_TUNNEL, Fault.BUSY])
def test_an_app_that_cannot_be_asked_is_not_taken_for_one_where_nothing_arrived(it: Set, fault: Fault) -> None:
    it.phone.hear(ANA, "y")
    it.phone.faults.append(fault)
    with pytest.raises(requests.RequestException):
        it.gateway.poll(NOON)
    assert [heard.text for heard in it.gateway.poll(NOON)] == ["y"]


def test_a_page_in_which_to_sign_in_is_not_taken_for_an_empty_inbox(it: Set) -> None:
    it.phone.faults.append(Fault.PORTAL)
    with pytest.raises(ValueError, match="JSON"):
        it.gateway.poll(NOON)
