"""Schedules to test with: every kind there is, in canonical form."""

from datetime import date

from hypothesis import strategies as st

from nudges.core.when import When, parse_when
from nudges.core.when.rules import (
    LAST,
    AfterOutcome,
    Around,
    Comparison,
    Counted,
    Dated,
    EveryDays,
    Except,
    Fixed,
    Happened,
    Limits,
    Monthly,
    NthWeekday,
    Once,
    Per,
    Rated,
    Trigger,
    Unanswered,
    Unit,
    Weekly,
    Window,
)
from nudges.core.words import Outcome

CRONS = (
    "30 8 * * 1-5", "0 9 1 * *", "*/20 9-11 * * *", "0 12 L * *", "0 9 * * MON#2", "15 2 * * *", "0 0 29 2 *",
    "30 30 8 * * *", "0 */6 * * *",
)  # fmt: skip
RRULES = (
    "FREQ=DAILY;BYHOUR=9;BYMINUTE=0", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;BYHOUR=8", "FREQ=MONTHLY;BYDAY=-1FR",
    "FREQ=MONTHLY;BYMONTHDAY=31", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "FREQ=DAILY;COUNT=5", "FREQ=HOURLY;INTERVAL=7",
    "FREQ=DAILY;UNTIL=20280101T000000Z", "FREQ=DAILY EXDATE:20270105T090000",
    "DTSTART:20240101T023000 RRULE:FREQ=DAILY;INTERVAL=3", "FREQ=MINUTELY;INTERVAL=90;BYHOUR=9,10",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "FREQ=WEEKLY;BYDAY=SU RDATE:20270106T120000",
)  # fmt: skip

dates = st.dates(date(2024, 1, 1), date(2031, 12, 31))
clocks = st.times().map(lambda at: at.replace(second=0, microsecond=0))
weekdays = st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days)))
nths = st.sets(st.sampled_from([1, 2, 3, 4, 5, LAST]), min_size=1, max_size=2)
names = st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True)
numbers = st.integers(1, 9)


def _last_behind(some: set[int]) -> tuple[int, ...]:
    return tuple(sorted(some, key=lambda each: (each == LAST, each)))


days = st.one_of(
    st.builds(Weekly, weekdays, st.integers(1, 5)),
    st.builds(EveryDays, st.integers(2, 40)),
    st.builds(Monthly, st.sets(st.sampled_from([*range(1, 32), LAST]), min_size=1, max_size=4).map(_last_behind)),
    st.builds(NthWeekday, nths.map(_last_behind), st.integers(0, 6)),
    st.builds(Once, dates),
    st.builds(Around, dates, st.integers(-30, 30).filter(bool), st.sampled_from([Unit.DAY, Unit.WEEK])),
    st.builds(Counted, st.integers(1, 7)),
)
fixed = st.sets(clocks, min_size=1, max_size=4).map(lambda some: Fixed(tuple(sorted(some))))


@st.composite
def windows(draw: st.DrawFn) -> Window:
    """Draw a window that has room for what is drawn in it."""
    opens = draw(st.integers(0, 1400))
    closes = draw(st.integers(opens + 5, 1440))
    number = draw(st.integers(1, 5))
    most = (closes - opens - 1) // max(number - 1, 1)
    apart = draw(st.integers(0, most)) if number > 1 else 0
    return Window(opens, closes, number, apart if apart > 1 else 0)


@st.composite
def limits(draw: st.DrawFn) -> Limits:
    """Draw limits that do not contradict each other."""
    begins = draw(st.none() | dates)
    until, length = None, None
    end = draw(st.sampled_from(["open", "until", "length"]))
    if end == "until":
        until = draw(st.dates(begins or date(2024, 1, 1), date(2033, 1, 1)))
    elif end == "length":
        length = draw(st.tuples(st.integers(1, 60), st.sampled_from([Unit.DAY, Unit.WEEK, Unit.MONTH])))
    off = draw(st.lists(excepts(), max_size=2, unique=True))
    return Limits(begins, until, length, tuple(off), draw(st.booleans()))


@st.composite
def excepts(draw: st.DrawFn) -> Except:
    """Draw days that are left out."""
    ends = sorted(draw(st.tuples(dates, dates)))
    one = draw(st.booleans())
    if draw(st.booleans()):
        return Except(ends[0], ends[0] if one else ends[1])
    yearly = [(end.month, end.day) for end in draw(st.permutations(ends))]
    return Except(yearly[0], yearly[0] if one else yearly[1])


causes = st.one_of(
    st.builds(AfterOutcome, names, st.sampled_from([Outcome.DONE, Outcome.PARTLY, Outcome.SKIPPED])),
    st.builds(Unanswered, names, numbers),
    st.builds(Rated, names, st.sampled_from(Comparison), st.integers(0, 100)),
    st.builds(Happened, st.from_regex(r"[a-z][a-z0-9._-]{0,8}", fullmatch=True)),
)
triggers = st.builds(Trigger, causes, st.integers(0, 30 * 24 * 60), numbers, st.sampled_from(Per))
dated = st.builds(When, st.builds(Dated, days, fixed | windows()), limits())
facts = st.builds(When, triggers, limits())
powers = st.one_of(
    st.sampled_from(CRONS).map(lambda fields: parse_when(f"cron: {fields}")),
    st.sampled_from(RRULES).map(lambda text: parse_when(f"rrule: {text}")),
)
clocked = dated | powers
whens = clocked | facts


def st_phrases() -> st.SearchStrategy[str]:
    """Return canonical phrases of every kind that the clock makes due, for `plan.when`."""
    return clocked.map(str)


__all__ = ["clocked", "dated", "days", "facts", "fixed", "limits", "powers", "st_phrases", "whens", "windows"]
