"""Does the time machine tell what it plays, and touch nothing?"""

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from nudges.cli.group import Told
from nudges.cli.look import NOT_KEPT
from nudges.cli.simulate import judge
from nudges.cli.simulated import Line, shown, text_of
from nudges.core.values import Plan
from nudges.simulation import Persona
from tests.cli.conftest import Run
from tests.samples import person, plan
from tests.simulation.samples import agreed, played

Refused = Callable[..., str]
PERSONA = ("--persona", "silent")


@pytest.fixture
def planned(ana: Run) -> Run:
    """Run commands where Ana has two plans."""
    ana("plan", "add", "ana", "three-breaths")
    ana("plan", "add", "ana", "one-kind-thing")
    return ana


def files(home: Path) -> dict[str, bytes]:
    found = (path for path in home.rglob("*") if path.is_file() and "locks" not in path.parts)
    return {str(path): path.read_bytes() for path in found}


def test_without_a_person_an_example_is_played_and_no_folder_is_made(run: Run, home: Path) -> None:
    said = run("simulate", "--days", "14").stdout
    assert said.startswith("14 days of Ana (ana); persona steady, seed 0\n")
    assert " < " in said
    assert "promises       all kept" in said
    assert not home.exists()


def test_a_persons_copy_is_played_and_nothing_of_theirs_is_touched(planned: Run, home: Path) -> None:
    before = files(home)
    said = planned("simulate", "ana", "--days", "10", *PERSONA).stdout
    assert "10 days of Ana (ana); persona silent" in said
    assert "answered       0 of" in said
    assert files(home) == before


def test_someone_who_has_not_agreed_is_played_as_if_they_had(run: Run) -> None:
    run("person", "add", "Bo", "--phone", "+14155550101", "--tz", "Europe/Madrid")
    run("plan", "add", "bo", "three-breaths")
    assert json.loads(run("simulate", "bo", "--json").stdout)["summary"]["kinds"]["nudge"] > 10


def test_json_is_one_object_with_everything_or_only_the_numbers(planned: Run) -> None:
    all_ = json.loads(planned("simulate", "ana", "--days", "7", "--seed", "3", "--json").stdout)
    assert list(all_) == ["person", "persona", "seed", "days", "transcript", "summary"]
    assert (all_["person"], all_["persona"], all_["seed"], all_["days"]) == ("ana", "steady", 3, 7)
    assert {line["mark"] for line in all_["transcript"]} >= {">", "<"}
    assert all_["summary"]["broken"] == []
    numbers = json.loads(planned("simulate", "ana", "--days", "7", "--seed", "3", "--json", "--summary").stdout)
    assert numbers["summary"] == all_["summary"]
    assert "transcript" not in numbers


def test_the_price_is_counted_exactly_and_said_to_be_an_example(run: Run) -> None:
    summary = json.loads(run("simulate", "--days", "30", "--summary", "--json").stdout)["summary"]
    assert summary["cost"] == f"{summary['segments'] * 83 / 10000:.4f}"
    assert (summary["price"], summary["currency"]) == ("0.0083", "USD")
    assert "USD, at 0.0083 a segment (an example rate)" in run("simulate", "--days", "3", "--summary").stdout
    assert "at 0.10 a segment (your rate)" in run("simulate", "--days", "3", "--summary", "--price", "0.10").stdout


def test_the_summary_alone_has_no_conversation(run: Run) -> None:
    said = run("simulate", "--days", "14", "--summary").stdout
    assert " > " not in said
    assert "segments " in said


def test_words_that_spoke_of_danger_are_not_shown_and_the_helpline_is() -> None:
    lived = shown(played(agreed(), Persona.LOW), Decimal(1), "")
    lines = [line for line in lived.transcript if line.note == "crisis"]
    assert [line.text for line in lines] == [NOT_KEPT]
    after = lived.transcript[lived.transcript.index(lines[0]) + 1]
    assert (after.mark, "988" in after.text) == (">", True)


def lines_of(*plans: Plan, **changes: object) -> list[Line]:
    return list(shown(played(agreed(person(**changes), plans), Persona.SILENT, days=9), Decimal(1), "").transcript)


def test_what_was_not_sent_is_told_with_why() -> None:
    lines = lines_of(plan(), plan(id="second", when="weekdays at 12:00"), cap=1)
    held = {line.text.partition(" ")[2] for line in lines if line.mark == "-"}
    assert "was not sent: the day's limit of texts is reached" in held


def test_what_a_traveller_lives_by_stands_in_the_headings() -> None:
    said = text_of(shown(played(agreed(), Persona.TRAVELLER, days=30), Decimal(1), ""), summary=False)
    assert said.count("Ana lives by the clock of") == 2
    assert "March 2026, America/New_York" in said


def test_a_page_holds_it_all_and_what_people_wrote_is_text(planned: Run, tmp_path: Path) -> None:
    planned("person", "set", "ana", "--name", "<b>Ana</b>")
    page = tmp_path / "out.html"
    said = planned("simulate", "ana", "--days", "14", "--html", str(page))
    assert " > " not in said.stdout
    assert f"The page: {page}" in said.stderr
    text = page.read_text("utf-8")
    assert "<b>Ana" not in text
    assert "&lt;b&gt;Ana&lt;/b&gt;" in text
    assert "all kept" in text
    assert text.count("<section>") >= 5
    assert "://" not in text
    assert "<script" not in text


def test_a_page_that_is_there_is_only_replaced_if_that_is_said(run: Run, refused: Refused, tmp_path: Path) -> None:
    page = tmp_path / "out.html"
    page.write_text("mine")
    assert "is there already; name another file, or add --force" in refused("simulate", "--html", str(page))
    assert page.read_text() == "mine"
    run("simulate", "--days", "2", "--html", str(page), "--force")
    assert "mine" not in page.read_text()
    assert "no folder" in refused("simulate", "--html", str(tmp_path / "no" / "out.html"))
    assert "is a folder" in refused("simulate", "--html", str(tmp_path))
    assert "name the file with --html" in refused("simulate", "--force")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--days", "0"), "--days: use a whole number from 1 to 3660"),
        (("--days", "3661"), "--days: use a whole number from 1 to 3660"),
        (("--persona", "stedy"), "--persona: 'stedy' is not a persona; try steady"),
        (("--price", "-1"), "--price: '-1' is not a price; write it like 0.0083"),
        (("--price", "1,5"), "--price: '1,5' is not a price; write it like 0.0083"),
        (("--price", "nan"), "--price: 'nan' is not a price; write it like 0.0083"),
        (("--seed", "x"), "'x' is not a valid integer"),
        (("anna",), "there is no person 'anna'"),
    ],
)
def test_what_cannot_be_is_told_in_a_sentence(refused: Refused, words: tuple[str, ...], told: str) -> None:
    said = refused("simulate", *words)
    assert told in said
    assert "\n" not in str(said)


def test_someone_without_plans_is_told_what_to_try(ana: Run, refused: Refused) -> None:
    said = refused("simulate", "ana")
    assert "ana has no plans, so nothing would come; try nudges plan add ana three-breaths" in said


def test_whoever_opted_out_is_told_so(planned: Run, home: Path) -> None:
    from nudges.core.facts import Stopped
    from nudges.store.tiny import TinyStore
    from tests.samples import service

    store = TinyStore(home)
    now = store.read("ana").person.since
    service(store).edit("ana", lambda book: book.add(Stopped(at=now, how="by text")), now)
    said = planned("simulate", "ana", "--days", "5").stdout
    assert "they opted out, so nothing is sent until they text START" in said
    assert "texts          0" in said


def test_a_broken_promise_is_named_and_the_status_is_one() -> None:
    told = "2026-03-02 08:30 nudge/three-breaths/1: it had left before"
    broken = msgspec.structs.replace(played(agreed(), days=1), broken=(told,))
    said = text_of(shown(broken, Decimal(1), ""), summary=True)
    assert f"promises       1 broken: {told}" in said
    with pytest.raises(Told, match="a promise was broken: 2026-03-02 08:30") as failed:
        judge(shown(broken, Decimal(1), ""))
    assert failed.value.exit_code == 1
    judge(shown(played(agreed(), days=1), Decimal(1), ""))
