"""Which days lie within the limits of a schedule."""

import warnings
from calendar import monthrange
from datetime import date
from functools import lru_cache

from nudges.core.when.rules import Except, Limits, Unit
from nudges.core.when.schedule import Frame, Then, When

EPOCH = date(1970, 1, 1).toordinal()
"""Days are counted from here, as plain numbers."""
FIRST, LAST = date(2, 1, 1).toordinal() - EPOCH, date(9998, 12, 31).toordinal() - EPOCH


def lasts(when: When, frame: Frame, day: date) -> bool:
    """Whether a local day lies between the ends of a schedule and is no exception and no holiday it leaves out."""
    if isinstance(when.rule, Then):
        return any(lasts(part, frame, day) for part in when.rule.parts)
    first, last = bounds(when.limits, frame.begins.date())
    number = day.toordinal() - EPOCH
    return first <= number <= last and not is_off(when.limits, frame.country, number)


def bounds(limits: Limits, begins: date) -> tuple[int, int]:
    """Return the first and the last day."""
    first = limits.begins.toordinal() - EPOCH if limits.begins else FIRST
    last = limits.until.toordinal() - EPOCH if limits.until else LAST
    if limits.length:
        since = limits.begins or begins
        first, last = since.toordinal() - EPOCH, min(last, _end(since, *limits.length))
    return first, last


def _end(since: date, number: int, unit: Unit) -> int:
    """Return the last day of a length that begins on a day."""
    if unit is not Unit.MONTH:
        return since.toordinal() - EPOCH + number * (7 if unit is Unit.WEEK else 1) - 1
    years, month = divmod(since.month - 1 + number, 12)
    year = since.year + years
    end = date(year, month + 1, min(since.day, monthrange(year, month + 1)[1]))
    return end.toordinal() - EPOCH - 1


def is_off(limits: Limits, country: str, day: int) -> bool:
    """Whether a day is an exception, or a public holiday where those are left out."""
    if not limits.excepts and limits.holidays:
        return False
    local = date.fromordinal(day + EPOCH)
    if any(_covers(each, local) for each in limits.excepts):
        return True
    return not limits.holidays and local in holidays(country, local.year)


def _covers(days: Except, day: date) -> bool:
    if isinstance(days.first, date) and isinstance(days.last, date):
        return days.first <= day <= days.last
    yearly = (day.month, day.day)
    assert isinstance(days.first, tuple)
    assert isinstance(days.last, tuple)
    if days.first <= days.last:
        return days.first <= yearly <= days.last
    return yearly >= days.first or yearly <= days.last


@lru_cache(maxsize=1024)
def holidays(country: str, year: int) -> frozenset[date]:
    """Return the public holidays of a country in a year; none for one that is not known."""
    if country == "*":
        return frozenset()
    from holidays import country_holidays

    try:
        # Of some countries it knows a span of years only, and says so aloud.
        with warnings.catch_warnings(action="ignore"):
            return frozenset(country_holidays(country.upper(), years=year, expand=False))
    except (NotImplementedError, KeyError, ValueError):
        return frozenset()
