"""Never twice, never lost, never at a bad hour: in worlds in which everything goes wrong, as many as there is time for.

One seed is one course of events (tests/simulation/world/). A seed that fails fails again in the same way:
`python -m tests.simulation.world memory 17 18` lives it once more, and
`python -m tests.simulation.world 2 postgres 0 2000` lives two thousand months in two processes.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from tests.simulation.world.crowd import CrowdHome
from tests.simulation.world.files import FilesHome
from tests.simulation.world.lived import Lived, MakeHome, Plan, planned
from tests.simulation.world.stores import MemoryHome
from tests.simulation.world.world import live

SEEDS = {"memory": 40, "tinydb": 40, "crowd": 10, "postgres": 10}
DAYS = {"memory": 10, "tinydb": 8, "crowd": 8, "postgres": 3}
"""Here a world lasts so many days, and on PostgreSQL one person lives in it; in the soak it is a month each time.

A step on PostgreSQL takes many times one in memory, so that only a few are lived here.
"""

MANY, MONTH = 2000, 30

KINDS: dict[str, MakeHome] = {"memory": MemoryHome, "tinydb": FilesHome, "crowd": CrowdHome}
Homes = Callable[[str], MakeHome]


@pytest.fixture
def homes(request: pytest.FixtureRequest) -> Iterator[Homes]:
    """What makes a home of a kind."""
    with ExitStack() as stack:

        def make(kind: str) -> MakeHome:
            if kind != "postgres":
                return KINDS[kind]
            from tests.simulation.world.postgres import database

            return stack.enter_context(database(request.getfixturevalue("tables")))

        yield make


def report(name: str, lived: dict[int, Lived]) -> None:
    """Print what happened, and fail where a promise was broken."""
    days, texts, replies = (sum(getattr(each, what) for each in lived.values()) for what in Lived.COUNTED)
    struck = sum(sum(each.struck.values()) for each in lived.values())
    wrong = {seed: each.broken for seed, each in lived.items() if each.broken}
    print(f"\n{name}: {len(lived)} seeds, {days} person-days, {texts} texts sent, {replies} written, {struck} troubles")
    assert not wrong, wrong


@pytest.mark.timeout(900)
@pytest.mark.parametrize("store", DAYS)
def test_forty_worlds_keep_every_promise(homes: Homes, store: str) -> None:
    home = homes(store)
    report(store, {seed: live(planned(store, seed, DAYS[store], home)) for seed in range(SEEDS[store])})


@pytest.mark.parametrize("store", ["memory", "tinydb"])
def test_events_are_neither_lost_nor_doubled_nor_what_waits_for_them(homes: Homes, store: str) -> None:
    worlds = {seed: live(Plan(seed, 8, home=homes(store), events=True)) for seed in range(8)}
    report(f"{store}, with events", worlds)


@pytest.mark.soak
@pytest.mark.timeout(0)
@pytest.mark.parametrize("store", ["memory", "tinydb"])
def test_a_thousand_months_with_events_keep_every_promise(homes: Homes, store: str) -> None:
    worlds = {seed: live(Plan(seed, MONTH, home=homes(store), events=True)) for seed in range(MANY // 2)}
    report(f"{store}, with events", worlds)


@pytest.mark.soak
@pytest.mark.timeout(0)
@pytest.mark.parametrize("store", DAYS)
def test_two_thousand_months_keep_every_promise(homes: Homes, store: str) -> None:
    home = homes(store)
    report(store, {seed: live(planned(store, seed, MONTH, home)) for seed in range(MANY)})


@pytest.mark.parametrize("store", DAYS)
def test_a_seed_is_one_course_of_events(homes: Homes, store: str) -> None:
    home, days = homes(store), DAYS[store]
    one, other, another = (live(planned(store, seed, days, home)) for seed in (3, 3, 4))
    assert one == other
    assert one.trace != another.trace
