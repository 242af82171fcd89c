"""At which times of a day a recurrence rule can fire."""

from datetime import datetime
from itertools import product
from math import gcd

from nudges.core.when.rrule_text import Recurrence

YEARLY, MONTHLY, WEEKLY, DAILY, HOURLY, MINUTELY, SECONDLY = range(7)
SECONDS = {WEEKLY: 7 * 86400, DAILY: 86400, HOURLY: 3600, MINUTELY: 60, SECONDLY: 1}
"""The length of a period of each kind that has one."""
TIMES = ("BYHOUR", "BYMINUTE", "BYSECOND")
Times = tuple[list[int], list[int], list[int]]
"""Hours, minutes and seconds, each with each."""


def period_of(local: datetime, seconds: int) -> int:
    """Return the number of the period of so many seconds in which a moment lies."""
    return (local.toordinal() * 86400 + local.hour * 3600 + local.minute * 60 + local.second) // seconds


def times_of(found: Recurrence, begins: datetime) -> Times:
    """Return the times of a rule that counts days or less; what it does not name is that of its beginning."""
    hours = found.numbers("BYHOUR") or ([begins.hour] if found.freq == DAILY else list(range(24)))
    minutes = found.numbers("BYMINUTE") or ([begins.minute] if found.freq <= HOURLY else list(range(60)))
    seconds = found.numbers("BYSECOND") or ([begins.second] if found.freq <= MINUTELY else list(range(60)))
    return sorted(set(hours)), sorted(set(minutes)), sorted(set(seconds))


def picked_of(found: Recurrence, times: Times) -> Times | None:
    """Return the times that BYSETPOS leaves of each period, if those can be said without it."""
    whole = found.freq - DAILY
    fine = list(product(*times[whole:]))
    picked = {fine[place - (place > 0)] for place in found.numbers("BYSETPOS") if abs(place) <= len(fine)}
    columns = [sorted({each[column] for each in picked}) for column in range(3 - whole)]
    if not picked or len(picked) != len(list(product(*columns))):
        return None
    hours, minutes, seconds = [*times[:whole], *columns]
    return hours, minutes, seconds


def times_meet(found: Recurrence, begins: datetime) -> bool:
    """Whether any time of any day falls into a period that counts, and has a place that BYSETPOS names."""
    times = times_of(found, begins)
    if places := found.numbers("BYSETPOS"):
        size = 1
        for some in times[found.freq - DAILY :]:
            size *= len(some)
        if all(abs(place) > size for place in places):
            return False
    seconds = SECONDS[found.freq]
    apart = gcd(found.interval, 86400 // seconds)
    first = period_of(begins, seconds)
    start = period_of(begins.replace(hour=0, minute=0, second=0), seconds)
    if apart == 1:
        return True
    starts = {(hour * 3600 + minute * 60 + second) // seconds for hour, minute, second in product(*times)}
    return any((start + each - first) % apart == 0 for each in starts)
