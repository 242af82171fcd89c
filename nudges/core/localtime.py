"""What a local time is in UTC, and which day a moment belongs to."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from nudges.core.problem import Problem, nearest

if TYPE_CHECKING:
    from nudges.core.values import Person

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


def day_of(person: "Person", moment: datetime) -> date:
    """Return the person's own day at a moment: before their day starts it is still yesterday."""
    local = moment.astimezone(person.zone)
    return local.date() if local.time() >= person.day_starts else local.date() - timedelta(days=1)


def day_bounds(person: "Person", day: date) -> tuple[datetime, datetime]:
    """Return the moments at which the person's day begins and ends; the end belongs to the next day."""
    return tuple(  # type: ignore[return-value]
        instant(datetime.combine(each, person.day_starts), person.zone) for each in (day, day + timedelta(days=1))
    )


def opening(person: "Person", moment: datetime) -> datetime:
    """Return the first moment from this one on at which a text is welcome."""
    opens, closes = person.hours.opens, person.hours.closes
    local = moment.astimezone(person.zone)
    if opens == closes or _within(local.time(), opens, closes):
        return moment
    day = local.date() if local.time() < opens else local.date() + timedelta(days=1)
    return max(moment, instant(datetime.combine(day, opens), person.zone))


def _within(at: time, opens: time, closes: time) -> bool:
    return opens <= at < closes if opens < closes else at >= opens or at < closes
