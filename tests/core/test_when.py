"""What a phrase says, and when it fires in a zone."""

from contextlib import suppress
from datetime import UTC, datetime
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nudges.core.problem import Problem
from nudges.core.when import When, fires, parse_when

PHRASES = """
    daily at 8:30                          | daily at 8:30
    Every Day at 8:30                      | daily at 8:30
    weekdays at 08:05                      | weekdays at 8:05
    WEEKENDS AT NOON                       | weekends at 12:00
    mon, wed and fri at 8:30               | mon, wed and fri at 8:30
    mon,wed,fri at 8:30                    | mon, wed and fri at 8:30
    fri and mon at 7pm                     | mon and fri at 19:00
    every tuesday at 12am                  | tue at 0:00
    sundays and saturday at 9:00           | weekends at 9:00
    mon, tue, wed, thu, fri at 6:15 p.m.   | weekdays at 18:15
    thurs at 9:00                          | thu at 9:00
    daily at 20:00, 8:00 and 13:00         | daily at 8:00, 13:00 and 20:00
    weekdays 8:30                          | weekdays at 8:30
    mon wed fri at 8:30                    | mon, wed and fri at 8:30
    mon-fri at 7pm                         | weekdays at 19:00
    Friday to Monday at 9:00               | mon, fri, sat and sun at 9:00
    Tuesdays & Thursdays at 8:30 pm        | tue and thu at 20:30
    mon-wed and sat 9:00 21:00             | mon, tue, wed and sat at 9:00 and 21:00
    daily at 8:00 and 8:00                 | daily at 8:00
"""

MISTAKES = """
    wekdays at 8:30       | 'wekdays at 8:30' is not a schedule (stuck at 'wekdays'); try 'weekdays at 8:30'
    daily at 8            | 'daily at 8' is not a schedule (stuck at '8'); try 'daily at 8:00'
    weekdays              | 'weekdays' is not a schedule (it ends too early); try a phrase such as
    daily at 25:00        | 'daily at 25:00': 25:00 is not a time; times go from 0:00 to 23:59
    daily at 8:60         | 'daily at 8:60': 8:60 is not a time; times go from 0:00 to 23:59
    daily at 13pm         | 'daily at 13pm': 13pm is not a time; hours with am or pm go from 1 to 12
    moonday at 8:00       | 'moonday at 8:00' is not a schedule (stuck at 'moonday'); try 'mon at 8:00'
    daily at 8:30 sharp   | 'daily at 8:30 sharp' is not a schedule (stuck at 'sharp')
    510                   | '510' is not a schedule (stuck at '510')
"""

# zone | phrase | from, local | what it shows | fires, UTC
FIRES = """
    UTC                 | daily at 2:30     | 2026-03-08 00:00 | no change of clocks      | 03-08T02:30 03-09T02:30
    America/New_York    | weekdays at 8:30  | 2026-03-06 00:00 | local time stays         | 03-06T13:30 03-09T12:30
    America/New_York    | daily at 2:30     | 2026-03-07 12:00 | skipped: when gap ends   | 03-08T07:00 03-09T06:30
    America/New_York    | daily at 2:00     | 2026-03-07 12:00 | first of the gap         | 03-08T07:00 03-09T06:00
    America/New_York    | daily at 2:15 and 2:45 | 2026-03-08 00:00 | two in one gap: once | 03-08T07:00 03-09T06:15
    America/New_York    | daily at 1:30     | 2026-10-31 12:00 | repeated: the first time | 11-01T05:30 11-02T06:30
    Europe/London       | daily at 1:30     | 2026-03-28 12:00 | skipped                  | 03-29T01:00 03-30T00:30
    Europe/London       | daily at 1:30     | 2026-10-24 12:00 | repeated                 | 10-25T00:30 10-26T01:30
    Australia/Lord_Howe | daily at 2:15     | 2026-10-03 12:00 | a gap of half an hour    | 10-03T15:30 10-04T15:15
    Australia/Lord_Howe | daily at 1:45     | 2026-04-04 12:00 | half an hour repeated    | 04-04T14:45 04-05T15:15
    America/Sao_Paulo   | daily at 0:30     | 2018-11-03 12:00 | midnight does not exist  | 11-04T03:00 11-05T02:30
    Africa/Cairo        | fri at 0:30       | 2026-04-23 12:00 | midnight does not exist  | 04-23T22:00 04-30T21:30
    Pacific/Apia        | daily at 8:30     | 2011-12-29 00:00 | a day does not exist     | 12-29T18:30 12-30T10:00
    Africa/Casablanca   | daily at 2:30     | 2026-02-14 12:00 | clocks back for Ramadan  | 02-15T01:30 02-16T02:30
    Asia/Kathmandu      | daily at 8:30     | 2026-03-08 00:00 | a quarter of an hour     | 03-08T02:45 03-09T02:45
"""


def rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


@pytest.mark.parametrize(("written", "canonical"), rows(PHRASES))
def test_a_phrase_has_one_canonical_form(written: str, canonical: str) -> None:
    assert str(parse_when(written)) == canonical


@pytest.mark.parametrize(("written", "says"), rows(MISTAKES))
def test_a_mistake_is_named_with_what_to_try(written: str, says: str) -> None:
    with pytest.raises(Problem) as caught:
        parse_when(written)
    assert str(caught.value).startswith(says)


@pytest.mark.parametrize(("zone", "phrase", "start", "shows", "expected"), rows(FIRES), ids=lambda cell: cell[:24])
def test_clock_changes_follow_one_policy(zone: str, phrase: str, start: str, shows: str, expected: str) -> None:
    begin = datetime.fromisoformat(start).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    wanted = expected.split()
    found = list(islice(fires(parse_when(phrase), ZoneInfo(zone), begin), len(wanted)))
    assert [f"{moment:%m-%dT%H:%M}" for moment in found] == wanted, shows


whens = st.builds(
    lambda days, times: When(tuple(sorted(days)), tuple(sorted(times))),
    st.sets(st.integers(0, 6), min_size=1),
    st.sets(st.times().map(lambda at: at.replace(second=0, microsecond=0)), min_size=1, max_size=4),
)
zones = st.sampled_from(["UTC", "America/New_York", "Europe/London", "Australia/Lord_Howe", "Asia/Kathmandu"])


moments = st.integers(1_420_070_400, 1_893_456_000).map(lambda second: datetime.fromtimestamp(second, UTC))


@given(whens)
def test_what_is_written_is_read_back(when: When) -> None:
    assert parse_when(str(when)) == when


@given(whens, zones.map(ZoneInfo), moments)
def test_fires_come_in_order_each_once_and_on_their_days(when: When, zone: ZoneInfo, start: datetime) -> None:
    found = list(islice(fires(when, zone, start), 20))
    assert found == sorted(set(found))
    assert found[0] >= start
    later = list(islice(fires(when, zone, found[5]), 15))
    assert later == found[5:], "where one begins to look does not change what is found"


@given(st.text())
def test_anything_written_is_a_schedule_or_a_problem(text: str) -> None:
    with suppress(Problem):
        assert parse_when(text).times
