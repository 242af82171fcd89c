"""At which moments a schedule fires, in a zone."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from nudges.core.when.phrase import When
from nudges.core.zones import instant

DAY = timedelta(days=1)


def fires(when: When, zone: ZoneInfo, start: datetime) -> Iterator[datetime]:
    """Yield the moments from `start` on, in UTC and in order, each once, without end.

    >>> from datetime import UTC
    >>> from nudges.core.when import parse_when
    >>> found = fires(parse_when("weekdays at 8:30"), ZoneInfo("America/New_York"), datetime(2026, 3, 6, tzinfo=UTC))
    >>> [f"{next(found):%a %d %H:%M}" for _ in range(2)]
    ['Fri 06 13:30', 'Mon 09 12:30']
    """
    last = start - timedelta(microseconds=1)
    # A gap can be a day long, and its end may fall on the day of `start`: look a day back.
    first = start.astimezone(zone).date() - DAY
    for ahead in count():
        day = first + ahead * DAY
        if day.weekday() not in when.days:
            continue
        for at in when.times:
            moment = instant(datetime.combine(day, at), zone)
            if moment > last:
                last = moment
                yield moment


def first_fire(when: When, zone: ZoneInfo, start: datetime) -> datetime:
    """Return the first moment from `start` on, in UTC."""
    return next(fires(when, zone, start))
