"""A rest on the page of a week is a shape and a word of its own, and nothing that is absent."""

from nudges.core.inbound import Inbound
from nudges.core.words import Language
from nudges.web.links import report_link
from tests.samples import at, person
from tests.web.samples import BASE, SECRET, House


def page_of(house: House) -> str:
    link = report_link(SECRET, person(), "2026-W10", BASE, house.clock.moment)
    return house.web.get(link).text


def resting(text: str, answered: bool) -> House:
    house = House()
    house.service.attend("ana", at("2026-03-02 08:30"))
    if answered:
        house.service.receive(Inbound(id="phone/1", phone="+14155550100", text="done"), at("2026-03-02 08:40"))
    house.service.receive(Inbound(id="phone/2", phone="+14155550100", text=text), at("2026-03-02 08:50"))
    house.clock.moment = at("2026-03-08 12:00")
    return house


def test_days_of_rest_are_counted_as_such_and_the_goal_is_that_of_the_others() -> None:
    page = page_of(resting("on vacation until thursday", answered=True))
    assert "1 done · 2 days of rest" in page
    assert "goal 4 on the other days" in page
    assert page.count('<span class="word">rest</span>') == page.count('<li class="rested">') == 2
    assert "no reply" not in page


def test_a_week_that_was_all_rest_says_so_kindly() -> None:
    page = page_of(resting("on vacation until sunday", answered=False))
    assert "A week of rest" in page
    assert "6 days of rest" in page
    assert "no reply" not in page


def test_it_is_told_in_spanish_too() -> None:
    house = resting("on vacation until thursday", answered=False)
    house.service.edit("ana", lambda book: book.with_person(person(language=Language.ES)), house.clock.moment)
    assert "3 días de descanso" in page_of(house)
