"""What is kept, handed out from the command line."""

import io
import json
import stat
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from nudges.core import facts as f
from nudges.core.book import Book
from nudges.core.values import Person
from nudges.gateways.phone import PhoneGateway
from nudges.store.tiny import TinyStore
from tests.cli.conftest import Reading, Refused, Run
from tests.samples import person, plan, service

NOW = datetime.now(UTC)
AGO = NOW - timedelta(days=20)


def _somebody(number: int) -> Person:
    return person(id=f"p{number}", phone=f"+1415555020{number}", since=AGO)


@pytest.fixture
def people(home: Path) -> Callable[[int], Path]:
    """Have some people who said yes to a study."""

    def make(number: int) -> Path:
        store = TinyStore(home)
        for each in range(number):
            who = _somebody(each)
            service(store, PhoneGateway(home / "phones")).enrol(who, (plan(since=AGO),), AGO, "on paper")
            with store.open(who.id) as page:
                page.commit(page.book.add(f.ResearchAgreed(at=AGO, source="in/1")), None)
        return home

    return make


def test_an_archive_holds_everything_and_its_settings_apply(ana: Run, tmp_path: Path) -> None:
    ana("plan", "add", "ana", "three-breaths")
    out = tmp_path / "ana.zip"
    result = ana("export", "ana", "--format", "zip", "--out", str(out))
    assert result.stdout == ""
    assert "holds everything about ana now" in result.stderr
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    with zipfile.ZipFile(out) as archive:
        assert archive.testzip() is None
        yaml = archive.read("person.yaml").decode()
    assert ana("apply", "-", given=yaml).stdout == "ana: nothing to change\n"
    ana("person", "remove", "ana", "--yes")
    assert "+ id: ana" in ana("apply", "-", given=yaml).stdout


def test_an_archive_is_named_after_the_person(ana: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ana("export", "ana", "--format", "zip")
    assert (tmp_path / "ana.zip").is_file()


def test_the_forms_for_reading_are_as_before(ana: Run) -> None:
    assert ana("export", "ana").stdout == ana("export", "ana", "--format", "yaml").stdout
    assert ana("export", "ana", "--json").stdout == ana("export", "ana", "--format", "json").stdout


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "whose data is not said"),
        (("ana", "--research"), "--research is of everyone who agreed"),
        (("ana", "--words"), "are of a study"),
        (("ana", "--since", "2026-01-01"), "are of a study"),
        (("ana", "--pictures"), "pictures are in an archive only"),
        (("ana", "--json", "--format", "zip"), "it cannot be zip and json at once"),
        (("ana", "--format", "zip", "--out", "/nowhere/at/all/a.zip"), "there is no folder"),
        (("nobody", "--format", "zip"), "there is no person 'nobody'"),
        (("--research",), "where to is not said"),
        (("--research", "--json", "--out", "x"), "--research has a form of its own"),
        (("--research", "--out", "x"), "nobody has said yes to a study"),
        (("--research", "--out", "x", "--since", "soon"), "'soon' is not a date"),
        (("--research", "--out", "x", "--project", "A B"), "'A B' is not a name for a project"),
        (("--research", "--out", "x", "--since", "2026-02-01", "--until", "2026-01-01"), "it ends before it begins"),
    ],
)
def test_what_cannot_be_is_told_in_a_sentence(ana: Run, refused: Refused, words: tuple[str, ...], says: str) -> None:
    assert says in refused("export", *words)


def test_a_study_is_written_as_a_folder_or_an_archive(run: Run, people: Callable[[int], Path], tmp_path: Path) -> None:
    home = people(5)
    said = run("export", "--research", "--out", str(tmp_path / "study")).stderr
    assert "holds the study study of 5 people now" in said
    run("export", "--research", "--out", str(tmp_path / "study.zip"))
    with zipfile.ZipFile(io.BytesIO((tmp_path / "study.zip").read_bytes())) as archive:
        for name in ("people.csv", "plans.csv", "nudges.csv", "dictionary.csv", "README.txt", "manifest.json"):
            assert archive.read(name) == (tmp_path / "study" / name).read_bytes(), name
    assert stat.S_IMODE((home / "research-secret").stat().st_mode) == 0o600
    assert len((tmp_path / "study" / "people.csv").read_text().splitlines()) == 6


def test_of_few_people_nothing_is_written_unless_that_is_asked_for(
    run: Run, people: Callable[[int], Path], tmp_path: Path
) -> None:
    people(4)
    out = str(tmp_path / "study")
    assert "only 4 said yes" in run("export", "--research", "--out", out, fails=2).stderr
    assert not (tmp_path / "study").exists()
    assert "4 people are few" in run("export", "--research", "--out", out, "--small-groups-ok").stderr
    assert (tmp_path / "study").is_dir()


def test_who_is_removed_or_ended_it_is_in_no_later_study(
    run: Run, people: Callable[[int], Path], tmp_path: Path
) -> None:
    people(4)
    run("person", "remove", "p0", "--yes")
    run("research", "end", "p1")
    result = run("export", "--research", "--out", str(tmp_path / "study"), "--small-groups-ok")
    assert "of 2 people now" in result.stderr
    assert [each["person"] for each in json.loads(run("research", "list", "--json").stdout)] == ["p2", "p3"]


def test_asking_sends_a_text_and_only_their_own_yes_counts(ana: Run, book: Reading, refused: Refused) -> None:
    assert "Nobody yet" in ana("research", "list").stderr
    assert "Only a yes from their own phone counts" in ana("research", "ask", "ana").stderr
    after: Book = book()
    assert after.history.research is None
    assert any("study" in message.queued.text for message in after.history.messages.values())
    assert "was asked once" in refused("research", "ask", "ana")
    assert "is part of no study" in refused("research", "end", "ana")
    assert "has not said yes to a study" in refused("research", "ask", "ana", "--words")
