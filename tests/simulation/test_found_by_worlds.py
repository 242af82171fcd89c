"""What worlds under one seed have found, each as small as it can be told; some also as the seeds that found them."""

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

from nudges.clock import ManualClock
from nudges.core.facts import Accepted, Claimed, Unknown
from nudges.core.outbox import LEASE
from nudges.core.words import Status
from nudges.gateways import Outgoing, Told, Unclear
from nudges.gateways.memory import MemoryGateway
from nudges.library import load
from nudges.service import Service
from tests.samples import ANA, MONDAY, book, minutes, plan, service
from tests.simulation.world.crowd import Marked, MemoryMany
from tests.simulation.world.files import FilesHome
from tests.simulation.world.scheduler import Process, Scheduler
from tests.simulation.world.weather import Weather


@pytest.fixture(params=range(8))
def files(request: pytest.FixtureRequest) -> Iterator[FilesHome]:
    scheduler = Scheduler(request.param, MONDAY)
    home = FilesHome(scheduler, Weather(scheduler.dice, MONDAY, MONDAY, 0))
    yield home
    home.close()


def test_the_first_change_of_a_book_survives_a_power_cut_too(files: FilesHome) -> None:
    """Its line was fsynced, and the name of the new journal was not."""
    store = files.store(Process("one"))
    store.create(book(), MONDAY)
    with store.open("ana") as page:
        page.commit(page.book.add(Unknown(at=MONDAY, id="x", detail="x")), None)
    files.cut_power()
    assert len(files.store(Process("two")).read("ana").facts) == len(book().facts) + 1


class Overtaken(MemoryGateway):
    """Takes a text, and its status comes before its sender gives up waiting."""

    def send(self, message: Outgoing, now: object) -> Unclear:  # type: ignore[override]
        told = Told(provider_id="S1", status=Status.DELIVERED, person=message.person, id=message.id)
        made.note(told, MONDAY + minutes(31))
        return Unclear(detail="no answer in time")


made = service(gateway=Overtaken())


def test_a_sender_that_knows_less_than_the_status_records_nothing() -> None:
    made.enrol(ANA, (plan(),), MONDAY, "on paper")
    made.attend("ana", MONDAY + timedelta(minutes=31))
    facts = made.store.read("ana").facts
    assert not [fact for fact in facts if isinstance(fact, Unknown)]


class Busy(MemoryMany):
    """Books to each of which something happens before its text leaves, once somebody says so."""

    busy = False

    def unchanged(self, marks: Mapping[str, int]) -> set[str]:
        return set() if self.busy else super().unchanged(marks)


class Doubtful(MemoryGateway):
    """Takes each text, and its answer is lost."""

    def send(self, message: Outgoing, now: datetime) -> Unclear:  # type: ignore[override]
        super().send(message, now)
        return Unclear(detail="no answer in time")


def test_a_text_in_doubt_is_looked_for_though_its_book_was_changed_meanwhile() -> None:
    """Of many at once, it was taken for one that surely did not leave, and left again (crowd, seed 0)."""
    scheduler, gateway, clock = Scheduler(0, MONDAY), Doubtful(), ManualClock(MONDAY)
    store = Busy(Marked(), scheduler, Weather(scheduler.dice, MONDAY, MONDAY, 0), set())
    service = Service(store, gateway, load().words)
    company = service.company(clock.now, lambda _: None, sleep=lambda _: None)
    assert company is not None
    service.enrol(ANA, (plan(),), MONDAY, "on paper")
    with ThreadPoolExecutor(1) as pool:
        company.attend(["ana"], pool, 1)
        store.busy, clock.moment = True, MONDAY + LEASE
        company.attend(["ana"], pool, 1)
    assert [type(fact) for fact in store.read("ana").facts[-2:]] == [Claimed, Accepted]
    service.attend("ana", clock.moment + LEASE)
    assert len(gateway.sent) == 1
