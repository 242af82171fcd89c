"""What a therapist sees who was handed a link: the chosen lines, for as long as the person wants it."""

from datetime import datetime, timedelta

import msgspec
import pytest

from nudges.core.facts import Proposed
from nudges.core.inbound import Inbound
from nudges.core.sharing import propose
from nudges.library import load
from nudges.web.links import REPORTS, SHEETS, Link, SheetLink, sheet_link
from tests.samples import ANA, MONDAY, minutes
from tests.web.samples import BASE, SECRET, House

NOON = MONDAY + timedelta(hours=4)
YES = NOON + minutes(1)
LINES = ("done", "people")


class Shared(House):
    """Ana's house, where a sheet was put to her and she said yes, unless `answer` says otherwise."""

    def __init__(self, answer: str = "agree", whom: str = "Dr Lee") -> None:
        super().__init__()
        wanted = Proposed(at=NOON, name="dr-lee", whom=whom, lines=LINES, weeks=4, days=14, until=NOON)
        self.service.attend("ana", MONDAY + minutes(30))
        self.says("done", MONDAY + minutes(31))
        self.service.edit("ana", lambda book: propose(book, wanted, load().words), NOON)
        self.service.attend("ana", NOON)
        self.says(answer, NOON + minutes(1))
        self.clock.moment = NOON + minutes(2)

    def says(self, text: str, now: datetime) -> None:
        self.service.receive(Inbound(id=f"in/{now}", phone=ANA.phone, text=text), now)

    def shown(self) -> int:
        return len(self.service.store.read("ana").history.sheets["dr-lee"].shown)


def _link(now: datetime = YES, since: datetime = MONDAY, name: str = "dr-lee") -> str:
    return sheet_link(SECRET, msgspec.structs.replace(ANA, since=since), name, BASE, now)


def test_the_link_shows_the_chosen_lines_and_nothing_else() -> None:
    page = Shared().web.get(_link())
    assert page.status_code == 200
    assert "For Dr Lee" in page.text
    assert "What was done" in page.text
    assert "Three breaths: 1 done" in page.text
    for other in ("Week by week", "In their own words", "Practice strength", "Ana", "4155550100"):
        assert other not in page.text


def test_the_page_is_discreet_needs_no_script_and_is_kept_by_nobody() -> None:
    page = Shared().web.get(_link())
    assert "<title>A sheet</title>" in page.text
    assert "<script" not in page.text
    assert "script-src" not in page.headers["content-security-policy"]
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["referrer-policy"] == "no-referrer"
    assert "http" not in page.text.replace(BASE, "")
    assert len(page.content) < 20_000


def test_what_is_written_for_whom_is_text_and_never_markup() -> None:
    page = Shared(whom="<b>Lee</b>").web.get(_link())
    assert "<b>" not in page.text
    assert "&lt;b&gt;Lee" in page.text


def test_each_day_of_opening_is_one_fact_that_is_listed() -> None:
    house = Shared()
    house.web.get(_link())
    house.web.get(_link())
    assert house.shown() == 1
    house.clock.moment = NOON + timedelta(days=1)
    house.web.get(_link())
    assert house.shown() == 2


def test_a_look_at_the_head_alone_is_no_opening() -> None:
    house = Shared()
    assert house.web.head(_link()).status_code == 200
    assert house.shown() == 0


@pytest.mark.parametrize("answer", ["no", "maybe", "stop", "i want to die", "my boyfriend hits me"])
def test_without_a_yes_the_address_leads_nowhere(answer: str) -> None:
    house = Shared(answer)
    assert house.web.get(_link()).status_code == 404
    assert house.shown() == 0


def test_a_link_that_is_wrong_in_any_way_leads_nowhere_and_all_say_the_same() -> None:
    house, good = Shared(), _link()
    report = REPORTS.address(SECRET, Link("ana", MONDAY, MONDAY, "2026-W10"), BASE).replace("/reports/", "/sheets/")
    wrong = [
        good[:-1],
        good + "a",
        report,
        SHEETS.address(b"x" * 32, SheetLink("ana", MONDAY, NOON, "dr-lee"), BASE),
        SHEETS.address(SECRET, SheetLink("leo", MONDAY, NOON, "dr-lee"), BASE),
        _link(since=MONDAY - minutes(1)),
        _link(now=NOON - timedelta(days=62)),
        _link(name="dr-roe"),
        f"{BASE}/sheets/",
    ]
    assert house.web.get(good).status_code == 200
    pages = [house.web.get(link) for link in wrong]
    assert {page.status_code for page in pages} == {404}
    assert house.shown() == 1


@pytest.mark.parametrize("word", ["unshare", "undo", "stop"])
def test_the_word_that_ends_it_ends_the_page(word: str) -> None:
    house = Shared()
    house.says(word, NOON + minutes(5))
    assert house.web.get(_link()).status_code == 404


def test_it_is_over_on_its_day_and_gone_with_the_person() -> None:
    house = Shared()
    house.clock.moment = NOON + minutes(1) + timedelta(days=14)
    assert house.web.get(_link()).status_code == 404
    house.clock.moment = NOON + timedelta(days=1)
    assert house.web.get(_link()).status_code == 200
    house.service.remove("ana")
    assert house.web.get(_link()).status_code == 404
