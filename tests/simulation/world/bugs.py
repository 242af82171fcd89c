"""Mistakes that are easily made: each is a part that is given to a world in the place of the right one."""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from msgspec.structs import replace

from nudges.core.inbound import Inbound
from nudges.core.outbox import claim, outbox
from nudges.core.wake import next_wake, wake
from nudges.core.words import Why
from nudges.gateways import Absent, Outgoing, Refused, Taken, Unclear
from nudges.service import Service
from nudges.service.hands import Claim
from nudges.store import Store
from tests.simulation.world.crowd import CrowdHome, MemoryMany, SeamedMany
from tests.simulation.world.disk import BadDisk
from tests.simulation.world.files import FilesHome
from tests.simulation.world.lived import Plan, planned
from tests.simulation.world.pages import HoursLate, LocksLate, LosesTheWake, OneTooMany, StopsLate, TwoSteps
from tests.simulation.world.provider import ProviderGateway

MINUTE = timedelta(minutes=1)


class ClaimsAfter(Service):
    """Hands a text over first, and records then that it began to."""

    def attend(self, person: str, now: datetime) -> int:
        """Attend to somebody."""
        while True:
            with self.store.open(person) as page:
                book = page.book.add(*wake(page.book, self.words, now))
                box = outbox(book, now)
                book = book.add(*box.expired)
                page.commit(book, next_wake(book, now))
            ours = [*(book.history.messages[queued.id] for queued in box.ready), *box.stale]
            if not ours:
                return 0
            claimed = claim(ours[0], now)
            outcome = self._hands.settle(
                Claim(book, ours[0].queued, claimed.attempt, ours[0].claimed_at is not None), now
            )
            self._settle(person, [claimed, *outcome], now)


class CountsTwice(Service):
    """Takes each call of the provider for a text of its own."""

    calls = count()

    def receive(self, inbound: Inbound, now: datetime) -> str | None:
        """Take in a text."""
        return super().receive(replace(inbound, id=f"{inbound.id}/{next(self.calls)}"), now)


class ForgetsTheKey(ProviderGateway):
    """Cannot find again what it handed over, since it gave it no name."""

    def find(self, message: Outgoing) -> Taken | Absent | Unclear:
        """Look what became of a text."""
        super().find(message)
        return Absent()


class ResendsBlindly(ProviderGateway):
    """Takes silence for a no."""

    def send(self, message: Outgoing, now: datetime) -> Taken | Refused | Unclear:
        """Hand a text over."""
        try:
            result = super().send(message, now)
        except TimeoutError:
            result = Unclear(detail="no answer")
        return Refused(detail="no answer", why=Why.LATER, after=MINUTE) if isinstance(result, Unclear) else result


class NeverSyncs(BadDisk):
    """Leaves what was written to the system, which writes it some time."""

    def sync(self, file: int) -> None:
        """Do nothing."""


class UnsyncedHome(FilesHome):
    """A folder on such a disk."""

    disk = NeverSyncs


class AsksNobody(SeamedMany):
    """Does not ask whether something happened since a text was claimed."""

    def __init__(self, store: Store) -> None:
        assert isinstance(store, SeamedMany)
        super().__init__(store.inner, *store.around)

    def unchanged(self, marks: Mapping[str, int]) -> set[str]:
        """Return everybody."""
        super().unchanged(marks)
        return {*marks}


class TakesAll(MemoryMany):
    """Begins and settles also for those whom somebody else holds."""

    def free(self, wanted: Sequence[str]) -> list[str]:
        """Return everybody."""
        return [*wanted]


class UnlockedHome(CrowdHome):
    """Where such a store is."""

    way = TakesAll


BUGS: dict[str, Callable[[Plan], Plan]] = {
    "claims after it sent": lambda plan: _with(plan, service=ClaimsAfter),
    "forgets the key": lambda plan: _with(plan, gateway=ForgetsTheKey),
    "commits in two steps": lambda plan: _with(plan, store=TwoSteps),
    "resends blindly": lambda plan: _with(plan, gateway=ResendsBlindly),
    "does not ask for a stop again": lambda plan: _with(plan, store=StopsLate),
    "does not ask for the hours again": lambda plan: _with(plan, store=HoursLate),
    "counts a repeated reply twice": lambda plan: _with(plan, service=CountsTwice),
    "lets one too many leave": lambda plan: _with(plan, store=OneTooMany),
    "loses the next wake": lambda plan: _with(plan, store=LosesTheWake),
    "reads before it locks": lambda plan: _with(plan, store=LocksLate),
    "never syncs": lambda plan: _with(plan, home=UnsyncedHome),
    "does not ask what changed since many were claimed": lambda plan: _crowd(plan, store=AsksNobody),
    "opens many that others hold": lambda plan: _crowd(plan, home=UnlockedHome),
}
"""What is wrong, and how it is planted."""


def _with(plan: Plan, **changes: Any) -> Plan:
    return dataclasses.replace(plan, **changes)


def _crowd(plan: Plan, **changes: Any) -> Plan:
    return _with(planned("crowd", plan.seed, plan.days, CrowdHome), **changes)
