"""What worlds under one seed have found, each as small as it can be told; some also as the seeds that found them."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from nudges.core.facts import Unknown
from nudges.core.words import Status
from nudges.gateways import Outgoing, Told, Unclear
from nudges.gateways.memory import MemoryGateway
from tests.samples import ANA, MONDAY, book, minutes, plan, service
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
