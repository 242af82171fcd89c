"""What leaves, and what is made of every kind of answer."""

import logging
from datetime import timedelta, timezone
from threading import Thread

import pytest

from nudges.core.words import Why
from nudges.gateways import Gateway, Polls, Pushes, Refused, Taken, Unclear
from nudges.gateways.twilio.gateway import TwilioGateway
from tests.gateways.twilio.stand_in import (
    ACCOUNT,
    ANA,
    NOON,
    OURS,
    SERVICE,
    TOKEN,
    Says,
    StandIn,
    gateway_at,
    message,
    refusal,
    sid,
    text,
)


def test_it_is_a_gateway_that_is_called_and_can_be_asked(gateway: TwilioGateway) -> None:
    whole: Gateway = gateway
    assert isinstance(whole, Pushes)
    assert isinstance(whole, Polls)
    assert whole.platform_opt_out


def test_a_text_leaves_with_one_request(gateway: TwilioGateway, twilio: StandIn) -> None:
    assert gateway.send(message(), NOON) == Taken(provider_id=sid(1), segments=1)
    [asked] = twilio.asked
    assert (asked.method, asked.path) == ("POST", f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json")
    assert asked.form == {"To": [ANA], "From": [OURS], "Body": ["Three breaths?"], "ValidityPeriod": ["5400"]}
    assert asked.headers["authorization"].startswith("Basic ")


def test_a_service_sends_where_there_is_one(base: str, twilio: StandIn) -> None:
    with gateway_at(base, sender="", service_sid=SERVICE) as gateway:
        gateway.send(message(), NOON)
    assert twilio.posts[0].form["MessagingServiceSid"] == [SERVICE]
    assert "From" not in twilio.posts[0].form


@pytest.mark.parametrize("public", ["https://h.org/nudges", "https://h.org/nudges/"])
def test_twilio_is_told_where_to_report_and_whose_text_it_is(base: str, twilio: StandIn, public: str) -> None:
    with gateway_at(base, public_url=public) as gateway:
        gateway.send(message(name="nudge/a b&c/2026-11-24T12:00Z"), NOON)
    where = "https://h.org/nudges/twilio/status?n=nudge%2Fa%20b%26c%2F2026-11-24T12%3A00Z&p=ana"
    assert twilio.posts[0].form["StatusCallback"] == [where]


@pytest.mark.parametrize(
    ("minutes", "seconds"), [(90, "5400"), (0, "1"), (-30, "1"), (600, "36000"), (601, "36000"), (43_200, "36000")]
)
def test_a_text_waits_at_twilio_for_as_long_as_it_is_of_use(
    gateway: TwilioGateway, twilio: StandIn, minutes: int, seconds: str
) -> None:
    gateway.send(message(minutes=minutes), NOON)
    assert twilio.posts[0].form["ValidityPeriod"] == [seconds]


def test_how_long_a_text_may_wait_does_not_hang_on_a_zone(gateway: TwilioGateway, twilio: StandIn) -> None:
    gateway.send(message(), NOON.astimezone(timezone(timedelta(hours=-5))))
    assert twilio.posts[0].form["ValidityPeriod"] == ["5400"]


def test_curly_quotes_leave_as_plain_ones(gateway: TwilioGateway, twilio: StandIn) -> None:
    gateway.send(message("“Well…” — it’s fine, señora"), NOON)
    assert twilio.posts[0].form["Body"] == ['"Well..." - it\'s fine, señora']


def test_a_service_that_counts_no_segments_yet_leaves_the_counting_to_us(
    gateway: TwilioGateway, twilio: StandIn
) -> None:
    twilio.answer(Says(status=201, body=text(num_segments="0", status="accepted")))
    assert gateway.send(message("a" * 161), NOON) == Taken(provider_id=sid(1), segments=2)


@pytest.mark.parametrize(
    "says",
    [
        Says(status=500, body={"code": 20500, "status": 500, "message": "x"}),
        Says(status=502, body="<html>Bad gateway</html>"),
        refusal(503, 20503),
        refusal(503, 21610),
        Says(status=504, body=""),
        Says(status=307, body="", headers={"Location": "/elsewhere"}),
        Says(gone=True),
        Says(status=201, body="<html>Welcome to the hotel</html>"),
        Says(status=200, body="{"),
        Says(status=201, body=[]),
        Says(status=201, body={"status": "queued"}),
        Says(status=201, body=text(num_segments="many")),
        refusal(408, None),
    ],
    ids=str,
)
def test_what_may_have_left_is_unclear_and_is_posted_once(gateway: TwilioGateway, twilio: StandIn, says: Says) -> None:
    twilio.answer(says, Says(status=201, body=text()))
    assert isinstance(gateway.send(message(), NOON), Unclear)
    assert len(twilio.asked) == 1


def test_a_server_that_is_not_there_is_unclear() -> None:
    with gateway_at("http://127.0.0.1:9") as gateway:
        assert isinstance(gateway.send(message(), NOON), Unclear)


@pytest.mark.parametrize(
    ("status", "code", "why"),
    [
        (400, 21211, Why.RECIPIENT),
        (400, 21614, Why.RECIPIENT),
        (400, 21610, Why.OPTED_OUT),
        (400, 21617, Why.CONTENT),
        (400, 21606, Why.CONFIGURATION),
        (401, 20003, Why.CONFIGURATION),
        (403, 20005, Why.CONFIGURATION),
        (404, 20404, Why.CONFIGURATION),
        (429, 20429, Why.LATER),
        (429, None, Why.LATER),
        (429, 21211, Why.LATER),
        (400, 21611, Why.LATER),
        (400, 99999, Why.RECIPIENT),
        (402, 99999, Why.CONFIGURATION),
        (407, None, Why.CONFIGURATION),
    ],
)
def test_a_refusal_says_about_whom_it_is(
    gateway: TwilioGateway, twilio: StandIn, status: int, code: int | None, why: Why
) -> None:
    twilio.answer(refusal(status, code))
    refused = gateway.send(message(), NOON)
    assert isinstance(refused, Refused)
    assert refused.why is why
    assert ANA not in refused.detail
    assert len(twilio.posts) == 1


def test_a_refusal_in_the_newer_form_is_read_too(gateway: TwilioGateway, twilio: StandIn) -> None:
    problem = {"type": "https://h.org/21610", "title": "Unsubscribed", "status": 400, "code": 21610, "detail": ANA}
    twilio.answer(Says(status=400, body=problem))
    refused = gateway.send(message(), NOON)
    assert isinstance(refused, Refused)
    assert (refused.why, refused.code) == (Why.OPTED_OUT, 21610)


def test_what_stops_every_text_says_what_to_do(gateway: TwilioGateway, twilio: StandIn) -> None:
    twilio.answer(refusal(401, 20003))
    refused = gateway.send(message(), NOON)
    assert isinstance(refused, Refused)
    assert "TWILIO_AUTH_TOKEN" in refused.detail


@pytest.mark.parametrize(
    ("said", "after"),
    [
        ("7", timedelta(seconds=7)),
        ("0", timedelta(0)),
        ("Tue, 24 Nov 2026 12:02:00 GMT", timedelta(minutes=2)),
        ("Tue, 24 Nov 2026 11:00:00 GMT", timedelta(0)),
        ("9999999", timedelta(days=1)),
        ("soon", None),
        ("-5", None),
        ("٣", None),
        ("", None),
    ],
)
def test_too_many_requests_wait_for_as_long_as_they_are_told(
    gateway: TwilioGateway, twilio: StandIn, said: str, after: timedelta | None
) -> None:
    if not said.isascii():
        said = said.encode().decode("latin-1")
    twilio.answer(refusal(429, 20429, Retry_After=said))
    refused = gateway.send(message(), NOON)
    assert isinstance(refused, Refused)
    assert (refused.why, refused.after) == (Why.LATER, after)


def test_many_threads_send_at_once_and_each_reads_its_own_answer(base: str, twilio: StandIn) -> None:
    twilio.answer(*(refusal(429, 20429, Retry_After=str(wait)) for wait in range(1, 41)), refusal(429, 20429))
    results: list[Refused | Taken | Unclear] = []
    with gateway_at(base) as gateway:
        threads = [Thread(target=lambda: results.append(gateway.send(message(), NOON))) for _ in range(40)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    waits = {each.after for each in results if isinstance(each, Refused)}
    assert waits == {timedelta(seconds=wait) for wait in range(1, 41)}
    assert len(twilio.posts) == 40


def test_neither_phones_nor_words_nor_secrets_are_logged(
    gateway: TwilioGateway, twilio: StandIn, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    gateway.send(message(), NOON)
    twilio.answer(Says(status=500, body={}))
    gateway.find(message())
    gateway.status(sid(1))
    gateway.forget(ANA)
    with pytest.raises(ConnectionError) as caught:
        gateway.poll(NOON)
    for secret in (ANA, ANA[1:], OURS[1:], "breaths", TOKEN):
        assert secret not in caplog.text
        assert secret not in str(caught.value)
