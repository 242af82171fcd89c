"""Whether a recurrence rule ever fires, found out in no time.

dateutil looks on until the year 9999 for a rule that no day fits. So each rule is tried once in years of the same kind
close to that end.
"""

from calendar import isleap
from datetime import date, datetime
from functools import lru_cache

from nudges.core.when.rrule_form import chosen, form_of, made
from nudges.core.when.rrule_text import Recurrence, recurrence
from nudges.core.when.rrule_times import DAILY, TIMES, times_meet

LAST_CYCLE = range(9932, 9960)
"""Twenty-eight years, one of each kind, before which no century breaks the order of the calendar any more."""


@lru_cache(maxsize=8192)
def can_fire(text: str, begins: datetime) -> bool:
    """Whether a rule that begins then ever fires, up to some forty years on."""
    return ever(recurrence(text), begins)


def ever(found: Recurrence, begins: datetime) -> bool:
    """Whether a rule fires in years like those from its beginning on, whatever its COUNT and UNTIL are."""
    parts = {name: value for name, value in found.parts.items() if name not in {"COUNT", "UNTIL"}}
    tries = [{**parts, "INTERVAL": "1"}, parts]
    if found.freq >= DAILY:
        if not times_meet(found, begins):
            return False
        # Whether a day fits has nothing to do with its times.
        days = {name: value for name, value in parts.items() if name not in {*TIMES, "BYSETPOS"}}
        tries[0] = {**days, "FREQ": "DAILY", "INTERVAL": "1"}
    return all(_yields(found._replace(parts=some), _moved(begins)) for some in tries[: 2 if found.interval > 1 else 1])


def _yields(found: Recurrence, begins: datetime) -> bool:
    form = form_of(found, begins)
    try:
        return next(chosen(form, begins, iter(made(form.parts, begins))), None) is not None
    except (ValueError, OverflowError):
        return False


def _moved(begins: datetime) -> datetime:
    """Return the same day of a year of the same kind near the end of the calendar."""
    first = date(begins.year, 1, 1).weekday()
    alike = [year for year in LAST_CYCLE if date(year, 1, 1).weekday() == first]
    same = [year for year in alike if year % 4 == begins.year % 4 and isleap(year) == isleap(begins.year)]
    leap = [year for year in alike if isleap(year) == isleap(begins.year)]
    return begins.replace(year=(same or leap)[0])
