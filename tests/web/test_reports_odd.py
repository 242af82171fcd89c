"""Odd weeks have a sensible page too."""

import re
from datetime import date, timedelta

import pytest

from nudges.core.book import Book
from nudges.core.facts import CheckedIn, Fact, Rated
from nudges.core.words import Language, Outcome
from nudges.web.labels import labels
from nudges.web.links import REPORTS, Link, View
from tests.samples import MONDAY, at, minutes, person, plan
from tests.web.samples import BASE, SECRET, House

RTL, EMOJI, MARKUP = "\u0645\u0631\u062d\u0628\u0627", "\N{GRINNING FACE}", "<img src=x onerror=alert(1)>"
SUNDAY = at("2026-03-08 20:00")
UNKIND = ("streak", "missed", "failed", "failure", "fallaste", "racha", "\u2191", "\u2193")


def page_of(house: House, view: View = View.WEEK, week: str = "2026-W10") -> str:
    since = house.service.store.read("ana").person.since
    answer = house.web.get(REPORTS.address(SECRET, Link("ana", since, house.clock.moment, week, view), BASE))
    assert answer.status_code == 200
    assert len(answer.content) < 150_000
    return answer.text


def with_facts(*facts: Fact, **changes: object) -> House:
    house = House()
    house.service.edit("ana", lambda book: book.with_person(person(**changes)).add(*facts), MONDAY)
    house.clock.moment = SUNDAY
    return house


def said(day: int, outcome: Outcome, **more: object) -> CheckedIn:
    moment = at(f"2026-03-0{day} 09:00")
    given = {"plan": "three-breaths", **more}
    return CheckedIn(at=moment, day=moment.date(), outcome=outcome, source=f"reply/{day}", **given)  # type: ignore[arg-type]


def test_one_answer_is_shown_and_no_number_is_made_of_it() -> None:
    page = page_of(with_facts(said(3, Outcome.DONE, rating=7)))
    assert "1 done" in page
    assert "From you: 7 out of 10." in page
    assert "middle one" not in page


def test_a_week_of_nothing_but_skips_is_told_without_a_word_of_blame() -> None:
    page = page_of(with_facts(*(said(day, Outcome.SKIPPED, note="tired") for day in range(2, 7))))
    assert "5 skipped" in page
    assert not [word for word in UNKIND if word in page.lower()]


def test_who_began_on_a_saturday_has_a_week_that_begins_there() -> None:
    house = House()
    house.service.remove("ana")
    saturday = at("2026-03-07 10:00")
    house.service.enrol(person(since=saturday), (plan(since=saturday, when="daily at 11:00"),), saturday, "on paper")
    house.service.attend("ana", at("2026-03-07 11:00"))
    house.clock.moment = at("2026-03-07 12:00")
    page = page_of(house)
    assert "1 open" in page
    assert "no reply" not in page
    assert '<span class="word">free</span>' not in page
    assert "The week before" not in page


@pytest.mark.parametrize("view", View)
@pytest.mark.parametrize("language", Language)
def test_an_empty_time_has_words_and_no_zero(view: View, language: Language) -> None:
    house = House()
    house.service.edit("ana", lambda book: Book(person(language=language), (), book.facts), MONDAY)
    page = page_of(house, view)
    shown = {labels(language).say[name] for name in ("empty_so_far", "empty_weeks")}
    assert [each for each in shown if each in page]
    assert not re.search(r"\b0\b", re.sub("<style.*</style>|<svg.*?</svg>", "", page, flags=re.DOTALL))


def test_a_week_to_come_is_one_in_which_nothing_came_due_yet() -> None:
    house = with_facts(said(3, Outcome.DONE))
    assert "Nothing has come due in this week yet" in page_of(house, week="2026-W30")
    for view in View:
        page_of(house, view, "2027-W01")


@pytest.mark.parametrize("view", View)
def test_markup_signs_and_other_scripts_are_text_in_titles_and_notes(view: View) -> None:
    note = f"{MARKUP} {RTL} {EMOJI}"
    house = with_facts(*(said(day, Outcome.SKIPPED, note=note) for day in (3, 4)), report_words=True)
    house.service.edit("ana", lambda book: book.with_plan(plan(title=note)), MONDAY)
    page = page_of(house, view)
    assert "<img" not in page
    assert f"<bdi>&lt;img src=x onerror=alert(1)&gt; {RTL} {EMOJI}</bdi>" in page


def test_own_words_stand_there_only_where_the_person_wanted_them() -> None:
    skipped = said(3, Outcome.SKIPPED, note="the meeting ran over")
    assert "the meeting ran over" not in page_of(with_facts(skipped))
    page = page_of(with_facts(skipped, report_words=True))
    assert "In your own words" in page
    assert "the meeting ran over" in page


def test_a_thousand_answers_are_counted_and_the_page_stays_light() -> None:
    many = [
        CheckedIn(
            at=SUNDAY - minutes(number),
            plan="three-breaths",
            day=date(2026, 3, 8),
            outcome=Outcome.DONE,
            source=f"reply/{number}",
            nudge=f"nudge/three-breaths/{number}",
            rating=number % 11,
            note="x" * 1000,
        )
        for number in range(1000)
    ]
    moods = [Rated(at=SUNDAY - minutes(number), source=f"mood/{number}", rating=number % 11) for number in range(1000)]
    house = with_facts(*many, *moods, report_words=True)
    house.service.edit("ana", lambda book: book.with_plan(plan(every_time=True)), MONDAY)
    page = page_of(house)
    assert "1000 done" in page
    assert page.count("<blockquote>") == 12
    for view in View:
        page_of(house, view)


def test_a_plan_has_the_name_that_it_has_now_and_one_that_is_gone_is_still_counted() -> None:
    house = with_facts(said(3, Outcome.DONE), said(4, Outcome.DONE, plan="evening-walk"))
    house.service.edit("ana", lambda book: book.with_plan(plan(title="Four breaths")), MONDAY)
    page = page_of(house)
    assert "Four breaths" in page
    assert "Three breaths" not in page
    assert "evening-walk" in page


@pytest.mark.parametrize("view", View)
@pytest.mark.parametrize("language", Language)
def test_to_others_who_see_the_phone_it_names_no_plan_and_no_person(view: View, language: Language) -> None:
    facts = (said(3, Outcome.DONE, rating=7), said(4, Outcome.SKIPPED))
    page = page_of(with_facts(*facts, discreet=True, language=language), view)
    shown = re.sub("<style.*</style>", "", page, flags=re.DOTALL)
    assert "Plan 1" in shown
    assert not [word for word in ("breath", "Ana", "Mum", "Leo") if word in shown]


def test_a_quiet_week_shows_its_numbers_only_to_who_asks() -> None:
    house = House()
    for day in (3, 4, 5):
        house.service.attend("ana", at(f"2026-03-0{day} 08:30"))
    house.clock.moment = SUNDAY + timedelta(days=2)
    page = page_of(house)
    before, _, hidden = page.partition("<summary>The numbers, if you want them</summary>")
    assert "quiet weeks belong" in before
    assert "no reply" not in before
    assert "3 no reply" in hidden
    assert "<details" in before
