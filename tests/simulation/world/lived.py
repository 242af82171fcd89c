"""What is to be lived, and what came of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Protocol

from nudges.core.texts import Words
from nudges.gateways import Gateway
from nudges.service import Service
from nudges.store import Store
from tests.simulation.world.provider import Provider, ProviderGateway
from tests.simulation.world.scheduler import Process, Scheduler
from tests.simulation.world.server import Parts
from tests.simulation.world.stores import Home, MemoryHome
from tests.simulation.world.weather import Weather


class MakeHome(Protocol):
    """Makes the place where the data of a world lies."""

    def __call__(self, scheduler: Scheduler, weather: Weather) -> Home: ...


MakeStore = Callable[[Store], Store]


def usual(store: Store, gateway: Gateway, words: Words) -> Service:
    """Return the service as it is."""
    return Service(store, gateway, words)


@dataclass(frozen=True)
class Plan:
    """What is to be lived: how long, by how many people, on which store, and with which fault planted."""

    seed: int
    days: int = 30
    most: int = 2
    home: MakeHome = MemoryHome
    service: Parts = usual
    store: MakeStore = lambda store: store
    gateway: Callable[[Provider, Process], ProviderGateway] = ProviderGateway
    events: bool = False
    """Whether programs tell of events."""


@dataclass(frozen=True)
class Lived:
    """What came of it: broken promises, what tells one course from another, and how much happened."""

    COUNTED: ClassVar = ("person_days", "texts", "replies")

    broken: list[str]
    trace: str
    steps: int
    person_days: int
    texts: int
    replies: int
    struck: dict[str, int]
