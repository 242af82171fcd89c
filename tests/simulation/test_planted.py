"""Is a mistake found that somebody plants? Each within two hundred worlds; the quick ones here, all in the soak."""

import pytest

from tests.simulation.world.bugs import BUGS
from tests.simulation.world.crowd import CrowdHome
from tests.simulation.world.lived import Plan, planned
from tests.simulation.world.world import live

WITHIN = 200
QUICK = {
    "forgets the key": 0,
    "resends blindly": 0,
    "counts a repeated reply twice": 0,
    "loses the next wake": 0,
    "reads before it locks": 0,
    "does not ask what changed since many were claimed": 21,
    "opens many that others hold": 24,
}
"""Which of these worlds finds it."""


def found(bug: str, seeds: range) -> tuple[int, str] | None:
    """Return the first seed that finds a mistake, and what it says."""
    for seed in seeds:
        try:
            broken = live(BUGS[bug](Plan(seed))).broken
        except Exception as error:  # what does not even go on is found too
            broken = [repr(error)]
        if broken:
            return seed, broken[0]
    return None


@pytest.mark.parametrize("bug", QUICK)
def test_what_is_easily_found_is_found_at_once(bug: str) -> None:
    many = "many" in bug
    assert live(planned("crowd", QUICK[bug], 30, CrowdHome) if many else Plan(QUICK[bug])).broken == []
    assert found(bug, range(QUICK[bug], QUICK[bug] + 1)) is not None


@pytest.mark.soak
@pytest.mark.timeout(0)
@pytest.mark.parametrize("bug", BUGS)
def test_every_planted_mistake_is_found_within_two_hundred_worlds(bug: str) -> None:
    at = found(bug, range(WITHIN))
    assert at is not None
    print(f"\n{bug}: found by seed {at[0]}: {at[1]}")
