"""What goes wrong with a request to send, seen through the official client and in the record."""

import json
import threading
import time
import urllib.error
import urllib.request
from typing import Any

import pytest
import requests
from twilio.base.exceptions import TwilioRestException  # type: ignore[import-untyped]

from nudges.clock import ManualClock
from nudges.twilio_local import NUMBER, Fault, LocalTwilio, On, Rule, Speed, running
from tests.twilio_local.conftest import ANA, STEP, Pass, client_of
from tests.twilio_local.listener import Listener


def send(client: Any, body: str = "Breathe.", to: str = ANA) -> Any:
    return client.messages.create(to=to, from_=NUMBER, body=body)


def refusal(client: Any, to: str = ANA) -> tuple[int, int]:
    """Return the HTTP status and the code with which a text is refused."""
    with pytest.raises(TwilioRestException) as refused:
        send(client, to=to)
    return refused.value.status, refused.value.code


@pytest.mark.parametrize(
    ("fault", "status", "seen", "taken"),
    [
        (Fault.ERROR_BEFORE, 500, (500, 20500), 0),
        (Fault.ERROR_BEFORE, 503, (503, 20503), 0),
        (Fault.ERROR_AFTER, 500, (500, 20500), 1),
        (Fault.ERROR_AFTER, 503, (503, 20503), 1),
    ],
)
def test_an_error_comes_before_or_after_a_text_is_taken(
    twilio: LocalTwilio, client: Any, fault: Fault, status: int, seen: tuple[int, int], taken: int
) -> None:
    twilio.fail(Rule(fault=fault, status=status, times=1))
    assert refusal(client) == seen
    assert len(client.messages.list(to=ANA)) == sum(twilio.record.accepted().values()) == taken
    assert send(client).status == "queued"


@pytest.mark.parametrize(("fault", "taken"), [(Fault.TIMEOUT_BEFORE, 0), (Fault.TIMEOUT_AFTER, 1)])
def test_an_answer_does_not_come_whether_the_text_was_taken_or_not(
    twilio: LocalTwilio, fault: Fault, taken: int
) -> None:
    twilio.fail(Rule(fault=fault, times=1))
    client = client_of(twilio, timeout=0.3)
    with pytest.raises(requests.exceptions.ReadTimeout):
        send(client)
    assert twilio.record.accepted()[ANA, "Breathe."] == taken
    assert len(client.messages.list(to=ANA)) == taken


def test_too_many_requests_says_how_long_to_wait(twilio: LocalTwilio, client: Any) -> None:
    twilio.fail(Rule(fault=Fault.BUSY, times=1, retry_after=7))
    assert refusal(client) == (429, 20429)
    assert client.http_client._test_only_last_response.headers["Retry-After"] == "7"
    assert not twilio.record.accepted()
    send(client)


def test_a_slow_answer_takes_as_long_as_is_asked(twilio: LocalTwilio, client: Any) -> None:
    twilio.fail(Rule(fault=Fault.SLOW, ms=300))
    began = time.monotonic()
    send(client)
    assert time.monotonic() - began >= 0.3


@pytest.mark.parametrize(("fault", "seen"), [(Fault.BAD_TOKEN, (401, 20003)), (Fault.NO_FUNDS, (403, 20005))])
def test_the_account_itself_fails(twilio: LocalTwilio, client: Any, fault: Fault, seen: tuple[int, int]) -> None:
    twilio.fail(Rule(fault=fault))
    assert refusal(client) == seen
    twilio.faults.clear(fault)
    send(client)


def test_a_number_is_refused_with_any_code_and_no_other_is(twilio: LocalTwilio, client: Any) -> None:
    twilio.fail(Rule(fault=Fault.REFUSE, code=21614, number=ANA))
    assert refusal(client) == (400, 21614)
    send(client, to="+14155550101")
    assert [each.answer for each in twilio.record.asked] == ["21614", "201"]


def test_a_fault_meets_those_that_look_only_if_it_is_meant_for_them(twilio: LocalTwilio, client: Any) -> None:
    sent = send(client)
    twilio.fail(Rule(fault=Fault.ERROR_BEFORE))
    assert client.messages(sent.sid).fetch().sid == sent.sid
    twilio.fail(Rule(fault=Fault.ERROR_BEFORE, on=On.READ))
    with pytest.raises(TwilioRestException) as refused:
        client.messages(sent.sid).fetch()
    assert refused.value.status == 500


def test_a_chance_strikes_about_as_often_as_it_says(twilio: LocalTwilio, client: Any) -> None:
    twilio.fail(Rule(fault=Fault.BUSY, chance=0.2))
    refused = 0
    for n in range(100):
        try:
            send(client, f"text {n}")
        except TwilioRestException:
            refused += 1
    assert 8 <= refused <= 35
    assert sum(twilio.record.accepted().values()) == 100 - refused


def test_a_number_lets_so_many_segments_a_second_leave(client: Any, twilio: LocalTwilio, pass_time: Pass) -> None:
    twilio.twilio.speed = Speed(step=STEP, rate=0.5)
    first, long, last = send(client), send(client, "a" * 200), send(client)
    pass_time(3)

    def stands() -> list[str]:
        return [client.messages(each.sid).fetch().status for each in (first, long, last)]

    assert stands() == ["delivered", "sending", "queued"]
    pass_time(4)
    assert stands() == ["delivered", "delivered", "sending"]


def test_over_the_rate_requests_are_put_off_and_over_the_room_refused(client: Any, twilio: LocalTwilio) -> None:
    twilio.twilio.speed = Speed(step=STEP, rate=1, busy=2)
    send(client), send(client)
    assert refusal(client) == (429, 20429)
    twilio.twilio.speed = Speed(step=STEP, rate=1, room=2)
    assert refusal(client) == (400, 21611)


def test_a_text_that_waits_longer_than_it_is_of_use_is_not_sent(
    client: Any, twilio: LocalTwilio, pass_time: Pass
) -> None:
    twilio.twilio.speed = Speed(step=STEP, rate=0.1)
    send(client)
    late = client.messages.create(to=ANA, from_=NUMBER, body="Breathe.", validity_period=5)
    pass_time(6)
    ended = client.messages(late.sid).fetch()
    assert (ended.status, ended.error_code, ended.error_message) == ("failed", 30036, "Validity Period Expired")


def test_it_is_led_from_outside_as_well(twilio: LocalTwilio, client: Any, clock: ManualClock) -> None:
    def control(path: str, told: object = None, method: str = "POST") -> Any:
        body = None if told is None else json.dumps(told).encode()
        asked = urllib.request.Request(f"{twilio.url}/control/{path}", data=body, method=method)
        with urllib.request.urlopen(asked, timeout=5) as answer:
            return json.loads(answer.read() or b"null")

    assert control("inbound", {"from": ANA, "to": NUMBER, "body": "done"})["status"] == "received"
    control("faults", {"fault": "refuse", "code": 21211, "number": ANA, "times": 1})
    assert refusal(client) == (400, 21211)
    control("faults", {"fault": "busy", "chance": 0.5})
    assert [each["fault"] for each in control("faults", method="GET")["faults"]] == ["busy"]
    assert control("faults", method="DELETE") == {"faults": []}
    send(client)
    assert control("record", method="GET")["accepted"] == [{"to": ANA, "body": "Breathe.", "times": 1}]
    assert control("account", {"suspended": True})["active"] is False
    assert refusal(client) == (403, 20005)
    for path, wrong in (("inbound", {"from": ANA}), ("faults", {"fault": "no such thing"}), ("faults", {})):
        with pytest.raises(urllib.error.HTTPError) as refused:
            control(path, wrong)
        assert refused.value.code == 400
        refused.value.close()


def test_many_at_once_are_all_taken_once() -> None:
    with running() as twilio:
        clients = [client_of(twilio) for _ in range(8)]

        def work(client: Any, name: int) -> None:
            for n in range(25):
                send(client, f"{name}/{n}")

        threads = [threading.Thread(target=work, args=(client, n)) for n, client in enumerate(clients)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(twilio.record.accepted()) == 200
        assert not twilio.record.doubled()
        assert len({each.sid for each in twilio.texts()}) == 200


def test_with_every_fault_at_once_the_record_still_knows_every_text(listener: Listener) -> None:
    often = [fault for fault in Fault if fault not in {Fault.SLOW, Fault.TIMEOUT_BEFORE, Fault.REFUSE}]
    with running(LocalTwilio(seed=7)) as twilio:
        twilio.fail(*(Rule(fault=fault, chance=0.05) for fault in often))
        client, told = client_of(twilio, timeout=0.2), set()
        for n in range(120):
            try:
                told.add(client.messages.create(to=ANA, from_=NUMBER, body=f"{n}", status_callback=listener.url).sid)
            except (TwilioRestException, requests.exceptions.ReadTimeout):
                continue
        assert twilio.finish()
        taken = [each for each in twilio.record.asked if each.sid is not None]
        texts = {each.sid: each for each in twilio.texts()}
        assert {each.sid for each in taken} == set(texts)
        assert told < set(texts), "no text was taken without an answer that says so"
        assert {each.status.value for each in texts.values()} == {"delivered", "undelivered", "sent"}
        assert max(twilio.record.accepted().values()) == 1
        calls = [(each.sid, each.said) for each in twilio.record.called if each.outcome == "200"]
        assert len(listener.said()) == len(calls) > len(set(calls))
        assert len([each for each in twilio.record.called if each.outcome == "dropped"]) > 5


def test_it_ends_at_once_even_while_somebody_waits_for_an_answer() -> None:
    began = time.monotonic()
    with running() as twilio:
        twilio.fail(Rule(fault=Fault.TIMEOUT_BEFORE))
        client = client_of(twilio, timeout=30)
        waiting = threading.Thread(target=refusal, args=(client,), daemon=True)
        waiting.start()
        time.sleep(0.3)
    waiting.join(5)
    assert not waiting.is_alive()
    assert time.monotonic() - began < 5
