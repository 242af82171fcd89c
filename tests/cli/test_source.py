"""A program gets a token of its own, once, and loses it at a word."""

import json

import pytest

from tests.cli.conftest import Refused, Run


def test_a_source_is_added_shown_and_taken_back(ana: Run) -> None:
    added = ana("source", "add", "watch", "--type", "gym.*", "--type", "stretch.done", "--for", "ana")
    token = added.stdout.strip()
    assert token.startswith("ev_")
    assert f"Bearer {token}" in added.stderr
    listed = ana("source", "list").stdout
    assert "gym.*, stretch.done" in listed
    shown = json.loads(ana("source", "list", "--json").stdout)
    assert [(each["name"], each["people"]) for each in shown] == [("watch", ["ana"])]
    assert "mark" not in shown[0]
    ana("source", "remove", "watch")
    assert "No program" in ana("source", "list").stderr


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("add", "watch", "--type", "gym.left", "--for", "bob"), "no person 'bob'"),
        (("add", "watch", "--type", "*", "--for", "ana"), "cannot name an event"),
        (("add", "Wä tch", "--type", "gym.left", "--for", "ana"), "cannot name"),
        (("add", "watch", "--for", "ana"), "--type"),
        (("remove", "watch"), "there is no source 'watch'"),
    ],
)
def test_what_cannot_be_is_one_sentence(ana: Run, refused: Refused, args: tuple[str, ...], said: str) -> None:
    assert ana is not None
    assert said in refused("source", *args)
    assert "No program" in ana("source", "list").stderr


def test_one_name_is_one_source(ana: Run, refused: Refused) -> None:
    ana("source", "add", "watch", "--type", "gym.left", "--for", "ana")
    assert "already" in refused("source", "add", "watch", "--type", "gym.came", "--for", "ana")
    assert len(json.loads(ana("source", "list", "--json").stdout)) == 1
