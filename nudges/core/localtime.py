"""Which day a moment belongs to, and when a text is welcome: by a person's own clock."""

from datetime import date, datetime, time, timedelta

from nudges.core.values import Person
from nudges.core.zones import instant, zone_named

__all__ = ["day_bounds", "day_of", "instant", "opening", "zone_named"]


def day_of(person: Person, moment: datetime) -> date:
    """Return the person's own day at a moment: before their day starts it is still yesterday."""
    local = moment.astimezone(person.zone)
    return local.date() if local.time() >= person.day_starts else local.date() - timedelta(days=1)


def day_bounds(person: Person, day: date) -> tuple[datetime, datetime]:
    """Return the moments at which the person's day begins and ends; the end belongs to the next day."""
    return tuple(  # type: ignore[return-value]
        instant(datetime.combine(each, person.day_starts), person.zone) for each in (day, day + timedelta(days=1))
    )


def opening(person: Person, moment: datetime) -> datetime:
    """Return the first moment from this one on at which a text is welcome."""
    opens, closes = person.hours.opens, person.hours.closes
    local = moment.astimezone(person.zone)
    if opens == closes or _within(local.time(), opens, closes):
        return moment
    day = local.date() if local.time() < opens else local.date() + timedelta(days=1)
    return max(moment, instant(datetime.combine(day, opens), person.zone))


def _within(at: time, opens: time, closes: time) -> bool:
    return opens <= at < closes if opens < closes else at >= opens or at < closes
