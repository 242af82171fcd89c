"""How it stands with everything at a moment, for the operator's page and for a monitor."""

import shutil
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock
from zoneinfo import ZoneInfo

import msgspec

from nudges.clock import Clock
from nudges.gateways.lane import Broken, Budget
from nudges.gateways.spending import Spending, spending
from nudges.service import Service
from nudges.web.measured import MeasuredStore
from nudges.web.metrics import Metrics
from nudges.web.operator_census import Census, Counted

FRESH = timedelta(seconds=2)
"""So long the same answer is given again, however many ask."""

LAST_HOUR = timedelta(hours=1)


class Lag(msgspec.Struct, frozen=True):
    """How late the texts of the last hour left, in seconds: how many, the middle one, and of a hundred the last."""

    texts: int
    middle: float
    worst: float


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """Everything, at a moment."""

    counted: Counted
    due: int
    waited: float
    broken: Broken | None
    spent: Spending
    set_aside: int
    disk_free: int | None
    disk_part: float
    lag: Lag | None
    strangers: int
    alarms: int


class Setup(msgspec.Struct, frozen=True, kw_only=True):
    """What the settings say that the operator's page tells: no token, and no account."""

    gateway: str = "phone"
    price: float = 0.0
    budget: Budget = Budget()
    home: Path | None = None


class Watch:
    """Looks at everything when asked, and at most every two seconds."""

    def __init__(self, service: Service, clock: Clock, setup: Setup, metrics: Metrics) -> None:
        self._service, self._clock = service, clock
        self.setup, self.metrics = setup, metrics
        self.census = Census(service.store, self.zone)
        if isinstance(service.store, MeasuredStore):
            service.store.changed.append(self.census.changed)
        self._guard, self._last = Lock(), list[Standing]()

    @property
    def zone(self) -> ZoneInfo:
        """The operator's clock: that of the budgets."""
        return self.setup.budget.zone

    def look(self) -> Standing:
        """Return how it stands."""
        now = self._clock.now()
        with self._guard:
            if not self._last or abs(now - self._last[0].counted.now) >= FRESH:
                self._last = [self._look(now)]
            return self._last[0]

    def _look(self, now: datetime) -> Standing:
        store, lane = self._service.store, self._service.lane
        earliest = store.next_wake()
        free, part = _disk(self.setup.home)
        return Standing(
            counted=self.census.count(now),
            due=len(store.due(now)),
            waited=max((now - earliest).total_seconds(), 0.0) if earliest is not None else 0.0,
            broken=lane.state.broken,
            spent=spending(self.setup.budget, lane.state, now),
            set_aside=len(store.notices()),
            disk_free=free,
            disk_part=part,
            lag=_lag(list(self.metrics.lags), now),
            strangers=self._service.strangers.count,
            alarms=self.metrics.alarms,
        )


def _disk(home: Path | None) -> tuple[int | None, float]:
    """Return how many bytes of the disk are free, and what part of it that is."""
    try:
        usage = shutil.disk_usage(home) if home is not None else None
    except OSError:
        usage = None
    return (usage.free, usage.free / usage.total) if usage is not None and usage.total else (None, 1.0)


def _lag(lags: Sequence[tuple[datetime, float]], now: datetime) -> Lag | None:
    last = sorted(seconds for at, seconds in lags if now - at <= LAST_HOUR)
    if not last:
        return None
    return Lag(len(last), last[len(last) // 2], last[min(len(last) * 99 // 100, len(last) - 1)])
