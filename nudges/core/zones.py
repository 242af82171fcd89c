"""What a wall-clock time in a zone is in UTC, and which zones there are."""

from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from nudges.core.problem import Problem, nearest

SECOND = timedelta(seconds=1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DAY_ZERO = date(1970, 1, 1).toordinal()


@lru_cache(maxsize=1024)
def zone_named(name: str) -> ZoneInfo:
    """Return the time zone of an IANA name, or raise Problem with the names most like it."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        cities = {zone.rsplit("/", 1)[-1].replace("_", " "): zone for zone in available_timezones()}
        hint = nearest(name, [*available_timezones(), *cities], "try a name such as Europe/Madrid")
        raise Problem(f"'{name}' is not a time zone", hint=hint) from None


def instant(local: datetime, zone: tzinfo) -> datetime:
    """Return the UTC moment of a wall-clock time.

    One policy for clock changes: a time that is skipped happens when the gap ends, a time that is repeated
    happens once, the first time.

    >>> instant(datetime(2026, 3, 8, 2, 30), ZoneInfo("America/New_York"))
    datetime.datetime(2026, 3, 8, 7, 0, tzinfo=datetime.timezone.utc)
    """
    offset = steady_offset(zone, local.toordinal() - DAY_ZERO)
    if offset is not None:
        return local.replace(tzinfo=UTC, fold=0) - timedelta(seconds=offset)
    aware = local.replace(tzinfo=zone, fold=0)
    moment = aware.astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) == local:
        return moment
    return _end_of_gap(aware.replace(fold=1).astimezone(UTC), moment, zone)


def steady_offset(zone: tzinfo, day: int) -> int | None:
    """Return a zone's offset in seconds on a day (counted from 1970) that is far from every change of it, else None.

    It holds for that day by UTC and by the clock of the zone.
    """
    try:
        return _steady(zone, day)
    except TypeError:  # a zone that cannot be a key
        return None


@lru_cache(maxsize=32768)
def _steady(zone: tzinfo, day: int) -> int | None:
    try:
        around = [EPOCH + timedelta(days=day, hours=hours) for hours in range(-24, 49, 6)]
        offsets = {moment.astimezone(zone).utcoffset() for moment in around}
    except OverflowError:
        return None
    offset = offsets.pop()
    if offsets or offset is None or offset.microseconds:
        return None
    return offset // SECOND


def _end_of_gap(before: datetime, after: datetime, zone: tzinfo) -> datetime:
    """Return the moment between the two at which the zone's offset changes."""
    offset = before.astimezone(zone).utcoffset()
    while after - before > SECOND:
        middle = before + ((after - before) / 2)
        middle = middle.replace(microsecond=0)
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after
