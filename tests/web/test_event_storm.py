"""Ten thousand events in a minute for one person: one lawful text at most, and the rest is refused for now."""

from datetime import timedelta
from pathlib import Path

import pytest
from cloudevents.core.bindings.http import to_structured_event

from nudges.core.facts import Happened
from nudges.web.events import BURST, MOST_A_DAY
from tests.samples import MONDAY
from tests.web.test_events import NOON, Door, told

STORM, SEVERAL = 10_000, 12


def storm(door: Door, tokens: list[str], many: int) -> list[int]:
    """Send so many events in a minute, each another one, by several programs in turn; return the answers."""
    statuses = []
    body = to_structured_event(told(id="PLACE")).body
    for number in range(many):
        door.clock.moment = NOON + number * timedelta(minutes=1) / many
        headers = {"content-type": "application/cloudevents+json",
                   "authorization": f"Bearer {tokens[number % len(tokens)]}"}  # fmt: skip
        content = body.replace(b"PLACE", str(number).encode())
        statuses.append(door.web.post("/events", headers=headers, content=content).status_code)
    return statuses


def judge(door: Door, statuses: list[int], kept: int) -> None:
    assert set(statuses) == {202, 429}
    assert statuses.count(202) == kept == len(door.happened())
    before = len(door.gateway.sent)
    for minute in range(600):
        door.service.attend("ana", door.clock.moment + timedelta(minutes=minute))
    assert len(door.gateway.sent) - before == 1
    facts = door.service.store.read("ana").facts
    assert len({fact.key for fact in facts}) == len(facts)
    assert sum(isinstance(fact, Happened) for fact in facts) <= MOST_A_DAY


def test_a_storm_of_one_program(tmp_path: Path) -> None:
    door = Door(tmp_path)
    judge(door, storm(door, [door.token], 600), BURST)


def test_a_storm_of_several_programs_at_once(tmp_path: Path) -> None:
    door = Door(tmp_path)
    tokens = [door.sources.add(f"p{number}", ("gym.*",), ("ana",), MONDAY) for number in range(SEVERAL)]
    judge(door, storm(door, tokens, 900), min(SEVERAL * BURST, MOST_A_DAY))


@pytest.mark.soak
def test_ten_thousand_in_a_minute(tmp_path: Path) -> None:
    door = Door(tmp_path)
    judge(door, storm(door, [door.token], STORM), BURST)
