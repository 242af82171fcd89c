"""A schedule at another time of day, or on fewer or more days of the week."""

from collections.abc import Callable
from dataclasses import replace
from datetime import time

from nudges.core.when.rules import Counted, Dated, Days, EveryDays, Fixed, Weekly
from nudges.core.when.schedule import Then, When

WEEK = 7
STEPS = (1, 2, 3, WEEK)
"""How often a week texts come, from seldom to often, when someone asks for fewer or more."""


def at_time(when: When, at: time) -> When | None:
    """Return the schedule with one text a day at a time, or None where its days and times are not told apart."""
    if isinstance(when.rule, Then):
        return _each(when.rule, lambda part: at_time(part, at))
    if not isinstance(when.rule, Dated):
        return None
    return When(replace(when.rule, at=Fixed((at,))), when.limits)


def fewer(when: When) -> When | None:
    """Return the schedule with fewer days a week; None if it cannot be thinned by a word."""
    if isinstance(when.rule, Then):
        return _each(when.rule, lambda part: fewer(part) or part, when)
    often = _often(when)
    lower = [step for step in STEPS if often is not None and step < often]
    return _with(when, lower[-1]) if lower else None


def more(when: When) -> When | None:
    """Return the schedule with more days a week; None if it comes daily, or cannot be changed by a word."""
    if isinstance(when.rule, Then):
        return _each(when.rule, lambda part: more(part) or part, when)
    often = _often(when)
    higher = [step for step in STEPS if often is not None and step > often]
    return _with(when, higher[0]) if higher else None


def _each(rule: Then, change: Callable[[When], When | None], but: When | None = None) -> When | None:
    """Return each of the schedules changed; None where one cannot be, or `but` is what comes of it."""
    parts = [part for each in rule.parts if (part := change(each)) is not None]
    changed = When(Then(tuple(parts)))
    return changed if len(parts) == len(rule.parts) and changed != but else None


def _often(when: When) -> int | None:
    """Return on how many days a week it comes, where that is always the same."""
    match when.rule:
        case Dated(days=Weekly(days=days, every=1)):
            return len(days)
        case Dated(days=Counted(number=number)):
            return number
        case Dated(days=EveryDays(every=every)):
            return max(1, round(WEEK / every))
        case _:
            return None


def _with(when: When, often: int) -> When:
    assert isinstance(when.rule, Dated)
    days: Days = Weekly(tuple(range(WEEK))) if often == WEEK else Counted(often)
    return When(replace(when.rule, days=days), when.limits)
