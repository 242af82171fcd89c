"""Every text is accounted for, whatever goes wrong with Twilio or us: a few hundred here, 10,000 in `make soak`."""

import random
import time
from pathlib import Path

import pytest

from nudges.twilio_local import running
from tests.soak.twilio_audit import audit
from tests.soak.twilio_day import RATE, Day, free_port, live, twilio_of


def account(home: Path, people: int, plans: int, lasts: float, seed: int) -> None:
    begun = time.monotonic()
    day = Day(home=home, people=people, plans=plans, lasts=lasts, port=free_port(), dice=random.Random(seed))
    home.mkdir()
    with running(twilio_of(day)) as twilio:
        live(day, twilio)
        found = audit(home, twilio, day.due, day.wrote)
    taken = time.monotonic() - begun
    print(f"\n{day.kills} kills in {taken:.0f} s, {taken * RATE / 3600:.1f} hours of theirs")
    print("\n".join(found.table()))
    assert found.wrong == [], found.wrong[:20]
    assert len(day.due) == people * plans
    assert day.kills >= lasts / 10
    assert all(found.struck[rule.fault] for rule in twilio.faults.rules())


@pytest.mark.xdist_group("twilio-faults")
def test_every_text_is_accounted_for_whatever_goes_wrong(tmp_path: Path) -> None:
    account(tmp_path / "home", people=60, plans=5, lasts=12, seed=1)


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_ten_thousand_nudges_are_accounted_for(tmp_path: Path) -> None:
    account(tmp_path / "home", people=1000, plans=10, lasts=180, seed=2)
