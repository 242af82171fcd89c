"""The way out as a whole: how fast texts may leave, how many, and whether any can.

What is asked is always when a text may leave; what happened is told afterwards. All of it is kept in one small file,
so that a restart forgets neither what was spent nor that something has to be mended first.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime, timedelta
from math import ceil
from pathlib import Path
from threading import Lock
from zoneinfo import ZoneInfo

import msgspec
from filelock import FileLock

from nudges.core.words import Kind

TRIES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60))
"""How long nothing is tried after the set-up turned out to be wrong: longer each time, an hour at most."""

WARNED_AT = 0.8
"""Of a budget so much is spent before the operator is warned."""


class Budget(msgspec.Struct, frozen=True, kw_only=True):
    """How many segments may leave in a day and in a month; None is as many as there are. `zone` is where days begin."""

    day: int | None = None
    month: int | None = None
    zone: ZoneInfo = ZoneInfo("UTC")

    @classmethod
    def of(
        cls, texts: tuple[int | None, int | None], money: tuple[float | None, float | None], price: float,
        zone: ZoneInfo,
    ) -> "Budget":  # fmt: skip
        """Return the budget of a day and a month in texts and in money, whichever is reached first."""
        bought = [None if some is None or price <= 0 else int(some / price) for some in money]
        both = [[each for each in pair if each is not None] for pair in zip(texts, bought, strict=True)]
        return cls(day=min(both[0], default=None), month=min(both[1], default=None), zone=zone)


class Broken(msgspec.Struct, frozen=True, kw_only=True):
    """Nothing can leave: since when, why, how often it was tried, and when it is tried again."""

    since: datetime
    detail: str
    code: int | None
    tries: int
    until: datetime


class State(msgspec.Struct, frozen=True, kw_only=True):
    """What is kept of the lane: what broke it, and what was spent on which day and in which month."""

    broken: Broken | None = None
    day: str = ""
    spent_day: int = 0
    month: str = ""
    spent_month: int = 0


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
        self._free: datetime | None = None
        self._read_at = _mark(path) if path is not None else None
        self._state = _read(path)

    @property
    def state(self) -> State:
        """What is kept."""
        return self._state

    def opens(self, name: str, kind: Kind, segments: int, now: datetime) -> datetime:
        """Return when a text may leave: now, at its place in the line, or once something is mended or begins anew."""
        with self._own():
            broken = self._state.broken
            if broken is not None and now < broken.until:
                return broken.until
            if kind is not Kind.SAFETY and (anew := self._spent_until(segments, now)) is not None:
                return anew
            slot = now if kind is Kind.SAFETY else self._slot(name, segments, now)
            if broken is not None and slot <= now:  # one tries the way, and the others wait for what comes of it
                self._keep(broken=msgspec.structs.replace(broken, until=now + _pause(broken.tries)))
            return slot

    def taken(self, name: str, segments: int, now: datetime) -> None:
        """Count a text that left; whatever was broken is mended."""
        with self._own():
            self._slots.pop(name, None)
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
        with self._guard, FileLock(self._path.with_suffix(".lock"), mode=0o600) if self._path else nullcontext():
            if self._path is not None and (mark := _mark(self._path)) != self._read_at:
                self._state, self._read_at = _read(self._path), mark
            yield

    def _keep(self, **changes: object) -> None:
        self._state = msgspec.structs.replace(self._state, **changes)
        if self._path is not None:
            beside = self._path.with_suffix(".new")
            with open(beside, "wb", opener=_for_its_owner) as file:
                file.write(msgspec.json.encode(self._state))
            beside.replace(self._path)
            self._read_at = _mark(self._path)


def _mark(path: Path) -> tuple[int, int, int] | None:
    """Return what tells one state of the file from another; None where there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _for_its_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _nobody(kind: str, sentence: str) -> None:
    """Tell nobody."""


def _pause(tries: int) -> timedelta:
    return TRIES[min(tries, len(TRIES) - 1)]


def _read(path: Path | None) -> State:
    """Return what is kept; what cannot be read any more is begun anew."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=State) if path is not None else State()
    except (FileNotFoundError, msgspec.DecodeError, msgspec.ValidationError):
        return State()
