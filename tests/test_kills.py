"""Never twice, never lost, whatever is killed: a small number here, a thousand in `make soak`."""

import random
from pathlib import Path

import pytest

from tests.soak.audit import audit
from tests.soak.busy_day import FIXED, Day, enrol, live


def kill(home: Path, times: int, rate: float, seed: int) -> None:
    day = Day(home=home, rate=rate, dice=random.Random(seed))
    begun = enrol(day)
    live(day, times)
    assert day.over is not None
    found = audit(home, day.accepted, FIXED, begun, day.over)
    print(
        f"\n{day.kills} kills in {(day.over - begun).total_seconds() / 3600:.1f} simulated hours: "
        f"{found.received} texts received, {found.expected_nudges} nudges due, {found.replies} replies accepted, "
        f"{day.edits} edits, {day.commands} commands; doubled {len(found.doubled)}, lost nudges "
        f"{len(found.lost_nudges)}, lost replies {len(found.lost_replies)}, unreadable {len(found.unreadable)}"
    )
    assert found.wrong == [], found.wrong
    assert found.expected_nudges > times
    assert found.replies > times / 2
    assert day.commands > 0
    assert day.edits > 0


@pytest.mark.long
def test_a_server_killed_at_random_moments_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    kill(tmp_path / "home", times=6, rate=900, seed=1)


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("seed", range(2, 7))
def test_a_thousand_kills_in_five_busy_days(tmp_path: Path, seed: int) -> None:
    kill(tmp_path / "home", times=200, rate=300, seed=seed)
