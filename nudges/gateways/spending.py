"""What was spent of the budgets, and what there is."""

from datetime import datetime

import msgspec

from nudges.gateways.lane import Budget, State


class Spent(msgspec.Struct, frozen=True, kw_only=True):
    """Segments that left in a while, and how many may; `most` is None where as many as there are."""

    segments: int
    most: int | None

    @property
    def part(self) -> float:
        """How much of the budget is gone; none where there is no limit.

        >>> Spent(segments=8, most=10).part, Spent(segments=8, most=None).part
        (0.8, 0.0)
        """
        return 0.0 if self.most is None else self.segments / self.most if self.most else 1.0


class Spending(msgspec.Struct, frozen=True, kw_only=True):
    """What was spent today and this month."""

    day: Spent
    month: Spent


def spending(most: Budget, state: State, now: datetime) -> Spending:
    """Return what was spent until now, by the clock of the budgets."""
    local = now.astimezone(most.zone)
    day = state.spent_day if state.day == f"{local:%Y-%m-%d}" else 0
    month = state.spent_month if state.month == f"{local:%Y-%m}" else 0
    return Spending(day=Spent(segments=day, most=most.day), month=Spent(segments=month, most=most.month))
