"""The way out as a whole: how fast texts may leave, how many, and whether any can.

What is asked is always when a text may leave; what happened is told afterwards. All of it is kept in one small file,
so that a restart forgets neither what was spent nor that something has to be mended first.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime, timedelta
from math import ceil
from pathlib import Path
from threading import Lock

import msgspec
from filelock import FileLock

from nudges.core.words import Kind
from nudges.gateways.lane_state import Broken, Budget, State, mark_of, read_state, write_state

__all__ = ["Broken", "Budget", "Lane", "State"]

TRIES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60))
"""How long nothing is tried after the set-up turned out to be wrong: longer each time, an hour at most."""

AGAIN = timedelta(minutes=1)
"""After this it is asked again whether a text may leave for which the budget has room only if another does not."""

POLL = 0.005
"""After so many seconds it is looked again whether another process is done with the file."""

WARNED_AT = 0.8
"""Of a budget so much is spent before the operator is warned."""


Tell = Callable[[str, str], None]
"""Takes what kind of thing happened, and a sentence for the operator."""


class Lane:
    """When texts may leave. `rate` is segments a second; without a path nothing outlives the process."""

    def __init__(
        self, path: Path | None = None, rate: float | None = None, budget: Budget | None = None,
        tell: Tell | None = None,
    ) -> None:  # fmt: skip
        self._path, self._rate, self._budget = path, rate, budget or Budget()
        self._tell: Tell = tell if tell is not None else _nobody
        self._guard = Lock()
        self._slots: dict[str, datetime] = {}
        self._going: dict[str, tuple[int, datetime]] = {}
        self._free: datetime | None = None
        self._read_at = mark_of(path) if path is not None else None
        self._state = read_state(path)

    @property
    def state(self) -> State:
        """What is kept."""
        return self._state

    def opens(self, name: str, kind: Kind, segments: int, now: datetime) -> datetime:
        """Return when a text may leave: now, at its place in the line, or once something is mended or begins anew."""
        with self._guard:
            self._look()
            if self.state.broken is None:
                return self._opens(name, kind, segments, now)
        with self._own():
            broken = self._state.broken
            if broken is not None and now < broken.until:
                return broken.until
            slot = self._opens(name, kind, segments, now)
            if broken is not None and slot <= now:  # one tries the way, and the others wait for what comes of it
                self._keep(broken=msgspec.structs.replace(broken, until=now + _pause(broken.tries)))
            return slot

    def _opens(self, name: str, kind: Kind, segments: int, now: datetime) -> datetime:
        if kind is Kind.SAFETY:
            return now
        if (anew := self._spent_until(segments, now)) is not None:
            return anew
        if self._is_promised(name, segments, now):
            return now + AGAIN
        return self._slot(name, segments, now)

    def _is_promised(self, name: str, segments: int, now: datetime) -> bool:
        """Whether all that is left of a budget is on its way: it is not known yet whether that leaves."""
        if self._budget.day is None and self._budget.month is None:
            return False
        self._going = {each: went for each, went in self._going.items() if each != name and went[1] > now - AGAIN}
        going = sum(each for each, _ in self._going.values())
        if going and self._spent_until(segments + going, now) is not None:
            return True
        self._going[name] = (segments, now)
        return False

    def taken(self, name: str, segments: int, now: datetime) -> None:
        """Count a text that left; whatever was broken is mended."""
        self.all_taken([(name, segments)], now)

    def all_taken(self, texts: Sequence[tuple[str, int]], now: datetime) -> None:
        """Count texts that left, by name and segments, at once."""
        segments = sum(each for _, each in texts)
        with self._own():
            for name, _ in texts:
                self._slots.pop(name, None)
                self._going.pop(name, None)
            day, month = self._today(now)
            before = self._state
            spent_day = segments + (before.spent_day if before.day == day else 0)
            spent_month = segments + (before.spent_month if before.month == month else 0)
            self._keep(broken=None, day=day, spent_day=spent_day, month=month, spent_month=spent_month)
            if before.broken is not None:
                self._tell("mended", "Texts leave again.")
            self._warn("today", self._budget.day, spent_day - segments, spent_day)
            self._warn("this month", self._budget.month, spent_month - segments, spent_month)

    def breaks(self, detail: str, code: int | None, now: datetime) -> datetime:
        """Keep that nothing can leave until the set-up is mended; return when it is tried again. It is told once."""
        with self._own():
            before = self._state.broken
            tries = before.tries + 1 if before is not None else 0
            since = before.since if before is not None else now
            broken = Broken(since=since, detail=detail, code=code, tries=tries, until=now + _pause(tries))
            self._keep(broken=broken)
            if before is None or before.code != code:
                self._tell("broken", detail)
            return broken.until

    def alarm(self, kind: str, sentence: str) -> None:
        """Tell the operator of something that nobody may overlook."""
        self._tell(kind, sentence)

    def _slot(self, name: str, segments: int, now: datetime) -> datetime:
        if self._rate is None:
            return now
        if name not in self._slots:
            begins = max(now, self._free or now)
            self._free = begins + timedelta(seconds=segments / self._rate)
            self._slots[name] = begins
        return self._slots[name]

    def _spent_until(self, segments: int, now: datetime) -> datetime | None:
        """Return when a budget begins anew that has no room for so many segments."""
        day, month = self._today(now)
        local = now.astimezone(self._budget.zone)
        midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
        spent_month = self._state.spent_month if self._state.month == month else 0
        if self._budget.month is not None and spent_month + segments > self._budget.month:
            return (midnight.replace(day=1) + timedelta(days=32)).replace(day=1).astimezone(UTC)
        spent_day = self._state.spent_day if self._state.day == day else 0
        if self._budget.day is not None and spent_day + segments > self._budget.day:
            return (midnight + timedelta(days=1)).astimezone(UTC)
        return None

    def _warn(self, when: str, most: int | None, before: int, after: int) -> None:
        if most is None:
            return
        if before < ceil(WARNED_AT * most) <= after:
            self._tell("budget", f"{after} of {most} segments are spent {when}.")
        if before < most <= after:
            self._tell("budget", f"All {most} segments of the budget are spent {when}; only answers to danger leave.")

    def _today(self, now: datetime) -> tuple[str, str]:
        local = now.astimezone(self._budget.zone)
        return f"{local:%Y-%m-%d}", f"{local:%Y-%m}"

    @contextmanager
    def _own(self) -> Iterator[None]:
        """Hold the state: against other threads, and against other processes that send by the same file."""
        with (
            self._guard,
            FileLock(self._path.with_suffix(".lock"), mode=0o600, poll_interval=0.005) if self._path else nullcontext(),
        ):
            self._look()
            yield

    def _look(self) -> None:
        """Take in what another process has written."""
        if self._path is not None and (mark := mark_of(self._path)) != self._read_at:
            self._state, self._read_at = read_state(self._path), mark

    def _keep(self, **changes: object) -> None:
        self._state = msgspec.structs.replace(self._state, **changes)
        if self._path is not None:
            write_state(self._path, self._state)
            self._read_at = mark_of(self._path)


def _nobody(kind: str, sentence: str) -> None:
    """Tell nobody."""


def _pause(tries: int) -> timedelta:
    return TRIES[min(tries, len(TRIES) - 1)]
