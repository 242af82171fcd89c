"""How a text goes its way: which statuses follow, and when."""

from datetime import datetime, timedelta

import msgspec

from nudges.twilio_local.errors import NEVER_LEFT
from nudges.twilio_local.words import Status


class Speed(msgspec.Struct, frozen=True, kw_only=True):
    """How fast everything goes.

    Each status takes a `step`. A sender lets `rate` segments a second leave (None: all at once); with more than
    `busy` of them waiting a request is answered 429, and with more than `room` the queue is full.
    """

    step: timedelta = timedelta(milliseconds=20)
    rate: float | None = None
    busy: int | None = None
    room: int = 36_000


class Fate(msgspec.Struct, frozen=True, kw_only=True):
    """How it ends. With `sent` the carrier gives no receipt."""

    status: Status = Status.DELIVERED
    code: int | None = None


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """A status that a text takes, and when."""

    at: datetime
    status: Status
    code: int | None = None


WAY = (Status.SCHEDULED, Status.ACCEPTED, Status.QUEUED, Status.SENDING, Status.SENT, Status.DELIVERED)


def fate_of(code: int) -> Fate:
    """Return how a text ends that is taken and then comes to nothing with this code."""
    return Fate(status=Status.FAILED if code in NEVER_LEFT else Status.UNDELIVERED, code=code)


def course(first: Status, begins: datetime, leaves: datetime, step: timedelta, fate: Fate) -> list[Step]:
    """Return the statuses after the first one: it begins its way at a moment, and its turn to leave comes at another.

    >>> from datetime import UTC
    >>> noon = datetime(2026, 3, 2, 12, tzinfo=UTC)
    >>> [s.status.value for s in course(Status.QUEUED, noon, noon, timedelta(seconds=1), Fate())]
    ['sending', 'sent', 'delivered']
    """
    ahead = WAY[WAY.index(first) + 1 :]
    steps: list[Step] = []
    at = begins
    for status in ahead:
        at = max(at, leaves) + step if status is Status.SENDING else at + step
        if status is Status.SENT and fate.status is Status.FAILED:
            return [*steps, Step(at=at, status=Status.FAILED, code=fate.code)]
        if status is Status.DELIVERED:
            ended = Step(at=at, status=fate.status, code=fate.code)
            return steps if fate.status is Status.SENT else [*steps, ended]
        steps.append(Step(at=at, status=status))
    return steps


def expired(first: Status, begins: datetime, ends: datetime, step: timedelta) -> list[Step]:
    """Return the statuses of a text whose turn does not come while it is of use."""
    waits = [each for each in WAY[WAY.index(first) + 1 :] if WAY.index(each) <= WAY.index(Status.QUEUED)]
    steps = [Step(at=begins + (n + 1) * step, status=status) for n, status in enumerate(waits)]
    return [*steps, Step(at=max([ends, *(each.at for each in steps)]), status=Status.FAILED, code=30036)]
