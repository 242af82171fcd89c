"""What a whole phrase means, and what in it cannot be."""

# ruff: noqa: D102 - a method is named like its rule or word, and the grammar says what that is

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from lark import Token

from nudges.core.problem import Problem
from nudges.core.when.clauses import Clauses, Most, limits_of, minutes
from nudges.core.when.rules import (
    LAST,
    Around,
    Counted,
    Cron,
    Dated,
    Days,
    EveryDays,
    Fixed,
    Monthly,
    NthWeekday,
    Once,
    Rrule,
    Trigger,
    Unit,
    Weekly,
    Window,
)
from nudges.core.when.schedule import When
from nudges.core.when.words import time_of, within

ALL = (0, 1, 2, 3, 4, 5, 6)
Limit = tuple[str, object]


class Reader(Clauses):
    """Turns a parse tree into a schedule; a method has the name of its rule."""

    def when(self, parts: list[Days | Fixed | Window | Trigger | Most | Limit]) -> When:
        match parts:
            case [Trigger() as trigger, *more]:
                mosts = [each for each in more if isinstance(each, Most)]
                if len(mosts) > 1:
                    raise Problem("'at most' stands there twice", hint="name it once")
                for number, per in mosts:
                    trigger = replace(trigger, most=number, per=per)
                return When(trigger, limits_of(each for each in more if not isinstance(each, Most)))  # type: ignore[misc]
            case [days, (Fixed() | Window()) as at, *more]:
                return When(Dated(days, at), limits_of(more))  # type: ignore[arg-type]
            case _:
                raise AssertionError(parts)

    def cron(self, parts: list[Token]) -> When:
        from nudges.core.when.cron import read

        return When(Cron(read(parts[0])))

    def rrule(self, parts: list[Token]) -> When:
        from nudges.core.when.recur import read

        return When(Rrule(read(parts[0])))

    def daily(self, _: list[Token]) -> Weekly:
        return Weekly(ALL)

    def weekdays(self, parts: list[int | tuple[int, ...]]) -> tuple[int, ...]:
        groups = [part if isinstance(part, tuple) else (part,) for part in parts]
        return tuple(sorted({day for group in groups for day in group}))

    def span(self, ends: tuple[int, int]) -> tuple[int, ...]:
        first, last = ends
        return tuple((first + ahead) % 7 for ahead in range((last - first) % 7 + 1))

    def weekly(self, parts: list[tuple[int, ...]]) -> Weekly:
        return Weekly(parts[-1])

    def every_other(self, parts: tuple[int, tuple[int, ...]]) -> Weekly:
        return Weekly(parts[-1], 2)

    def every_weeks(self, parts: list[int | Unit | tuple[int, ...]]) -> Weekly:
        every, *_, days = parts
        assert isinstance(every, int)
        assert isinstance(days, tuple)
        return Weekly(days, within(every, 1, 52, "weeks"))

    def every_days(self, parts: tuple[int, Unit]) -> Days:
        every = within(parts[0], 1, 366, "days")
        return EveryDays(every) if every > 1 else Weekly(ALL)

    def monthly(self, parts: list[int | Unit]) -> Monthly:
        days = {within(part, 1, 31, "as a day of a month") for part in _numbers(parts) if part != LAST}
        return Monthly((*sorted(days), *([LAST] if LAST in parts else [])))

    def nth_weekday(self, parts: list[int | Unit]) -> NthWeekday:
        *nths, weekday = _numbers(parts)
        some = {within(nth, 1, 5, "as the place of a weekday in a month") for nth in nths if nth != LAST}
        return NthWeekday((*sorted(some), *([LAST] if LAST in nths else [])), weekday)

    def once(self, parts: list[date]) -> Once:
        return Once(parts[-1])

    def before(self, parts: tuple[int, Unit, date]) -> Around:
        around = self.after(parts)
        return replace(around, number=-around.number)

    def after(self, parts: tuple[int, Unit, date]) -> Around:
        number, unit, day = parts
        if unit not in {Unit.DAY, Unit.WEEK}:
            raise Problem(f"{unit}s cannot be counted from a date", hint="count days or weeks")
        return Around(day, within(number, 1, 366, f"{unit}s"), unit)

    def a_week(self, parts: tuple[int, Unit]) -> Counted:
        return Counted(within(parts[0], 1, 7, "times a week"))

    def one(self, _: list[Token]) -> int:
        return 1

    def two(self, _: list[Token]) -> int:
        return 2

    def many(self, parts: list[int]) -> int:
        return parts[0]

    def fixed(self, parts: list[int]) -> Fixed:
        return Fixed(tuple(time_of(minute) for minute in sorted(set(parts))))

    def apart(self, parts: tuple[int, Unit]) -> int:
        return minutes(*parts)

    def window(self, parts: tuple[int | None, int, int, int | None]) -> Window:
        often, opens, closes, apart = parts
        number = within(1 if often is None else often, 1, 24, "times")
        if closes <= opens:
            raise Problem("the window ends before it begins", hint="name the earlier time first, both of one day")
        # One moment has nothing to be apart from, and those of a day are a minute apart in any case.
        apart = apart if apart and apart > 1 and number > 1 else 0
        if (number - 1) * max(apart, 1) >= closes - opens:
            raise Problem(
                f"{number} times do not fit between {opens // 60}:{opens % 60:02} and {closes // 60}:{closes % 60:02}"
                + (f" {apart} minutes apart" if apart else ""),
                hint="use a longer window, fewer times or less between them",
            )
        return Window(opens, closes, number, apart)


def _numbers(parts: Iterable[int | Unit]) -> list[int]:
    return [part for part in parts if isinstance(part, int)]
