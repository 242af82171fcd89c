"""When the week's report goes out."""

from datetime import date, datetime, timedelta

from nudges.core.book import Book
from nudges.core.facts import Returned
from nudges.core.history import History
from nudges.core.localtime import day_bounds, day_of, instant, opening
from nudges.core.values import Person
from nudges.core.words import Kind, Stage

SUNDAY, DAYS = 6, 7
REPORT = "report/"
REPORT_GRACE = timedelta(hours=3)


def is_month_text(person: Person, day: date) -> bool:
    """Whether the report of a day is that of four weeks: on the first report day of a month, for who wants it."""
    return person.month_text and day.weekday() == person.report_day and day.day <= DAYS


def report_moment(book: Book, day: date) -> datetime | None:
    """Return when the week's report goes out on a day, or None if it is not the day or there is nothing to say."""
    person, history = book.person, book.history
    if day.weekday() != person.report_day or history.consented_at is None or history.quieted:
        return None
    moment = instant(datetime.combine(day, person.report_at), person.clock)
    if _back_since(book, moment):
        return None
    if opening(person, moment) != moment:
        return None
    monday = reported_monday(day)
    begins, _ = day_bounds(person, monday - timedelta(weeks=3 if is_month_text(person, day) else 0))
    # Only earlier days count: whether today has a report must not change while the day goes on.
    ends, _ = day_bounds(person, min(day, monday + timedelta(days=7)))
    latest = (m for m in reversed(history.messages.values()) if m.queued.kind is Kind.NUDGE and not m.queued.instead)
    asked = any(begins <= message.queued.due < ends and message.left for message in latest)
    return moment if (asked or left_behind(book, day)) and not history.silent(moment) else None


def _back_since(book: Book, moment: datetime) -> bool:
    """Whether they came back only after a report's moment, when fewer texts were announced and none was to come."""
    if book.history.alive_at is None or book.history.alive_at < moment:
        return False
    ends = moment + timedelta(days=1)
    return any(isinstance(fact, Returned) and moment <= fact.at < ends for fact in book.facts)


def left_behind(book: Book, day: date) -> list[str]:
    """Return the plans that needed no more texts from one of the seven days before a report on."""
    found = ((plan, known.thinned) for plan, known in book.history.thinning.items())
    days = {plan: day_of(book.person, fact.at) for plan, fact in found if fact and fact.stage is Stage.DONE}
    return [plan for plan, since in days.items() if day - timedelta(days=DAYS) <= since < day]


def reported_monday(day: date) -> date:
    """Return the Monday of the week that a report on a day is about: this one on a Sunday, else the last whole one."""
    monday = day - timedelta(days=day.weekday())
    return monday if day.weekday() == SUNDAY else monday - timedelta(days=7)


def focus_of(history: History, day: date) -> str | None:
    """Return the plan that the person wants first in the week of a day, if they chose one."""
    chosen = history.focus
    return chosen.plan if chosen is not None and chosen.monday == day - timedelta(days=day.weekday()) else None


def report_reserved(book: Book, day: date, now: datetime) -> bool:
    """Whether a day's report is still to come, and so keeps its place in the day's cap."""
    moment = report_moment(book, day)
    return moment is not None and now <= moment + REPORT_GRACE and not is_reported(book, day)


def is_reported(book: Book, day: date) -> bool:
    """Whether the report that goes out on a day is written."""
    return report_id(week_name(reported_monday(day))) in book.history.messages


def report_id(week: str) -> str:
    """Return the natural key of a week's report."""
    return f"{REPORT}{week}"


def week_name(monday: date) -> str:
    """Return the ISO week, such as `2026-W47`."""
    year, week, _ = monday.isocalendar()
    return f"{year:04}-W{week:02}"
