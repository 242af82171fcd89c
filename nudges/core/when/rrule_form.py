"""The coarsest form of a recurrence rule, in which dateutil finds its moments the soonest."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from math import prod
from typing import TYPE_CHECKING, NamedTuple

from nudges.core.when.rrule_text import FREQS, Recurrence
from nudges.core.when.rrule_times import DAILY, SECONDS, TIMES, YEARLY, Times, period_of, picked_of, times_of

if TYPE_CHECKING:
    from dateutil.rrule import rrule

ALL_DAYS = "MO,TU,WE,TH,FR,SA,SU"
MOST_TIMES = 1440
"""More times of a day than this are reckoned one by one."""
MOST_TIMES_A_YEAR = 24
"""With more of them, going along the days is quicker than along the years."""
RARE = ("BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYEASTER")
HORIZON = 41 * 366
"""Days after which one comes back on the same weekday, even across a century."""


class Form(NamedTuple):
    """A rule in its coarsest form.

    Of what it yields, that of every so manieth period of so many seconds counts, and of that so many, if any number.
    """

    parts: dict[str, str]
    seconds: int = 1
    every: int = 1
    most: int | None = None


def form_of(found: Recurrence, begins: datetime) -> Form:
    """Bring hours, minutes and seconds to days, and days that are rare to years, where that says the same."""
    parts, freq = {name: value for name, value in found.parts.items() if name != "UNTIL"}, found.freq
    if freq < DAILY:
        return Form(parts)
    times = times_of(found, begins)
    if "BYSETPOS" in parts:
        if (picked := picked_of(found, times)) is None:
            return Form(parts)
        del parts["BYSETPOS"]
        times = picked
        parts |= _listed(times, TIMES[freq - DAILY :])
    every, few = 1, prod(map(len, times)) <= MOST_TIMES
    if freq > DAILY and few and (found.interval == 1 or _skips_many(found)):
        parts |= _listed(times, TIMES)
        every, freq = int(parts.pop("INTERVAL", "1")), DAILY
    if freq == DAILY and any(part in parts for part in RARE) and prod(map(len, times)) <= MOST_TIMES_A_YEAR:
        every, freq = int(parts.pop("INTERVAL", "1")) * every, YEARLY
    if freq == YEARLY or "BYDAY" in parts:
        # The place of a weekday means nothing below a month; and without any day, a year would mean that of its start.
        parts["BYDAY"] = ",".join(each[-2:] for each in parts.get("BYDAY", ALL_DAYS).split(","))
    parts["FREQ"] = FREQS[freq]
    most = int(parts.pop("COUNT")) if every > 1 and "COUNT" in parts else None
    return Form(parts, SECONDS[found.freq], every, most)


def _skips_many(found: Recurrence) -> bool:
    """Whether most periods that count have no time of their own, so that going from one to the next takes long."""
    named = any(part in found.parts for part in TIMES[: found.freq - DAILY])
    return named and found.interval * SECONDS[found.freq] < SECONDS[DAILY]


def _listed(times: Times, names: tuple[str, ...]) -> dict[str, str]:
    return {name: ",".join(map(str, times[TIMES.index(name)])) for name in names}


def made(parts: dict[str, str], begins: datetime) -> "rrule":
    """Return dateutil's rule of parts that begins then."""
    from dateutil.rrule import rrule, rrulestr

    text = ";".join(f"{name}={value}" for name, value in parts.items())
    rule = rrulestr(text, dtstart=begins)
    assert isinstance(rule, rrule)
    return rule


def chosen(form: Form, begins: datetime, found: Iterator[datetime]) -> Iterator[datetime]:
    """Yield those of the periods that count, until there is none for longer than the calendar repeats itself."""
    first, latest = period_of(begins, form.seconds), None
    # Where every week is like the others, it comes round sooner.
    patience = timedelta(days=HORIZON if form.parts["FREQ"] == "YEARLY" else min(HORIZON, 7 * form.every + 7))
    try:
        for local in found:
            latest = latest or local
            if form.every == 1 or (period_of(local, form.seconds) - first) % form.every == 0:
                latest = local
                yield local
            elif local - latest > patience:
                return
    except (OverflowError, ValueError):  # the end of the calendar
        return
