"""The alarm rings when somebody wants to be woken, whatever happens to the clock meanwhile."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from nudges.timers.alarm import Alarm

HOUR = timedelta(hours=1)
PATIENCE = 20
"""Seconds a test waits for what must happen; how long it really takes is not what is tested."""


class Bell:
    """A clock that can be set, one wish to be woken, and how often it rang."""

    def __init__(self) -> None:
        self.set_by = timedelta(0)
        self.wish: datetime | None = None
        self.rung: list[datetime] = []
        self.refreshed = 0
        self.broken = False

    def now(self) -> datetime:
        return datetime.now(UTC) + self.set_by

    def earliest(self, _: datetime) -> datetime | None:
        return self.wish

    def ring(self) -> None:
        if self.wish is not None and self.wish <= self.now():
            self.wish = None
            self.rung.append(self.now())

    def refresh(self) -> None:
        self.refreshed += 1
        if self.broken:
            self.broken = False
            raise OSError


@pytest.fixture
def bell() -> Bell:
    made = Bell()
    made.wish = made.now() + HOUR
    return made


@pytest.fixture
def alarm(bell: Bell) -> Iterator[Alarm]:
    made = Alarm(bell.now, bell.earliest, bell.ring, bell.refresh)
    made.start()
    yield made
    made.stop()


def until(condition: Callable[[], bool]) -> None:
    for _ in range(PATIENCE * 100):
        if condition():
            return
        time.sleep(0.01)
    raise TimeoutError


def looks(bell: Bell, number: int) -> None:
    seen = bell.refreshed
    until(lambda: bell.refreshed >= seen + number)


def test_it_rings_at_the_moment_and_not_before(bell: Bell, alarm: Alarm) -> None:
    looks(bell, 2)
    assert bell.rung == []
    wish = bell.wish = bell.now() + timedelta(seconds=1)
    alarm.poke()
    until(lambda: len(bell.rung) == 1)
    assert bell.rung[0] >= wish


def test_it_notices_by_itself_that_somebody_wants_to_be_woken_sooner(bell: Bell, alarm: Alarm) -> None:
    bell.wish = bell.now()
    until(lambda: len(bell.rung) == 1)


def test_a_clock_that_is_set_forward_is_noticed(bell: Bell, alarm: Alarm) -> None:
    looks(bell, 1)
    bell.set_by = 2 * HOUR
    until(lambda: len(bell.rung) == 1)


def test_a_clock_that_is_set_back_is_noticed_and_nobody_is_woken_early(bell: Bell, alarm: Alarm) -> None:
    bell.wish = bell.now() + timedelta(seconds=2)
    bell.set_by = -HOUR
    looks(bell, 4)
    assert bell.rung == []
    bell.set_by = timedelta(0)
    until(lambda: len(bell.rung) == 1)


def test_once_stopped_it_rings_no_more(bell: Bell) -> None:
    made = Alarm(bell.now, bell.earliest, bell.ring, bell.refresh)
    made.start()
    made.stop()
    bell.wish = bell.now()
    made.poke()
    time.sleep(0.1)
    assert bell.rung == []


def test_a_look_that_fails_is_not_the_last_one(bell: Bell, alarm: Alarm) -> None:
    bell.broken = True
    looks(bell, 1)
    bell.wish = bell.now()
    until(lambda: len(bell.rung) == 1)


def test_it_ends_while_it_rings(bell: Bell) -> None:
    for _ in range(20):
        made = Alarm(bell.now, bell.earliest, lambda: time.sleep(0.05), bell.refresh)
        made.start()
        made.poke()
        time.sleep(0.03)
        made.stop()


def test_it_is_one_job_however_often_it_is_set(bell: Bell, alarm: Alarm) -> None:
    for _ in range(50):
        alarm.poke()
    assert len(alarm._scheduler.get_jobs()) == 1
