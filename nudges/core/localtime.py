"""Which day a moment belongs to, and when a text is welcome: by a person's own clock."""

from datetime import date, datetime, time, timedelta

from nudges.core.values import Person, Span
from nudges.core.zones import DAY_ZERO, instant, steady_offset, zone_named

__all__ = ["closing", "day_bounds", "day_of", "day_start", "instant", "opening", "zone_named"]

DAY = timedelta(days=1)
WEEK = 8
"""Within so many days any hours open: one weekday at least has some."""


def day_of(person: Person, moment: datetime) -> date:
    """Return the person's own day at a moment: before their day starts it is still yesterday."""
    local = moment.astimezone(person.clock)
    day = local.date() if local.time() >= person.day_starts else local.date() - DAY
    if steady_offset(person.clock, day.toordinal() - DAY_ZERO) is not None:
        return day
    # Near a change of the clocks or a flight a day may seem to begin twice, or before it does.
    while day_start(person, day + DAY) <= moment:
        day += DAY
    while day_start(person, day) > moment:
        day -= DAY
    return day


def day_start(person: Person, day: date) -> datetime:
    """Return the moment at which the person's day begins."""
    return instant(datetime.combine(day, person.day_starts), person.clock)


def day_bounds(person: Person, day: date) -> tuple[datetime, datetime]:
    """Return the moments at which the person's day begins and ends; the end belongs to the next day."""
    return day_start(person, day), day_start(person, day + DAY)


def opening(person: Person, moment: datetime) -> datetime:
    """Return the first moment from this one on at which a text is welcome."""
    local = moment.astimezone(person.clock)
    today, at = local.date(), local.time()
    if _is_open(person, today, at):
        return moment
    for ahead in range(WEEK):
        day = today + ahead * DAY
        span = person.hours.on(day.weekday())
        if span is not None and (ahead or at < span.opens):
            return max(moment, instant(datetime.combine(day, span.opens), person.clock))
    raise AssertionError("some day of the week has hours")


def closing(person: Person, moment: datetime) -> datetime | None:
    """Return when the hours end that are open at a moment; None if they are closed, or never end."""
    local = moment.astimezone(person.clock)
    today, at = local.date(), local.time()
    for day in (today - DAY, today):
        span = person.hours.on(day.weekday())
        if span is None or span.opens == span.closes or not _holds(span, at, next_day=day != today):
            continue
        last = day if span.opens < span.closes else day + DAY
        return instant(datetime.combine(last, span.closes), person.clock)
    return None


def _is_open(person: Person, today: date, at: time) -> bool:
    hours = person.hours
    if not hours.others:
        return hours.opens == hours.closes or _within(at, hours.opens, hours.closes)
    spans = (hours.on((today - DAY).weekday()), hours.on(today.weekday()))
    return any(span is not None and _holds(span, at, next_day=not turn) for turn, span in enumerate(spans))


def _holds(span: Span, at: time, *, next_day: bool) -> bool:
    """Whether hours hold at a time of the day on which they open, or of the day after."""
    if next_day:
        return at < span.closes <= span.opens
    return at >= span.opens and (at < span.closes or span.closes <= span.opens)


def _within(at: time, opens: time, closes: time) -> bool:
    return opens <= at < closes if opens < closes else at >= opens or at < closes
