"""A year on a page: a calendar of its days, and each plan's weeks."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import msgspec

from nudges.core.words import Outcome
from nudges.web.report_charts import Line, Spread, spread_of, strength_line
from nudges.web.report_scene import Scene, of_plan, plans_of
from nudges.web.report_views import totals

MOST = 3
"""A day of so many plans is as dark as a day can be."""

QUARTER = 13


class Day(msgspec.Struct, frozen=True, kw_only=True):
    """A day of the year: how many plans were done or partly done on it, and how dark that makes it."""

    number: int
    done: int
    shade: str


class Month(msgspec.Struct, frozen=True, kw_only=True):
    """A month as a calendar: weeks of seven places, None where a place is not of this month."""

    name: str
    weeks: tuple[tuple[Day | None, ...], ...]


class WeekBox(msgspec.Struct, frozen=True, kw_only=True):
    """A plan's week: its first day, how often it was done in it, and how dark that makes it."""

    name: str
    done: int
    shade: str


class PlanYear(msgspec.Struct, frozen=True, kw_only=True):
    """One plan's year."""

    title: str
    counts: tuple[str, ...]
    quarters: tuple[tuple[WeekBox, ...], ...]
    line: Line | None
    spread: Spread | None


def months(scene: Scene) -> list[Month]:
    """Return the months that the weeks which are shown touch, of the year that they are of."""
    done = Counter(_done_days(scene))
    first, last = scene.look.weeks[0].monday, scene.look.report.monday + timedelta(days=6)
    begins = max(first + timedelta(days=3), min(scene.since, last)).replace(day=1)
    found: list[Month] = []
    while begins <= min(last, scene.today) or not found:
        found.append(_month(scene, begins, done))
        begins = (begins + timedelta(days=31)).replace(day=1)
    return found


def _done_days(scene: Scene) -> Iterator[date]:
    some = {Outcome.DONE.value, Outcome.PARTLY.value}
    for week in scene.look.weeks:
        for plan in week.plans:
            yield from (date.fromisoformat(day) for day, state in plan.days.items() if state in some)


def _month(scene: Scene, begins: date, done: Counter[date]) -> Month:
    after = (begins + timedelta(days=31)).replace(day=1)
    days: list[Day | None] = [None] * begins.weekday()
    for ahead in range((after - begins).days):
        day = begins + timedelta(days=ahead)
        days.append(Day(number=day.day, done=done[day], shade=_shade(done[day], MOST, ahead=day > scene.today)))
    days += [None] * (-len(days) % 7)
    weeks = tuple(tuple(days[place : place + 7]) for place in range(0, len(days), 7))
    return Month(name=scene.words.months[begins.month - 1], weeks=weeks)


def _shade(done: int, most: int, *, ahead: bool = False) -> str:
    """Return how dark a number is, in four steps."""
    return "ahead" if ahead else f"shade{min(3, -(-3 * done // most)) if done else 0}"


def plan_years(scene: Scene) -> list[PlanYear]:
    """Return each plan's year."""
    return [_plan_year(scene, each.plan, each.title) for each in plans_of(scene)]


def _plan_year(scene: Scene, plan: str, title: str) -> PlanYear:
    found = [(each.monday, of_plan(each, plan)) for each in scene.look.weeks]
    numbers = [(monday, week.done + week.partly if week else 0) for monday, week in found]
    most = max(number for _, number in numbers) or 1
    boxes = [WeekBox(name=scene.short(day), done=number, shade=_shade(number, most)) for day, number in numbers]
    rated = next((each for each in scene.look.ratings if each.plan == plan), None)
    return PlanYear(
        title=scene.called(plan, title),
        counts=totals(scene, plan),
        quarters=tuple(tuple(boxes[place : place + QUARTER]) for place in range(0, len(boxes), QUARTER)),
        line=strength_line(scene, plan),
        spread=spread_of(scene, rated) if rated else None,
    )
