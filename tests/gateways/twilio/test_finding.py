"""Whether a text left that nobody knows of."""

from datetime import datetime, timedelta

import pytest

from nudges.gateways import Absent, Taken, Unclear
from nudges.gateways.twilio.gateway import TwilioGateway
from tests.gateways.twilio.stand_in import (
    ACCOUNT,
    ANA,
    NOON,
    Says,
    StandIn,
    listed,
    message,
    refusal,
    sid,
    text,
)

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
LIST = f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json"


def test_a_text_that_left_is_found_by_its_words(gateway: TwilioGateway, twilio: StandIn) -> None:
    twilio.answer(listed(text(1, "Other words"), text(2, num_segments="2")))
    assert gateway.find(message()) == Taken(provider_id=sid(2), segments=2)
    assert (twilio.asked[0].path, twilio.asked[0].query) == (LIST, {"To": [ANA], "PageSize": ["50"]})


def test_it_is_found_under_folded_words_and_behind_what_a_trial_account_puts_before_them(
    gateway: TwilioGateway, twilio: StandIn
) -> None:
    twilio.answer(listed(text(1, "Sent from your Twilio trial account - It's time")))
    assert isinstance(gateway.find(message("It’s time ")), Taken)


@pytest.mark.parametrize(
    "other",
    [
        text(1, "Three breaths"),
        text(1, created=NOON - 49 * HOUR),
        text(1, direction="inbound", status="received"),
    ],
    ids=["other words", "long ago", "theirs"],
)
def test_what_is_not_it_leaves_it_absent(gateway: TwilioGateway, twilio: StandIn, other: dict[str, object]) -> None:
    twilio.answer(listed(other))
    assert gateway.find(message()) == Absent()


def test_an_empty_list_says_that_nothing_left(gateway: TwilioGateway, twilio: StandIn) -> None:
    twilio.answer(listed())
    assert gateway.find(message()) == Absent()


@pytest.mark.parametrize("status", ["queued", "accepted", "failed", "undelivered", "canceled", "delivered"])
@pytest.mark.parametrize("created", [NOON, NOON - 47 * HOUR, None])
def test_a_text_is_taken_whatever_became_of_it(
    gateway: TwilioGateway, twilio: StandIn, status: str, created: datetime | None
) -> None:
    twilio.answer(listed(text(1, created=created, status=status)))
    assert gateway.find(message()) == Taken(provider_id=sid(1), segments=1)


@pytest.mark.parametrize(
    "says",
    [
        refusal(401, 20003),
        refusal(429, 20429),
        refusal(500, 20500),
        Says(gone=True),
        Says(body="<html>"),
        Says(body=[]),
        Says(body={"messages": None}),
        Says(body={"messages": [{"sid": 5, "num_segments": "x"}]}),
        Says(status=302, body="", headers={"Location": "/x"}),
        listed(text(1, "x"), next_page=LIST),
    ],
    ids=str,
)
def test_a_list_that_cannot_be_read_is_never_taken_for_an_empty_one(
    gateway: TwilioGateway, twilio: StandIn, says: Says
) -> None:
    twilio.answer(says)
    assert isinstance(gateway.find(message()), Unclear)
    assert not twilio.posts


def test_an_answer_without_a_date_says_nothing_about_when(gateway: TwilioGateway, twilio: StandIn) -> None:
    twilio.answer(Says(body={"messages": []}, headers={"Date": "some day"}))
    assert isinstance(gateway.find(message()), Unclear)


def test_a_text_whose_words_twilio_does_not_keep_stays_in_doubt(gateway: TwilioGateway, twilio: StandIn) -> None:
    twilio.answer(listed(text(1, "")))
    assert isinstance(gateway.find(message()), Unclear)


def test_it_is_found_on_a_later_page_and_old_pages_are_not_asked_for(gateway: TwilioGateway, twilio: StandIn) -> None:
    more = f"{LIST}?To=%2B14155550100&PageSize=50&PageToken=2"
    twilio.answer(
        listed(text(1, "x"), next_page=more), listed(text(2, "y"), text(3), text(4, created=NOON - 60 * HOUR))
    )
    assert gateway.find(message()) == Taken(provider_id=sid(3), segments=1)
    assert twilio.asked[1].query["PageToken"] == ["2"]
    twilio.answer(listed(text(1, "x"), text(4, created=NOON - 60 * HOUR), next_page=more))
    twilio.asked.clear()
    assert gateway.find(message()) == Absent()
    assert len(twilio.asked) == 1


def test_the_same_words_of_another_message_are_not_taken_for_it(gateway: TwilioGateway, twilio: StandIn) -> None:
    twilio.answer(Says(status=201, body=text(1, "Noted.")))
    assert isinstance(gateway.send(message("Noted.", name="answer/1"), NOON), Taken)
    twilio.answer(listed(text(1, "Noted.")))
    assert gateway.find(message("Noted.", name="answer/2")) == Absent()
    assert gateway.find(message("Noted.", name="answer/1")) == Taken(provider_id=sid(1), segments=1)


def test_two_lost_texts_with_the_same_words_are_found_once_each(gateway: TwilioGateway, twilio: StandIn) -> None:
    twilio.answer(listed(text(1, "Noted.")))
    assert isinstance(gateway.find(message("Noted.", name="answer/1")), Taken)
    assert gateway.find(message("Noted.", name="answer/2")) == Absent()
