"""Whether what is due would be sent: the worker looks, the timer is in time, and the store can be written."""

import os
import time
from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from nudges.clock import Clock
from nudges.store import Store

STALE = 5.0
"""After so many seconds without a look the worker is taken as stuck."""

LATE = timedelta(seconds=60)
"""Whoever waits for longer waits because the timer is late."""

PROBED_FOR = 5.0
"""For so many seconds it is believed that the folder can be written."""

PROBE = ".writable"


class Ready:
    """Says why nothing would be sent just now, if anything keeps it.

    `unseen_for` are the seconds since the worker looked; `resting` are those it leaves alone after an error of theirs;
    `unkept` is what kept the last change from being kept.
    """

    def __init__(
        self, store: Store, clock: Clock, unseen_for: Callable[[], float],
        resting: Callable[[], Collection[str]] = frozenset, home: Path | None = None,
        unkept: Callable[[], str | None] = lambda: None,
    ) -> None:  # fmt: skip
        self._store, self._clock, self._unseen_for = store, clock, unseen_for
        self._resting, self._home, self._unkept = resting, home, unkept
        self._began = time.monotonic()
        self._probed, self._unwritable = float("-inf"), ""

    def why(self) -> str | None:
        """Return why not, or None."""
        reasons = [stuck(self._unseen_for()), self.late(), self.unwritable()]
        return "; ".join(reason for reason in reasons if reason) or None

    def late(self) -> str | None:
        """Return who waits for too long, in numbers; what came due while nothing ran is late only from then on."""
        now, running = self._clock.now(), timedelta(seconds=time.monotonic() - self._began)
        return late(self._store, now, self._resting(), running)

    def unwritable(self) -> str | None:
        """Return that the last change was not kept, or that the folder could not be written a moment ago."""
        if (error := self._unkept()) is not None:
            return f"the store cannot be written ({error})"
        if self._home is not None and time.monotonic() - self._probed > PROBED_FOR:
            self._unwritable, self._probed = unwritable(self._home), time.monotonic()
        return self._unwritable or None


def stuck(unseen_for: float) -> str | None:
    """Return that the worker has not looked for so many seconds, if that is too long."""
    return f"the worker has not looked for {unseen_for:.0f} s" if unseen_for > STALE else None


def late(store: Store, now: datetime, resting: Collection[str], running: timedelta) -> str | None:
    """Return how many wait for too long, and for how long, since it runs."""
    waiting = [person for person in store.due(now - LATE) if person not in resting] if running > LATE else []
    if not waiting:
        return None
    earliest = store.next_wake() or now
    longest = LATE if resting else min(now - earliest, running)
    people = "1 person waits" if len(waiting) == 1 else f"{len(waiting)} people wait"
    return (
        f"the timer is late: {people}, the longest for {longest.total_seconds():.0f} s{' or more' if resting else ''}"
    )


def unwritable(home: Path) -> str:
    """Return that a folder cannot be written and why, or nothing."""
    probe = home / PROBE
    try:
        file = os.open(probe, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            os.write(file, b"\n" * 4096)
            os.fsync(file)
        finally:
            os.close(file)
    except OSError as error:
        return f"the store cannot be written ({(error.strerror or type(error).__name__).lower()})"
    with suppress(OSError):
        probe.unlink()
    return ""
