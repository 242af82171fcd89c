"""Texts that arrive, and the words that Twilio takes for itself."""

from typing import Any

import msgspec
import pytest
from twilio.base.exceptions import TwilioRestException  # type: ignore[import-untyped]

from nudges.twilio_local import NUMBER, POOLED, Fault, LocalTwilio, Rule
from tests.twilio_local.conftest import ANA, Pass
from tests.twilio_local.listener import Listener


@pytest.fixture(autouse=True)
def told_to_the_listener(client: Any, listener: Listener) -> None:
    for number in client.incoming_phone_numbers.list():
        number.update(sms_url=f"{listener.url}/message?who=us")


def bodies(client: Any) -> list[str]:
    """Return the texts that Ana got."""
    return [text.body for text in reversed(client.messages.list(to=ANA))]


def send(client: Any, **sender: str) -> int:
    """Return the code with which a text to Ana is refused, or 0."""
    try:
        client.messages.create(to=ANA, body="Breathe.", **(sender or {"from_": NUMBER}))
    except TwilioRestException as refused:
        return int(refused.code)
    return 0


def test_a_text_that_arrives_is_kept_and_told_signed(client: Any, twilio: LocalTwilio, listener: Listener) -> None:
    text = twilio.receive(ANA, "done & dusted, 7/10 é", media=("https://a.example/1.png",))
    assert twilio.settle()
    assert listener.signed_by(twilio.account.token)
    _, path, _, params = listener.came[0]
    assert path == "/message?who=us"
    assert (params["MessageSid"], params["Body"], params["From"], params["To"]) == (text.sid, text.body, ANA, NUMBER)
    assert (params["NumMedia"], params["MediaUrl0"], params["MediaContentType0"]) == (
        "1",
        "https://a.example/1.png",
        "image/png",
    )
    kept = client.messages(text.sid).fetch()
    assert (kept.status, kept.direction, kept.body) == ("received", "inbound", text.body)
    assert len(kept.media.list()) == 1


def test_an_address_that_wants_get_is_asked_with_the_parameters_in_it(
    client: Any, twilio: LocalTwilio, listener: Listener
) -> None:
    client.incoming_phone_numbers.list(phone_number=NUMBER)[0].update(sms_method="GET")
    twilio.receive(ANA, "done")
    assert twilio.settle()
    method, path, _, _ = listener.came[0]
    assert method == "GET"
    assert path.startswith("/message?who=us&AccountSid=")
    assert listener.signed_by(twilio.account.token)


def test_an_empty_answer_sends_nothing_and_a_message_in_it_is_sent(
    client: Any, twilio: LocalTwilio, listener: Listener, pass_time: Pass
) -> None:
    twilio.receive(ANA, "one")
    assert twilio.settle()
    assert bodies(client) == []
    listener.answer = "<Response><Message>Well done.</Message></Response>"
    twilio.receive(ANA, "two")
    pass_time(4)
    (reply,) = client.messages.list(to=ANA)
    assert (reply.body, reply.direction, reply.status) == ("Well done.", "outbound-reply", "delivered")


@pytest.mark.parametrize(
    "word", ["STOP", "stop", " Quit ", "optout", "END", "Cancel", "revoke", "unsubscribe", "stopall"]
)
def test_a_stop_is_answered_by_twilio_blocks_what_follows_and_is_told_all_the_same(
    client: Any, twilio: LocalTwilio, listener: Listener, word: str
) -> None:
    twilio.receive(ANA, word)
    assert twilio.settle()
    assert listener.said("Body") == [word]
    assert len(bodies(client)) == 1
    assert send(client) == 21610
    assert send(client, from_=POOLED) == 0
    twilio.receive(ANA, "UNSTOP")
    assert send(client) == 0


def test_more_than_the_word_is_no_keyword(client: Any, twilio: LocalTwilio) -> None:
    twilio.receive(ANA, "stop please")
    assert send(client) == 0


def test_a_stop_to_a_pooled_number_holds_for_the_service(client: Any, twilio: LocalTwilio) -> None:
    service = twilio.account.service.sid
    twilio.receive(ANA, "STOP", to=POOLED)
    assert send(client, messaging_service_sid=service) == 21610
    assert send(client, from_=POOLED) == 21610
    assert send(client) == 0


def test_only_advanced_opt_out_says_what_a_word_was_taken_for(twilio: LocalTwilio, listener: Listener) -> None:
    account = twilio.account
    twilio.receive(ANA, "HELP", to=POOLED)
    account.services[account.service.sid] = msgspec.structs.replace(account.service, advanced_opt_out=True)
    twilio.receive(ANA, "STOP", to=POOLED)
    twilio.receive(ANA, "done", to=POOLED)
    assert twilio.settle()
    assert listener.said("OptOutType") == ["", "STOP", ""]


def test_webhooks_are_dropped_doubled_and_reordered_on_demand(twilio: LocalTwilio, listener: Listener) -> None:
    twilio.fail(Rule(fault=Fault.DROP_WEBHOOK, times=1), Rule(fault=Fault.DOUBLE_WEBHOOK, times=1))
    for body in ("lost", "twice", "once"):
        twilio.receive(ANA, body)
    assert twilio.settle()
    assert listener.said("Body") == ["twice", "twice", "once"]
    twilio.fail(Rule(fault=Fault.REORDER_WEBHOOK, times=1))
    for body in ("first", "second"):
        twilio.receive(ANA, body)
    assert twilio.settle()
    assert listener.said("Body")[3:] == ["second", "first"]


def test_a_webhook_that_is_held_back_and_not_followed_comes_all_the_same(
    twilio: LocalTwilio, listener: Listener
) -> None:
    twilio.fail(Rule(fault=Fault.REORDER_WEBHOOK, times=1))
    twilio.receive(ANA, "alone")
    assert twilio.settle()
    assert listener.said("Body") == ["alone"]


def test_a_failing_address_is_not_asked_again_but_its_fallback_is(
    client: Any, twilio: LocalTwilio, listener: Listener
) -> None:
    client.incoming_phone_numbers.list(phone_number=NUMBER)[0].update(sms_fallback_url=f"{listener.url}/fallback")
    listener.statuses = [500]
    twilio.receive(ANA, "done")
    assert twilio.settle()
    assert [path for _, path, _, _ in listener.came] == ["/message?who=us", "/fallback"]
    assert listener.said("ErrorCode") == ["", "11200"]


def test_an_address_that_is_not_there_is_asked_twice(client: Any, twilio: LocalTwilio) -> None:
    client.incoming_phone_numbers.list(phone_number=NUMBER)[0].update(sms_url="http://127.0.0.1:9/in")
    twilio.receive(ANA, "done")
    assert twilio.settle()
    assert [each.outcome for each in twilio.record.called] == ["no connection"] * 2
