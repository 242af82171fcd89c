"""Schedules written as cron fields: cronsim's rules, its own ones for changes of the clocks included."""

from collections.abc import Iterator
from datetime import MAXYEAR, UTC, datetime, timedelta, tzinfo
from itertools import takewhile
from typing import TYPE_CHECKING

from nudges.core.itinerary import Itinerary
from nudges.core.problem import Problem
from nudges.core.when.schedule import Frame
from nudges.core.zones import instant, steady_offset

if TYPE_CHECKING:
    from cronsim import CronSim

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MIDNIGHT = EPOCH.replace(tzinfo=None)
TICK = timedelta(microseconds=1)
FIELDS = 5
SECOND, STEP = timedelta(seconds=1), timedelta(minutes=15)
SOME_YEAR = datetime(2024, 1, 1, tzinfo=UTC)
NAMES = {
    "Bad second": "the second (0-59)",
    "Bad minute": "the minute (0-59)",
    "Bad hour": "the hour (0-23)",
    "Bad day-of-month": "the day of the month (1-31, L or LW)",
    "Bad month": "the month (1-12 or jan-dec)",
    "Bad day-of-week": "the day of the week (0-7 or sun-sat)",
}
EXAMPLE = "five fields are minute, hour, day of month, month and day of week, such as 30 8 * * 1-5"


def read(text: str) -> str:
    """Return the fields with one space between, or raise Problem."""
    from cronsim import CronSimError

    fields = " ".join(text.upper().split())
    try:
        ever = next(_simulated(fields, SOME_YEAR), None)
    except CronSimError as error:
        if not _readable_in_another_month(fields):
            what = NAMES.get(str(error))
            said = f"cron cannot read {what}" if what else "cron has five or six fields"
            raise Problem(said, hint=EXAMPLE) from None
        ever = None
    if ever is None:
        raise Problem("this cron line never fires", hint="name days that the calendar has")
    return fields


def _readable_in_another_month(fields: str) -> bool:
    """Whether cronsim only minds that the months are too short for the days."""
    from cronsim import CronSimError

    parts = fields.split()
    try:
        _simulated(" ".join([*parts[:-2], "*", *parts[-1:]]), SOME_YEAR)
        _simulated(" ".join([*parts[:-3], "1", *parts[-2:]]), SOME_YEAR)
    except CronSimError:
        return False
    return True


def _simulated(fields: str, start: datetime) -> "CronSim":
    from cronsim import CronSim

    return CronSim(fields, start)


def fires(fields: str, frame: Frame, start: datetime) -> Iterator[datetime]:
    """Yield the moments from `start` on.

    A flight is longer than any change of the clocks that cronsim can reckon with. So what goes by the hour goes by the
    clock of one zone after the other, and a time of day follows our own policy.
    """
    if not isinstance(frame.zone, Itinerary):
        yield from _in_zone(fields, frame.zone, start - TICK)
    elif _by_the_hour(fields):
        yield from _leg_by_leg(fields, frame.zone, start - TICK)
    else:
        yield from _by_wall(fields, frame.zone, start - TICK)


def _by_the_hour(fields: str) -> bool:
    """Whether cronsim lets a line go by real hours, and not by times of day: its own rule."""
    parts = fields.split()
    return len(parts) > FIELDS or parts[0].startswith("*") or parts[1].startswith("*")


def _leg_by_leg(fields: str, zone: Itinerary, last: datetime) -> Iterator[datetime]:
    for begins, ends, there in zone.legs():
        if ends > last:
            found = _in_zone(fields, there, max(last, begins - TICK))
            yield from takewhile(lambda moment, ends=ends: moment < ends, found)  # type: ignore[misc]


def _by_wall(fields: str, zone: Itinerary, last: datetime) -> Iterator[datetime]:
    try:
        for local in _simulated(fields, last.astimezone(zone).replace(microsecond=0, tzinfo=None)):
            if (moment := instant(local, zone)) > last:
                last = moment
                yield moment
    except OverflowError:  # the end of the calendar
        return


def _in_zone(fields: str, zone: tzinfo, last: datetime) -> Iterator[datetime]:
    before = None
    try:
        while last != before:
            before = last
            # Reckoning with a zone takes three times as long, and far from changes of the clocks it says the same.
            for reckon in (_far_from_changes, _near_changes):
                for moment in reckon(fields, zone, last):
                    last = moment
                    yield moment
    except OverflowError:  # the end of the calendar
        return


def _far_from_changes(fields: str, zone: tzinfo, last: datetime) -> Iterator[datetime]:
    """Yield what comes after `last`, up to a day that is close to a change."""
    if (offset := steady_offset(zone, (last - EPOCH).days)) is None:
        return
    start = (last + timedelta(seconds=offset)).replace(microsecond=0, tzinfo=None)
    for local in _simulated(fields, start):
        if (offset := steady_offset(zone, (local - MIDNIGHT).days)) is None:
            return
        yield local.replace(tzinfo=UTC) - timedelta(seconds=offset)


def _near_changes(fields: str, zone: tzinfo, last: datetime) -> Iterator[datetime]:
    """Yield what comes after `last`, up to the first that is far from changes."""
    ahead, before = last.replace(microsecond=0), None
    while ahead.year < MAXYEAR:
        for local in _simulated(fields, ahead.astimezone(zone)):
            moment = local.astimezone(UTC)
            if moment > last:
                last = moment
                yield moment
                if steady_offset(zone, (moment - EPOCH).days) is not None:
                    return
            elif moment == before:
                break  # it takes midnight for the first one where days come twice, and would go round for ever
            before = moment
        else:
            return
        # On to a second before the next quarter of an hour, so that no midnight is passed over.
        ahead, before = max(ahead, last.replace(microsecond=0)), None
        ahead += STEP - (ahead + SECOND - EPOCH) % STEP
