"""What was promised and kept is told for one and for all, in words and as data."""

import json

from nudges.cli.promises import WHY_HELD
from nudges.core.promised import WISHES
from nudges.core.words import Reason
from tests.cli.conftest import Refused, Run


def test_it_is_told_of_one_and_of_all(ana: Run) -> None:
    assert "came due" in ana("promises", "ana").stdout
    assert "all" in ana("promises").stdout
    found = json.loads(ana("promises", "ana", "--json").stdout)
    assert found == {
        "person": "ana", "due": 0, "on_time": 0, "late": {}, "lost": {}, "held": {}, "open": 0, "owed": 0, "doubled": 0,
    }  # fmt: skip
    assert [each["person"] for each in json.loads(ana("promises", "--week", "2026-W47", "--json").stdout)] == ["ana"]


def test_nobody_is_nobody(run: Run) -> None:
    assert "Nobody yet" in run("promises").stderr


def test_spans_that_cannot_be_are_told(ana: Run, refused: Refused) -> None:
    assert ana is not None
    assert "keep one of them" in refused("promises", "ana", "--week", "2026-W47", "--month", "2026-11")
    assert "no person 'bob'" in refused("promises", "bob")


def test_every_lawful_reason_has_words() -> None:
    held = {each.value for each in Reason if each is not Reason.EXPIRED} | {*WISHES.values()}
    assert held <= WHY_HELD.keys()
