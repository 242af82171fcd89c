"""How a week is shown in the terminal: counts, a row of letters, and the text of it."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import msgspec

from nudges.cli.output import clean, rows
from nudges.cli.standing import in_a_word
from nudges.cli.why import local
from nudges.core.book import Book
from nudges.core.localtime import day_of, instant
from nudges.core.problem import Problem
from nudges.core.report import QUIET, PlanWeek, Report, is_rested, monday_of, parse_week
from nudges.core.report_text import word_report
from nudges.core.sms import measure
from nudges.core.texts import Words
from nudges.core.values import Person
from nudges.core.weekly import SUNDAY, report_id, week_name

if TYPE_CHECKING:
    from rich.console import RenderableType

FIRST_YEAR = 2000
LETTERS = {
    "done": "D",
    "partly": "P",
    "skipped": "S",
    "not_applicable": "N",
    "no_reply": "o",
    "open": "?",
    "rested": "R",
}
NOT_ASKED = "-"
EVERYONE = ("person", "state", "done", "partly", "skipped", "no reply")
LEGEND = "D done, P partly, S skipped, N not applicable, o no reply, ? still open, R rest, - not asked"
HEADINGS = ("plan", "done", "partly", "skipped", "not applicable", "no reply", "goal", "M T W T F S S")
NOTHING_YET = "Nothing has been asked yet this week, so there is nothing to count."
NOTHING = "Nothing was asked this week, so there is nothing to count. The next one starts as fresh."
REST_WORDS = "A week of rest: nothing of it is counted."
REST_SO_FAR = "A rest so far: nothing of it is counted."
QUIET_WORDS = "A quiet week, and that is fine."
NO_TEXT = "No text is sent for a week in which nothing was asked."


class Worded(msgspec.Struct, frozen=True):
    """The week's text: what was sent, or what would be; None where nothing is."""

    text: str | None
    about: str


def monday_wanted(week: str | None, person: Person, now: datetime) -> date:
    """Return the Monday of a week by its name, or of this one; raise Problem if there is no such week yet."""
    this = monday_of(day_of(person, now))
    if week is None:
        return this
    monday = parse_week(week)
    if monday.year < FIRST_YEAR:
        raise Problem(f"nothing is known of the week {week}", hint=f"try {week_name(this)}, which is this week")
    if int(week.partition("-W")[2]) != monday.isocalendar().week:
        raise Problem(f"'{week}' is not a week: that year has fewer", hint=f"try {week_name(monday)}")
    if monday > this:
        raise Problem(f"the week {week} has not begun yet", hint=f"try {week_name(this)}, which is this week")
    return monday


def worded(book: Book, report: Report, words: Words, now: datetime) -> Worded:
    """Return the text of a week, as it was sent or would be."""
    person = book.person
    if message := book.history.messages.get(report_id(report.week)):
        return Worded(message.queued.text, f"The text of {local(person, message.queued.due)}")
    if report.sent == 0:
        return Worded(None, NO_TEXT)
    days = person.report_day if person.report_day == SUNDAY else 7 + person.report_day
    day = report.monday + timedelta(days=days)
    moment = instant(datetime.combine(day, person.report_at), person.clock)
    about = f"The text for {local(person, moment)}, as things stand" if moment > now else "The text it would be"
    return Worded(word_report(book, moment, words, now).text, about)


def show_week(book: Book, report: Report, text: Worded, now: datetime) -> "RenderableType":
    """Return the week for a terminal."""
    from rich.console import Group

    begins, ends = report.monday, report.monday + timedelta(days=6)
    is_now = begins == monday_of(day_of(book.person, now))
    head = f"Week {report.week} of {book.person.name}, {_day(begins)} to {_day(ends)}{', so far' if is_now else ''}"
    parts: list[RenderableType] = [head, ""]
    if not report.plans:
        parts.append(NOTHING_YET if is_now else NOTHING)
    else:
        if is_rested(report):
            parts += [REST_SO_FAR if is_now else REST_WORDS, ""]
        elif report.done + report.partly <= QUIET and not is_now:
            parts += [QUIET_WORDS, ""]
        parts += [rows(HEADINGS, [_plan_row(plan, begins) for plan in report.plans]), LEGEND, *_rests(report)]
    people = [f"Reached this week: {', '.join(report.people)}."] if report.people else []
    counted = [*_four_weeks(report), *people]
    parts += ["", *counted] if counted else []
    said = [*parts, *_text_lines(text)]
    return Group(*(clean(part) if isinstance(part, str) else part for part in said))


def week_line(book: Book, report: Report, now: datetime) -> tuple[object, ...]:
    """Return a person's week as a row: who, where they stand, and the counts."""
    counts = (report.done, report.partly, report.skipped, report.no_reply)
    return (book.person.id, in_a_word(book, now), *counts)


def _plan_row(plan: PlanWeek, monday: date) -> tuple[object, ...]:
    days = [plan.days.get(str(monday + timedelta(days=ahead))) for ahead in range(7)]
    letters = " ".join(LETTERS[day] if day else NOT_ASKED for day in days)
    counts = (plan.done, plan.partly, plan.skipped, plan.not_applicable, plan.no_reply)
    return (plan.title, *counts, f"{plan.goal} a week" if plan.goal else None, letters)


def _rests(report: Report) -> list[str]:
    """Return a sentence for each plan that rested; the goal of a week is then that of its other days."""
    return [
        f"{plan.title} rested {plan.rested} day{'' if plan.rested == 1 else 's'}"
        + (f", which leaves a goal of {plan.goal_left} for the other days." if plan.goal_left else ".")
        for plan in report.plans
        if plan.rested
    ]


def _four_weeks(report: Report) -> list[str]:
    if report.asked_4_weeks == 0:
        return []
    return [f"In four weeks up to this one, {report.answered_4_weeks} of {report.asked_4_weeks} nudges were answered."]


def _text_lines(text: Worded) -> list[str]:
    if text.text is None:
        return ["", text.about]
    many = measure(text.text).segments
    return ["", f"{text.about} ({many} segment{'' if many == 1 else 's'}):", text.text]


def _day(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b}"
