"""What the page shows of each plan: a week, four of them, or a year."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from nudges.core.report import OPEN, RESTED, PlanWeek
from nudges.web.report_charts import Line, Spread, spread_of, strength_line
from nudges.web.report_scene import COUNTS, Row, Scene, of_plan, plans_of, row


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """Weeks in numbers, each row begun by the first day of its week."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]


class PlanView(msgspec.Struct, frozen=True, kw_only=True):
    """One plan, worded: its week as a row, the weeks up to it as a calendar, and what the person sent."""

    title: str
    week: Row
    weeks: tuple[Row, ...]
    counts: tuple[str, ...]
    goal: str
    ratings: tuple[int, ...]
    table: Table
    line: Line | None
    spread: Spread | None


def plan_views(scene: Scene) -> list[PlanView]:
    """Return the plans of all the weeks that are shown."""
    return [_view(scene, plan, counted=True) for plan in plans_of(scene)]


def week_views(scene: Scene) -> list[PlanView]:
    """Return the plans of the last week only."""
    return [_view(scene, plan) for plan in scene.look.report.plans]


def moods(scene: Scene) -> Spread | None:
    """Return how the person felt as such, in their numbers."""
    found = next((each for each in scene.look.ratings if each.plan is None), None)
    return spread_of(scene, found) if found else None


def _view(scene: Scene, plan: PlanWeek, *, counted: bool = False) -> PlanView:
    here = of_plan(scene.look.report, plan.plan)
    rated = next((each for each in scene.look.ratings if each.plan == plan.plan), None)
    spans = [(each.monday, of_plan(each, plan.plan)) for each in scene.look.weeks]
    return PlanView(
        title=scene.called(plan.plan, plan.title),
        week=row(scene, here.days if here else {}, scene.look.report.monday),
        weeks=tuple(row(scene, found.days if found else {}, monday) for monday, found in spans),
        counts=totals(scene, plan.plan) if counted else tuple(_counts(scene, [here] if here else [])),
        goal=_goal(scene, plan),
        ratings=here.ratings if here else (),
        table=_table(scene, spans),
        line=strength_line(scene, plan.plan),
        spread=spread_of(scene, rated) if rated else None,
    )


def totals(scene: Scene, plan: str) -> tuple[str, ...]:
    """Return what all the weeks that are shown came to for a plan."""
    return tuple(_counts(scene, [found for each in scene.look.weeks if (found := of_plan(each, plan))]))


def _counts(scene: Scene, weeks: Iterable[PlanWeek]) -> Iterable[str]:
    """Yield what weeks came to, without what did not happen in them."""
    found = Counter[str]()
    for week in weeks:
        found.update({name: getattr(week, name) for name in COUNTS})
        found[OPEN] += list(week.days.values()).count(OPEN)
        found[RESTED] += week.rested
    for name in (*COUNTS, OPEN, RESTED):
        said = name if name != RESTED else "rested_one" if found[name] == 1 else "rested_days"
        if found[name]:
            yield f"{found[name]} {scene.say[said]}"


def _goal(scene: Scene, plan: PlanWeek) -> str:
    """Return the goal; of a week with days of rest, that of its other days, if any is left."""
    if plan.rested and plan.goal:
        return scene.say["goal_left"].format(number=plan.goal_left) if plan.goal_left else ""
    return scene.say["goal"].format(number=plan.goal) if plan.goal else ""


def _table(scene: Scene, weeks: Sequence[tuple[date, PlanWeek | None]]) -> Table:
    """Return a plan's weeks in numbers, each by its first day; what never happened in them has no column."""
    names = [name for name in (*COUNTS, RESTED) if any(week and _number(week, name) for _, week in weeks)]
    numbers = ((day, [_number(week, name) if week else 0 for name in names]) for day, week in weeks)
    rows = tuple((scene.short(day), tuple(found)) for day, found in numbers)
    return Table(columns=tuple(scene.say[name] for name in names), rows=rows)


def _number(week: PlanWeek, name: str) -> int:
    found: int = getattr(week, name)
    return found
