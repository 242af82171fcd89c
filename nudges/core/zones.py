"""What a wall-clock time in a zone is in UTC, and which zones there are."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from nudges.core.problem import Problem, nearest

SECOND = timedelta(seconds=1)


@lru_cache(maxsize=1024)
def zone_named(name: str) -> ZoneInfo:
    """Return the time zone of an IANA name, or raise Problem with the names most like it."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        cities = {zone.rsplit("/", 1)[-1].replace("_", " "): zone for zone in available_timezones()}
        hint = nearest(name, [*available_timezones(), *cities], "try a name such as Europe/Madrid")
        raise Problem(f"'{name}' is not a time zone", hint=hint) from None


def instant(local: datetime, zone: ZoneInfo) -> datetime:
    """Return the UTC moment of a wall-clock time.

    One policy for clock changes: a time that is skipped happens when the gap ends, a time that is repeated
    happens once, the first time.

    >>> instant(datetime(2026, 3, 8, 2, 30), ZoneInfo("America/New_York"))
    datetime.datetime(2026, 3, 8, 7, 0, tzinfo=datetime.timezone.utc)
    """
    aware = local.replace(tzinfo=zone, fold=0)
    moment = aware.astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) == local:
        return moment
    return _end_of_gap(aware.replace(fold=1).astimezone(UTC), moment, zone)


def _end_of_gap(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
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
