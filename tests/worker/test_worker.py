"""Whoever writes is answered however slow all else is, and nobody waits for somebody else's text."""

import time
from collections.abc import Callable, Iterator
from datetime import datetime
from threading import Event, Lock

import msgspec
import pytest

from nudges.clock import ManualClock
from nudges.core.inbound import Inbound
from nudges.gateways import Outgoing, Taken
from nudges.gateways.memory import MemoryGateway
from nudges.service import Service
from nudges.worker import HANDS, Worker
from tests.samples import ANA, MONDAY, at, plan, service

DUE = at("2026-03-03 08:30")
CROWD = 3 * HANDS


class Stuck(MemoryGateway):
    """A provider that takes no nudge to a number of `slow` until it is told to go on."""

    def __init__(self) -> None:
        super().__init__()
        self.slow: set[str] = set()
        self.stuck = 0
        self.on, self.guard = Event(), Lock()

    def send(self, message: Outgoing, now: datetime) -> Taken:
        if message.to in self.slow and message.id.startswith("nudge/"):
            with self.guard:
                self.stuck += 1
            self.on.wait(30)
        return super().send(message, now)


class Home:
    """A crowd whose nudges are all due, and a worker of which every hand waits for a provider that hangs."""

    def __init__(self) -> None:
        self.gateway, self.clock = Stuck(), ManualClock(MONDAY)
        self.service: Service = service(gateway=self.gateway)
        for number in range(CROWD):
            self.add(number)
        self.worker = Worker(self.service, self.clock)
        self.worker.attend_all()

    def add(self, number: int) -> None:
        who = msgspec.structs.replace(ANA, id=f"p{number:02}", phone=phone(number))
        self.service.enrol(who, (plan(),), MONDAY, "on paper")

    def write(self, number: int, text: str) -> None:
        taken = self.service.receive(Inbound(id=f"SM{number}", phone=phone(number), text=text), self.clock.now())
        self.worker.poke(taken)

    def has(self, number: int, kind: str) -> bool:
        return any(m.to == phone(number) and m.id.startswith(kind) for _, m in self.gateway.sent)


def phone(number: int) -> str:
    return f"+141555502{number:02}"


def comes(what: Callable[[], bool]) -> bool:
    end = time.monotonic() + 10
    while not what() and time.monotonic() < end:
        time.sleep(0.01)
    return what()


@pytest.fixture
def home() -> Iterator[Home]:
    made = Home()
    made.worker.start()
    yield made
    made.gateway.on.set()
    made.worker.stop()


def hang(home: Home, *numbers: int) -> None:
    home.gateway.slow = {phone(number) for number in numbers}
    home.clock.moment = DUE
    home.worker.poke()
    assert comes(lambda: home.gateway.stuck == min(HANDS, len(numbers)))


def test_an_answer_to_danger_leaves_while_every_hand_waits_for_the_provider(home: Home) -> None:
    hang(home, *range(CROWD))
    home.write(CROWD - 1, "i want to die")
    assert comes(lambda: home.has(CROWD - 1, "safety/"))
    assert not any(home.has(number, "nudge/") for number in range(CROWD))


def test_an_answer_to_danger_leaves_even_if_all_who_answer_wait_too(home: Home) -> None:
    hang(home, *range(CROWD))
    for number in range(CROWD - 1):
        home.write(number, "help")
    home.write(CROWD - 1, "i want to die")
    assert comes(lambda: home.has(CROWD - 1, "safety/"))


def test_an_answer_leaves_while_every_hand_waits(home: Home) -> None:
    hang(home, *range(HANDS))
    home.write(CROWD - 1, "help")
    assert comes(lambda: home.has(CROWD - 1, "answer/"))


def test_those_who_come_due_later_do_not_wait_for_one_whose_text_hangs(home: Home) -> None:
    hang(home, 0)
    assert comes(lambda: all(home.has(number, "nudge/") for number in range(1, CROWD)))
    home.add(CROWD)
    assert comes(lambda: home.has(CROWD, "welcome"))
    assert not home.has(0, "nudge/")


def test_everyone_gets_each_text_once_whoever_attends_to_them(home: Home) -> None:
    hang(home, *range(HANDS))
    for number in range(CROWD):
        home.write(number, "done")
    home.gateway.on.set()
    assert comes(lambda: all(home.has(number, "answer/") for number in range(CROWD)))
    ids = [(message.to, message.id) for _, message in home.gateway.sent]
    assert len(ids) == len(set(ids))
