"""A look back as data: all of it as JSON, and a row for each plan and day as CSV."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

import msgspec

from nudges.core.looked import LookBack
from nudges.core.report import PlanWeek, Report

COLUMNS = ("person", "week", "day", "plan", "title", "outcome", "ratings", "strength")
NOT_ASKED = "not_asked"
WEEK = 7
FORMULAS = ("=", "+", "-", "@", "\t", "\r")
"""With one of these in front a table program takes a cell for a formula."""


def as_data(look: LookBack, **more: Any) -> dict[str, Any]:
    """Return everything: the week's report as it always was, and the rest of the look back beside it."""
    week: dict[str, Any] = msgspec.to_builtins(look.report)
    all_of_it: dict[str, Any] = msgspec.to_builtins(look)
    return week | all_of_it | more


def as_csv(look: LookBack, weeks: Iterable[Report], today: date) -> str:
    """Return a row for each plan and day up to today, oldest first; numbers without a plan have a row of their own."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    ratings = _ratings(look)
    strengths = {(each.plan, day): value for each in look.strengths for day, value in each.days}
    for week in weeks:
        days = [day for ahead in range(WEEK) if (day := week.monday + timedelta(days=ahead)) <= today]
        for day in days:
            for plan in week.plans:
                value = strengths.get((plan.plan, day))
                strength = "" if value is None else f"{value:.3f}"
                writer.writerow(_row(look.person, week, day, plan, ratings[plan.plan, day], strength))
            if felt := ratings[None, day]:
                writer.writerow((look.person, week.week, day, "", "", "", _joined(felt), ""))
    return out.getvalue()


def _row(person: str, week: Report, day: date, plan: PlanWeek, ratings: list[int], strength: str) -> Iterator[object]:
    outcome = plan.days.get(str(day), NOT_ASKED)
    yield from (person, week.week, day, plan.plan, _cell(plan.title), outcome, _joined(ratings), strength)


def _ratings(look: LookBack) -> defaultdict[tuple[str | None, date], list[int]]:
    found: defaultdict[tuple[str | None, date], list[int]] = defaultdict(list)
    for each in look.ratings:
        for day, value in each.values:
            found[each.plan, day].append(value)
    return found


def _joined(values: list[int]) -> str:
    return " ".join(map(str, values))


def _cell(text: str) -> str:
    """Return what people wrote so that no table program runs it."""
    return f"'{text}" if text.startswith(FORMULAS) else text
