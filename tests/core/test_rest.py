"""A rest begins and ends on the days that were meant, and freezes every measure."""

from datetime import date, datetime, timedelta

import pytest

from nudges.core.facts import Accepted, CheckedIn, Fact, Paused, Queued, Resumed, Stopped, nudge_id
from nudges.core.inbound import Inbound
from nudges.core.localtime import day_bounds, day_of, opening
from nudges.core.report import count_week, is_rested
from nudges.core.report_text import word_report
from nudges.core.respond import receive
from nudges.core.resting import LONGEST_DAYS, stretch_of
from nudges.core.understanding import understand
from nudges.core.wake import wake
from nudges.core.words import Kind, Outcome, Rest
from nudges.library import load
from tests.samples import MONDAY, at, book, person, plan

WORDS = load().words
WEEK = date(2026, 3, 2)
SUNDAY = at("2026-03-08 18:00")

DAYS = """
US | 2026-03-02 | pause 3                        | 2026-03-02 | 2026-03-05
US | 2026-03-02 | pause until friday             | 2026-03-02 | 2026-03-06
US | 2026-03-06 | pause until friday             | 2026-03-06 | 2026-03-13
US | 2026-03-02 | pause until 15                 | 2026-03-02 | 2026-03-15
US | 2026-03-15 | pause until the 15th           | 2026-03-15 | 2026-04-15
US | 2026-04-02 | pause until the 31st           | 2026-04-02 | 2026-05-31
US | 2026-03-02 | pause until 3/10               | 2026-03-02 | 2026-03-10
ES | 2026-03-02 | pause until 3/10               | 2026-03-02 | 2026-10-03
US | 2026-03-02 | pause until 2026-03-09         | 2026-03-02 | 2026-03-09
US | 2026-03-02 | pause until 1 feb              | 2026-03-02 | 2027-02-01
US | 2026-03-02 | pause until 2 mar              | 2026-03-02 | 2027-03-02
US | 2026-03-02 | pause until 30 feb             | 2026-03-02 | 2026-03-09
US | 2026-03-02 | pause until 2020-01-01         | 2026-03-02 | 2026-03-09
US | 2026-03-02 | pause until 2040-01-01         | 2026-03-02 | 2027-03-02
US | 2026-03-02 | pause 400 days                 | 2026-03-02 | 2027-03-02
US | 2026-03-02 | pause forever                  | 2026-03-02 | 2027-03-02
US | 2026-03-02 | pause tomorrow                 | 2026-03-03 | 2026-03-04
US | 2026-03-02 | pause next week                | 2026-03-09 | 2026-03-16
US | 2026-03-04 | pause until next week          | 2026-03-04 | 2026-03-09
US | 2026-03-04 | pause this weekend             | 2026-03-07 | 2026-03-09
US | 2026-03-08 | pause this weekend             | 2026-03-08 | 2026-03-09
US | 2026-03-02 | pause from monday to wednesday | 2026-03-02 | 2026-03-05
US | 2026-03-02 | vacation from 20 dec to 3 jan  | 2026-12-20 | 2027-01-04
US | 2026-12-24 | vacation from 20 dec to 3 jan  | 2027-12-20 | 2028-01-04
US | 2026-03-02 | vacation from 2 mar to 2 mar   | 2026-03-02 | 2026-03-03
US | 2026-03-02 | vacation from 5 mar            | 2026-03-05 | 2026-03-12
US | 2026-03-02 | vacation mode                  | 2026-03-02 | 2026-03-09
US | 2026-03-02 | sick today                     | 2026-03-02 | 2026-03-03
US | 2026-03-02 | rest day tomorrow              | 2026-03-03 | 2026-03-04
US | 2024-02-28 | pause until 29 feb             | 2024-02-28 | 2024-02-29
"""


def rows(table: str) -> list[list[str]]:
    return [[part.strip() for part in line.split("|")] for line in table.strip().splitlines()]


@pytest.mark.parametrize(("country", "today", "text", "first", "back"), rows(DAYS))
def test_the_days_of_a_rest_are_those_that_were_meant(
    country: str, today: str, text: str, first: str, back: str
) -> None:
    found = stretch_of(person(country=country), understand(text).value, at(f"{today} 12:00"))
    assert (str(found.first), str(found.back)) == (first, back)


def test_the_day_that_is_meant_is_the_persons_own_and_not_the_calendars() -> None:
    found = stretch_of(person(), understand("sick today").value, at("2026-03-03 02:00"))
    assert (str(found.first), str(found.back)) == ("2026-03-02", "2026-03-03")


def hear(text: str, now: datetime = MONDAY, *facts: Fact) -> tuple[list[Fact], str]:
    found = receive(book(*facts), Inbound(id="r1", phone="+1", text=text), WORDS, now)
    return found, next((fact.text for fact in found if isinstance(fact, Queued)), "")


@pytest.mark.parametrize(
    ("text", "why"),
    [("pause", Rest.PAUSE), ("vacation mode", Rest.VACATION), ("sick today", Rest.SICK), ("rest day", Rest.REST)],
)
def test_a_rest_says_why_names_the_day_and_how_to_come_back(text: str, why: Rest) -> None:
    facts, answer = hear(text)
    [paused] = [fact for fact in facts if isinstance(fact, Paused)]
    assert paused.why is why
    assert paused.until == opening(person(), paused.until)
    assert "8:00" in answer
    assert "RESUME" in answer


def test_a_pause_that_is_cut_says_so_with_its_year() -> None:
    facts, answer = hear("pause 400 days")
    [paused] = [fact for fact in facts if isinstance(fact, Paused)]
    assert day_of(person(), paused.until) == WEEK + timedelta(days=LONGEST_DAYS)
    assert "as long as a pause can be" in answer
    assert "2 Mar 2027" in answer


def test_a_rest_that_begins_later_lets_the_nudges_before_it_go_and_resume_ends_it() -> None:
    made = book(plans=(plan(when="daily at 8:30"),))
    later = receive(made, Inbound(id="r1", phone="+1", text="vacation from 4 mar to 5 mar"), WORDS, MONDAY)
    rested = made.add(*later)
    history = rested.history
    assert not history.silent(at("2026-03-03 08:30"))
    assert history.silent(at("2026-03-04 04:00"))
    assert history.silent(at("2026-03-05 20:00"))
    assert not history.silent(at("2026-03-06 08:00"))
    back = receive(rested, Inbound(id="r2", phone="+1", text="resume"), WORDS, MONDAY + timedelta(hours=1))
    assert any(isinstance(fact, Resumed) for fact in back)
    assert not rested.add(*back).history.silent(at("2026-03-04 08:30"))


def test_a_sick_day_before_a_vacation_leaves_the_vacation_as_it_is() -> None:
    made = book()
    for turn, text in enumerate(["vacation from 6 mar to 9 mar", "sick today"]):
        made = made.add(*receive(made, Inbound(id=f"r{turn}", phone="+1", text=text), WORDS, MONDAY))
    assert made.history.silent(at("2026-03-02 12:00"))
    assert not made.history.silent(at("2026-03-03 12:00"))
    assert made.history.silent(at("2026-03-09 12:00"))


def sent(day: str, who: str = "three-breaths") -> list[Fact]:
    due = at(f"{day} 08:30")
    name = nudge_id(who, due)
    queued = Queued(at=due, id=name, kind=Kind.NUDGE, text="x", due=due, expires=due + timedelta(hours=2), plan=who)
    return [queued, Accepted(at=due, id=name, provider_id="1", segments=1)]


def done(day: str, who: str = "three-breaths") -> Fact:
    due = at(f"{day} 08:30")
    later = due + timedelta(minutes=5)
    return CheckedIn(
        at=later, plan=who, day=due.date(), outcome=Outcome.DONE, source=f"r{day}", nudge=nudge_id(who, due)
    )


def rest(start: str, back: str, plan_id: str | None = None, why: Rest = Rest.SICK) -> Paused:
    until = opening(person(), day_bounds(person(), date.fromisoformat(back))[0])
    return Paused(at=at(start), until=until, plan=plan_id, why=why)


@pytest.mark.parametrize("why", Rest)
def test_a_nudge_of_a_day_that_a_rest_touched_is_no_silence_and_is_not_asked(why: Rest) -> None:
    facts = [
        *sent("2026-03-02"),
        done("2026-03-02"),
        *sent("2026-03-03"),
        rest("2026-03-03 12:00", "2026-03-05", why=why),
    ]
    counted = count_week(book(*facts), WEEK, SUNDAY)
    assert (counted.done, counted.no_reply, counted.rested) == (1, 0, 2)
    assert (counted.answered_4_weeks, counted.asked_4_weeks) == (1, 1)
    assert counted.plans[0].days == {"2026-03-02": "done", "2026-03-03": "rested", "2026-03-04": "rested"}
    assert counted.plans[0].goal_left == 4


def test_the_day_on_which_nudges_come_back_is_measured_again() -> None:
    facts = [rest("2026-03-02 12:00", "2026-03-04"), *sent("2026-03-04")]
    counted = count_week(book(*facts), WEEK, SUNDAY)
    assert counted.no_reply == 1
    assert counted.plans[0].days["2026-03-04"] == "no_reply"


def test_an_answer_on_a_day_of_rest_counts_as_what_it_is() -> None:
    facts = [*sent("2026-03-03"), rest("2026-03-03 08:31", "2026-03-04"), done("2026-03-03")]
    counted = count_week(book(*facts), WEEK, SUNDAY)
    assert (counted.done, counted.rested) == (1, 0)
    assert (counted.answered_4_weeks, counted.asked_4_weeks) == (1, 1)


def test_one_plan_that_rests_leaves_the_others_measured() -> None:
    other = plan(id="kind", library=None)
    facts = [*sent("2026-03-03"), *sent("2026-03-03", "kind"), rest("2026-03-03 09:00", "2026-03-04", "kind")]
    counted = count_week(book(*facts, plans=(plan(), other)), WEEK, SUNDAY)
    assert [(found.plan, found.no_reply, found.rested) for found in counted.plans] == [
        ("three-breaths", 1, 0),
        ("kind", 0, 1),
    ]
    assert counted.rested == 0


def test_a_rest_that_ended_early_freezes_only_what_it_touched() -> None:
    facts = [
        rest("2026-03-02 12:00", "2026-03-07"),
        Resumed(at=at("2026-03-03 12:00")),
        *sent("2026-03-04"),
    ]
    counted = count_week(book(*facts), WEEK, SUNDAY)
    assert (counted.rested, counted.no_reply) == (2, 1)


def test_a_stop_is_no_rest() -> None:
    counted = count_week(book(*sent("2026-03-03"), Stopped(at=at("2026-03-03 12:00"), how="by text")), WEEK, SUNDAY)
    assert (counted.no_reply, counted.rested) == (1, 0)


def test_a_day_of_rest_that_is_still_ahead_is_not_counted_yet() -> None:
    counted = count_week(
        book(*sent("2026-03-02"), rest("2026-03-02 09:00", "2026-03-06")), WEEK, at("2026-03-03 12:00")
    )
    assert counted.rested == 2


def test_a_week_that_was_rested_wholly_is_told_kindly_and_without_counts() -> None:
    made = book(*sent("2026-03-02"), rest("2026-03-02 09:00", "2026-03-08"))
    assert is_rested(count_week(made, WEEK, SUNDAY))
    [text] = [fact for fact in wake(made, WORDS, SUNDAY) if isinstance(fact, Queued) and fact.kind is Kind.REPORT]
    assert text.text in WORDS.answers[person().language]["report_rested"]
    assert not any(letter.isdigit() for letter in text.text)


def test_a_week_in_which_nothing_left_has_no_text() -> None:
    made = book(rest("2026-03-02 08:00", "2026-03-08"))
    assert [fact for fact in wake(made, WORDS, SUNDAY) if isinstance(fact, Queued)] == []


def test_one_done_of_one_that_was_asked_is_no_quiet_week() -> None:
    facts = [*sent("2026-03-02"), done("2026-03-02"), *sent("2026-03-03"), rest("2026-03-03 09:00", "2026-03-08")]
    text = word_report(book(*facts), SUNDAY, WORDS, SUNDAY).text
    assert "1 done" in text
    assert "0 without a reply" in text
    assert "1 of 1" in text
