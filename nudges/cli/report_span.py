"""Which weeks a report is about: one with the three before it, those that begin in a month, or all since a day."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from nudges.cli.week import FIRST_YEAR, monday_wanted
from nudges.core.book import Book
from nudges.core.localtime import day_of
from nudges.core.problem import Problem
from nudges.core.report import monday_of
from nudges.core.weekly import week_name
from nudges.library import door

WEEK = timedelta(weeks=1)
FOUR = 4


class Asked(NamedTuple):
    """What was asked for on the command line."""

    week: str | None = None
    month: str | None = None
    since: str | None = None


class Span(NamedTuple):
    """The Monday of the last week, and how many weeks there are; a long one is more than a week with its past."""

    monday: date
    weeks: int = FOUR
    is_long: bool = False
    is_month: bool = False

    @property
    def first(self) -> date:
        """The Monday of the first week."""
        return self.monday - (self.weeks - 1) * WEEK


def span_wanted(asked: Asked, book: Book, now: datetime) -> Span:
    """Return the weeks that were asked for, or raise Problem."""
    named = [f"--{name}" for name, value in asked._asdict().items() if value is not None]
    if len(named) > 1:
        raise Problem(f"{' and '.join(named)} name different weeks", hint="keep one of them")
    if asked.since is not None:
        return _since(asked.since, book, now)
    if asked.month is not None:
        return _month(asked.month, book, now)
    return Span(monday_wanted(asked.week, book.person, now))


def _since(written: str, book: Book, now: datetime) -> Span:
    """Return the weeks from the one that holds a day; what lies before the first day of theirs is left out."""
    today = day_of(book.person, now)
    try:
        day = door.day(written, today)
    except Problem as problem:
        raise problem.at("--since") from None
    if day > today:
        raise Problem(f"{day} has not come yet", where="--since", hint=f"try --since {today - 12 * WEEK}")
    begun = min((day_of(book.person, fact.at) for fact in book.facts[:1]), default=today)
    first, last = monday_of(max(day, begun)), monday_of(today)
    return Span(last, (last - first) // WEEK + 1, is_long=True)


def _month(written: str, book: Book, now: datetime) -> Span:
    """Return the weeks that begin in a month, as far as they have begun."""
    this = monday_of(day_of(book.person, now))
    try:
        begins = datetime.strptime(written, "%Y-%m").date()  # noqa: DTZ007  a day has no zone
    except ValueError:
        problem = Problem(f"'{written}' is not a month", where="--month", hint=f"try {this:%Y-%m}")
        raise problem from None
    if begins.year < FIRST_YEAR:
        raise Problem(f"nothing is known of {written}", where="--month", hint=f"try {this:%Y-%m}")
    first = monday_of(begins + timedelta(days=6))
    if first > this:
        said = f"no week of {begins:%Y-%m} has begun yet"
        raise Problem(said, where="--month", hint=f"try {this:%Y-%m}, or --week {week_name(this)}")
    last = min(monday_of(date(begins.year + begins.month // 12, begins.month % 12 + 1, 1) - timedelta(days=1)), this)
    return Span(last, (last - first) // WEEK + 1, is_long=True, is_month=True)
