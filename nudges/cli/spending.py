"""What was spent of the budgets that the settings name."""

from datetime import datetime

from nudges.gateways.lane import Lane, State
from nudges.gateways.spending import Spending, Spent
from nudges.gateways.spending import spending as spent_of
from nudges.settings import Settings
from nudges.wiring import make_budget

__all__ = ["Spending", "Spent", "lane_state", "spending"]


def lane_state(found: Settings) -> State:
    """Return what is kept of the way out."""
    return Lane(found.home / "lane.json").state


def spending(found: Settings, now: datetime) -> Spending:
    """Return what was spent until now, by the clock of the budgets."""
    return spent_of(make_budget(found), lane_state(found), now)
