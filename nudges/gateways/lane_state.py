"""What is kept of the way out, and what may be spent on it."""

import os
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec


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


def mark_of(path: Path) -> tuple[int, int, int] | None:
    """Return what tells one state of the file from another; None where there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def read_state(path: Path | None) -> State:
    """Return what is kept; what cannot be read any more is begun anew."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=State) if path is not None else State()
    except (FileNotFoundError, msgspec.DecodeError, msgspec.ValidationError):
        return State()


def write_state(path: Path, state: State) -> None:
    """Keep a state in a file."""
    beside = path.with_suffix(".new")
    with open(beside, "wb", opener=_for_its_owner) as file:
        file.write(msgspec.json.encode(state))
    beside.replace(path)


def _for_its_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
