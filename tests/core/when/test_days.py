"""Which days a schedule has, written by hand from a calendar."""

# ruff: noqa: DTZ001 - a local moment has no zone here

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import combinations, islice, takewhile

import pytest

from nudges.core.when import (
    AfterOutcome,
    Comparison,
    Frame,
    Happened,
    Per,
    Rated,
    Trigger,
    Unanswered,
    fires,
    first_fire,
    lasts,
    parse_when,
)
from nudges.core.words import Outcome
from tests.core.when.tables import rows

BEGINS = datetime(2027, 1, 1)
START = BEGINS.replace(tzinfo=UTC)

# 1 January 2027 is a Friday. phrase | days of 2027, and "end" if there are no more
DAYS = """
    daily at 9:00                                  | 01-01 01-02 01-03
    weekdays at 9:00                               | 01-01 01-04 01-05
    weekends at 9:00                               | 01-02 01-03 01-09
    thu at 9:00                                    | 01-07 01-14
    every other saturday at 10:00                  | 01-02 01-16 01-30
    every other week on mon and thu at 9:00        | 01-04 01-07 01-18 01-21
    every other week on mon and fri at 9:00        | 01-01 01-11 01-15 01-25
    every 3 weeks on sun at 9:00                   | 01-03 01-24 02-14
    every other week on tue at 9:00 from 2027-01-06 | 01-12 01-26
    every 2 weeks on tue at 9:00 from 2026-12-29   | 01-12 01-26
    every other day at 9:00                        | 01-01 01-03 01-05
    every 3 days at 9:00                           | 01-01 01-04 01-07
    every 3 days at 9:00 from 2027-01-03           | 01-03 01-06 01-09
    every 3 days at 9:00 from 2026-12-30           | 01-02 01-05 01-08
    every 30 days at 9:00                          | 01-01 01-31 03-02
    the 31st at 9:00                               | 01-31 03-31 05-31 07-31
    the 30th at 9:00                               | 01-30 03-30
    the 1st and 15th at 9:00                       | 01-01 01-15 02-01
    the last day of the month at 9:00              | 01-31 02-28 03-31
    the 28th and last day of the month at 9:00     | 01-28 01-31 02-28 03-28
    the first monday of the month at 9:00          | 01-04 02-01 03-01
    the first and third monday of the month at 9:00 | 01-04 01-18 02-01 02-15
    the fifth friday of the month at 9:00          | 01-29 04-30 07-30
    the last friday of the month at 9:00           | 01-29 02-26 03-26
    the fourth and last friday of the month at 9:00 | 01-22 01-29 02-26 03-26
    once on 2027-02-10 at 9:00                     | 02-10 end
    3 days before 2027-02-10 at 9:00               | 02-07 end
    1 week after 2027-02-10 at 9:00                | 02-17 end
    once a week at 9:00                            | 01-04 01-11
    twice a week at 9:00                           | 01-04 01-07 01-11
    3 times a week at 9:00                         | 01-01 01-04 01-06 01-08
    4 times a week at 9:00                         | 01-02 01-04 01-05 01-07
    7 times a week at 9:00                         | 01-01 01-02 01-03
    daily at 9:00 from 2027-01-04                  | 01-04 01-05
    daily at 9:00 until 2027-01-03                 | 01-01 01-02 01-03 end
    daily at 9:00 from 2027-01-04 until 2027-01-04 | 01-04 end
    daily at 9:00 for 3 days                       | 01-01 01-02 01-03 end
    fri at 9:00 for 2 weeks                        | 01-01 01-08 end
    mon at 9:00 for 1 month                        | 01-04 01-11 01-18 01-25 end
    daily at 9:00 from 2027-01-05 for 2 days       | 01-05 01-06 end
    the last day of the month at 9:00 from 2027-01-31 for 1 month | 01-31 end
    sun at 9:00 from 2027-01-31 for 1 month        | 01-31 02-07 02-14 02-21 end
    daily at 9:00 except on 2 jan                  | 01-01 01-03 01-04
    daily at 9:00 except on 30 dec to 2 jan        | 01-03 01-04
    daily at 9:00 except on 2026-01-02             | 01-01 01-02
    weekdays at 9:00 except on 2027-01-04 to 2027-01-06 | 01-01 01-07 01-08
    fri at 9:00 except on 1 jan, 8 jan and 2027-01-22 | 01-15 01-29
    cron: 0 9 13 * *                               | 01-13 02-13
    rrule: FREQ=WEEKLY;INTERVAL=2                  | 01-01 01-15
    rrule: FREQ=MONTHLY;COUNT=2                    | 01-01 02-01 end
    rrule: FREQ=DAILY;UNTIL=20270102               | 01-01 01-02 end
    rrule: FREQ=DAILY;COUNT=4 EXDATE:20270102T000000,20270104T000000Z | 01-01 01-03 end
    rrule: FREQ=WEEKLY RDATE:20270103T090000       | 01-01 01-03 01-08
    rrule: DTSTART;VALUE=DATE:20261231 FREQ=DAILY;INTERVAL=2 | 01-02 01-04
"""

# country | phrase | days of 2027
HOLIDAYS = """
    US | mon at 9:00 not on public holidays      | 01-04 01-11 01-25
    *  | mon at 9:00 not on public holidays      | 01-04 01-11 01-18
    ZZ | mon at 9:00 not on public holidays      | 01-04 01-11 01-18
    us | mon at 9:00 not on public holidays      | 01-04 01-11 01-25
    ES | wed at 9:00 not on public holidays      | 01-13 01-20
    US | weekdays at 9:00 not on public holidays | 01-04 01-05
    US | weekdays at 9:00                        | 01-01 01-04
"""

# phrase | what it waits for
TRIGGERS = {
    "after done of breathing": Trigger(AfterOutcome("breathing", Outcome.DONE)),
    "after breathing is skipped": Trigger(AfterOutcome("breathing", Outcome.SKIPPED)),
    "2 hours after partly of walk at most twice a week": Trigger(
        AfterOutcome("walk", Outcome.PARTLY), delay=120, most=2, per=Per.WEEK
    ),
    "after 2 unanswered of breathing": Trigger(Unanswered("breathing", 2)),
    "when stress >= 7": Trigger(Rated("stress", Comparison.AT_LEAST, 7)),
    "20 minutes after event gym.left at most 3 times a day": Trigger(Happened("gym.left"), delay=20, most=3),
}


def days_of(phrase: str, many: int, frame: Frame | None = None) -> list[str]:
    found = islice(fires(parse_when(phrase), frame or Frame(UTC, BEGINS), START), many)
    return [f"{moment:%m-%d}" if moment.year == 2027 else f"{moment:%F}" for moment in found]


@pytest.mark.parametrize(("phrase", "expected"), rows(DAYS))
def test_a_schedule_has_the_days_it_names(phrase: str, expected: str) -> None:
    wanted = expected.split()
    if wanted[-1] == "end":
        assert days_of(phrase, len(wanted)) == wanted[:-1]
    else:
        assert days_of(phrase, len(wanted)) == wanted


@pytest.mark.parametrize(("country", "phrase", "expected"), rows(HOLIDAYS))
def test_public_holidays_are_those_of_the_country(country: str, phrase: str, expected: str) -> None:
    wanted = expected.split()
    assert days_of(phrase, len(wanted), Frame(UTC, BEGINS, country=country)) == wanted


@pytest.mark.parametrize("phrase", TRIGGERS)
def test_a_schedule_by_fact_says_what_it_waits_for(phrase: str) -> None:
    assert parse_when(phrase).trigger == TRIGGERS[phrase]
    assert parse_when("daily at 9:00").trigger is None


def test_a_schedule_by_fact_lasts_as_others_do() -> None:
    when = parse_when("when stress >= 7 from 2027-01-02 until 2027-01-20 except on 5 jan not on public holidays")
    frame = Frame(UTC, BEGINS, country="US")
    found = [day for day in range(1, 32) if lasts(when, frame, date(2027, 1, day))]
    assert found == [2, 3, 4, *range(6, 18), 19, 20]


def test_both_ends_of_a_span_over_the_new_year_are_left_out() -> None:
    when, frame = parse_when("on event x except on 30 dec to 2 jan"), Frame(UTC, BEGINS)
    around = [date(2027, 12, 29) + timedelta(days=ahead) for ahead in range(6)]
    assert [day.day for day in around if lasts(when, frame, day)] == [29, 3]


def test_years_of_which_no_holidays_are_known_are_no_warning() -> None:
    when, frame = parse_when("daily at 9:00 not on public holidays"), Frame(UTC, BEGINS, country="IN")
    assert lasts(when, frame, date(2099, 1, 2))
    assert not lasts(when, frame, date(2027, 1, 26))


def test_a_length_without_a_beginning_counts_from_where_the_plan_begins() -> None:
    when = parse_when("when stress >= 7 for 1 week")
    found = [day for day in range(1, 32) if lasts(when, Frame(UTC, datetime(2027, 1, 10, 20)), date(2027, 1, day))]
    assert found == [10, 11, 12, 13, 14, 15, 16]


@pytest.mark.parametrize(("clock", "first"), [("8:59", "01-01"), ("9:00", "01-01"), ("9:01", "01-04")])
def test_what_is_counted_begins_on_its_first_day_if_the_time_is_still_ahead(clock: str, first: str) -> None:
    hour, minute = map(int, clock.split(":"))
    begins = BEGINS.replace(hour=hour, minute=minute)
    found = first_fire(parse_when("every 3 days at 9:00"), Frame(UTC, begins), begins.replace(tzinfo=UTC))
    assert f"{found:%m-%d %H:%M}" == f"{first} 09:00"


def test_every_choice_that_keeps_the_distance_is_drawn_about_as_often() -> None:
    when = parse_when("daily 2 times between 9:00 and 9:06 at least 3 minutes apart")
    found = [moment.minute for moment in islice(fires(when, Frame(UTC, BEGINS, "ana/breaths"), START), 2 * 6000)]
    seen = Counter(zip(found[::2], found[1::2], strict=True))
    possible = [(one, other) for one, other in combinations(range(6), 2) if other - one >= 3]
    assert set(seen) == set(possible)
    assert all(850 < times < 1150 for times in seen.values())


def test_people_and_plans_get_moments_of_their_own_and_the_same_ones_every_time() -> None:
    when = parse_when("daily between 9:00 and 21:00")
    drawn = {
        seed: [f"{moment:%H:%M}" for moment in islice(fires(when, Frame(UTC, BEGINS, seed), START), 10)]
        for seed in ("ana/breaths", "ana/walk", "leo/walk")
    }
    assert len({tuple(some) for some in drawn.values()}) == 3
    assert all(len(set(some)) > 5 for some in drawn.values())
    later = [f"{moment:%H:%M}" for moment in islice(fires(when, Frame(UTC, BEGINS, "leo/walk"), START), 10)]
    assert later == drawn["leo/walk"]


def test_counts_of_many_plans_are_spread_over_the_week() -> None:
    when = parse_when("once a week at 9:00")
    firsts = [first_fire(when, Frame(UTC, BEGINS, f"ana/plan-{number}"), START) for number in range(700)]
    by_day = Counter(first.weekday() for first in firsts if first)
    assert len(by_day) == 7
    assert all(60 < times < 140 for times in by_day.values())


def test_windows_and_counts_go_together() -> None:
    frame = Frame(UTC, BEGINS, "ana/breaths")
    end = START + timedelta(weeks=4)
    found = takewhile(
        lambda moment: moment < end, fires(parse_when("3 times a week between 17:00 and 20:00"), frame, START)
    )
    moments = list(found)
    assert len(moments) == 12
    assert all(17 <= moment.hour < 20 for moment in moments)
    assert len({moment.weekday() for moment in moments}) == 3
