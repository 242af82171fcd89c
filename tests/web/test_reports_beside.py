"""From one week the page leads to others, for the same person and for no longer than its own link."""

import re
from datetime import datetime, timedelta

import msgspec
import pytest
from itsdangerous import URLSafeSerializer

from nudges.core.facts import CheckedIn
from nudges.core.words import Outcome
from nudges.web.links import CALENDARS, EXPORTS, REPORTS, CalendarLink, ExportLink, Link, View
from tests.lived import live
from tests.samples import MONDAY, at, person, plan
from tests.web.samples import BASE, SECRET, House

NOW = at("2026-03-25 12:00")
WEEK, FIRST = "2026-W13", "2026-W10"


def lived() -> House:
    """Return a house in which Ana has lived for three weeks and a half."""
    house = House()
    house.service.remove("ana")
    live(house.service, person(), (plan(),), NOW, weeks=3)
    who = house.service.store.read("ana").person
    house.service.edit("ana", lambda book: book.with_person(msgspec.structs.replace(who, since=MONDAY)), NOW)
    house.clock.moment = NOW
    return house


def address(week: str = WEEK, view: View = View.WEEK, made: datetime = NOW, who: str = "ana") -> str:
    return REPORTS.address(SECRET, Link(who, MONDAY, made, week, view), BASE)


def leads(page: str) -> dict[str, Link]:
    """Return where the links of a page lead, by what they say."""
    found = re.findall(r'<a href="\./([^"]+)"[^>]*>([^<]+)</a>', page)
    read = {said: REPORTS.read(SECRET, token, NOW) for token, said in found}
    return {said: link for said, link in read.items() if link is not None}


def test_a_week_leads_to_the_one_before_and_to_longer_views() -> None:
    found = leads(lived().web.get(address()).text)
    assert {said: (link.week, link.view) for said, link in found.items()} == {
        "Week": (WEEK, View.WEEK),
        "Four weeks": (WEEK, View.FOUR_WEEKS),
        "Year": (WEEK, View.YEAR),
        "The week before": ("2026-W12", View.WEEK),
    }


def test_the_first_week_leads_to_nothing_before_it_and_an_older_one_to_the_next() -> None:
    found = leads(lived().web.get(address(FIRST)).text)
    assert "The week before" not in found
    assert found["The week after"].week == "2026-W11"


@pytest.mark.parametrize("view", View)
def test_every_link_opens_a_page_of_the_same_person_and_ends_when_the_first_one_does(view: View) -> None:
    house, made = lived(), NOW - timedelta(days=50)
    page = house.web.get(address(view=view, made=made)).text
    assert "This address works until 4 April 2026, for anyone who has it." in page
    for link in leads(page).values():
        assert (link.person, link.since, link.made) == ("ana", MONDAY, made)
        there = REPORTS.address(SECRET, link, BASE)
        house.clock.moment = NOW
        assert house.web.get(there).status_code == 200
        house.clock.moment = made + REPORTS.lasts + timedelta(minutes=1)
        assert house.web.get(there).status_code == 404


def test_four_weeks_end_with_the_week_of_the_link_and_count_all_of_them() -> None:
    page = lived().web.get(address(view=View.FOUR_WEEKS)).text
    assert "<title>Your four weeks</title>" in page
    assert "2 March 2026 to 25 March 2026" in page
    assert page.count('<th scope="row">') == 8
    assert "9 done" in page


def test_a_year_begins_where_the_person_did_and_ends_today() -> None:
    page = lived().web.get(address(view=View.YEAR)).text
    assert "<title>Your year 2026</title>" in page
    assert re.findall("<caption>(January|February|March|April)</caption>", page) == ["March"]
    assert "9 done" in page


def _walked(moment: datetime) -> CheckedIn:
    day = moment.date()
    return CheckedIn(at=moment, plan="evening-walk", day=day, outcome=Outcome.DONE, source=f"walk/{day}")


@pytest.mark.parametrize("view", View)
def test_plans_stand_in_the_persons_own_order(view: View) -> None:
    house = lived()
    second = plan(id="evening-walk", title="Evening walk", library=None, texts=("A walk?",))
    house.service.edit("ana", lambda book: book.with_plan(second), NOW)
    walks = [_walked(at(f"2026-03-{day:02} 09:00")) for day in (3, 24)]
    house.service.edit("ana", lambda book: book.add(*walks), NOW)
    page = house.web.get(address(view=view)).text
    assert re.findall("<h2><bdi>(.+)</bdi></h2>", page) == ["Three breaths", "Evening walk"]


def test_a_year_before_anything_is_met_with_kindness() -> None:
    page = lived().web.get(address("2025-W20", View.YEAR)).text
    assert "Nothing was due in this time" in page


def test_links_of_another_kind_and_views_that_do_not_exist_lead_nowhere_all_alike() -> None:
    house = lived()
    when = "2026-03-25T16:00:00Z"
    signer = URLSafeSerializer(SECRET, salt=REPORTS.salt)
    since = msgspec.to_builtins(MONDAY)
    tokens = [
        CALENDARS.address(SECRET, CalendarLink("ana", MONDAY, NOW, names=True), "").split("/")[-1].removesuffix(".ics"),
        EXPORTS.address(SECRET, ExportLink("ana", MONDAY, NOW), "").split("/")[-1],
        signer.dumps(["ana", since, when, WEEK, "month"]),
        signer.dumps(["ana", since, when, WEEK, "week", "more"]),
        signer.dumps(["ana", since, when, "2026-W60", "year"]),
        address(view=View.YEAR).rsplit("/", 1)[1][:-4],
        address(view=View.YEAR, made=NOW - REPORTS.lasts - timedelta(minutes=1)).rsplit("/", 1)[1],
    ]
    answers = [house.web.get(f"{BASE}/reports/{token!s}") for token in tokens]
    assert {each.status_code for each in answers} == {404}
    assert len({re.sub('nonce="[^"]+"', "", each.text) for each in answers}) == 1
    assert house.web.get(f"{BASE}/reports/{signer.dumps(['ana', since, when, WEEK])!s}").status_code == 200


def test_a_page_that_is_kept_as_a_file_leads_nowhere() -> None:
    from nudges.web.pages import Pages
    from nudges.web.reports import report_page

    house = lived()
    page = bytes(report_page(house.service, "ana", NOW.date(), NOW, Pages()).body).decode()
    assert "<a " not in page
    assert "<nav" not in page
