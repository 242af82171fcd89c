"""Many people at once: one person's trouble holds up nobody, and whoever says stop meanwhile is spared."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import msgspec
import pytest

from nudges.clock import ManualClock
from nudges.core.facts import Accepted, Expired, Stopped, Unsent
from nudges.core.inbound import Inbound
from nudges.core.outbox import LEASE
from nudges.core.words import Why
from nudges.gateways import Outgoing, Refused, Taken, Unclear
from nudges.gateways.lane import Lane
from nudges.gateways.memory import MemoryGateway
from nudges.library import load
from nudges.service import Service
from nudges.service.many import IN_TIME
from nudges.store.postgres import connect
from nudges.store.postgres.store import PostgresStore
from nudges.worker.jobs import JobWorker
from tests.database import emptied
from tests.samples import ANA, MONDAY, at, minutes, plan

DUE = at("2026-03-03 08:30")
PEOPLE = 6


class Odd(MemoryGateway):
    """A gateway that does something before it takes the first text of some."""

    def __init__(self) -> None:
        super().__init__()
        self.before: dict[str, object] = {}

    def send(self, message: Outgoing, now: datetime) -> Taken | Refused | Unclear:  # type: ignore[override]
        found = self.before.pop(message.person, None)
        if isinstance(found, Exception):
            raise found
        if callable(found):
            found()
        if isinstance(found, Refused):
            return found
        return super().send(message, now)


class Crowd:
    """Some people with a plan each, and who attends to them."""

    def __init__(self, store: PostgresStore, lane: Lane | None = None) -> None:
        self.gateway, self.clock, self.store = Odd(), ManualClock(MONDAY), store
        self.service = Service(store, self.gateway, load().words, lane=lane)
        for number in range(PEOPLE):
            who = msgspec.structs.replace(ANA, id=f"p{number}", phone=f"+1415555{number:04}")
            self.service.enrol(who, (plan(),), MONDAY, "on paper")
        self.worker = JobWorker(self.service, store, self.clock, 1)
        self.work()
        self.gateway.sent.clear()
        self.clock.moment = DUE

    def work(self) -> None:
        while self.store.due(self.clock.now()):
            self.worker.wake()

    @property
    def left(self) -> list[str]:
        return [message.person for _, message in self.gateway.sent]


@pytest.fixture
def store(tables: str) -> Iterator[PostgresStore]:
    made = connect(emptied(tables))
    yield made
    made.close()


def test_each_text_leaves_once_and_is_settled(store: PostgresStore) -> None:
    crowd = Crowd(store)
    crowd.work()
    crowd.work()
    assert sorted(crowd.left) == [f"p{number}" for number in range(PEOPLE)]
    assert all(isinstance(store.read(name).facts[-1], Accepted) for name in crowd.left)


def test_one_whose_gateway_fails_or_whose_book_is_held_holds_up_nobody(store: PostgresStore) -> None:
    crowd = Crowd(store)
    crowd.gateway.before = {"p0": TimeoutError(), "p1": Refused(detail="no", why=Why.RECIPIENT)}
    with ThreadPoolExecutor(1) as beside:
        with store.open("p2"):
            worked = beside.submit(crowd.work)
            while len(crowd.left) < PEOPLE - 3:
                assert not worked.done() or not worked.exception()
        worked.result(30)
    assert sorted(crowd.left) == ["p2", "p3", "p4", "p5"]
    assert store.read("p0").history.open


def test_who_says_stop_while_others_texts_leave_gets_none(store: PostgresStore) -> None:
    crowd = Crowd(store)

    def stop() -> None:
        # by another process: it is in the books, and nowhere else
        phone = store.read("p5").person.phone
        crowd.service.receive(Inbound(id="SM9", phone=phone, text="stop"), DUE)

    # Many chunks and one hand: whoever is in a later one is looked at again.
    crowd.worker._at_once = PEOPLE
    crowd.gateway.before = {"p0": stop}
    crowd.work()
    nudges = [message.person for _, message in crowd.gateway.sent if message.id.startswith("nudge/")]
    assert sorted(nudges) == [f"p{number}" for number in range(PEOPLE - 1)]
    kinds = [type(fact) for fact in store.read("p5").facts]
    assert Stopped in kinds
    assert Unsent in kinds
    assert Expired in kinds


def test_a_text_whose_claim_grew_old_in_a_slow_company_is_claimed_anew(store: PostgresStore) -> None:
    crowd = Crowd(store)

    def slow() -> None:
        crowd.clock.moment += IN_TIME + minutes(0.1)

    crowd.worker._at_once = 1
    crowd.gateway.before = {"p0": slow}
    crowd.work()
    assert sorted(crowd.left) == [f"p{number}" for number in range(PEOPLE)]
    attempts = [store.read(name).history.messages[crowd.gateway.sent[0][1].id].attempts for name in ("p0", "p5")]
    assert attempts == [1, 2]
    assert IN_TIME + minutes(0.6) < LEASE


def test_those_whose_turn_comes_later_are_woken_then(store: PostgresStore) -> None:
    lane = Lane(rate=1000)
    crowd = Crowd(store, lane)
    lane._rate = 1 / 3
    crowd.worker.wake()
    assert crowd.left == ["p0"]
    assert store.next_wake() == DUE + minutes(0.05)
    for _ in range(PEOPLE):
        crowd.clock.moment += minutes(0.05)
        crowd.work()
    assert sorted(crowd.left) == [f"p{number}" for number in range(PEOPLE)]


def test_a_step_that_breaks_for_one_is_that_ones_alone(store: PostgresStore) -> None:
    crowd = Crowd(store)
    with store.open("p3") as page:
        page.commit(page.book.with_plan(plan(when="sometimes, perhaps")), DUE)
    crowd.work()
    assert sorted(crowd.left) == [f"p{number}" for number in range(PEOPLE) if number != 3]
    assert store.next_wake() == DUE + minutes(1)
