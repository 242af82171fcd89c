"""Schedules written as recurrence rules: dateutil reckons local times, and clock changes follow our own policy."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from heapq import merge
from itertools import dropwhile, islice, takewhile

from nudges.core.problem import Problem
from nudges.core.when.rrule_ever import can_fire, ever
from nudges.core.when.rrule_form import chosen, form_of, made
from nudges.core.when.rrule_text import FREQS, Recurrence, recurrence
from nudges.core.when.rrule_times import DAILY, SECONDS, WEEKLY
from nudges.core.when.schedule import Frame
from nudges.core.zones import instant

SOME_BEGINNING = datetime(2023, 1, 1, tzinfo=UTC).replace(tzinfo=None)
TICK = timedelta(microseconds=1)
CYCLE = timedelta(days=146_097)
"""Four hundred years, after which the calendar is the same to the day of the week."""
MANY = 1000
"""With an interval like that, one is soon there by itself."""
FOREVER = "99991231T235959"


def read(text: str) -> str:
    """Return the rule in capitals, or raise Problem where it is none or never fires."""
    said = " ".join(text.upper().split())
    found = recurrence(said)
    begins = _naive(found.starts) if found.starts else None
    plain = found if begins else found._replace(parts={**found.parts, "INTERVAL": "1"})
    ends = found.parts.get("UNTIL")
    over = begins is not None and ends is not None and _naive(ends) < begins
    if not found.besides and (over or not ever(plain, begins or SOME_BEGINNING)):
        raise Problem("this rule never fires", hint="name days that the calendar has")
    return said


def fires(text: str, frame: Frame, start: datetime) -> Iterator[datetime]:
    """Yield the moments from `start` on."""
    found, zone, last = recurrence(text), frame.zone, start - TICK
    begins = _local(found.starts, frame) if found.starts else frame.begins.replace(microsecond=0, tzinfo=None)
    since = min(start.astimezone(zone).replace(tzinfo=None), last.astimezone(zone).replace(tzinfo=None))
    without = {_local(each, frame) for each in found.without}
    besides = sorted(moment for each in found.besides if (moment := _local(each, frame)) >= since)
    for local in merge(_locals(text, found, begins, since, frame), besides):
        if local not in without and (moment := instant(local, zone)) > last:
            last = moment
            yield moment


def _locals(text: str, found: Recurrence, begins: datetime, since: datetime, frame: Frame) -> Iterator[datetime]:
    """Yield the local moments of the rule alone."""
    ends = _local(found.parts.get("UNTIL", FOREVER), frame)
    if max(since, begins) > ends or not can_fire(text, begins):
        return iter(())
    form = form_of(found, begins)
    rule = made(form.parts, begins if form.most or since <= begins else _ahead(found, form.parts, begins, since))
    # What is counted is counted from the beginning.
    yielded = iter(rule) if form.most else rule.xafter(since, inc=True)
    counted = islice(chosen(form, begins, yielded), form.most)
    return takewhile(lambda local: local <= ends, dropwhile(lambda local: local < since, counted))


def _ahead(found: Recurrence, parts: dict[str, str], begins: datetime, since: datetime) -> datetime:
    """Return a beginning close to `since` from which a rule goes on the same, so that an old one costs no more."""
    freq, interval = FREQS.index(parts["FREQ"]), int(parts.get("INTERVAL", "1"))
    if "COUNT" in parts:
        return begins
    if freq in SECONDS and not (freq == WEEKLY and "BYSETPOS" in parts):
        step = timedelta(seconds=SECONDS[freq] * interval)
    elif found.freq >= DAILY:  # years that were days
        step = timedelta(days=1)
        since = max(begins, since - step)
    elif interval < MANY:
        step = CYCLE * interval
    else:
        return begins
    return begins + (since - begins) // step * step


def _naive(written: str) -> datetime:
    return datetime.fromisoformat(written.removesuffix("Z"))


def _local(written: str, frame: Frame) -> datetime:
    """Return a moment by the clock of the frame: one that ends in Z is of UTC."""
    naive = _naive(written)
    return naive.replace(tzinfo=UTC).astimezone(frame.zone).replace(tzinfo=None) if written.endswith("Z") else naive
