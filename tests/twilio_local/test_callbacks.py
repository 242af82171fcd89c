"""What Twilio tells of our texts, and how it goes wrong when it is asked to."""

from typing import Any

import pytest

from nudges.clock import ManualClock
from nudges.twilio_local import NUMBER, Fault, LocalTwilio, Rule, running
from nudges.twilio_local.signing import signature
from tests.twilio_local.conftest import ANA, STEP, Pass, client_of
from tests.twilio_local.listener import Listener, listening


def send(client: Any, listener: Listener, fragment: str = "") -> Any:
    """Send a text whose fate is told to the listener."""
    told = f"{listener.url}/status?n=nudge/42{fragment}"
    return client.messages.create(to=ANA, from_=NUMBER, body="Breathe.", status_callback=told)


def test_each_status_but_the_first_is_told_in_order_and_signed(
    client: Any, twilio: LocalTwilio, listener: Listener, pass_time: Pass
) -> None:
    text = send(client, listener)
    pass_time(4)
    assert listener.said() == ["sending", "sent", "delivered"]
    assert listener.signed_by(twilio.account.token)
    assert not listener.signed_by("another token")
    _, path, headers, params = listener.came[-1]
    assert path == "/status?n=nudge/42"
    assert (params["MessageSid"], params["To"], params["From"]) == (text.sid, ANA, NUMBER)
    assert "i-twilio-idempotency-token" in headers


def test_a_service_tells_at_its_own_address_and_names_itself(
    client: Any, twilio: LocalTwilio, listener: Listener, pass_time: Pass
) -> None:
    service = client.messaging.v1.services(twilio.account.service.sid)
    service.update(status_callback=f"{listener.url}/service")
    client.messages.create(to=ANA, messaging_service_sid=twilio.account.service.sid, body="Breathe.")
    pass_time(5)
    assert listener.said() == ["queued", "sending", "sent", "delivered"]
    assert set(listener.said("MessagingServiceSid")) == {twilio.account.service.sid}


def test_a_text_that_comes_to_nothing_says_why(
    client: Any, twilio: LocalTwilio, listener: Listener, pass_time: Pass
) -> None:
    twilio.fail(Rule(fault=Fault.UNREGISTERED, times=1), Rule(fault=Fault.FAIL, code=30003, number=ANA, times=1))
    first, second = send(client, listener), send(client, listener)
    pass_time(4)
    ends = [client.messages(each.sid).fetch() for each in (first, second)]
    assert [(each.status, each.error_code) for each in ends] == [("undelivered", 30034), ("undelivered", 30003)]
    assert {code for code in listener.said("ErrorCode") if code} == {"30034", "30003"}


def test_without_a_receipt_a_text_stays_at_sent(client: Any, twilio: LocalTwilio, pass_time: Pass) -> None:
    twilio.fail(Rule(fault=Fault.NO_RECEIPT))
    text = client.messages.create(to=ANA, from_=NUMBER, body="Breathe.")
    pass_time(6)
    assert client.messages(text.sid).fetch().status == "sent"


def test_callbacks_are_dropped_doubled_and_held_back_on_demand(
    client: Any, twilio: LocalTwilio, listener: Listener, pass_time: Pass
) -> None:
    twilio.fail(Rule(fault=Fault.DROP_CALLBACK, times=1), Rule(fault=Fault.DOUBLE_CALLBACK, times=1))
    send(client, listener)
    pass_time(4)
    assert listener.said() == ["sent", "sent", "delivered"]
    assert [each.outcome for each in twilio.record.called] == ["dropped", "200", "200", "200"]


def test_a_callback_that_is_held_back_comes_after_the_next_one(
    client: Any, twilio: LocalTwilio, listener: Listener, clock: ManualClock
) -> None:
    twilio.fail(Rule(fault=Fault.REORDER_CALLBACK, times=1))
    send(client, listener)
    clock.moment += 4 * STEP
    assert twilio.settle()
    assert listener.said() == ["sent", "sending", "delivered"]


def test_a_callback_is_made_again_as_its_address_asks(
    client: Any, twilio: LocalTwilio, listener: Listener, pass_time: Pass
) -> None:
    listener.statuses = [503, 500, 200, 503]
    send(client, listener, "#rc=2&rp=5xx")
    pass_time(1)
    assert [(each.attempt, each.outcome) for each in twilio.record.called] == [(1, "503"), (2, "500"), (3, "200")]
    assert len({headers["i-twilio-idempotency-token"] for _, _, headers, _ in listener.came}) == 1
    assert listener.signed_by(twilio.account.token), "the fragment is no part of what is signed"
    pass_time(3)
    listener.statuses = [503]
    twilio.record.clear()
    send(client, listener)
    pass_time(1)
    assert [each.outcome for each in twilio.record.called] == ["503"]


def test_nothing_outside_this_machine_is_ever_called(
    client: Any, twilio: LocalTwilio, listener: Listener, pass_time: Pass
) -> None:
    for url in ("https://nudges.example/status", "http://10.0.0.1/status"):
        client.messages.create(to=ANA, from_=NUMBER, body="Breathe.", status_callback=url)
    pass_time(1)
    assert [each.outcome for each in twilio.record.called] == ["not on this machine"] * 2


def test_an_outside_address_is_signed_as_it_is_written_and_called_where_it_is() -> None:
    with listening() as listener:
        local = LocalTwilio(reach={"https://nudges.example/base": listener.url})
        with running(local) as twilio:
            client_of(twilio).messages.create(
                to=ANA, from_=NUMBER, body="Hi", status_callback="https://nudges.example/base/status?n=1"
            )
            assert twilio.finish()
        assert listener.said() == ["sending", "sent", "delivered"]
        assert listener.signed_by(twilio.account.token, "https://nudges.example/base")
        assert not listener.signed_by(twilio.account.token)


def test_an_account_with_a_shared_key_signs_the_newer_way(
    client: Any, twilio: LocalTwilio, listener: Listener, pass_time: Pass
) -> None:
    twilio.account.shared_key = ("webhooks_sharedkey_1", "secret")
    send(client, listener)
    pass_time(1)
    _, path, headers, params = listener.came[0]
    assert headers["x-twilio-webhooks-signature-settings"] == "key=webhooks_sharedkey_1,algorithm=HMAC_SHA256"
    assert headers["x-twilio-signature"] == signature("secret", listener.url + path, params, "HMAC_SHA256")


@pytest.mark.parametrize("seed", [1, 2])
def test_the_same_seed_has_the_same_faults(seed: int) -> None:
    def drawn() -> list[bool]:
        local = LocalTwilio(seed=seed)
        local.fail(Rule(fault=Fault.BUSY, chance=0.3), Rule(fault=Fault.DROP_CALLBACK, chance=0.5))
        return [local.faults.hit(Fault.BUSY) is not None for _ in range(200)]

    assert drawn() == drawn()
    assert 30 < sum(drawn()) < 90
