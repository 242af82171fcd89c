"""From a day straight to the next one that a schedule has: by table or arithmetic, never day by day."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple, assert_never

from nudges.core.when.draws import weekdays
from nudges.core.when.limits import EPOCH, bounds, is_off
from nudges.core.when.rules import (
    LAST,
    Around,
    Counted,
    Dated,
    Days,
    EveryDays,
    Limits,
    Monthly,
    NthWeekday,
    Once,
    Unit,
    Weekly,
    Window,
)
from nudges.core.when.schedule import Frame, When

THURSDAY = 3
"""The weekday of day 0, 1 January 1970."""
HORIZON = 41 * 366
"""The longest that a calendar takes to come back to a day: 29 February on one weekday, across a century."""

Next = Callable[[int], int | None]
"""From a day (counted from 1970) to the first day from it on that the schedule has."""


class Steps(NamedTuple):
    """How to go along a schedule: to its next day, and to the seconds of a day, or the window they are drawn from."""

    next_day: Next
    seconds: tuple[int, ...]
    window: Window | None


def steps(when: When, frame: Frame) -> Steps:
    """Return how to go along a dated schedule in a frame."""
    found = _shared(when)
    return _own(when, frame.begins.date(), frame.seed, frame.country) if found is None else found


@lru_cache(maxsize=8192)
def _shared(when: When) -> Steps | None:
    """Return the steps of a schedule that are the same in every frame, if they are."""
    assert isinstance(when.rule, Dated)
    limits, days = when.limits, when.rule.days
    counts = isinstance(days, EveryDays | Counted) or (isinstance(days, Weekly) and days.every > 1)
    if counts or limits.length or not limits.holidays:
        return None
    return _made(when.rule, limits, date(1970, 1, 1), "", "*")


@lru_cache(maxsize=32768)
def _own(when: When, begins: date, seed: str, country: str) -> Steps:
    assert isinstance(when.rule, Dated)
    return _made(when.rule, when.limits, begins, seed, country)


def _made(rule: Dated, limits: Limits, begins: date, seed: str, country: str) -> Steps:
    since = (limits.begins or begins).toordinal() - EPOCH
    next_day = _limited(_next(rule.days, since, seed), limits, bounds(limits, begins), country)
    if isinstance(rule.at, Window):
        return Steps(next_day, (), rule.at)
    return Steps(next_day, tuple(at.hour * 3600 + at.minute * 60 for at in rule.at.times), None)


def _next(days: Days, since: int, seed: str) -> Next:  # noqa: PLR0911 - one for each kind
    match days:
        case Weekly(days=some, every=1):
            return _weekly(some)
        case Weekly(days=some, every=every):
            return _every_weeks(some, every, since)
        case EveryDays(every=every):
            return lambda day: max(since, day + (since - day) % every)
        case Counted(number=number):
            return _weekly(weekdays(number, seed))
        case Monthly(days=some):
            return _monthly(lambda year, month: _month_days(some, year, month))
        case NthWeekday(nths=nths, weekday=weekday):
            return _monthly(lambda year, month: _nth_days(nths, weekday, year, month))
        case Once(day=only):
            return _once(only)
        case Around(day=only, number=number, unit=unit):
            return _once(only + timedelta(days=number * (7 if unit is Unit.WEEK else 1)))
        case _:
            assert_never(days)


def _weekly(days: tuple[int, ...]) -> Next:
    ahead = tuple(min((day - weekday) % 7 for day in days) for weekday in range(7))
    # Day 0 is a Thursday; the table is turned so that a day needs no more than its rest.
    table = ahead[THURSDAY:] + ahead[:THURSDAY]
    return lambda day: day + table[day % 7]


def _every_weeks(days: tuple[int, ...], every: int, since: int) -> Next:
    """Count weeks from the one of the first day that fits, so that nobody waits for longer than a week."""
    plain = _weekly(days)
    first = plain(since)
    assert first is not None
    monday = first - (first + THURSDAY) % 7

    def next_day(day: int) -> int:
        found = plain(max(day, first))
        assert found is not None
        if rest := (found - monday) // 7 % every:
            week = found - (found - monday) % 7 + (every - rest) * 7
            found = week + days[0]
        return found

    return next_day


def _once(only: date) -> Next:
    number = only.toordinal() - EPOCH
    return lambda day: number if day <= number else None


def _monthly(of_month: Callable[[int, int], tuple[int, ...]]) -> Next:
    # Whoever asks about a plan asks about the same few days again and again.
    @lru_cache(maxsize=64)
    def next_day(day: int) -> int | None:
        here = date.fromordinal(day + EPOCH)
        year, month, first = here.year, here.month, day - here.day + 1
        while year < date.max.year:
            for each in of_month(year, month):
                if first + each - 1 >= day:
                    return first + each - 1
            year, month = (year, month + 1) if month < 12 else (year + 1, 1)
            first = date(year, month, 1).toordinal() - EPOCH
        return None

    return next_day


@lru_cache(maxsize=8192)
def _month_days(days: tuple[int, ...], year: int, month: int) -> tuple[int, ...]:
    if days[-1] <= 28 and days[-1] != LAST:
        return days
    length = monthrange(year, month)[1]
    return tuple(sorted({length if day == LAST else day for day in days if day <= length}))


@lru_cache(maxsize=8192)
def _nth_days(nths: tuple[int, ...], weekday: int, year: int, month: int) -> tuple[int, ...]:
    starts, length = monthrange(year, month)
    all_days = range(1 + (weekday - starts) % 7, length + 1, 7)
    found = {all_days[nth if nth == LAST else nth - 1] for nth in nths if nth <= len(all_days)}
    return tuple(sorted(found))


def _limited(plain: Next, limits: Limits, ends: tuple[int, int], country: str) -> Next:
    first, last = ends
    if not limits.excepts and limits.holidays:
        if limits.begins or limits.until or limits.length:
            return lambda day: found if (found := plain(max(day, first))) is not None and found <= last else None
        return plain

    def next_day(day: int) -> int | None:
        found = plain(max(day, first))
        give_up = max(day, first) + HORIZON
        while found is not None and found <= last and (found < give_up):
            if not is_off(limits, country, found):
                return found
            found = plain(found + 1)
        return None

    return next_day
