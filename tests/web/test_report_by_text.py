"""PAGE by text answers with the address of a week, and the address leads there."""

import re
from datetime import datetime

import pytest
from starlette.testclient import TestClient

from nudges.clock import ManualClock
from nudges.core.inbound import Inbound
from nudges.core.values import Person
from nudges.core.words import Language
from nudges.gateways.memory import MemoryGateway
from nudges.library import load
from nudges.service import Service
from nudges.store.memory import MemoryStore
from nudges.web import create_app
from nudges.web.links import report_link
from tests.samples import MONDAY, at, person, plan
from tests.samples import service as without_addresses
from tests.web.samples import BASE, SECRET


def _address(who: Person, week: str, now: datetime) -> str:
    return report_link(SECRET, who, week, BASE, now)


def _service(**changes: object) -> Service:
    made = Service(MemoryStore(), MemoryGateway(), load().words, week_link=_address)
    made.enrol(person(**changes), (plan(),), MONDAY, "on paper")
    return made


def _answer(service: Service, text: str, now: datetime) -> str:
    service.receive(Inbound(id=f"phone/{now}", phone="+14155550100", text=text), now)
    return list(service.store.read("ana").history.messages.values())[-1].queued.text


@pytest.mark.parametrize(
    ("word", "language", "title"),
    [("PAGE", Language.EN, "Your week so far"), ("página", Language.ES, "Tu semana hasta ahora")],
)
def test_the_address_that_is_texted_opens_the_week(word: str, language: Language, title: str) -> None:
    service, now = _service(language=language), at("2026-03-04 12:00")
    (address,) = re.findall(r"http://\S+", _answer(service, word, now))
    app = create_app(service, ManualClock(now), lambda _: None, secret=SECRET, local_phones=False)
    assert f"<h1>{title}</h1>" in TestClient(app, base_url=BASE).get(address).text


def test_after_a_report_it_is_the_week_that_was_reported() -> None:
    service, sunday = _service(), at("2026-03-08 18:00")
    service.attend("ana", at("2026-03-03 08:30"))
    service.attend("ana", sunday)
    monday = at("2026-03-09 07:00")
    text = _answer(service, "page", monday)
    assert text.endswith(_address(person(), "2026-W10", monday))


def test_where_pages_have_no_address_it_says_who_can_help() -> None:
    service = without_addresses()
    service.enrol(person(), (plan(),), MONDAY, "on paper")
    assert "can't do that by text" in _answer(service, "PAGE", MONDAY)


def test_a_discreet_phone_gets_nothing_but_the_address() -> None:
    text = _answer(_service(discreet=True), "PAGE", at("2026-03-04 12:00"))
    assert "breath" not in text.lower()
