"""A request or an answer that is not Twilio's language is reported: otherwise silence would prove nothing."""

from collections.abc import Callable
from typing import Any

import pytest
import requests
from twilio.base.exceptions import TwilioException, TwilioRestException  # type: ignore[import-untyped]

from nudges.gateways import Unclear
from nudges.twilio_local import NUMBER
from tests.prism.conftest import World
from tests.prism.spoiling import Answer

PICTURE = ["https://pictures.example/a.jpg"]
ASKS: dict[str, Callable[[Any, World, str], object]] = {
    "a text": lambda client, _, text: client.messages(text).fetch(),
    "a text that is blanked": lambda client, _, text: client.messages(text).update(body=""),
    "texts": lambda client, _, __: client.messages.list(limit=5),
    "pictures": lambda client, _, text: client.messages(text).media.list(),
    "the account": lambda client, world, _: client.api.v2010.accounts(world.twilio.account.sid).fetch(),
    "the balance": lambda client, _, __: client.balance.fetch(),
    "numbers": lambda client, _, __: client.incoming_phone_numbers.list(),
    "a number": lambda client, world, _: client.incoming_phone_numbers(number(world)).fetch(),
    "a number that is changed": lambda client, world, _: client.incoming_phone_numbers(number(world)).update(),
    "services": lambda client, _, __: client.messaging.v1.services.list(),
    "a service": lambda client, world, _: client.messaging.v1.services(service(world)).fetch(),
    "a service that is changed": lambda client, world, _: client.messaging.v1.services(service(world)).update(),
    "the pool": lambda client, world, _: client.messaging.v1.services(service(world)).phone_numbers.list(),
}


def number(world: World) -> str:
    return next(iter(world.twilio.account.numbers))


def service(world: World) -> str:
    return world.twilio.account.service.sid


def without(answer: Answer, name: str) -> Answer:
    return {each: value for each, value in answer.items() if each != name}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("status", "posted"),
        ("sid", "SM123"),
        ("account_sid", "nobody"),
        ("messaging_service_sid", "SM" + "0" * 32),
        ("direction", "outbound"),
        ("num_segments", 1),
        ("error_code", "30034"),
        ("price", -0.0083),
        ("date_created", 1772452800),
        ("date_sent", "2026-03-02T12:00:00Z"),
        ("price_unit", "dollars"),
        ("uri", "https://api.twilio.com/elsewhere"),
        ("weather", "fine"),
    ],
)
def test_an_answer_with_a_wrong_field_is_reported(world: World, field: str, value: object) -> None:
    world.twilio.spoil = lambda answer: {**answer, field: value}
    assert isinstance(world.send(world.gateway()), Unclear)
    assert any(field in each for each in world.wrong())


def test_an_answer_that_leaves_a_field_out_is_reported(world: World) -> None:
    world.twilio.spoil = lambda answer: without(answer, "num_media")
    assert isinstance(world.send(world.gateway()), Unclear)
    assert any("num_media" in each for each in world.wrong())


@pytest.mark.parametrize("status", [200, 202, 418])
def test_an_answer_with_a_status_that_they_do_not_have_is_reported(world: World, status: int) -> None:
    world.twilio.spoil, world.twilio.status = dict, status
    world.send(world.gateway())
    assert world.wrong() != []


def test_a_refusal_of_another_form_is_reported(world: World) -> None:
    world.twilio.spoil = lambda answer: without(answer, "more_info")
    world.send(world.gateway(sender="+15005550001"))
    assert any("more_info" in each for each in world.wrong())


@pytest.mark.parametrize("what", sorted(ASKS))
def test_an_answer_with_a_made_up_field_is_reported_wherever_it_is_given(world: World, what: str) -> None:
    made = world.client().messages.create(to=world.phone, from_=NUMBER, body="hi", media_url=PICTURE)
    assert world.wrong() == []
    world.twilio.spoil = lambda answer: {**answer, "weather": "fine"}
    with pytest.raises(TwilioException):
        ASKS[what](world.client(), world, made.sid)
    assert any("weather" in each for each in world.wrong())


def test_one_wrong_text_among_many_is_reported(world: World) -> None:
    def spoil(answer: Answer) -> Answer:
        first, *others = answer["messages"]
        return {**answer, "messages": [first, {**others[0], "status": "posted"}, *others[1:]]}

    for n in range(3):
        world.twilio.receive(world.phone, f"{n}")
    world.twilio.spoil = spoil
    with pytest.raises(TwilioException):
        world.client().messages.list(from_=world.phone)
    assert any("messages.1.status" in each for each in world.wrong())


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("messaging_service_sid", "MG123"),
        ("body", "x" * 1601),
        ("validity_period", 0),
        ("validity_period", "an hour"),
        ("schedule_type", "sometime"),
        ("smart_encoded", "perhaps"),
    ],
)
def test_a_request_with_a_wrong_field_is_reported(world: World, field: str, value: object) -> None:
    fields: dict[str, Any] = {"to": world.phone, "from_": NUMBER, "body": "hi", field: value}
    with pytest.raises(TwilioRestException):
        world.client().messages.create(**fields)
    name = "".join(part.capitalize() for part in field.split("_"))
    assert any(name in each for each in world.wrong())


def test_a_request_that_leaves_a_field_out_is_reported(world: World) -> None:
    account = world.twilio.account
    path = f"https://api.twilio.com/2010-04-01/Accounts/{account.sid}/Messages.json"
    answer = world.http().request("POST", path, data={"Body": "hi"}, auth=(account.sid, account.token))
    assert answer.status_code == 422
    assert world.wrong() != []


@pytest.mark.parametrize("query", ["PageSize=1001", "PageSize=all", "DateSent=yesterday", "Page=-1"])
def test_a_list_asked_for_in_a_wrong_way_is_reported(world: World, query: str) -> None:
    account = world.twilio.account
    path = f"{world.prism.url}/2010-04-01/Accounts/{account.sid}/Messages.json?{query}"
    assert requests.get(path, auth=(account.sid, account.token), timeout=10).status_code == 422
    assert world.wrong() != []


def test_a_request_without_a_name_or_to_nowhere_is_reported(world: World) -> None:
    account = world.twilio.account
    here = f"{world.prism.url}/2010-04-01/Accounts/{account.sid}"
    for path in (f"{here}/Messages.json", f"{here}/Letters.json", f"{here}x/Messages.json"):
        auth = None if path == f"{here}/Messages.json" else (account.sid, account.token)
        assert requests.get(path, auth=auth, timeout=10).status_code in {401, 404, 422}
        assert world.wrong() != []
