"""On which days someone rested: there nothing is measured."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from nudges.core.book import Book
from nudges.core.localtime import day_bounds, day_of, opening


def rested_days(book: Book, days: Iterable[date], plan: str | None = None) -> frozenset[date]:
    """Return which of the days a rest touched, of one plan or, without one, of all plans.

    The day on which nudges come back is none of them.
    """
    rests = [s for s in book.history.silences if s.why is not None and s.plan in {None, plan} and s.start < s.end]
    found = set()
    for day in days if rests else ():
        starts, ends = day_bounds(book.person, day)
        opens = opening(book.person, starts)
        if any(rest.start < ends and rest.end > opens for rest in rests):
            found.add(day)
    return frozenset(found)


def rested_in_week(book: Book, monday: date, now: datetime, plan: str | None = None) -> frozenset[date]:
    """Return the days of a week, up to now, that a rest touched."""
    today = day_of(book.person, now)
    days = (monday + timedelta(days=ahead) for ahead in range(7))
    return rested_days(book, (day for day in days if day <= today), plan)


def was_there(book: Book, plan: str, monday: date) -> bool:
    """Whether there was such a plan in a week of which no nudge tells."""
    return any(each.id == plan and day_of(book.person, each.since) < monday + timedelta(weeks=1) for each in book.plans)
