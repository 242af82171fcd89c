"""What holds for any schedule at all."""

# ruff: noqa: DTZ001 - a local moment has no zone here

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import islice, pairwise, takewhile
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from nudges.core.problem import Problem
from nudges.core.when import Frame, When, fires, first_fire, lasts, parse_when
from nudges.core.when.names import ENGLISH, SPANISH
from nudges.core.when.rules import Dated, Window
from tests.core.when.strategies import clocked, dated, days, facts, st_phrases, whens, windows

ZONES = [
    "UTC", "America/New_York", "Europe/London", "Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Cairo",
    "Africa/Casablanca", "America/Sao_Paulo",
]  # fmt: skip
zones = st.sampled_from(ZONES).map(ZoneInfo)
locals_ = st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1)).map(lambda at: at.replace(microsecond=0))
frames = st.builds(
    Frame, zones, locals_, st.sampled_from(["", "ana/breaths", "leo/walk"]), st.sampled_from(["*", "US"])
)
moments = st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))
FEW = 12
YEAR = timedelta(days=366)
slow_to_draw = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@given(whens)
@slow_to_draw
def test_what_is_written_is_read_back(when: When) -> None:
    assert parse_when(str(when)) == when


@given(st_phrases())
@slow_to_draw
def test_a_canonical_phrase_stays_as_it_is(phrase: str) -> None:
    assert str(parse_when(phrase)) == phrase


@given(clocked, frames, moments)
@slow_to_draw
def test_fires_come_in_order_each_once_from_the_start_on(when: When, frame: Frame, start: datetime) -> None:
    found = list(islice(fires(when, frame, start), FEW))
    assert found == sorted(set(found))
    assert all(moment >= start for moment in found)
    assert all(moment.tzinfo is UTC for moment in found)
    assert first_fire(when, frame, start) == next(iter(found), None)


@given(clocked, frames, moments, st.integers(0, FEW - 1), st.timedeltas(timedelta(0), timedelta(hours=3)))
@slow_to_draw
def test_where_one_begins_to_look_does_not_change_what_is_found(
    when: When, frame: Frame, start: datetime, place: int, later: timedelta
) -> None:
    found = list(islice(fires(when, frame, start), FEW))
    assume(len(found) > place)
    look = found[place] + later
    again = list(islice(fires(when, frame, look), FEW))
    wanted = [moment for moment in found if moment >= look]
    assert again[: len(wanted)] == wanted


@given(facts, frames, moments)
@settings(deadline=None)
def test_a_schedule_by_fact_never_fires_by_the_clock(when: When, frame: Frame, start: datetime) -> None:
    assert when.trigger is not None
    assert list(fires(when, frame, start)) == []


@given(dated, frames, moments)
@slow_to_draw
def test_every_fire_lies_on_a_day_that_lasts(when: When, frame: Frame, start: datetime) -> None:
    # A time that is skipped may fire on the next day by the clock; far from changes it cannot.
    still = Frame(UTC, frame.begins, frame.seed, frame.country)
    for moment in islice(fires(when, still, start), FEW):
        assert lasts(when, still, moment.date())
        assert when.limits.begins is None or moment.date() >= when.limits.begins
        assert when.limits.until is None or moment.date() <= when.limits.until
        for off in when.limits.excepts:
            if isinstance(off.first, date) and isinstance(off.last, date):
                assert not off.first <= moment.date() <= off.last
            elif off.first == off.last:
                assert (moment.month, moment.day) != off.first


@given(windows(), days, st.text(max_size=5), moments)
@settings(deadline=None)
def test_what_is_drawn_lies_in_its_window_and_apart(window: Window, on: object, seed: str, start: datetime) -> None:
    when = When(Dated(on, window))  # type: ignore[arg-type]
    frame = Frame(UTC, start.replace(tzinfo=None), seed)
    begins = datetime(start.year, start.month, start.day, tzinfo=UTC)
    by_day: dict[date, list[int]] = {}
    for moment in islice(fires(when, frame, begins), 3 * window.number):
        by_day.setdefault(moment.date(), []).append(moment.hour * 60 + moment.minute)
    for minutes in by_day.values():
        assert len(minutes) == window.number
        assert all(window.opens <= minute < window.closes for minute in minutes)
        assert all(second - first >= max(window.apart, 1) for first, second in pairwise(minutes))


@given(st.integers(1, 7), st.text(max_size=5), moments)
@settings(deadline=None)
def test_days_of_a_count_are_the_same_every_week_and_spread(number: int, seed: str, start: datetime) -> None:
    frame = Frame(UTC, start.replace(tzinfo=None), seed)
    monday = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(weeks=(start - datetime(2024, 1, 1, tzinfo=UTC)).days // 7)
    found = list(islice(fires(parse_when(f"{number} times a week at 9:00"), frame, monday), 3 * number))
    weeks = [[moment.weekday() for moment in found[first : first + number]] for first in range(0, 3 * number, number)]
    assert weeks[0] == weeks[1] == weeks[2]
    assert (found[-1] - monday).days < 21
    gaps = [(second - first).days for first, second in pairwise(found)]
    assert all(gap in {7 // number, -(-7 // number)} for gap in gaps)


@given(st.text())
@settings(deadline=None)
def test_anything_written_is_a_schedule_or_a_problem(text: str) -> None:
    with suppress(Problem):
        assert str(parse_when(text))


pieces = st.sampled_from(
    [*ENGLISH, *SPANISH, "8:30", "25:61", "7pm", "2027-01-15", "2027-02-30", "1st", "32nd", ",", "-", ">=", "3", "0",
     "99999999999999999999", "cron:", "rrule:", "*", "*/0", "1-5", "MON#9", "L", "FREQ=DAILY", ";", "BYDAY=MO",
     "FREQ=SECONDLY;BYSETPOS=2",
     "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "DTSTART:20270101", "EXDATE:0", "gym.left", "¹", "\u0130", "\x00"]
)  # fmt: skip


@given(st.lists(pieces, max_size=12).map(" ".join))
@settings(deadline=None)
def test_any_words_of_a_schedule_are_one_or_a_problem_that_is_one_line(text: str) -> None:
    try:
        when = parse_when(text)
    except Problem as problem:
        assert "\n" not in str(problem)  # noqa: PT017 - either way is fine, and this is what must hold then
    else:
        assert parse_when(str(when)) == when
        start = datetime(2027, 1, 1, tzinfo=UTC)
        list(islice(fires(when, Frame(UTC, start.replace(tzinfo=None)), start), 3))


class Changed(tzinfo):
    """A zone as one zone up to a moment, and as another one afterwards: the zone database has changed."""

    def __init__(self, before: ZoneInfo, after: ZoneInfo, at: datetime) -> None:
        self.before, self.after, self.at = before, after, at

    def utcoffset(self, local: datetime | None) -> timedelta | None:
        if local is None:
            return None
        offsets = [zone.utcoffset(local.replace(tzinfo=zone)) for zone in (self.before, self.after)]
        one, other = [offset for offset in offsets if offset is not None]
        naive, at = local.replace(tzinfo=None, fold=0), self.at.replace(tzinfo=None)
        if (naive - one < at) == (naive - other < at):
            return one if naive - other < at else other
        return one if (local.fold == 0) else other

    def dst(self, local: datetime | None) -> timedelta | None:
        return None

    def tzname(self, local: datetime | None) -> str:
        return "changed"

    def fromutc(self, moment: datetime) -> datetime:
        utc = moment.replace(tzinfo=UTC)
        local = utc.astimezone(self.before if utc < self.at else self.after)
        naive = local.replace(tzinfo=None, fold=0)
        offset = local.utcoffset()
        first = naive.replace(tzinfo=self)
        return first if first.utcoffset() == offset else first.replace(fold=1)


@given(clocked, st.sampled_from(ZONES), st.sampled_from(ZONES), locals_, moments, moments)
@slow_to_draw
def test_when_the_zone_database_changes_only_later_fires_move(
    when: When, zone: str, other: str, begins: datetime, start: datetime, change: datetime
) -> None:
    assume(start < change)
    change = change.replace(minute=0, second=0, microsecond=0)
    old, new = ZoneInfo(zone), Changed(ZoneInfo(zone), ZoneInfo(other), change)
    end = min(change, start + YEAR)
    found = [
        list(islice(takewhile(lambda moment: moment < end, fires(when, Frame(each, begins, "ana"), start)), FEW))
        for each in (old, new)
    ]
    assert found[0] == found[1]
