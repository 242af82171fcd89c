"""Never twice, never lost, never at a bad hour: in worlds in which everything goes wrong, as many as there is time for.

One seed is one course of events (tests/simulation/world/). A seed that fails fails again in the same way:
`python -m tests.simulation.world memory 17` lives it once more and tells each step.
"""

import pytest

from tests.simulation.world.files import FilesHome
from tests.simulation.world.lived import Lived, MakeHome, Plan
from tests.simulation.world.stores import MemoryHome
from tests.simulation.world.world import live

SEEDS, DAYS = 40, 12
COUNTED = ("person_days", "texts", "replies")
MANY, MONTH = 2000, 30
HOMES: dict[str, MakeHome] = {"memory": MemoryHome, "tinydb": FilesHome}


def report(name: str, lived: dict[int, Lived]) -> None:
    """Print what happened, and fail where a promise was broken."""
    days, texts, replies = (sum(getattr(each, what) for each in lived.values()) for what in COUNTED)
    struck = sum(sum(each.struck.values()) for each in lived.values())
    wrong = {seed: each.broken for seed, each in lived.items() if each.broken}
    print(
        f"\n{name}: {len(lived)} seeds, {days} person-days, {texts} texts sent, {replies} written, {struck} misfortunes"
    )
    assert not wrong, wrong


@pytest.mark.parametrize("store", HOMES)
def test_forty_worlds_keep_every_promise(store: str) -> None:
    report(store, {seed: live(Plan(seed, DAYS, home=HOMES[store])) for seed in range(SEEDS)})


@pytest.mark.parametrize("store", HOMES)
def test_events_are_neither_lost_nor_doubled_nor_what_waits_for_them(store: str) -> None:
    worlds = {seed: live(Plan(seed, 8, home=HOMES[store], events=True)) for seed in range(8)}
    report(f"{store}, with events", worlds)


@pytest.mark.soak
@pytest.mark.timeout(0)
@pytest.mark.parametrize("store", HOMES)
def test_a_thousand_months_with_events_keep_every_promise(store: str) -> None:
    worlds = {seed: live(Plan(seed, MONTH, home=HOMES[store], events=True)) for seed in range(MANY // 2)}
    report(f"{store}, with events", worlds)


@pytest.mark.soak
@pytest.mark.timeout(0)
@pytest.mark.parametrize("store", HOMES)
def test_two_thousand_months_keep_every_promise(store: str) -> None:
    report(store, {seed: live(Plan(seed, MONTH, home=HOMES[store])) for seed in range(MANY)})


@pytest.mark.parametrize("store", HOMES)
def test_a_seed_is_one_course_of_events(store: str) -> None:
    one, other = (live(Plan(3, DAYS, home=HOMES[store])) for _ in range(2))
    assert one == other
    assert one.trace != live(Plan(4, DAYS, home=HOMES[store])).trace
