"""An alarm clock: one APScheduler job at the earliest moment anyone wants to be woken."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Event, Lock, Thread

import structlog
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

log = structlog.get_logger("nudges")

LOOK_EVERY = 1.0
JUMP = timedelta(seconds=1)
"""How far the clock may drift from elapsed time in one look before the alarm is set anew."""

AT_MOST_A_DAY = timedelta(days=1)


class Alarm:
    """Rings when `earliest` says, and looks every second whether that moment has changed.

    `refresh` notices what other processes changed. The looks go by elapsed time, so that a clock which is set
    back or forth is noticed too. The scheduler's own grace for late jobs is off: how late a text may be is the
    plan's business.
    """

    def __init__(
        self,
        now: Callable[[], datetime],
        earliest: Callable[[datetime], datetime | None],
        ring: Callable[[], None],
        refresh: Callable[[], None],
    ) -> None:
        self._now, self._earliest, self._ring, self._refresh = now, earliest, ring, refresh
        self._scheduler = BackgroundScheduler(
            executors={"default": ThreadPoolExecutor(1)},
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
            timezone=UTC,
        )
        self._ending = Event()
        self._one_at_a_time = Lock()
        self._arming = Lock()
        self._armed: datetime | None = None
        self._looked = time.monotonic()
        self._watcher = Thread(target=self._watch, name="watcher", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._scheduler.start()
        self._arm()
        self._watcher.start()

    def poke(self) -> None:
        """Set the alarm anew."""
        self._arm()

    def stop(self) -> None:
        """End, once the ring in hand is finished."""
        # The scheduler waits for its job at the end and lets it set no alarm meanwhile: each would wait for the other.
        with self._arming:
            self._ending.set()
        self._watcher.join()
        # Whoever processes jobs while it is told to end finds its job gone; so let nobody, and wait for whoever does.
        self._scheduler.pause()
        self._scheduler.get_jobs()
        self._scheduler.shutdown(wait=True)

    @property
    def unseen_for(self) -> float:
        """For how many seconds nobody has looked; well above one, something hangs."""
        return time.monotonic() - self._looked

    def _arm(self) -> None:
        now = self._now()
        moment = self._earliest(now)
        run_at = min(moment or now + AT_MOST_A_DAY, now + AT_MOST_A_DAY)
        # None is at once, whatever the scheduler takes the time to be.
        when = run_at if run_at > now else None
        with self._arming:
            if not self._ending.is_set():
                self._armed = moment
                self._scheduler.add_job(self._go_off, "date", run_date=when, id="alarm", replace_existing=True)

    def _go_off(self) -> None:
        if self._ending.is_set():
            return
        with self._one_at_a_time:
            self._ring()
        self._arm()

    def _watch(self) -> None:
        wall, elapsed = self._now(), time.monotonic()
        while not self._ending.wait(LOOK_EVERY):
            now, tick = self._now(), time.monotonic()
            jumped = abs((now - wall) - timedelta(seconds=tick - elapsed)) > JUMP
            wall, elapsed = now, tick
            try:
                self._look(now, jumped=jumped)
            except Exception as error:  # a look that fails must not be the last one
                log.error("could not look", action="look", error=type(error).__name__)  # noqa: TRY400

    def _look(self, now: datetime, *, jumped: bool) -> None:
        self._refresh()
        earliest = self._earliest(now)
        overdue = earliest is not None and earliest <= now
        if (jumped or overdue or earliest != self._armed) and not self._one_at_a_time.locked():
            self._arm()
        self._looked = time.monotonic()
