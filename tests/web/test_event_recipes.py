"""The requests that the recipes of the manual make, as those programs send them, are events that count."""

import json
from pathlib import Path

import pytest

from tests.web.test_events import Door

RECIPES = {
    "an iPhone": (
        {"content-type": "application/json", "ce-specversion": "1.0", "ce-type": "gym.left", "ce-source": "/iphone",
         "ce-id": "2026-03-02T12:00:07-05:00"},
        b"{}",
    ),
    "Tasker": (
        {"content-type": "application/json", "ce-specversion": "1.0", "ce-type": "gym.left", "ce-source": "/android",
         "ce-id": "1772470807123"},
        b"{}",
    ),
    "Automate, which says no kind of content": (
        {"ce-specversion": "1.0", "ce-type": "gym.left", "ce-source": "/android", "ce-id": "1772470807.123"},
        b"{}",
    ),
    "Home Assistant": (
        {"content-type": "application/cloudevents+json"},
        b'{"specversion": "1.0", "id": "2026-03-02T12:00:07-05:00", "source": "/h", "type": "gym.left"}',
    ),
    "n8n": (
        {"content-type": "application/json; charset=utf-8", "ce-specversion": "1.0", "ce-type": "gym.left",
         "ce-source": "/n8n", "ce-id": "4711"},
        b"",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", RECIPES)
def test_a_recipe_of_the_manual_tells_of_an_event_once(tmp_path: Path, name: str) -> None:
    door, (headers, body) = Door(tmp_path), RECIPES[name]
    sent = {**headers, "authorization": f"Bearer {door.token}"}
    answers = [door.web.post("/events", headers=sent, content=body) for _ in range(2)]
    assert [each.status_code for each in answers] == [202, 200], answers[0].text
    assert [each.event for each in door.happened()] == ["gym.left"]


def test_what_the_manual_says_that_an_address_is_told_is_json() -> None:
    text = Path("nudges/help/events.md").read_text("utf-8")
    example = text[text.index('{"specversion": "1.0", "id": "9f2c') :].partition("```")[0]
    assert json.loads(example)["type"] == "nudges.checkin.noted"
