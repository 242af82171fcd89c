"""Is a look back told in sentences, rows and data, and which weeks does it hold?"""

import csv
import io
import json
from datetime import date, timedelta

import pytest
from rich.console import Console

from nudges.cli.output import encoded
from nudges.cli.report_data import as_csv, as_data
from nudges.cli.report_span import Asked, span_wanted
from nudges.cli.report_told import told, weeks_table
from nudges.core.book import Book
from nudges.core.facts import CheckedIn, Consented, Fact
from nudges.core.look_back import look_back
from nudges.core.looked import BestTime, Kept, Late, LookBack, MoodLink, Ratings, Reason, Rhythm, Strength
from nudges.core.problem import Problem
from nudges.core.report import Report
from nudges.core.words import Outcome
from tests.samples import ANA, at, book, plan

NOW = at("2026-03-18 12:00")
TODAY = date(2026, 3, 18)
DUE = at("2026-03-17 08:30")


def report(week: str = "2026-W12", monday: date = date(2026, 3, 16)) -> Report:
    """Return a week as the core counts it, of someone of whom nothing is known."""
    return look_back(book(), monday, NOW, 1).report


EARLIER = [(TODAY - timedelta(days=ago), 0.6) for ago in range(13, 0, -1)]
LOOK = LookBack(
    person="ana",
    report=report(),
    weeks=(report(), report()),
    strengths=(Strength(plan="three-breaths", title="Three breaths", days=(*EARLIER, (TODAY, 0.62))),),
    ratings=(Ratings(plan="three-breaths", title="Three breaths", values=((TODAY, 4), (TODAY, 6), (TODAY, 9))),
             Ratings(plan=None, title="Mood", values=((TODAY, 5),))),
    rhythm=Rhythm(answered=15, asked=20, median_minutes=72),
    reached=("Mum", "Leo"),
    reasons=(Reason(day=TODAY, plan=None, title="", text="slept\nbadly \x1b[2J"),),
    kept=Kept(promised=9, on_time=7, others=(
        Late(plan="three-breaths", due=DUE, minutes=12, why="not_running"),
        Late(plan="three-breaths", due=DUE, minutes=None, why="unreachable"),
    )),
    claims=(BestTime(plan="b", title="Three breaths", window="morning", done=14, sent=16),
            MoodLink(plan="b", title="Three breaths", with_days=12, without_days=11, difference=1.4,
                     low=0.2, high=2.6)),
)  # fmt: skip


def lines(look: LookBack, *, counted: bool = False) -> str:
    out = io.StringIO()
    console = Console(file=out, width=200, markup=False)
    for part in told(look, ANA, counted=counted):
        console.print(part)
    return out.getvalue()


def known(*facts: Fact, title: str = "Three breaths") -> Book:
    """Return someone who agreed at the beginning of February."""
    return Book(ANA, (plan(title=title),)).add(Consented(at=at("2026-02-02 08:00"), how="on paper"), *facts)


def test_all_that_was_counted_is_told_with_how_much_it_is() -> None:
    said = lines(LOOK)
    assert "Three breaths 62 %" in said
    assert "3 numbers, the middle 6, from 4 to 9" in said
    assert "Mood: one number, 5." in said
    assert "15 of 20 nudges were answered." in said
    assert "Half of the answers came within 1 h 12 min." in said
    assert "In touch with 2 people: Mum, Leo." in said
    assert "14 of 16" in said
    assert "may be chance or something else" in said
    assert "9 nudges due, 7 on time" in said


def test_what_was_late_is_told_by_its_plan_and_why() -> None:
    said = lines(LOOK)
    assert "due Tue 17 Mar 8:30, left 12 minutes later: nothing was running" in said
    assert "was not sent: the phone could not be reached" in said


def test_own_words_are_one_line_and_cannot_move_the_cursor() -> None:
    said = lines(LOOK)
    assert "slept badly" in said
    assert "\x1b" not in said


def test_what_there_is_nothing_of_is_not_told() -> None:
    empty = look_back(book(), TODAY, NOW)
    assert lines(empty) == ""


def test_the_answers_are_not_told_twice_beside_a_week() -> None:
    assert "nudges were answered" not in lines(LOOK, counted=True)


def test_weeks_without_anything_have_a_dash_and_no_nought() -> None:
    out = io.StringIO()
    Console(file=out, width=120).print(weeks_table(look_back(book(), TODAY, NOW, 2)))
    assert out.getvalue().count("-") >= 12
    assert " 0 " not in out.getvalue()


def test_as_data_it_holds_what_it_always_held_and_all_the_rest() -> None:
    plain = json.loads(encoded(as_data(LOOK, text="x", page=None)))
    always = {"person", "week", "monday", "plans", "sent", "done", "partly", "skipped", "not_applicable", "no_reply",
              "rested", "answered_4_weeks", "asked_4_weeks", "people", "text", "page"}  # fmt: skip
    assert always <= plain.keys()
    assert set(LookBack.__struct_fields__) <= plain.keys()
    assert plain["strengths"][0]["days"][-1] == ["2026-03-18", 0.62]
    assert plain["kept"]["others"][0]["due"] == "2026-03-17T12:30:00Z"


@pytest.mark.parametrize("title", ["=1+1", "+x", "-x", "@x"])
def test_no_table_program_runs_what_people_wrote(title: str) -> None:
    done = CheckedIn(at=DUE, plan="three-breaths", day=TODAY, outcome=Outcome.DONE, source="r")
    look = look_back(known(done, title=title), TODAY, NOW, 1)
    cells = list(csv.DictReader(io.StringIO(as_csv(look, look.weeks, TODAY))))
    assert {row["title"] for row in cells} == {f"'{title}"}


def test_a_month_holds_the_weeks_that_begin_in_it() -> None:
    span = span_wanted(Asked(month="2026-02"), known(), NOW)
    assert (span.first, span.monday) == (date(2026, 2, 2), date(2026, 2, 23))
    assert span.weeks == 4
    now = span_wanted(Asked(month="2026-03"), known(), NOW)
    assert (now.first, now.monday) == (date(2026, 3, 2), date(2026, 3, 16))


def test_all_since_a_day_begins_with_the_week_that_holds_it() -> None:
    span = span_wanted(Asked(since="2026-02-12"), known(), NOW)
    assert (span.first, span.monday, span.weeks) == (date(2026, 2, 9), date(2026, 3, 16), 6)
    assert span_wanted(Asked(since="2001-01-01"), known(), NOW).first == date(2026, 2, 2)
    assert span_wanted(Asked(since="2026-03-18"), known(), NOW).weeks == 1


def test_a_week_has_the_three_before_it() -> None:
    span = span_wanted(Asked(week="2026-W11"), known(), NOW)
    assert (span.monday, span.weeks, span.is_long) == (date(2026, 3, 9), 4, False)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (Asked(week="2026-W53"), "not begun"),
        (Asked(week="2025-W53"), "is not a week"),
        (Asked(week="W12"), "is not a week"),
        (Asked(week="2026-W13"), "not begun"),
        (Asked(week="1999-W10"), "nothing is known"),
        (Asked(since="2026-03-19"), "has not come yet"),
        (Asked(since="2026-02-30"), "is not a day"),
        (Asked(since="soon"), "is not a day"),
        (Asked(month="2026-13"), "is not a month"),
        (Asked(month="2026-04"), "no week of 2026-04 has begun yet"),
        (Asked(month="1999-04"), "nothing is known"),
        (Asked(month="march"), "is not a month"),
        (Asked(week="2026-W11", since="2026-01-01"), "--week and --since name different weeks"),
        (Asked(month="2026-02", since="2026-01-01"), "--month and --since name different weeks"),
    ],
)
def test_weeks_that_cannot_be_are_told_in_a_sentence(asked: Asked, said: str) -> None:
    with pytest.raises(Problem, match=said):
        span_wanted(asked, known(), NOW)
