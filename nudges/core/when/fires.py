"""At which moments a schedule fires, in a frame."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import chain

from nudges.core.when import cron, recur
from nudges.core.when.draws import moments
from nudges.core.when.limits import LAST
from nudges.core.when.rules import Cron, Dated, Rrule
from nudges.core.when.schedule import Frame, Then, When
from nudges.core.when.steps import Steps, steps
from nudges.core.zones import instant, steady_offset

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MIDNIGHT = EPOCH.replace(tzinfo=None)
TICK = timedelta(microseconds=1)
DAY = 24 * 60 * 60


def fires(when: When, frame: Frame, start: datetime) -> Iterator[datetime]:
    """Yield the moments from `start` on, in UTC and in order, each once; none for a schedule by fact.

    >>> from zoneinfo import ZoneInfo
    >>> from nudges.core.when import parse_when
    >>> frame = Frame(ZoneInfo("America/New_York"), begins=datetime(2026, 3, 6))
    >>> found = fires(parse_when("weekdays at 8:30"), frame, datetime(2026, 3, 6, tzinfo=UTC))
    >>> [f"{next(found):%a %d %H:%M}" for _ in range(2)]
    ['Fri 06 13:30', 'Mon 09 12:30']
    """
    match when.rule:
        case Dated():
            return _dated(steps(when, frame), frame, start)
        case Cron(fields=fields):
            return cron.fires(fields, frame, start)
        case Rrule(text=text):
            return recur.fires(text, frame, start)
        case Then(parts=parts):
            return chain.from_iterable(fires(part, frame, start) for part in parts)
        case _:
            return iter(())


def first_fire(when: When, frame: Frame, start: datetime) -> datetime | None:
    """Return the first moment from `start` on, in UTC, or None where there is none."""
    if isinstance(when.rule, Dated):
        along = steps(when, frame)
        return _soon(along, frame, start) or next(_dated(along, frame, start), None)
    return next(fires(when, frame, start), None)


def _soon(along: Steps, frame: Frame, start: datetime) -> datetime | None:
    """Return the first moment where no change of the clocks is near: the way nearly every question goes."""
    next_day, seconds, window = along
    since = start - EPOCH
    if (offset := steady_offset(frame.zone, since.days)) is None:
        return None
    local = since.seconds + offset + (since.microseconds > 0)
    today, second = since.days + local // DAY, local % DAY
    day = next_day(today)
    for _ in range(2):
        if day is None or day > LAST:
            return None
        if day != since.days and (offset := steady_offset(frame.zone, day)) is None:
            return None
        if window is not None:
            seconds = tuple([60 * minute for minute in moments(window, frame.seed, day)])
        for each in seconds:
            if each >= second or day > today:
                return EPOCH + timedelta(day, each - offset)
        day = next_day(day + 1)
    return None


def _dated(along: Steps, frame: Frame, start: datetime) -> Iterator[datetime]:
    next_day, seconds, window = along
    zone, last = frame.zone, start - TICK
    since = start - EPOCH
    offset = steady_offset(zone, since.days)
    if offset is None:
        # Just at the end of a gap, what was skipped fires, and that may be of the day before.
        local = min(start.astimezone(zone).replace(tzinfo=None), last.astimezone(zone).replace(tzinfo=None))
        ahead = (local - MIDNIGHT).days
    else:
        ahead = since.days + (since.seconds + offset) // DAY
    while (day := next_day(ahead)) is not None and day <= LAST:
        if window is not None:
            seconds = tuple([60 * minute for minute in moments(window, frame.seed, day)])
        offset = steady_offset(zone, day)
        for second in seconds:
            if offset is not None:
                moment = EPOCH + timedelta(day, second - offset)
            else:
                moment = instant(MIDNIGHT + timedelta(day, second), zone)
            if moment > last:
                last = moment
                yield moment
        ahead = day + 1
