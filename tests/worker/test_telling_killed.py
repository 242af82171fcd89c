"""A server that is killed again and again between what happens and its telling tells all of it, in order."""

import signal
from datetime import UTC, datetime
from pathlib import Path

import pytest

from nudges.core.facts import Happened
from nudges.core.outward import More
from nudges.store.hooks import Hook, Hooks
from tests.running import Running, enrol_ana, until
from tests.worker.receiver import DROP, receiving

KILLS, MANY = 2, 8


@pytest.mark.long
def test_what_happened_before_a_kill_is_told_after_it(tmp_path: Path) -> None:
    home = tmp_path / "home"
    server = Running(home)
    enrol_ana(server.service)
    with receiving() as receiver:
        hook = Hook(name="home", url=receiver.address, secret="", people=("ana",), types=("nudges.event.*",),
                    more=(More.NAMES,), erased=False, since=datetime.now(UTC))  # fmt: skip
        receiver.secret = Hooks(home / "hooks.json").add(hook).secret
        for turn in range(KILLS):
            receiver.answers = [DROP] if turn else []
            server.start()
            for number in range(MANY):
                fact = Happened(at=datetime.now(UTC), event=f"turn-{turn}.{number}", source=f"{turn}/{number}")
                server.service.edit("ana", lambda book, fact=fact: book.add(fact), fact.at)  # type: ignore[misc]
            until(lambda turn=turn: len(receiver.taken) > turn * MANY, "the address to be told")  # type: ignore[misc]
            server.stop(signal.SIGKILL)
        server.start()
        until(lambda: len(set(receiver.ids())) == KILLS * MANY, "everything to be told")
        assert server.stop() == 0
    told = {each.get_id(): each.get_data() for each in receiver.taken}
    names = [each["event"] for each in told.values() if isinstance(each, dict)]
    assert names == [f"turn-{turn}.{number}" for turn in range(KILLS) for number in range(MANY)]
    assert receiver.forged == 0
