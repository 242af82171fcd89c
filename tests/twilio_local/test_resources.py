"""The account, its money, its numbers and its messaging services, through the official client."""

from decimal import Decimal
from typing import Any

import pytest
from twilio.base.exceptions import TwilioRestException  # type: ignore[import-untyped]

from nudges.twilio_local import NUMBER, POOLED, LocalTwilio
from tests.twilio_local.conftest import ANA, Pass


def test_the_account_is_active_until_its_money_is_gone(client: Any, twilio: LocalTwilio, pass_time: Pass) -> None:
    account = twilio.account
    account.funds = Decimal("0.01")
    assert client.api.accounts(account.sid).fetch().status == "active"
    client.messages.create(to=ANA, from_=NUMBER, body="a" * 161)
    pass_time(3)
    assert client.balance.fetch().balance == "-0.00660"
    assert client.api.accounts(account.sid).fetch().status == "suspended"
    with pytest.raises(TwilioRestException) as refused:
        client.messages.create(to=ANA, from_=NUMBER, body="Breathe.")
    assert (refused.value.status, refused.value.code) == (403, 20005)


def test_numbers_are_listed_found_and_told_where_to_tell(client: Any, twilio: LocalTwilio) -> None:
    assert [each.phone_number for each in client.incoming_phone_numbers.list()] == [NUMBER, POOLED]
    (number,) = client.incoming_phone_numbers.list(phone_number=NUMBER)
    assert number.capabilities["sms"]
    number.update(sms_url="http://127.0.0.1:1/in", sms_method="GET", friendly_name="ours")
    changed = client.incoming_phone_numbers(number.sid).fetch()
    assert (changed.sms_url, changed.sms_method, changed.friendly_name) == ("http://127.0.0.1:1/in", "GET", "ours")
    assert twilio.account.numbers[number.sid].sms_url == "http://127.0.0.1:1/in"


def test_a_messaging_service_shows_its_numbers_and_takes_changes(client: Any, twilio: LocalTwilio) -> None:
    service = client.messaging.v1.services(twilio.account.service.sid)
    assert [each.phone_number for each in service.phone_numbers.list()] == [POOLED]
    service.update(inbound_request_url="http://127.0.0.1:1/in", use_inbound_webhook_on_number=True)
    told = service.fetch()
    assert (told.inbound_request_url, told.use_inbound_webhook_on_number) == ("http://127.0.0.1:1/in", True)
    assert [each.sid for each in client.messaging.v1.services.list()] == [twilio.account.service.sid]


def test_what_is_not_there_is_not_found(client: Any) -> None:
    for nothing in (
        client.incoming_phone_numbers("PN" + "0" * 32),
        client.messaging.v1.services("MG" + "0" * 32),
        client.api.accounts("AC" + "0" * 32),
        client.calls("CA" + "0" * 32),
    ):
        with pytest.raises(TwilioRestException) as refused:
            nothing.fetch()
        assert (refused.value.status, refused.value.code) == (404, 20404)


def test_a_change_that_makes_no_sense_is_refused_and_changes_nothing(client: Any, twilio: LocalTwilio) -> None:
    (number,) = client.incoming_phone_numbers.list(phone_number=NUMBER)
    service = client.messaging.v1.services(twilio.account.service.sid)
    for change in (number.update, service.update):
        wrong = {"sms_method": "PUT"} if change == number.update else {"validity_period": "long"}
        with pytest.raises(TwilioRestException) as refused:
            change(**wrong)
        assert (refused.value.status, refused.value.code) == (400, 20001)
    assert twilio.account.numbers[number.sid].sms_method == "POST"
