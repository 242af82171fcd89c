"""A rule that never or hardly ever fires is found out, and a year of any rule is soon told."""

# ruff: noqa: DTZ001 - a local moment has no zone here

from datetime import UTC, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest

from nudges.core.itinerary import itinerary
from nudges.core.problem import Problem
from nudges.core.when import Frame, fires, parse_when
from tests.core.when.tables import rows

pytestmark = pytest.mark.timeout(20)

NEVER = """
    cron: 0 0 30 2 *
    cron: 0 0 31 4,6,9,11 *
    cron: 0 0 */31 2 MON#5
    cron: 1 1 */100 * MON#4
    rrule: FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30
    rrule: FREQ=MONTHLY;BYMONTH=4;BYMONTHDAY=31
    rrule: FREQ=WEEKLY;BYMONTH=2;BYMONTHDAY=30
    rrule: FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30
    rrule: FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30
    rrule: FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30
    rrule: FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30
    rrule: FREQ=SECONDLY;INTERVAL=7;BYMONTH=2;BYMONTHDAY=30
    rrule: FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6
    rrule: FREQ=DAILY;BYYEARDAY=200;BYMONTH=1
    rrule: FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=20
    rrule: FREQ=DAILY;BYSETPOS=2
    rrule: FREQ=SECONDLY;BYSETPOS=2
    rrule: FREQ=MINUTELY;BYSECOND=0,30;BYSETPOS=3
    rrule: FREQ=DAILY;COUNT=5;BYMONTH=2;BYMONTHDAY=30
    rrule: FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;UNTIL=20300101
    rrule: DTSTART:20270101T090000 RRULE:FREQ=DAILY;UNTIL=20260101
    rrule: DTSTART:20270101T090000 RRULE:FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29
    rrule: DTSTART:20270101T090000 RRULE:FREQ=DAILY;INTERVAL=7;BYDAY=TU
    rrule: DTSTART:20270101T090000 RRULE:FREQ=HOURLY;INTERVAL=2;BYHOUR=10
    rrule: DTSTART:20270101T090000 RRULE:FREQ=MINUTELY;INTERVAL=2;BYMINUTE=7;BYSETPOS=-1
    rrule: DTSTART:20270101T090000 RRULE:FREQ=SECONDLY;INTERVAL=60;BYSECOND=7
"""

# What depends on when a plan begins is no mistake of the phrase, and yields nothing.
NOTHING = """
    rrule: FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29
    rrule: FREQ=DAILY;INTERVAL=7;BYDAY=TU
    rrule: FREQ=HOURLY;INTERVAL=24;BYHOUR=9
    rrule: FREQ=SECONDLY;INTERVAL=86400;BYHOUR=9;COUNT=4000
    rrule: FREQ=DAILY;UNTIL=20260101
    once on 2026-01-05 at 9:00
    daily at 9:00 until 2026-12-31
    daily at 9:00 except on 1 jan to 31 dec
    weekdays at 9:00 from 2027-01-02 until 2027-01-03
    the 31st at 9:00 from 2027-02-01 until 2027-02-28
    once on 2027-12-24 at 9:00 except on 24 dec
    every 3 days at 9:00 for 1 day from 2026-01-01
"""

# phrase | its next two days from 1 January 2027 on
RARE = """
    cron: 0 0 29 2 *                                      | 2028-02-29 2032-02-29
    cron: 0 0 */29 2 MON                                  | 2027-02-01 2038-02-01
    rrule: FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29            | 2028-02-29 2032-02-29
    rrule: FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO    | 2044-02-29 2072-02-29
    rrule: FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO;BYHOUR=0;BYMINUTE=0;BYSECOND=0 | 2044-02-29 2072-02-29
    rrule: FREQ=WEEKLY;BYDAY=MO;BYMONTH=2;BYMONTHDAY=29   | 2044-02-29 2072-02-29
    rrule: FREQ=MONTHLY;BYDAY=MO;BYMONTH=2;BYMONTHDAY=29  | 2044-02-29 2072-02-29
    rrule: FREQ=YEARLY;BYYEARDAY=366                      | 2028-12-31 2032-12-31
    the fifth sunday at 0:00 except on 1 jan to 28 feb, 2 mar to 31 dec | 2032-02-29 2060-02-29
"""

OLD = datetime(1971, 1, 1)
BUSY = (
    "rrule: FREQ=SECONDLY", "rrule: FREQ=MINUTELY;INTERVAL=7", "rrule: FREQ=HOURLY", "rrule: FREQ=DAILY",
    "rrule: FREQ=SECONDLY;BYSETPOS=1", "rrule: FREQ=SECONDLY;INTERVAL=7;BYHOUR=9;BYMINUTE=0;BYSECOND=0",
    "rrule: FREQ=DAILY;BYHOUR=9,10;BYSETPOS=2", "rrule: FREQ=WEEKLY;BYDAY=MO,TU;BYSETPOS=2", "rrule: FREQ=MONTHLY",
    "cron: * * * * * *", "every 3 days at 9:00", "every other week on mon at 9:00",
)  # fmt: skip


def first_days(phrase: str, many: int) -> list[str]:
    start = datetime(2027, 1, 1, tzinfo=UTC)
    return [
        f"{moment:%F}" for moment in islice(fires(parse_when(phrase), Frame(UTC, datetime(2027, 1, 1)), start), many)
    ]


@pytest.mark.parametrize("phrase", [row[0] for row in rows(NEVER)])
def test_a_rule_that_can_never_fire_is_refused(phrase: str) -> None:
    with pytest.raises(Problem, match="never fires"):
        parse_when(phrase)


@pytest.mark.parametrize("phrase", [row[0] for row in rows(NOTHING)])
def test_a_rule_that_does_not_fire_any_more_ends(phrase: str) -> None:
    assert first_days(phrase, 1) == []


@pytest.mark.parametrize(("phrase", "expected"), rows(RARE))
def test_a_rule_that_hardly_ever_fires_is_waited_for(phrase: str, expected: str) -> None:
    assert first_days(phrase, 2) == expected.split()


@pytest.mark.parametrize("phrase", BUSY)
def test_an_old_rule_goes_on_from_today(phrase: str) -> None:
    start = datetime(2027, 1, 1, tzinfo=UTC)
    found = list(islice(fires(parse_when(phrase), Frame(ZoneInfo("America/New_York"), OLD), start), 3))
    assert len(found) == 3
    assert found[0] - start < timedelta(days=40)


def test_a_schedule_that_goes_on_ends_with_the_calendar() -> None:
    start = datetime(9998, 12, 1, tzinfo=UTC)
    for phrase in ("daily at 9:00", "the 31st at 9:00", "every 3 days at 9:00", "cron: 0 9 * * *", "rrule: FREQ=DAILY"):
        found = list(islice(fires(parse_when(phrase), Frame(UTC, datetime(2027, 1, 1)), start), 500))
        assert 0 < len(found) < 500, phrase


@pytest.mark.parametrize("fields", ["*/17 9-11 * * *", "*/20 0-3 * * *", "0 * * * *", "30 8 * * *", "0 0 9 * * *"])
@pytest.mark.parametrize("home", ["Pacific/Auckland", "Asia/Tokyo", "Europe/London"])
@pytest.mark.parametrize("there", ["Europe/London", "Australia/Lord_Howe", "Pacific/Honolulu"])
def test_a_cron_line_goes_on_after_a_flight_whatever_day_it_is_there(fields: str, home: str, there: str) -> None:
    flight = datetime(2026, 3, 11, 20, 17, 21, tzinfo=UTC)
    frame = Frame(itinerary(ZoneInfo(home), ((flight, ZoneInfo(there)),)), datetime(2026, 3, 3))
    when, start = parse_when(f"cron: {fields}"), flight - timedelta(days=2)
    found = list(islice(fires(when, frame, start), 150))
    assert found == sorted(set(found))
    assert found[-1] > flight
    for place in (10, 30, 100):
        assert list(islice(fires(when, frame, found[place]), 20)) == found[place : place + 20]


def test_a_count_ends_after_that_many() -> None:
    found = first_days("rrule: FREQ=HOURLY;INTERVAL=5;BYHOUR=5,10;COUNT=3", 10)
    assert found == ["2027-01-01", "2027-01-01", "2027-01-06"]
