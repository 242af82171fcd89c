"""An address is named, tried, shown without what opens it, and taken out."""

import json

import pytest

from tests.cli.conftest import Refused, Run
from tests.worker.receiver import receiving


def test_an_address_is_added_tried_shown_and_removed(ana: Run) -> None:
    with receiving() as receiver:
        url = f"{receiver.address}/api/webhook/opensesame"
        added = ana("hooks", "add", url, "--for", "ana", "--name", "home", "--type", "nudges.checkin.*")
        receiver.secret = added.stdout.strip()
        assert receiver.secret.startswith("whsec_")
        assert "it answered 204" in ana("hooks", "test", "home").stderr
        assert (receiver.types(), receiver.forged) == (["test"], 0)
    listed = ana("hooks", "list").stdout
    assert "nudges.checkin.*" in listed
    assert "well" in listed
    assert "opensesame" not in listed + ana("hooks", "list", "--json").stdout
    ana("hooks", "remove", "home")
    assert "No address" in ana("hooks", "list").stderr
    assert json.loads(ana("hooks", "list", "--json").stdout) == []


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("add", "gopher://a", "--everyone"), "not an address"),
        (("add", "http://a b", "--everyone"), "not an address"),
        (("add", "https://example.org:99999", "--everyone"), "not an address"),
        (("add", "http://example.org/x", "--everyone"), "use https"),
        (("add", "https://ana:secret@example.org/x", "--everyone"), "password is not kept"),
        (("add", "https://example.org/x"), "--everyone"),
        (("add", "https://example.org/x", "--everyone", "--for", "ana"), "--everyone"),
        (("add", "https://example.org/x", "--for", "bob"), "no person 'bob'"),
        (("add", "https://example.org/x", "--everyone", "--type", "nudges.chekin.noted"), "try nudges.checkin.noted"),
        (("add", "https://example.org/x", "--everyone", "--with", "words"), "words"),
        (("remove", "home"), "there is no address 'home'"),
        (("test", "home"), "there is no address 'home'"),
    ],
)
def test_what_cannot_be_is_one_sentence_and_keeps_nothing(
    ana: Run, refused: Refused, args: tuple[str, ...], said: str
) -> None:
    assert said in refused("hooks", *args)
    assert "No address" in ana("hooks", "list").stderr


def test_names_that_leave_home_are_warned_of(ana: Run) -> None:
    away = ana("hooks", "add", "https://example.org/x", "--everyone", "--with", "names")
    assert "not at home" in away.stderr
    assert "not at home" not in ana("hooks", "add", "http://127.0.0.1:9/x", "--everyone", "--with", "names").stderr


def test_an_address_where_nothing_answers_fails_its_test_in_a_sentence(ana: Run) -> None:
    ana("hooks", "add", "http://127.0.0.1:9/x", "--everyone", "--name", "home")
    assert "nothing answers there" in ana("hooks", "test", "home", fails=1).stderr
