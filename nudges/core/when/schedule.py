"""A schedule, and the frame in which it is read."""

from dataclasses import dataclass, field
from datetime import datetime, time, tzinfo

from nudges.core.when.rules import ALWAYS, Cron, Dated, Fixed, Limits, Rrule, Trigger, Weekly, Window
from nudges.core.when.said import said


@dataclass(frozen=True, slots=True)
class Frame:
    """For whom, and where, a schedule is read.

    `begins` is the local moment, without a zone, from which everything that counts is counted. `seed` is who draws
    a moment inside a window. `country` is a two-letter code whose public holidays are meant; "*" has none.
    """

    zone: tzinfo
    begins: datetime
    seed: str = ""
    country: str = "*"


@dataclass(frozen=True, slots=True)
class Then:
    """Schedules that follow one another: each but the last ends, and each begins after the one before has ended."""

    parts: "tuple[When, ...]"


@dataclass(frozen=True, slots=True)
class When:
    """What a phrase says; `str` gives the canonical phrase.

    >>> from nudges.core.when import parse_when
    >>> str(parse_when("Mondays, friday and wed at 7pm"))
    'mon, wed and fri at 19:00'
    """

    rule: Dated | Cron | Rrule | Trigger | Then
    limits: Limits = ALWAYS
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Schedules are keys of every cache on the way to a fire, so the hash is reckoned once.
        object.__setattr__(self, "_hash", hash((self.rule, self.limits)))

    def __hash__(self) -> int:
        return self._hash

    def __str__(self) -> str:
        if isinstance(self.rule, Then):
            return ", then ".join(map(str, self.rule.parts))
        return said(self.rule, self.limits)

    @property
    def trigger(self) -> Trigger | None:
        """What it waits for, if it is a schedule by fact."""
        return self.rule if isinstance(self.rule, Trigger) else None

    @property
    def times(self) -> tuple[time, ...]:
        """The fixed times of the clock at which it can fire; none if they are drawn, reckoned or by fact."""
        match self.rule:
            case Dated(at=Fixed(times=times)):
                return times
            case Then(parts=parts):
                return tuple(sorted({at for part in parts for at in part.times}))
            case _:
                return ()

    @property
    def days(self) -> tuple[int, ...]:
        """The days of the week (Monday is 0) on which it can fire; none if it is by fact."""
        match self.rule:
            case Trigger():
                return ()
            case Dated(days=Weekly(days=days)):
                return days
            case Then(parts=parts):
                return tuple(sorted({day for part in parts for day in part.days}))
            case _:
                return (0, 1, 2, 3, 4, 5, 6)

    @property
    def a_day(self) -> int | None:
        """How many times it fires on a day that it has; None where only the days to come can tell."""
        match self.rule:
            case Dated(at=Fixed(times=times)):
                return len(times)
            case Dated(at=Window(number=number)):
                return number
            case Then(parts=parts):
                many = [part.a_day for part in parts]
                return None if None in many else max(each for each in many if each is not None)
            case _:
                return None
