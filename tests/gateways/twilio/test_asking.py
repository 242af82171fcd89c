"""What people wrote, how far texts came, and how they are blanked."""

from datetime import datetime, timedelta

import pytest

from nudges.core.words import Status, Why
from nudges.gateways import Heard, Told
from nudges.gateways.twilio.gateway import TwilioGateway
from tests.gateways.twilio.stand_in import (
    ACCOUNT,
    ANA,
    NOON,
    OURS,
    SERVICE,
    Says,
    StandIn,
    gateway_at,
    heard,
    listed,
    refusal,
    sid,
    text,
)

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
LIST = f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json"


def test_what_people_wrote_comes_oldest_first_and_each_text_once(base: str, twilio: StandIn) -> None:
    more = f"{LIST}?PageToken=2"
    first, second = heard(1, "done", NOON), heard(2, "", NOON + MINUTE, num_media="2")
    twilio.answer(listed(heard(3, "7", NOON + 2 * MINUTE), second, next_page=more), listed(second, first))
    with gateway_at(base) as gateway:
        assert gateway.poll(NOON) == [
            Heard(id=sid(1), phone=ANA, text="done"),
            Heard(id=sid(2), phone=ANA, text="", pictures=2),
            Heard(id=sid(3), phone=ANA, text="7"),
        ]
    assert twilio.asked[0].query == {"To": [OURS], "DateSent>": ["2026-11-24"], "PageSize": ["200"]}


@pytest.mark.parametrize(
    ("since", "day"),
    [
        ("2026-11-24T00:30:00+00:00", "2026-11-23"),
        ("2026-11-24T01:00:00+00:00", "2026-11-24"),
        ("2026-11-23T19:30:00-05:00", "2026-11-23"),
        ("2026-11-24T09:00:00+09:00", "2026-11-23"),
    ],
)
def test_the_list_is_asked_by_the_day_in_utc_and_with_an_overlap(
    gateway: TwilioGateway, twilio: StandIn, since: str, day: str
) -> None:
    twilio.answer(listed())
    gateway.poll(datetime.fromisoformat(since))
    assert twilio.asked[0].query["DateSent>"] == [day]


def test_a_text_of_shortly_before_comes_again_and_an_old_one_does_not(gateway: TwilioGateway, twilio: StandIn) -> None:
    twilio.answer(listed(heard(2, "late", NOON - 59 * MINUTE), heard(1, "old", NOON - 61 * MINUTE)))
    assert [each.text for each in gateway.poll(NOON)] == ["late"]


def test_what_is_not_whole_or_was_blanked_or_is_ours_is_not_heard(gateway: TwilioGateway, twilio: StandIn) -> None:
    twilio.answer(
        listed(
            heard(1, "half a", NOON, status="receiving"),
            heard(2, "", NOON),
            text(3, "ours"),
            heard(4, "odd", NOON, sid="../../etc"),
            heard(5, "a\x00b", NOON),
        )
    )
    assert [each.text for each in gateway.poll(NOON)] == ["ab"]


def test_each_number_of_a_service_is_asked(base: str, twilio: StandIn) -> None:
    pool = {"phone_numbers": [{"phone_number": "+15550000001"}, {"phone_number": OURS}],
            "meta": {"key": "phone_numbers", "next_page_url": None}}  # fmt: skip
    twilio.answer(
        Says(body=pool), listed(heard(1, "second", NOON)), listed(heard(2, "first", NOON - MINUTE), heard(1, "x", NOON))
    )
    with gateway_at(base, sender="", service_sid=SERVICE) as gateway:
        assert [each.text for each in gateway.poll(NOON)] == ["first", "second"]
    assert twilio.asked[0].path == f"/v1/Services/{SERVICE}/PhoneNumbers"
    assert [asked.query["To"] for asked in twilio.asked[1:]] == [["+15550000001"], [OURS]]


@pytest.mark.parametrize("says", [Says(status=500, body={}), Says(gone=True), Says(body="<html>")], ids=str)
def test_asking_in_vain_is_not_the_same_as_nothing_arrived(gateway: TwilioGateway, twilio: StandIn, says: Says) -> None:
    twilio.answer(says)
    with pytest.raises(ConnectionError) as caught:
        gateway.poll(NOON)
    assert OURS[1:] not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_text_says_how_far_it_came(gateway: TwilioGateway, twilio: StandIn) -> None:
    twilio.answer(Says(body=text(7, status="undelivered", error_code=30005)))
    news = gateway.status(sid(7))
    assert news is not None
    assert (news.provider_id, news.status, news.code, news.why) == (sid(7), Status.FAILED, 30005, Why.RECIPIENT)
    twilio.answer(Says(body=text(7, status="delivered")))
    assert gateway.status(sid(7)) == Told(provider_id=sid(7), status=Status.DELIVERED)


NO_NEWS = [
    Says(body=text(7, status="queued")),
    refusal(404, 20404),
    refusal(500, 20500),
    Says(gone=True),
    Says(body="<html>"),
    Says(status=302, body=""),
]


@pytest.mark.parametrize("says", NO_NEWS, ids=str)
def test_nobody_knows_how_far_it_came(gateway: TwilioGateway, twilio: StandIn, says: Says) -> None:
    twilio.answer(says)
    assert gateway.status(sid(7)) is None


@pytest.mark.parametrize("name", ["", "memory/x", "../Calls", "SM1", sid(1) + "\n", "SM" + "A" * 32])
def test_an_id_that_is_none_of_twilios_is_not_asked_for(gateway: TwilioGateway, twilio: StandIn, name: str) -> None:
    assert gateway.status(name) is None
    assert not twilio.asked


def test_what_was_written_to_and_by_a_phone_is_blanked(gateway: TwilioGateway, twilio: StandIn) -> None:
    blanked = Says(body=text(1, ""))
    twilio.answer(listed(text(1), text(2, "")), blanked, listed(heard(3, "sad", NOON)), blanked)
    gateway.forget(ANA)
    assert [asked.query.get("To") or asked.query.get("From") for asked in twilio.asked] == [[ANA], None, [ANA], None]
    changed = [(asked.path.rpartition("/")[2], asked.form) for asked in twilio.posts]
    assert changed == [(f"{sid(1)}.json", {"Body": [""]}), (f"{sid(3)}.json", {"Body": [""]})]


def test_one_that_cannot_be_blanked_yet_keeps_no_other_from_it(gateway: TwilioGateway, twilio: StandIn) -> None:
    twilio.answer(listed(text(1), text(2)), refusal(400, 20009), Says(body=text(2, "")), listed())
    gateway.forget(ANA)
    assert len(twilio.posts) == 2


@pytest.mark.parametrize("says", [Says(status=500, body={}), Says(gone=True), Says(body="[")], ids=str)
def test_forgetting_in_vain_raises_nothing(gateway: TwilioGateway, twilio: StandIn, says: Says) -> None:
    twilio.answer(says)
    gateway.forget(ANA)
    twilio.answer(listed(*(text(number) for number in range(1, 101))), says)
    gateway.forget(ANA)
