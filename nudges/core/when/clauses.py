"""What the parts about facts and limits of a phrase mean."""

# ruff: noqa: D102 - a method is named like its rule or word, and the grammar says what that is

from collections.abc import Iterable
from datetime import date

from nudges.core.problem import Problem
from nudges.core.when.rules import (
    AfterOutcome,
    Cause,
    Comparison,
    Except,
    Happened,
    Limits,
    Per,
    Rated,
    Trigger,
    Unanswered,
    Unit,
)
from nudges.core.when.words import LONGEST_MONTH, Month, Words, within
from nudges.core.words import Outcome

MINUTES = {Unit.MINUTE: 1, Unit.HOUR: 60, Unit.DAY: 24 * 60, Unit.WEEK: 7 * 24 * 60}
LONGEST_DELAY = 30 * 24 * 60
MOST_LENGTH = {Unit.DAY: 3660, Unit.WEEK: 520, Unit.MONTH: 120}
Day = date | tuple[int, int]


class Most(tuple[int, Per]):
    """How often at most."""

    __slots__ = ()


class Clauses(Words):
    """The rules of the grammars for facts and limits; a method has the name of its rule."""

    def follows(self, parts: list[int | Unit | Cause | None]) -> Trigger:
        cause, delay = parts[-1], 0
        assert isinstance(cause, Cause)
        if len(parts) == 3 and isinstance(parts[0], int) and isinstance(parts[1], Unit):
            delay = minutes(parts[0], parts[1])
        if delay > LONGEST_DELAY:
            raise Problem("that is too long after a fact", hint="up to 30 days are possible")
        return Trigger(cause, delay)

    def outcome(self, parts: list[Outcome | str]) -> AfterOutcome:
        first, second = parts
        return AfterOutcome(str(second), first) if isinstance(first, Outcome) else AfterOutcome(first, Outcome(second))

    def unanswered(self, parts: tuple[int, str]) -> Unanswered:
        number, plan = parts
        return Unanswered(str(plan), within(number, 1, 99, "unanswered"))

    def rated(self, parts: tuple[str, Comparison, int]) -> Rated:
        plan, comparison, number = parts
        return Rated(str(plan), comparison, within(number, 0, 999_999, "as an answer"))

    def event(self, parts: list[str]) -> Happened:
        return Happened(str(parts[0]))

    def most(self, parts: tuple[int, Unit]) -> Most:
        number, unit = parts
        return Most((within(number, 1, 99, "times"), Per.DAY if unit is Unit.DAY else Per.WEEK))

    def begins(self, parts: list[date]) -> tuple[str, date]:
        return "begins", parts[0]

    def until(self, parts: list[date]) -> tuple[str, date]:
        return "until", parts[0]

    def length(self, parts: tuple[int, Unit]) -> tuple[str, tuple[int, Unit]]:
        number, unit = parts
        if unit not in MOST_LENGTH:
            raise Problem(f"a schedule cannot last {number} {unit}s", hint="count days, weeks or months")
        return "length", (within(number, 1, MOST_LENGTH[unit], f"{unit}s"), unit)

    def holidays(self, _: object) -> tuple[str, bool]:
        return "holidays", False

    def excepts(self, parts: list[Except]) -> tuple[str, tuple[Except, ...]]:
        return "excepts", tuple(dict.fromkeys(parts))

    def day_off(self, parts: list[Day | None]) -> Except:
        first, last = parts[0], parts[-1] or parts[0]
        assert first is not None
        assert last is not None
        if isinstance(first, date) != isinstance(last, date):
            raise Problem("an exception has one end of a year and one of every year", hint="write both ends alike")
        if isinstance(first, date) and isinstance(last, date) and last < first:
            raise Problem(f"the exception ends on {last}, before it begins on {first}", hint="swap the two")
        return Except(first, last)

    def yearly(self, parts: list[int]) -> tuple[int, int]:
        day, month = reversed(parts) if isinstance(parts[0], Month) else parts
        if not 1 <= day <= LONGEST_MONTH[month - 1]:
            raise Problem(f"no such month has a day {day}", hint="write a day like 24 dec")
        return int(month), day


def minutes(number: int, unit: Unit) -> int:
    """Return how many minutes a length has, or raise Problem."""
    if unit not in MINUTES:
        raise Problem(f"{number} {unit}s have no fixed length", hint="count minutes, hours, days or weeks")
    return within(number, 1, 99_999, f"{unit}s") * MINUTES[unit]


def limits_of(parts: Iterable[tuple[str, object]]) -> Limits:
    """Return the limits that were named, or raise Problem where they contradict each other."""
    found: dict[str, object] = {}
    for name, value in parts:
        if name in found:
            word = {"begins": "from", "length": "for", "excepts": "except"}.get(name, name)
            raise Problem(f"'{word}' stands there twice", hint="name it once")
        found[name] = value
    limits = Limits(**found)  # type: ignore[arg-type]
    if limits.until and limits.length:
        raise Problem("it has both an 'until' and a 'for'", hint="leave one out")
    if limits.begins and limits.until and limits.until < limits.begins:
        raise Problem(f"it ends on {limits.until}, before it begins on {limits.begins}", hint="swap the two")
    return limits
