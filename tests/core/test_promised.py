"""What was promised is counted whole, and comes to what the provider and the calendar say by themselves."""

import random
from datetime import datetime, timedelta

import pytest

from nudges.core.promised import Promised, promised, summed
from nudges.core.values import Plan
from nudges.core.words import Why
from nudges.gateways import Outgoing, Refused, Taken
from nudges.gateways.memory import MemoryGateway
from nudges.service import Service
from tests.running import ALL_DAY
from tests.samples import MONDAY, person, plan, service

DAYS = 8
PLANS = (plan(id="early", when="daily at 9:00", grace=120), plan(id="late", when="daily at 17:00", grace=120))
DUES = [MONDAY + timedelta(hours=hour, days=day) for day in range(DAYS) for hour in (1, 9)]


class Rough(MemoryGateway):
    """A way out that is shut at times."""

    shut = False

    def send(self, message: Outgoing, now: datetime) -> Taken | Refused:  # type: ignore[override]
        if self.shut:
            return Refused(detail="shut", why=Why.LATER)
        return super().send(message, now)


def lived(dice: random.Random, plans: tuple[Plan, ...] = PLANS, **about: object) -> tuple[Service, Rough, datetime]:
    """Let some days pass in which the server sleeps at times, and the way out is shut at times."""
    gateway = Rough()
    made = service(gateway=gateway)
    made.enrol(person(**{"hours": ALL_DAY, "cap": 10, "gap": 0} | about), plans, MONDAY, "on paper")
    now, asleep = MONDAY, False
    while now < MONDAY + timedelta(days=DAYS):
        asleep = dice.random() < (0.97 if asleep else 0.01)
        gateway.shut = dice.random() < 0.05
        if not asleep and made.store.due(now):
            made.attend("ana", now)
        now += timedelta(minutes=2)
    return made, gateway, now


def counted(made: Service, now: datetime) -> Promised:
    return promised(made.whole("ana"), MONDAY, now, now)


@pytest.mark.parametrize("seed", range(4))
def test_the_counts_are_those_of_the_calendar_and_of_the_provider(seed: int) -> None:
    made, gateway, now = lived(random.Random(seed))
    found = counted(made, now)
    left = {message.id: at for at, message in gateway.sent if message.id.startswith("nudge/")}
    joined = {part: left[text] for text, parts in made.whole("ana").history.joined.items() for part in parts}
    soon = [name for name, at in (left | joined).items() if at - _due(name) <= timedelta(minutes=2)]
    assert found.due == len(DUES)
    assert found.on_time == len(soon)
    assert found.on_time + sum(found.late.values()) == len(left | joined)
    assert found.owed == found.on_time + sum(found.late.values()) + sum(found.lost.values())
    assert found.owed + sum(found.held.values()) + found.open == found.due
    assert found.late or found.lost


def _due(name: str) -> datetime:
    return datetime.fromisoformat(name.rpartition("/")[2])


def test_a_cap_is_a_lawful_reason_and_no_promise_broken() -> None:
    made, gateway, now = lived(random.Random(0), cap=1)
    found = counted(made, now)
    assert found.due == len(DUES)
    assert found.held.get("cap", 0) > 0
    assert sum(1 for _, message in gateway.sent if message.id.startswith("nudge/")) <= DAYS


def test_several_are_counted_as_one() -> None:
    one = Promised(due=3, on_time=1, late={"slow": 1}, lost={}, held={"cap": 1}, open=0)
    both = summed([one, one])
    assert (both.due, both.on_time, both.late, both.held, both.owed) == (6, 2, {"slow": 2}, {"cap": 2}, 4)
