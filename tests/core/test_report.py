"""What a week came to: small weeks counted by hand."""

from datetime import date, datetime, timedelta

import pytest

from nudges.core.book import Book
from nudges.core.facts import Accepted, CheckedIn, Fact, Queued, nudge_id
from nudges.core.problem import Problem
from nudges.core.report import count_week, parse_week
from nudges.core.report_text import word_report
from nudges.core.values import Person, Plan
from nudges.core.wake import wake
from nudges.core.words import Ask, Kind, Outcome
from nudges.library import load
from tests.samples import ANA, at, book, person, plan

WORDS = load().words
SUNDAY = at("2026-03-08 18:00")
MONDAY = date(2026, 3, 2)


def asked(day: str, who: str = "three-breaths", contact: str | None = None) -> list[Fact]:
    due = at(f"2026-03-{day} 08:30")
    name = nudge_id(who, due)
    queued = Queued(
        at=due, id=name, kind=Kind.NUDGE, text="x", due=due, expires=due + timedelta(hours=2), plan=who, contact=contact
    )
    return [queued, Accepted(at=due, id=name, provider_id="1", segments=1)]


def said(day: str, outcome: Outcome, who: str = "three-breaths", rating: int | None = None, turn: int = 0) -> Fact:
    due = at(f"2026-03-{day} 08:30")
    return CheckedIn(
        at=due + timedelta(minutes=5 + turn),
        plan=who,
        day=due.date(),
        outcome=outcome,
        source=f"r{day}/{turn}",
        nudge=nudge_id(who, due),
        rating=rating,
    )


def week(*facts: Fact, plans: tuple[Plan, ...] = (plan(),), who: Person = ANA) -> Book:
    return book(*facts, plans=plans, who=who)


def flat(*groups: list[Fact] | Fact) -> list[Fact]:
    return [fact for group in groups for fact in (group if isinstance(group, list) else [group])]


def test_each_outcome_is_counted_and_silence_is_its_own() -> None:
    facts = flat(
        *(asked(f"0{day}") for day in range(2, 7)),
        said("02", Outcome.DONE, rating=7),
        said("03", Outcome.PARTLY),
        said("04", Outcome.SKIPPED),
        said("05", Outcome.NOT_APPLICABLE),
    )
    [found] = count_week(week(*facts), MONDAY, SUNDAY).plans
    assert (found.sent, found.done, found.partly, found.skipped, found.not_applicable, found.no_reply) == (
        5,
        1,
        1,
        1,
        1,
        1,
    )
    assert found.ratings == (7,)
    assert found.days == {
        "2026-03-02": "done",
        "2026-03-03": "partly",
        "2026-03-04": "skipped",
        "2026-03-05": "not_applicable",
        "2026-03-06": "no_reply",
    }


def test_a_later_answer_replaces_an_earlier_one_of_the_day() -> None:
    facts = flat(asked("02"), said("02", Outcome.SKIPPED), said("02", Outcome.DONE, turn=1))
    [found] = count_week(week(*facts), MONDAY, SUNDAY).plans
    assert (found.done, found.skipped) == (1, 0)


def test_a_nudge_whose_day_is_not_over_is_open_and_no_silence() -> None:
    counted = count_week(week(*asked("04")), MONDAY, at("2026-03-04 20:00"))
    assert (counted.sent, counted.no_reply, counted.asked_4_weeks) == (1, 0, 0)
    assert counted.plans[0].days == {"2026-03-04": "open"}


def test_silence_after_a_text_that_asks_nothing_is_not_counted() -> None:
    quiet = plan(ask=Ask.NOTHING)
    counted = count_week(week(*asked("04"), plans=(quiet,)), MONDAY, SUNDAY)
    assert (counted.sent, counted.no_reply, counted.asked_4_weeks) == (1, 0, 0)


def test_four_weeks_count_what_was_answered_of_what_was_asked() -> None:
    before = datetime.fromisoformat("2026-02-24T13:30Z")
    old = nudge_id("three-breaths", before)
    facts = flat(
        Queued(at=before, id=old, kind=Kind.NUDGE, text="x", due=before, expires=before, plan="three-breaths"),
        Accepted(at=before, id=old, provider_id="1", segments=1),
        asked("02"),
        said("02", Outcome.DONE),
        asked("03"),
    )
    early = plan(since=before - timedelta(days=1))
    counted = count_week(week(*facts, plans=(early,)), MONDAY, SUNDAY)
    assert (counted.answered_4_weeks, counted.asked_4_weeks) == (1, 3)


def test_people_are_those_named_in_a_nudge_that_was_done_each_once() -> None:
    facts = flat(
        asked("02", contact="Mum"),
        said("02", Outcome.DONE),
        asked("03", contact="Leo"),
        said("03", Outcome.SKIPPED),
        asked("04", contact="Mum"),
        said("04", Outcome.DONE),
    )
    assert count_week(week(*facts), MONDAY, SUNDAY).people == ("Mum",)


def test_a_plan_that_was_removed_keeps_its_week() -> None:
    facts = flat(asked("02", who="gone"), said("02", Outcome.DONE, who="gone"))
    [found] = count_week(week(*facts, plans=()), MONDAY, SUNDAY).plans
    assert (found.plan, found.done) == ("gone", 1)


def test_an_empty_week_has_no_plans_and_no_text() -> None:
    assert count_week(week(), MONDAY, SUNDAY).plans == ()
    assert wake(week(plans=()), WORDS, SUNDAY) == []


@pytest.mark.parametrize(("day", "moment"), [(6, "2026-03-08 18:00"), (0, "2026-03-09 18:00"), (3, "2026-03-12 18:00")])
def test_a_report_is_about_a_whole_week_whatever_its_day(day: int, moment: str) -> None:
    facts = flat(*(flat(asked(f"0{each}"), said(f"0{each}", Outcome.DONE)) for each in range(2, 7)))
    made = week(*facts, who=person(report_day=day), plans=())
    [text] = wake(made, WORDS, at(moment))
    assert isinstance(text, Queued)
    assert text.id == "report/2026-W10"
    assert "5 done" in text.text


def test_a_quiet_week_gets_no_numbers() -> None:
    text = word_report(week(*asked("02"), *asked("03")), SUNDAY, WORDS, SUNDAY).text
    assert not any(letter.isdigit() for letter in text)


@pytest.mark.parametrize("name", ["2026", "2026-W54", "2025-W53", "2026-W00", "W10", "2026-10", "last", ""])
def test_a_week_that_does_not_exist_is_a_problem(name: str) -> None:
    with pytest.raises(Problem, match="is not a week; try a week such as 2026-W47"):
        parse_week(name)


def test_a_week_is_named_as_its_monday_is_read_back() -> None:
    assert parse_week("2026-W10") == MONDAY
    assert count_week(week(), MONDAY, SUNDAY).week == "2026-W10"
