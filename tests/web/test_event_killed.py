"""A server killed between an event and its nudge: the event is kept, and its nudge leaves once."""

import json
import signal
import urllib.request
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from nudges.core.values import Plan
from nudges.store.sources import Sources
from tests.running import LONG, Running, due_already, enrol_ana, until


@pytest.mark.long
def test_what_was_answered_for_survives_a_kill_and_its_nudge_leaves_once(tmp_path: Path) -> None:
    home = tmp_path / "home"
    server = Running(home)
    enrol_ana(server.service)
    stretch: Plan = replace(due_already(), id="stretch", title="Stretch", when="on event gym.left")
    server.service.edit("ana", lambda book: book.with_plan(stretch), datetime.now(UTC))
    token = Sources(home / "sources.json").add("watch", ("gym.*",), ("ana",), datetime.now(UTC))

    def tell() -> tuple[int, bool]:
        told = {"specversion": "1.0", "id": "1", "source": "/watch", "type": "gym.left", "subject": "ana"}
        headers = {"content-type": "application/cloudevents+json", "authorization": f"Bearer {token}"}
        asked = urllib.request.Request(f"{server.address}/events", json.dumps(told).encode(), headers)
        with urllib.request.urlopen(asked, timeout=LONG) as answer:
            return answer.status, bool(json.loads(answer.read())["new"])

    server.start()
    assert tell() == (202, True)
    server.stop(signal.SIGKILL)
    server.start()
    assert tell() == (200, False)
    until(lambda: any(each.startswith("nudge/stretch/") for each in server.received()), "the nudge to leave")
    assert server.stop() == 0
    assert sum(each.startswith("nudge/stretch/") for each in server.received()) == 1
