"""What is to be lived, and what came of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Protocol

from nudges.core.texts import Words
from nudges.gateways import Gateway
from nudges.gateways.lane import Lane
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


CROWD = 6
"""So many people at most live where many are attended to at once."""


def paced(store: Store, gateway: Gateway, words: Words) -> Service:
    """Return a service whose texts leave one after the other, so that many wait for their turn."""
    return Service(store, gateway, words, lane=Lane(rate=1))


@dataclass(frozen=True)
class Plan:
    """What is to be lived: how long, by how many people, on which store, and with which fault planted.

    Where there may be more than two, they often live at one place, so that many texts are due at once.
    """

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


def planned(kind: str, seed: int, days: int, home: MakeHome) -> Plan:
    """Return what is lived of a seed on a kind of store: where many are attended to at once, often by more people."""
    if kind not in {"crowd", "postgres"}:
        return Plan(seed, days, home=home)
    crowded = kind == "crowd" or seed % 5 == 0
    return Plan(seed, days, CROWD if crowded else 2, home, service=paced if seed % 2 else usual)
