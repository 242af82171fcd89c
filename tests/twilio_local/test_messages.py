"""Texts through the official client, against a Twilio on this machine."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from twilio.base.exceptions import TwilioRestException  # type: ignore[import-untyped]

from nudges.clock import ManualClock
from nudges.twilio_local import NUMBER, POOLED, LocalTwilio
from tests.twilio_local.conftest import ANA, NOON, Pass, client_of


def code_of(client: Any, **wanted: Any) -> int:
    """Return the code with which a text is refused."""
    with pytest.raises(TwilioRestException) as refused:
        client.messages.create(**{"to": ANA, "from_": NUMBER, "body": "Breathe.", **wanted})
    code: int = refused.value.code
    return code


def test_a_text_is_queued_and_goes_its_way_as_time_passes(client: Any, pass_time: Pass) -> None:
    text = client.messages.create(to=ANA, from_=NUMBER, body="Breathe.")
    assert (text.status, text.to, text.from_, text.num_segments, text.direction) == (
        "queued",
        ANA,
        NUMBER,
        "1",
        "outbound-api",
    )
    assert (text.date_created, text.date_sent, text.price, text.error_code) == (NOON, None, None, None)
    seen = []
    for _ in range(4):
        pass_time(1)
        seen.append(client.messages(text.sid).fetch().status)
    assert seen == ["sending", "sent", "delivered", "delivered"]
    done = client.messages(text.sid).fetch()
    assert (done.date_sent, done.price) == (NOON + timedelta(seconds=2), "-0.00830")


def test_a_text_of_a_service_is_accepted_first_and_has_its_sender_later(
    client: Any, pass_time: Pass, twilio: LocalTwilio
) -> None:
    text = client.messages.create(to=ANA, messaging_service_sid=twilio.account.service.sid, body="Breathe.")
    assert (text.status, text.from_, text.num_segments) == ("accepted", None, "0")
    pass_time(1)
    text = client.messages(text.sid).fetch()
    assert (text.status, text.from_, text.num_segments) == ("queued", POOLED, "1")


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        ({"to": "415"}, 21211),
        ({"to": ""}, 21604),
        ({"from_": ""}, 21603),
        ({"from_": "+12025550199"}, 21606),
        ({"from_": None, "messaging_service_sid": "MG" + "0" * 32}, 21701),
        ({"body": ""}, 21619),
        ({"body": "a" * 1601}, 21617),
        ({"media_url": ["https://a.example/1.png"] * 11}, 21623),
        ({"media_url": ["picture.png"]}, 21620),
        ({"status_callback": "http://my_host/x"}, 21609),
        ({"validity_period": 36_001}, 90007),
        ({"from_": "+15005550001"}, 21212),
        ({"from_": "+15005550007"}, 21606),
        ({"from_": "+15005550008"}, 21611),
        ({"to": "+15005550001"}, 21211),
        ({"to": "+15005550002"}, 21612),
        ({"to": "+15005550003"}, 21408),
        ({"to": "+15005550004"}, 21610),
        ({"to": "+15005550009"}, 21614),
    ],
)
def test_what_twilio_refuses_is_refused_with_its_code(client: Any, wanted: dict[str, Any], code: int) -> None:
    given = {name: value for name, value in wanted.items() if value is not None}
    if "messaging_service_sid" in wanted:
        with pytest.raises(TwilioRestException) as refused:
            client.messages.create(to=ANA, body="Breathe.", messaging_service_sid=wanted["messaging_service_sid"])
        assert refused.value.code == code
    else:
        assert code_of(client, **given) == code


def test_the_magic_sender_takes_a_text_that_goes_nowhere(client: Any, pass_time: Pass) -> None:
    text = client.messages.create(to=ANA, from_="+15005550006", body="Breathe.")
    pass_time(5)
    assert client.messages(text.sid).fetch().status == "queued"


def test_a_wrong_token_opens_nothing_and_a_rotated_one_both_ways_once(twilio: LocalTwilio) -> None:
    with pytest.raises(TwilioRestException) as refused:
        client_of(twilio, "wrong").balance.fetch()
    assert (refused.value.status, refused.value.code) == (401, 20003)
    first = twilio.account.token
    second = twilio.account.rotate()
    for token in (first, second):
        assert client_of(twilio, token).messages.list() == []
    twilio.account.rotate()
    with pytest.raises(TwilioRestException):
        client_of(twilio, first).balance.fetch()


def test_a_list_shows_the_newest_first_page_by_page_even_while_texts_arrive(
    client: Any, clock: ManualClock, twilio: LocalTwilio
) -> None:
    for n in range(7):
        clock.moment += timedelta(seconds=1)
        client.messages.create(to=ANA, from_=NUMBER, body=f"text {n}")
    page = client.messages.page(page_size=3)
    bodies = [[text.body for text in page]]
    twilio.receive(ANA, "in between")
    while (page := page.next_page()) is not None:
        bodies.append([text.body for text in page])
    assert bodies == [["text 6", "text 5", "text 4"], ["text 3", "text 2", "text 1"], ["text 0"]]
    assert len(client.messages.list(page_size=3)) == 8
    assert len(client.messages.list(limit=2)) == 2


def test_a_list_knows_whom_from_whom_and_when(client: Any, clock: ManualClock, pass_time: Pass) -> None:
    client.messages.create(to=ANA, from_=NUMBER, body="monday")
    client.messages.create(to="+14155550101", from_=NUMBER, body="ben")
    pass_time(3)
    clock.moment += timedelta(days=1)
    client.messages.create(to=ANA, from_=POOLED, body="tuesday")
    pass_time(3)
    client.messages.create(to=ANA, from_=NUMBER, body="not sent yet")

    def found(**query: Any) -> list[str]:
        return [text.body for text in client.messages.list(**query)]

    assert found(to=ANA) == ["not sent yet", "tuesday", "monday"]
    assert found(from_=POOLED) == ["tuesday"]
    assert found(date_sent=date(2026, 3, 2)) == ["ben", "monday"]
    assert found(to=ANA, date_sent_after=date(2026, 3, 3)) == ["tuesday"]
    assert found(to=ANA, date_sent_before=datetime(2026, 3, 2, 23, tzinfo=UTC)) == ["monday"]
    assert found(to=ANA, date_sent_after=datetime(2026, 3, 4, tzinfo=UTC)) == []
    assert found(date_sent_after="2026-03-03 00:00:00.000") == ["tuesday"]


def test_only_a_scheduled_text_can_be_taken_back(client: Any, twilio: LocalTwilio, pass_time: Pass) -> None:
    service = twilio.account.service.sid

    def scheduled(ahead: timedelta) -> Any:
        return client.messages.create(
            to=ANA, messaging_service_sid=service, body="Later.", schedule_type="fixed", send_at=NOON + ahead
        )

    text = scheduled(timedelta(minutes=10))
    assert text.status == "scheduled"
    assert client.messages(text.sid).update(status="canceled").status == "canceled"
    with pytest.raises(TwilioRestException) as refused:
        client.messages(text.sid).update(status="canceled")
    assert refused.value.code == 30409
    with pytest.raises(TwilioRestException) as refused:
        scheduled(timedelta(minutes=4))
    assert refused.value.code == 35115
    kept = scheduled(timedelta(seconds=302))
    pass_time(307)
    assert client.messages(text.sid).fetch().status == "canceled"
    assert client.messages(kept.sid).fetch().status == "delivered"


def test_a_text_is_emptied_or_deleted_once_it_is_done_with(client: Any, pass_time: Pass) -> None:
    text = client.messages.create(to=ANA, from_=NUMBER, body="Breathe.")
    with pytest.raises(TwilioRestException) as refused:
        client.messages(text.sid).delete()
    assert (refused.value.status, refused.value.code) == (409, 20009)
    with pytest.raises(TwilioRestException) as refused:
        client.messages(text.sid).update(body="")
    assert (refused.value.status, refused.value.code) == (409, 20009)
    pass_time(3)
    assert client.messages(text.sid).update(body="").body == ""
    with pytest.raises(TwilioRestException) as refused:
        client.messages(text.sid).update(body="other words")
    assert refused.value.code == 30400
    assert client.messages(text.sid).delete()
    with pytest.raises(TwilioRestException) as refused:
        client.messages(text.sid).fetch()
    assert (refused.value.status, refused.value.code) == (404, 20404)


def test_the_record_says_how_often_each_text_was_taken(client: Any, twilio: LocalTwilio) -> None:
    for body in ("one", "two", "two"):
        client.messages.create(to=ANA, from_=NUMBER, body=body)
    assert code_of(client, to="415", body="three") == 21211
    assert twilio.record.accepted() == {(ANA, "one"): 1, (ANA, "two"): 2}
    assert twilio.record.doubled() == {(ANA, "two"): 2}
    assert [(each.body, each.answer) for each in twilio.record.asked][-1] == ("three", "21211")
