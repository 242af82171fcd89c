"""What a schedule can say: which days, at which moments of a day, within which limits, or after which fact."""

from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from nudges.core.words import Outcome

LAST = -1
"""The last day of a month, or the last of its weekdays."""


class Unit(StrEnum):
    """A length that people count in."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class Comparison(StrEnum):
    """How a rating is compared with a number."""

    MORE = ">"
    LESS = "<"
    AT_LEAST = ">="
    AT_MOST = "<="
    SAME = "="


class Per(StrEnum):
    """Over what a trigger is counted."""

    DAY = "day"
    WEEK = "week"


@dataclass(frozen=True, slots=True)
class Weekly:
    """Days of the week (Monday is 0, in order), in every so manieth week that begins on a Monday."""

    days: tuple[int, ...]
    every: int = 1


@dataclass(frozen=True, slots=True)
class EveryDays:
    """Every so many days, two or more."""

    every: int


@dataclass(frozen=True, slots=True)
class Monthly:
    """Days of the month, in order; `LAST` comes last."""

    days: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class NthWeekday:
    """The first (1) to fifth, or `LAST`, of one weekday in a month."""

    nths: tuple[int, ...]
    weekday: int


@dataclass(frozen=True, slots=True)
class Once:
    """One day."""

    day: date


@dataclass(frozen=True, slots=True)
class Around:
    """So many days or weeks after a date; before it, if negative."""

    day: date
    number: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Counted:
    """So many days of every week, spread over it."""

    number: int


Days = Weekly | EveryDays | Monthly | NthWeekday | Once | Around | Counted


@dataclass(frozen=True, slots=True)
class Fixed:
    """Times of the clock, in order."""

    times: tuple[time, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """Drawn moments: minutes of the day from `opens` up to but without `closes`, `apart` minutes or more between."""

    opens: int
    closes: int
    number: int = 1
    apart: int = 0


@dataclass(frozen=True, slots=True)
class Dated:
    """Days, and the moments of each."""

    days: Days
    at: Fixed | Window


@dataclass(frozen=True, slots=True)
class Cron:
    """Five or six fields as cron has them."""

    fields: str


@dataclass(frozen=True, slots=True)
class Rrule:
    """A recurrence rule as calendars have it, in capitals."""

    text: str


@dataclass(frozen=True, slots=True)
class AfterOutcome:
    """A nudge of a plan ended so."""

    plan: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Unanswered:
    """So many nudges of a plan in a row had no reply."""

    plan: str
    number: int


@dataclass(frozen=True, slots=True)
class Rated:
    """A plan was answered with a number that compares so."""

    plan: str
    comparison: Comparison
    number: int


@dataclass(frozen=True, slots=True)
class Happened:
    """Something outside happened."""

    event: str


Cause = AfterOutcome | Unanswered | Rated | Happened


@dataclass(frozen=True, slots=True)
class Trigger:
    """A schedule by fact: what must happen, how many minutes later, and how often at most."""

    cause: Cause
    delay: int = 0
    most: int = 1
    per: Per = Per.DAY


@dataclass(frozen=True, slots=True)
class Except:
    """Days that are left out, both ends included: real dates, or days of every year as (month, day)."""

    first: date | tuple[int, int]
    last: date | tuple[int, int]


@dataclass(frozen=True, slots=True)
class Limits:
    """When a schedule holds: `until` is its last day; `length` counts days, weeks or months from its beginning."""

    begins: date | None = None
    until: date | None = None
    length: tuple[int, Unit] | None = None
    excepts: tuple[Except, ...] = ()
    holidays: bool = field(default=True)
    """Whether it holds on public holidays too."""


ALWAYS = Limits()
