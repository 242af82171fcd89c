"""A text leaves through the app once, whatever goes wrong on the way."""

import socket
from datetime import timedelta

import pytest

from nudges.android_local import Fault
from nudges.core.words import Why
from nudges.gateways import Absent, Gateway, Polls, Pushes, Refused, Taken, Unclear
from nudges.gateways.android.wire import Name, unpacked
from tests.gateways.android.parts import ANA, BO, NOON, Set, outgoing


def test_it_is_a_gateway_that_is_told_and_can_be_asked(it: Set) -> None:
    gateway: Gateway = it.gateway
    assert isinstance(gateway, Pushes)
    assert isinstance(gateway, Polls)
    assert not gateway.platform_opt_out


def test_a_text_leaves_as_it_was_worded(it: Set) -> None:
    taken = it.gateway.send(outgoing(text="¿Caminas hoy? 🌱"), NOON)
    assert isinstance(taken, Taken)
    assert it.phone.work() == 1
    (left,) = it.phone.left
    assert (left.to, left.text, left.id) == ((ANA,), "¿Caminas hoy? 🌱", taken.provider_id)


def test_its_segments_are_counted(it: Set) -> None:
    taken = it.gateway.send(outgoing(text="x" * 161), NOON)
    assert isinstance(taken, Taken)
    assert taken.segments == 2


def test_the_same_text_handed_over_twice_was_taken_and_leaves_once(it: Set) -> None:
    first, second = (it.gateway.send(outgoing(), NOON) for _ in range(2))
    assert first == second
    assert isinstance(second, Taken)
    assert it.phone.work() == 1
    assert it.phone.work() == 0


def test_two_people_with_the_same_nudge_both_get_theirs(it: Set) -> None:
    it.gateway.send(outgoing(person="ana", to=ANA), NOON)
    it.gateway.send(outgoing(person="bo", to=BO), NOON)
    it.phone.work()
    assert sorted(left.to for left in it.phone.left) == [(ANA,), (BO,)]


def test_a_text_that_waits_on_the_phone_until_it_is_of_no_use_does_not_leave(it: Set) -> None:
    taken = it.gateway.send(outgoing(minutes=10), NOON)
    it.pass_time(minutes=11)
    assert it.phone.work() == 0
    assert isinstance(taken, Taken)
    told = it.gateway.status(taken.provider_id)
    assert told is not None
    assert (told.why, told.detail) == (None, "It waited on the phone until it was of no use any more.")


@pytest.mark.parametrize("late", [timedelta(0), timedelta(minutes=1), timedelta(seconds=-0.5)])
def test_a_text_that_is_of_no_use_any_more_is_not_even_handed_over(it: Set, late: timedelta) -> None:
    refused = it.gateway.send(outgoing(), outgoing().expires + late)
    assert isinstance(refused, Refused)
    assert it.phone.asked == []


AMBIGUOUS = [
    Fault.BROKEN,
    Fault.AWAY,
    Fault.SILENT,
    Fault.PORTAL,
    Fault.BROKEN_AFTERWARDS,
    Fault.SILENT_AFTERWARDS,
    Fault.TORN_AFTERWARDS,
]


@pytest.mark.parametrize("fault", AMBIGUOUS, ids=lambda fault: fault.name)
def test_what_may_have_left_is_unclear_is_posted_once_and_is_found_out(it: Set, fault: Fault) -> None:
    it.phone.faults.append(fault)
    assert isinstance(it.gateway.send(outgoing(), NOON), Unclear)
    assert it.posts() == 1
    assert isinstance(it.gateway.find(outgoing()), Taken if fault.is_afterwards else Absent)


@pytest.mark.parametrize("fault", AMBIGUOUS, ids=lambda fault: fault.name)
def test_it_leaves_once_even_where_somebody_sends_it_again_blindly(it: Set, fault: Fault) -> None:
    it.phone.faults.append(fault)
    it.gateway.send(outgoing(), NOON)
    assert isinstance(it.gateway.send(outgoing(), NOON), Taken)
    assert it.phone.work() == 1


def test_a_busy_app_says_how_long_to_wait(it: Set) -> None:
    it.phone.faults.append(Fault.BUSY)
    refused = it.gateway.send(outgoing(), NOON)
    assert isinstance(refused, Refused)
    assert (refused.why, refused.after, it.posts()) == (Why.LATER, timedelta(seconds=7), 1)


@pytest.mark.parametrize("fault", [Fault.NO_TUNNEL, Fault.AWAY, Fault.SILENT, Fault.PORTAL, Fault.BUSY])
def test_only_the_app_itself_can_say_that_it_has_no_such_text(it: Set, fault: Fault) -> None:
    it.phone.faults.append(fault)
    assert isinstance(it.gateway.find(outgoing()), Unclear)


def test_nobody_is_followed_to_where_a_text_would_be_posted_again(it: Set) -> None:
    it.phone.faults.append(Fault.MOVED)
    refused = it.gateway.send(outgoing(), NOON)
    assert isinstance(refused, Refused)
    assert (refused.why, refused.code, it.posts()) == (Why.CONFIGURATION, 307, 1)


def test_the_phone_does_not_doubt_a_number_that_we_did_not(it: Set) -> None:
    it.gateway.send(outgoing(to="+442079460000"), NOON)
    assert it.phone.work() == 1


def test_a_wrong_password_is_for_somebody_to_mend_and_nothing_left(it: Set) -> None:
    gateway = it.with_config(password="guessed")
    refused = gateway.send(outgoing(), NOON)
    assert isinstance(refused, Refused)
    assert (refused.why, refused.code) == (Why.CONFIGURATION, 401)
    assert isinstance(gateway.find(outgoing()), Unclear)
    assert it.phone.messages == {}


def test_a_password_may_have_any_signs(it: Set) -> None:
    it.phone.password = "contraseña-密码"
    assert isinstance(it.with_config(password="contraseña-密码").send(outgoing(), NOON), Taken)


@pytest.mark.parametrize("address", ["{}/elsewhere", "https{}", "phone.local:8080", "ftp://phone"])
def test_a_wrong_address_is_for_somebody_to_mend(it: Set, address: str) -> None:
    base_url = address.format(it.address.removeprefix("http") if address.startswith("https") else it.address)
    refused = it.with_config(base_url=base_url).send(outgoing(), NOON)
    assert isinstance(refused, Refused)
    assert refused.why is Why.CONFIGURATION


def test_a_phone_that_is_off_is_tried_again_later(it: Set) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    gateway = it.with_config(base_url=f"http://127.0.0.1:{port}")
    refused = gateway.send(outgoing(), NOON)
    assert isinstance(refused, Refused)
    assert refused.why is Why.LATER
    assert isinstance(gateway.find(outgoing()), Unclear)


def test_an_empty_text_is_refused_for_its_words(it: Set) -> None:
    refused = it.gateway.send(outgoing(text=""), NOON)
    assert isinstance(refused, Refused)
    assert refused.why is Why.CONTENT


def test_an_id_may_have_any_signs_and_is_given_back_whole(it: Set) -> None:
    odd = "answer/text-0000|#?%2F ../ñ/done\n"
    taken = it.gateway.send(outgoing(id_=odd), NOON)
    assert isinstance(taken, Taken)
    assert it.gateway.find(outgoing(id_=odd)) == taken
    assert unpacked(taken.provider_id) == Name("ana", odd)


@pytest.mark.parametrize("id_", ["PyDmBQZZXYmyxMwED8Fzy", "nudges-", "nudges-?", "nudges-YW5h", "nudges-_w", "YW5hCg"])
def test_an_id_that_is_not_ours_stands_for_nothing(id_: str) -> None:
    assert unpacked(id_) is None


def test_nothing_that_is_shown_of_the_gateway_has_a_secret_a_number_or_a_text(it: Set) -> None:
    config = it.with_config(password="guessed")._config
    assert "guessed" not in f"{config} {config!r}"
    for fault in Fault:
        it.phone.faults.append(fault)
        shown = repr(it.gateway.send(outgoing(id_=fault.name), NOON))
        assert ANA.lstrip("+") not in shown
        assert "Walk?" not in shown


def test_forgetting_a_phone_asks_nothing_of_the_app(it: Set) -> None:
    it.gateway.forget(ANA)
    assert it.phone.asked == []
