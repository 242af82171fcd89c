"""The clock of someone who travels, and the days and hours that go by it."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nudges.core.change import moved
from nudges.core.itinerary import itinerary
from nudges.core.localtime import closing, day_bounds, day_of, instant, opening
from nudges.core.values import Hours, Move, Person, Span
from tests.samples import NEW_YORK, at, person

TOKYO, LA, MADRID = ZoneInfo("Asia/Tokyo"), ZoneInfo("America/Los_Angeles"), ZoneInfo("Europe/Madrid")


def traveller(*moves: tuple[str, ZoneInfo], **changes: object) -> Person:
    """Return Ana of New York, who moves at moments in UTC."""
    made = tuple(Move(at=datetime.fromisoformat(moment).replace(tzinfo=UTC), zone=zone) for moment, zone in moves)
    return person(moves=made, **changes)


# A flight east: on 10 May at noon New York time the clock jumps 13 hours, to Tokyo.
EAST = traveller(("2026-05-10 16:00", TOKYO))
# A flight west: on 10 May at noon the clock goes back 3 hours, to Los Angeles.
WEST = traveller(("2026-05-10 16:00", LA))


@pytest.mark.parametrize(
    ("who", "local", "utc"),
    [
        (EAST, "2026-05-10 11:59", "2026-05-10 15:59"),
        (EAST, "2026-05-10 12:00", "2026-05-10 16:00"),  # skipped: when the gap ends
        (EAST, "2026-05-10 20:00", "2026-05-10 16:00"),  # skipped
        (EAST, "2026-05-11 01:00", "2026-05-10 16:00"),
        (EAST, "2026-05-11 08:30", "2026-05-10 23:30"),
        (WEST, "2026-05-10 08:59", "2026-05-10 12:59"),
        (WEST, "2026-05-10 10:00", "2026-05-10 14:00"),  # repeated: the first time
        (WEST, "2026-05-10 11:59", "2026-05-10 15:59"),
        (WEST, "2026-05-10 12:00", "2026-05-10 19:00"),  # the first time it is noon is after the move
        (WEST, "2026-05-10 18:00", "2026-05-11 01:00"),
    ],
)
def test_a_move_is_a_change_of_clocks_like_any_other(who: Person, local: str, utc: str) -> None:
    assert instant(datetime.fromisoformat(local), who.clock) == datetime.fromisoformat(utc).replace(tzinfo=UTC)


def test_where_someone_is_depends_on_the_moment() -> None:
    assert EAST.zone_at(at("2026-05-10 11:59")) == NEW_YORK
    assert EAST.zone_at(at("2026-05-10 12:00")) == TOKYO
    assert at("2026-05-10 12:00").astimezone(EAST.clock).tzname() == "Asia/Tokyo"
    assert itinerary(NEW_YORK, ()) is NEW_YORK


def test_a_day_that_has_begun_does_not_begin_again_after_a_flight_across_the_date_line() -> None:
    # 20:00 of 6 May in Tokyo is 4:00 of 6 May in Los Angeles: the person lives 6 May's hours from 4:00 on once more.
    who = person(zone=TOKYO, moves=(Move(at=datetime(2026, 5, 6, 11, tzinfo=UTC), zone=LA),))
    days = [day_of(who, datetime(2026, 5, 5, 19, tzinfo=UTC) + timedelta(hours=hours)) for hours in range(48)]
    assert days == sorted(days)
    assert days.count(date(2026, 5, 6)) == 40  # 16 hours in Tokyo, 24 in Los Angeles


seconds = st.integers(1_767_225_600, 1_798_675_200)  # 2026
moves = st.lists(
    st.tuples(
        seconds.map(lambda second: datetime.fromtimestamp(second - second % 60, UTC)),
        st.sampled_from(["Asia/Tokyo", "America/Los_Angeles", "Pacific/Apia", "Australia/Lord_Howe", "UTC"]),
    ),
    max_size=3,
    unique_by=lambda move: move[0].date(),
)
moments = seconds.map(lambda second: datetime.fromtimestamp(second, UTC))


def wanderer(made: list[tuple[datetime, str]], starts: time) -> Person:
    return person(moves=tuple(Move(at=m, zone=ZoneInfo(z)) for m, z in sorted(made)), day_starts=starts)


@given(moves, moments)
@settings(deadline=None)
def test_what_the_clock_shows_is_one_of_the_moments_it_stands_for(
    made: list[tuple[datetime, str]], moment: datetime
) -> None:
    who = wanderer(made, time(4))
    local = moment.astimezone(who.clock)
    assert local.astimezone(UTC) == moment or local.fold
    assert local.replace(tzinfo=None, fold=0) == moment.astimezone(who.zone_at(moment)).replace(tzinfo=None, fold=0)


@given(moves, moments, st.sampled_from([time(0), time(4), time(1, 30), time(12)]))
@settings(deadline=None)
def test_every_moment_lies_within_its_own_day(made: list[tuple[datetime, str]], moment: datetime, starts: time) -> None:
    who = wanderer(made, starts)
    day = day_of(who, moment)
    begins, ends = day_bounds(who, day)
    assert begins <= moment < ends
    assert day_of(who, begins) == day


NEARBY = ["Asia/Tokyo", "America/New_York", "Pacific/Apia", "Europe/London", "Pacific/Kiritimati"]


@given(
    st.lists(st.tuples(st.integers(0, 72), st.sampled_from(NEARBY)), min_size=1, max_size=4, unique_by=lambda m: m[0]),
    st.integers(-48, 144),
)
@settings(deadline=None)
def test_a_moment_lies_within_its_own_day_through_flights_that_follow_closely(
    flights: list[tuple[int, str]], hour: int
) -> None:
    start = datetime(2026, 3, 9, 20, 0, 1, tzinfo=UTC)
    who = wanderer([(start + timedelta(hours=after), zone) for after, zone in flights], time(4))
    moment = start + timedelta(hours=hour)
    begins, ends = day_bounds(who, day_of(who, moment))
    assert begins <= moment < ends


HOURS = Hours(
    others=((5, Span(opens=time(10), closes=time(23))), (6, None), (4, Span(opens=time(20), closes=time(2))))
)  # Friday night until two, Saturday from ten, Sunday never


@pytest.mark.parametrize(
    ("moment", "opens", "closes"),
    [
        ("2026-03-05 09:00", "2026-03-05 09:00", "2026-03-05 21:00"),
        ("2026-03-05 22:00", "2026-03-06 20:00", None),
        ("2026-03-06 09:00", "2026-03-06 20:00", None),
        ("2026-03-06 23:00", "2026-03-06 23:00", "2026-03-07 02:00"),
        ("2026-03-07 01:59", "2026-03-07 01:59", "2026-03-07 02:00"),
        ("2026-03-07 02:00", "2026-03-07 10:00", None),
        ("2026-03-07 22:30", "2026-03-07 22:30", "2026-03-07 23:00"),
        ("2026-03-07 23:00", "2026-03-09 08:00", None),
        ("2026-03-08 12:00", "2026-03-09 08:00", None),
    ],
)
def test_each_weekday_may_have_hours_of_its_own(moment: str, opens: str, closes: str | None) -> None:
    who = person(hours=HOURS)
    assert opening(who, at(moment)) == at(opens)
    assert closing(who, at(moment)) == (at(closes) if closes else None)


spans = st.none() | st.builds(
    lambda opens, closes: Span(opens=time(opens), closes=time(closes)), st.integers(0, 23), st.integers(0, 23)
)


@given(st.dictionaries(st.integers(0, 5), spans), moments)
@settings(deadline=None)
def test_hours_open_at_the_first_welcome_moment(others: dict[int, Span | None], moment: datetime) -> None:
    who = person(hours=Hours(others=tuple(sorted(others.items()))))
    opens = opening(who, moment)
    assert opens >= moment
    assert opening(who, opens) == opens
    if opens > moment:
        assert closing(who, opens - timedelta(seconds=1)) is None or opens - moment < timedelta(seconds=2)


def test_a_move_within_a_second_leaves_no_moment_without_a_day() -> None:
    begun = datetime(2026, 11, 24, 14, 24, 57, 985_000, tzinfo=UTC)
    who = moved(person(zone=TOKYO, day_starts=time(4)), Move(at=begun, zone=LA))
    for milliseconds in range(0, 2000, 50):
        moment = begun + timedelta(milliseconds=milliseconds)
        begins, ends = day_bounds(who, day_of(who, moment))
        assert begins <= moment < ends
