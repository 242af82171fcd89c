"""What the operator can do about sheets: prepare, look, and end; never share."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from nudges.core import facts as f
from nudges.core.inbound import Inbound
from nudges.core.words import Safety
from nudges.gateways.memory import MemoryGateway
from nudges.library import load
from nudges.service import Service
from nudges.store.tiny import TinyStore
from tests.cli.conftest import Reading, Refused, Run

NEW = ("share", "new", "ana", "--with", "Dr Lee", "--line", "done", "--line", "name")
PNG_OF_PDF = b"%PDF-"


@pytest.fixture
def says(home: Path) -> object:
    """Return how Ana answers by text, now."""

    def say(text: str) -> None:
        now = datetime.now(UTC)
        service = Service(TinyStore(home), MemoryGateway(), load().words)
        service.receive(Inbound(id=f"in/{now}", phone="+14155550100", text=text), now)

    return say


@pytest.fixture
def shared(ana: Run, says: object) -> Run:
    """Run commands where Ana said yes to a sheet."""
    ana(*NEW)
    assert callable(says)
    says("agree")
    return ana


def test_every_line_is_shown_with_its_name_and_how_it_reads_now(ana: Run) -> None:
    said = ana("share", "lines", "ana").stdout
    assert "name: Name\n  Ana" in said
    assert "done: What was done\n  Nothing in these weeks." in said
    assert [each["line"] for each in json.loads(ana("share", "lines", "ana", "--json").stdout)][:2] == ["name", "plans"]


def test_preparing_shares_nothing_and_one_text_asks(ana: Run, book: Reading) -> None:
    said = ana(*NEW)
    assert said.stdout == "Prepared 'dr-lee' for Dr Lee. Nothing is shared yet.\n"
    texts = [m.queued.text for m in book().history.messages.values()]
    assert any("AGREE" in text and "Dr Lee" in text and "name, done" in text for text in texts)


def test_a_sheet_is_seen_only_after_their_yes(ana: Run, refused: Refused, says: object) -> None:
    ana(*NEW)
    assert "Ana has not agreed to 'dr-lee' yet" in refused("share", "sheet", "ana", "dr-lee")
    assert callable(says)
    says("agree")
    assert "For Dr Lee" in ana("share", "sheet", "ana", "dr-lee").stdout


def test_a_sheet_has_four_forms_and_each_look_is_on_the_list(shared: Run, tmp_path: Path) -> None:
    assert json.loads(shared("share", "sheet", "ana", "dr-lee", "--format", "json").stdout)["whom"] == "For Dr Lee"
    assert "<h1>For Dr Lee</h1>" in shared("share", "sheet", "ana", "dr-lee", "--format", "html").stdout
    file = tmp_path / "sheet.pdf"
    shared("share", "sheet", "ana", "dr-lee", "--format", "pdf", "--out", str(file))
    assert file.read_bytes().startswith(PNG_OF_PDF)
    (listed,) = json.loads(shared("share", "list", "ana", "--json").stdout)
    assert (listed["state"], listed["for"], listed["lines"]) == ("shared", "Dr Lee", ["name", "done"])
    assert len(listed["opened"]) == 1
    assert "shared" in shared("share", "list", "ana").stdout


def test_what_is_revoked_can_be_seen_no_more_and_stays_on_the_list(shared: Run, refused: Refused) -> None:
    shared("share", "revoke", "ana", "dr-lee")
    assert "'dr-lee' was taken back" in refused("share", "sheet", "ana", "dr-lee")
    assert "'dr-lee' is over already" in refused("share", "revoke", "ana", "dr-lee")
    assert "revoked" in shared("share", "list", "ana").stdout


def test_the_next_sheet_for_the_same_one_has_a_name_of_its_own(shared: Run) -> None:
    assert "'dr-lee-2'" in shared(*NEW).stdout


def test_it_is_in_what_is_exported_and_gone_with_the_person(shared: Run) -> None:
    kinds = {fact["fact"] for fact in json.loads(shared("export", "ana", "--json").stdout)["facts"]}
    assert {"proposed", "shared"} <= kinds
    shared("person", "remove", "ana", "--yes")
    shared("share", "list", "ana", fails=2)


WRONG = {
    ("--with", "my husband", "--line", "done"): "nothing is shared with 'my husband'",
    ("--with", "Dr Lee", "--line", "dne"): "'dne' is not a line; try done",
    ("--with", "Dr Lee", "--line", "done", "--weeks", "0"): "use a whole number from 1 to 12",
    ("--with", "Dr Lee", "--line", "done", "--days", "61"): "use a whole number from 1 to 60",
    ("--with", "{link}", "--line", "done"): "'{link}' is not a name",
    ("--with", "", "--line", "done"): "a name is missing",
    ("--with", "Dr Lee"): "missing option '--line'",
}


@pytest.mark.parametrize("words", list(WRONG))
def test_what_cannot_be_prepared_is_told_in_a_sentence(ana: Run, refused: Refused, words: tuple[str, ...]) -> None:
    assert WRONG[words] in refused("share", "new", "ana", *words)


def test_after_a_text_about_violence_it_asks_nothing_and_says_why(ana: Run, refused: Refused, home: Path) -> None:
    now = datetime.now(UTC)
    flag = f.Flagged(at=now - timedelta(days=2), tier=Safety.VIOLENCE, reply="in/0")
    Service(TinyStore(home), MemoryGateway(), load().words).edit("ana", lambda book: book.add(flag), now)
    assert "spoke of violence lately, so nothing is asked by text until" in refused(*NEW)


def test_nobody_and_nothing_are_told_in_a_sentence(ana: Run, refused: Refused) -> None:
    assert "no sheet 'x'" in refused("share", "sheet", "ana", "x")
    assert "Nothing of ana is or was shared." in ana("share", "list", "ana").stderr
    assert "error:" in refused("share", "lines", "leo")
