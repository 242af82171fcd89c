"""Whatever our gateway says and our local Twilio answers is as Twilio's own description says."""

from datetime import timedelta
from typing import Any

import pytest
from twilio.base.exceptions import TwilioRestException  # type: ignore[import-untyped]

from nudges.core.words import Status, Why
from nudges.gateways import Absent, Refused, Taken, Told, Unclear
from nudges.twilio_local import NUMBER, POOLED
from nudges.twilio_local.faults import Fault, On, Rule
from nudges.twilio_local.wanted import MAGIC, MAGIC_FROM, MAGIC_TO
from tests.prism.conftest import PUBLIC, START, World


def service_of(world: World) -> dict[str, str]:
    return {"service_sid": world.twilio.account.service.sid}


@pytest.mark.parametrize("whose", ["number", "service", "number of a service"])
def test_a_text_leaves_and_is_asked_after_until_it_arrived(clean: World, whose: str) -> None:
    who = {} if whose == "number" else service_of(clean)
    gateway = clean.gateway(**who, **({"sender": POOLED} if whose == "number of a service" else {}))
    taken = clean.send(gateway, words="Three breaths? “¿Sí?” 🌱 {cue} + more & more = 100 %")
    assert isinstance(taken, Taken)
    statuses = []
    for _ in range(6):
        statuses.append(gateway.status(taken.provider_id))
        clean.wait(1)
    assert statuses[-1] == Told(provider_id=taken.provider_id, status=Status.DELIVERED)
    assert len(clean.https[0].answers) == 7


def test_a_text_whose_answer_was_lost_is_found_and_one_that_never_left_is_not(clean: World) -> None:
    clean.twilio.fail(Rule(fault=Fault.ERROR_AFTER, times=1))
    gateway = clean.gateway()
    assert isinstance(clean.send(gateway), Unclear)
    assert isinstance(gateway.find(clean.message()), Taken)
    assert gateway.find(clean.message("nudge/b/1", "Something else")) == Absent()


@pytest.mark.parametrize("whose", ["number", "service"])
def test_what_people_write_is_listed_page_by_page(clean: World, whose: str) -> None:
    to = NUMBER if whose == "number" else POOLED
    since = clean.clock.moment
    for n in range(250):
        clean.twilio.receive(f"+1415556{n:04}", f"I did {n} of 10 “today”", to=to)
    clean.twilio.receive(clean.phone, "look", to=to, media=("https://pictures.example/a.jpg",))
    clean.wait(1)
    gateway = clean.gateway(**({} if whose == "number" else service_of(clean)))
    assert len(gateway.poll(since + timedelta(hours=1))) == 251
    assert len(clean.https[0].answers) == (2 if whose == "number" else 3)


def test_words_are_blanked_and_what_is_still_on_its_way_is_not(clean: World) -> None:
    gateway = clean.gateway()
    clean.send(gateway)
    gateway.forget(clean.phone)
    clean.wait()
    clean.twilio.receive(clean.phone, "I was sad")
    gateway.forget(clean.phone)
    assert [text.body for text in clean.twilio.texts() if clean.phone in (text.to, text.from_)] == ["", ""]
    assert {status for method, status in clean.https[0].answers if method == "POST"} == {200, 201, 409}


def test_a_text_is_deleted_and_gone(clean: World) -> None:
    taken = clean.send(clean.gateway())
    assert isinstance(taken, Taken)
    clean.wait()
    texts = clean.client().messages
    assert texts(taken.provider_id).delete() is True
    with pytest.raises(TwilioRestException) as gone:
        texts(taken.provider_id).fetch()
    assert gone.value.code == 20404


@pytest.mark.parametrize(
    ("field", "value"),
    [("date_sent", timedelta()), ("date_sent_after", timedelta(days=-1)), ("date_sent_before", timedelta(days=1))],
)
def test_a_list_is_asked_for_by_the_day(clean: World, field: str, value: timedelta) -> None:
    clean.twilio.receive(clean.phone, "done")
    day = (clean.clock.moment + value).date()
    found = clean.client().messages.list(from_=clean.phone, to=NUMBER, page_size=5, limit=5, **{field: day})
    assert [each.body for each in found] == ["done"]


def test_pages_go_on_until_there_are_no_more(clean: World) -> None:
    for n in range(7):
        clean.twilio.receive(clean.phone, f"{n}")
    texts = clean.client().messages.list(from_=clean.phone, page_size=3)
    assert [each.body for each in texts] == ["6", "5", "4", "3", "2", "1", "0"]
    assert len(clean.https[0].answers) == 3


def test_every_status_that_a_text_can_have_is_one_of_theirs(clean: World) -> None:
    client, number = clean.client(), {"to": clean.phone, "from_": NUMBER, "body": "hi"}
    service = {"to": clean.phone, "messaging_service_sid": clean.twilio.account.service.sid, "body": "hi"}
    later = {"schedule_type": "fixed", "send_at": clean.clock.moment + timedelta(hours=1)}
    kept = [client.messages.create(**service, **later) for _ in range(2)]
    made = [client.messages.create(**fields) for fields in (number, service)]
    for code in (30003, 30007, 30500, 30034):
        clean.twilio.fail(Rule(fault=Fault.FAIL, times=1, code=code))
        made.append(client.messages.create(**number))
    seen = {each.status for each in [*made, *kept]} | {kept[0].update(status="canceled").status}
    arrived = clean.twilio.receive(clean.phone, "done")
    for _ in range(6):
        clean.wait(1)
        seen |= {client.messages(each.sid).fetch().status for each in [*made, *kept, arrived]}
    ends = {"delivered", "undelivered", "failed", "canceled", "received"}
    assert seen == {"queued", "accepted", "scheduled", "sending", "sent", *ends}


def test_pictures_are_sent_and_listed(clean: World) -> None:
    client = clean.client()
    media = ["https://pictures.example/a.jpg", "https://pictures.example/b.jpg?x=1&y=2"]
    made = client.messages.create(to=clean.phone, from_=NUMBER, body="look", media_url=media)
    assert (made.sid[:2], made.num_media) == ("MM", "2")
    assert {each.parent_sid for each in made.media.list()} == {made.sid}


@pytest.mark.parametrize("code", sorted({*MAGIC_FROM.values(), *MAGIC_TO.values()}))
def test_what_the_test_numbers_are_refused_for_is_told_as_they_tell_it(clean: World, code: int) -> None:
    senders, phones = ({each: number for number, each in numbers.items()} for numbers in (MAGIC_FROM, MAGIC_TO))
    gateway = clean.gateway(sender=senders.get(code, MAGIC))
    refused = clean.send(gateway, to=phones.get(code, clean.phone))
    assert isinstance(refused, Refused)
    assert refused.code == code
    assert clean.https[0].answers == [("POST", 400)]


@pytest.mark.parametrize(
    ("rule", "status", "why"),
    [
        (Rule(fault=Fault.BAD_TOKEN, times=1), 401, Why.CONFIGURATION),
        (Rule(fault=Fault.NO_FUNDS, times=1), 403, Why.CONFIGURATION),
        (Rule(fault=Fault.BUSY, times=1, retry_after=3), 429, Why.LATER),
        (Rule(fault=Fault.BUSY, times=1, retry_after=None), 429, Why.LATER),
        (Rule(fault=Fault.ERROR_BEFORE, times=1, status=500), 500, None),
        (Rule(fault=Fault.ERROR_BEFORE, times=1, status=503), 503, None),
        (Rule(fault=Fault.ERROR_AFTER, times=1, status=503), 503, None),
        (Rule(fault=Fault.REFUSE, times=1, code=21610), 400, Why.OPTED_OUT),
        (Rule(fault=Fault.REFUSE, times=1, code=21617), 400, Why.CONTENT),
    ],
)
def test_what_goes_wrong_is_told_as_they_tell_it(clean: World, rule: Rule, status: int, why: Why | None) -> None:
    clean.twilio.fail(rule)
    answer = clean.send(clean.gateway())
    assert clean.https[0].answers == [("POST", status)]
    assert (answer.why if isinstance(answer, Refused) else None) is why
    assert isinstance(answer, Unclear if why is None else Refused)
    if rule.retry_after == 3:
        assert isinstance(answer, Refused)
        assert answer.after == timedelta(seconds=3)


@pytest.mark.parametrize("fault", [Fault.BUSY, Fault.ERROR_BEFORE])
def test_a_list_that_fails_is_told_as_they_tell_it(clean: World, fault: Fault) -> None:
    clean.twilio.fail(Rule(fault=fault, on=On.READ))
    gateway = clean.gateway()
    assert isinstance(gateway.find(clean.message()), Unclear)
    assert gateway.status("SM" + "0" * 32) is None
    with pytest.raises(ConnectionError):
        gateway.poll(START)


def test_who_is_not_known_there_is_told_so(clean: World) -> None:
    nobody, token, account = "0" * 32, "not a token", clean.twilio.account
    refused = clean.send(clean.gateway(service_sid=f"MG{nobody}"))
    assert isinstance(refused, Refused)
    assert refused.code == 21701
    stranger = clean.client(auth_tokens=(token,))
    for ask in (
        clean.client().messages(f"SM{nobody}").fetch,
        clean.client().messaging.v1.services(f"MG{nobody}").fetch,
        clean.client().incoming_phone_numbers(f"PN{nobody}").fetch,
        clean.client().api.v2010.accounts(f"AC{nobody}").fetch,
        stranger.api.v2010.accounts(account.sid).fetch,
        stranger.messaging.v1.services(account.service.sid).fetch,
        stranger.balance.fetch,
    ):
        with pytest.raises(TwilioRestException) as refused_too:
            ask()
        assert refused_too.value.code in {20404, 20003}


def test_a_suspended_account_without_money_is_shown_as_one(clean: World) -> None:
    account, client = clean.twilio.account, clean.client()
    funds = account.funds
    account.suspended, account.funds = True, -funds
    shown, left = client.api.v2010.accounts(account.sid).fetch(), client.balance.fetch()
    account.suspended, account.funds = False, funds
    assert (shown.status, float(left.balance) < 0) == ("suspended", True)
    assert client.api.v2010.accounts(account.sid).fetch().status == "active"


def test_numbers_and_services_are_shown_found_and_changed(clean: World) -> None:
    client, account = clean.client(), clean.twilio.account
    before = account.service
    assert [each.phone_number for each in client.incoming_phone_numbers.list()] == [NUMBER, POOLED]
    [number] = client.incoming_phone_numbers.list(phone_number=NUMBER)
    hook: dict[str, Any] = {"sms_url": f"{PUBLIC}/twilio/message#rc=2&rp=ct,rt,5xx", "sms_method": "POST"}
    assert number.update(**hook, status_callback=f"{PUBLIC}/twilio/status").sms_url == hook["sms_url"]
    assert client.incoming_phone_numbers(number.sid).fetch().capabilities["sms"] is True
    [service] = client.messaging.v1.services.list()
    changed = service.update(inbound_request_url=hook["sms_url"], inbound_method="POST", validity_period=3600)
    assert client.messaging.v1.services(account.service.sid).fetch().validity_period == changed.validity_period
    assert [each.phone_number for each in service.phone_numbers.list()] == [POOLED]
    account.add_number(NUMBER)
    account.services[service.sid] = before
