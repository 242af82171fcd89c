"""Whatever the rule and whatever the clocks do, one policy holds."""

# ruff: noqa: E501 - a table has a row a line

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import islice, takewhile
from zoneinfo import ZoneInfo

import pytest

from nudges.core.when import Frame, fires, parse_when
from nudges.core.when.names import DAY_NAMES, NTHS
from tests.core.when.tables import rows

# By hand. zone | phrase | from, local | what it shows | fires, UTC
FIRES = """
    UTC                 | daily at 2:30     | 2026-03-08 00:00 | no change of clocks      | 03-08T02:30 03-09T02:30
    America/New_York    | weekdays at 8:30  | 2026-03-06 00:00 | local time stays         | 03-06T13:30 03-09T12:30
    America/New_York    | daily at 2:30     | 2026-03-07 12:00 | skipped: when gap ends   | 03-08T07:00 03-09T06:30
    America/New_York    | daily at 2:00     | 2026-03-07 12:00 | first of the gap         | 03-08T07:00 03-09T06:00
    America/New_York    | daily at 2:15 and 2:45 | 2026-03-08 00:00 | two in one gap: once | 03-08T07:00 03-09T06:15
    America/New_York    | daily at 2:30     | 2026-03-08 03:00 | begun where the gap ends | 03-08T07:00 03-09T06:30
    America/New_York    | daily at 1:30     | 2026-10-31 12:00 | repeated: the first time | 11-01T05:30 11-02T06:30
    America/New_York    | every 3 days at 2:30 | 2026-03-05 12:00 | counted by days       | 03-08T07:00 03-11T06:30
    America/New_York    | the 8th at 2:30   | 2026-02-07 12:00 | monthly                  | 02-08T07:30 03-08T07:00
    America/New_York    | the second sunday at 2:30 | 2026-03-01 12:00 | a nth weekday    | 03-08T07:00 04-12T06:30
    America/New_York    | the first sunday at 1:30 | 2026-10-31 12:00 | a nth weekday     | 11-01T05:30 12-06T06:30
    America/New_York    | 7 times a week at 2:30 | 2026-03-07 12:00 | counted by weeks    | 03-08T07:00 03-09T06:30
    America/New_York    | once on 2026-03-08 at 2:30 | 2026-03-01 12:00 | once            | 03-08T07:00
    America/New_York    | 1 week after 2026-03-01 at 2:30 | 2026-03-01 12:00 | around a date | 03-08T07:00
    America/New_York    | cron: 30 2 * * *  | 2026-03-07 12:00 | cron, its own rule       | 03-08T07:00 03-09T06:30
    America/New_York    | cron: 15,45 2 * * * | 2026-03-08 00:00 | cron: two are one      | 03-08T07:00 03-09T06:15
    America/New_York    | cron: 30 * * * *  | 2026-03-08 01:00 | cron: real hours         | 03-08T06:30 03-08T07:30
    America/New_York    | cron: 30 * * * *  | 2026-11-01 01:00 | cron: both of them       | 11-01T05:30 11-01T06:30
    America/New_York    | cron: 30 1 * * *  | 2026-10-31 12:00 | cron: the first time     | 11-01T05:30 11-02T06:30
    America/New_York    | rrule: FREQ=DAILY;BYHOUR=2;BYMINUTE=30 | 2026-03-07 12:00 | rrule | 03-08T07:00 03-09T06:30
    America/New_York    | rrule: FREQ=HOURLY;BYMINUTE=30 | 2026-11-01 00:00 | rrule: once | 11-01T04:30 11-01T05:30 11-01T07:30
    Europe/London       | daily at 1:30     | 2026-03-28 12:00 | skipped                  | 03-29T01:00 03-30T00:30
    Europe/London       | daily at 1:30     | 2026-10-24 12:00 | repeated                 | 10-25T00:30 10-26T01:30
    Australia/Lord_Howe | daily at 2:15     | 2026-10-03 12:00 | a gap of half an hour    | 10-03T15:30 10-04T15:15
    Australia/Lord_Howe | daily at 1:45     | 2026-04-04 12:00 | half an hour repeated    | 04-04T14:45 04-05T15:15
    America/Sao_Paulo   | daily at 0:30     | 2018-11-03 12:00 | midnight does not exist  | 11-04T03:00 11-05T02:30
    Africa/Cairo        | fri at 0:30       | 2026-04-23 12:00 | midnight does not exist  | 04-23T22:00 04-30T21:30
    Pacific/Apia        | daily at 8:30     | 2011-12-29 00:00 | a day does not exist     | 12-29T18:30 12-30T10:00
    Pacific/Apia        | once on 2011-12-30 at 8:30 | 2011-12-29 00:00 | a day does not exist | 12-30T10:00
    Pacific/Apia        | daily at 8:30     | 2011-12-31 00:00 | begun where that day would end | 12-30T10:00 12-30T18:30
    Pacific/Apia        | once on 2011-12-30 at 8:30 | 2011-12-31 00:00 | begun where it would end | 12-30T10:00
    Pacific/Apia        | rrule: FREQ=DAILY;BYHOUR=8;BYMINUTE=30 | 2011-12-30 00:00 | rrule | 12-30T10:00 12-30T18:30
    Africa/Casablanca   | daily at 2:30     | 2026-02-14 12:00 | clocks back for Ramadan  | 02-15T01:30 02-16T02:30
    Asia/Kathmandu      | daily at 8:30     | 2026-03-08 00:00 | a quarter of an hour     | 03-08T02:45 03-09T02:45
"""

# zone | day of the change | a time it skips or repeats, if it does | what happens
CHANGES = """
    America/New_York    | 2026-03-08 | 2:30 | an hour is skipped
    America/New_York    | 2026-11-01 | 1:30 | an hour is repeated
    Europe/London       | 2026-03-29 | 1:30 | an hour is skipped
    Europe/London       | 2026-10-25 | 1:30 | an hour is repeated
    Australia/Lord_Howe | 2026-10-04 | 2:15 | half an hour is skipped
    Australia/Lord_Howe | 2026-04-05 | 1:45 | half an hour is repeated
    America/Sao_Paulo   | 2018-11-04 | 0:30 | midnight is skipped
    America/Sao_Paulo   | 2018-02-17 | 23:30 | the hour before midnight is repeated
    Africa/Cairo        | 2026-04-24 | 0:30 | midnight is skipped
    Pacific/Apia        | 2011-12-30 | 8:30 | a day is skipped
    Africa/Casablanca   | 2026-02-15 | 2:30 | an hour is repeated for Ramadan
    Africa/Casablanca   | 2026-03-22 | 2:30 | an hour is skipped after Ramadan
    Asia/Kathmandu      | 2026-03-08 | 8:30 | nothing happens
    UTC                 | 2026-03-08 | 2:30 | nothing happens
"""

ALL = range(-5, 5)
# What is written for the day of the change and the time | on which days from it on, from five before to four after
KINDS = {
    "daily at {time}": ALL,
    "{weekday} at {time}": [0],
    "every 3 days at {time}": [-3, 0, 3],
    "the {nth_day} at {time}": [0],
    "the {nth} {weekday} at {time}": [0],
    "7 times a week at {time}": ALL,
    "once on {day} at {time}": [0],
    "3 days before {later} at {time}": [0],
    "1 week after {earlier} at {time}": [0],
    "cron: {minute} {hour} * * *": ALL,
    "cron: {minute} {hour} {number} * *": [0],
    "rrule: FREQ=DAILY;BYHOUR={hour};BYMINUTE={minute}": ALL,
    "rrule: FREQ=DAILY;INTERVAL=3;BYHOUR={hour};BYMINUTE={minute}": [-3, 0, 3],
    "rrule: FREQ=MONTHLY;BYMONTHDAY={number};BYHOUR={hour};BYMINUTE={minute}": [0],
}


def first_showing(zone: tzinfo, wanted: datetime) -> datetime:
    """Return the first minute at which a clock on the wall shows a time or, if it never does, a later one."""
    minute = (wanted - timedelta(hours=26)).replace(tzinfo=UTC)
    while minute.astimezone(zone).replace(tzinfo=None) < wanted:
        minute += timedelta(minutes=1)
    return minute


def words(day: date, at: time) -> dict[str, object]:
    ending = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}.get(day.day, "th")
    return {
        "day": day, "time": f"{at:%H:%M}", "hour": at.hour, "minute": at.minute, "number": day.day,
        "nth_day": f"{day.day}{ending}", "nth": NTHS[(day.day + 6) // 7], "weekday": DAY_NAMES[day.weekday()],
        "later": day + timedelta(days=3), "earlier": day - timedelta(days=7),
    }  # fmt: skip


@pytest.mark.parametrize(("zone", "phrase", "start", "shows", "expected"), rows(FIRES), ids=lambda cell: cell[:24])
def test_clock_changes_follow_one_policy(zone: str, phrase: str, start: str, shows: str, expected: str) -> None:
    local = datetime.fromisoformat(start)
    wanted = expected.split()
    frame = Frame(ZoneInfo(zone), begins=local)
    found = list(
        islice(fires(parse_when(phrase), frame, local.replace(tzinfo=frame.zone).astimezone(UTC)), len(wanted))
    )
    assert [f"{moment:%m-%dT%H:%M}" for moment in found] == wanted, shows


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("zone", "day", "at", "shows"), rows(CHANGES), ids=lambda cell: cell[:24])
def test_every_kind_of_rule_fires_when_the_clock_first_shows_its_time(
    kind: str, zone: str, day: str, at: str, shows: str
) -> None:
    change, clock = date.fromisoformat(day), time.fromisoformat(at.zfill(5))
    begins = datetime.combine(change - timedelta(days=6), time(0))
    frame = Frame(ZoneInfo(zone), begins)
    written = kind.format(**words(change, clock))
    wanted = [
        first_showing(frame.zone, datetime.combine(change + timedelta(days=ahead), clock)) for ahead in KINDS[kind]
    ]
    start = first_showing(frame.zone, datetime.combine(change - timedelta(days=5), time(0)))
    end = first_showing(frame.zone, datetime.combine(change + timedelta(days=5), time(0)))
    found = list(takewhile(lambda moment: moment < end, fires(parse_when(written), frame, start)))
    assert found == wanted, shows


@pytest.mark.parametrize(
    "phrase",
    [
        "daily between {time} and {later}",
        "daily 3 times between 0:00 and 24:00",
        "3 times a week between {time} and {later}",
    ],
)
@pytest.mark.parametrize(("zone", "day", "at", "shows"), rows(CHANGES), ids=lambda cell: cell[:24])
def test_what_is_drawn_is_drawn_by_the_clock_and_then_moved_as_all_else(
    phrase: str, zone: str, day: str, at: str, shows: str
) -> None:
    change, clock = date.fromisoformat(day), time.fromisoformat(at.zfill(5))
    when = parse_when(phrase.format(time=at, later=f"{clock.hour}:{clock.minute + 14:02}"))
    begins = datetime.combine(change - timedelta(days=5), time(0))
    # Where no clock changes, what is drawn is what the clock shows.
    still = fires(when, Frame(UTC, begins, "ana/breaths"), begins.replace(tzinfo=UTC))
    drawn = takewhile(
        lambda moment: moment < begins + timedelta(days=10), (each.replace(tzinfo=None) for each in still)
    )
    local = ZoneInfo(zone)
    wanted = sorted({first_showing(local, moment) for moment in drawn})
    found = list(islice(fires(when, Frame(local, begins, "ana/breaths"), first_showing(local, begins)), len(wanted)))
    assert found == wanted, shows
