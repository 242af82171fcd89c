"""Mistakes that are easily made: each is a part that is given to a world in the place of the right one."""

import dataclasses
from collections.abc import Callable
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
from tests.simulation.world.disk import BadDisk
from tests.simulation.world.files import FilesHome
from tests.simulation.world.lived import Plan
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
}
"""What is wrong, and how it is planted."""


def _with(plan: Plan, **changes: Any) -> Plan:
    return dataclasses.replace(plan, **changes)
