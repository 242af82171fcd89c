"""A person and their plans as a file."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from nudges.core import facts as f
from nudges.core.book import Book
from nudges.store.tiny import TinyStore
from tests.cli.conftest import ANA, Run

Reading = Callable[[], Book]
Refused = Callable[..., str]

FILE = """\
person:
  name: Ana
  phone: +14155550100
  tz: New York
  hours: 8:30-21:00
  report: sunday at 17:00
  contacts: [NO, Sam]
consent: signed on paper
plans:
  - library: three-breaths
    when: weekdays at 8:30
  - title: Walk
    when: sat at 10am
    cue: After breakfast
    goal: 1
"""


def test_a_file_makes_a_person_with_their_plans(run: Run, book: Reading) -> None:
    steady = FILE.replace("weekdays at 8:30\n", "weekdays at 8:30\n    quiet: {halve_after: 10}\n")
    result = run("apply", "-", given=steady)
    assert result.stdout.splitlines()[:3] == ["ana: + id: ana", "ana: + name: Ana", "ana: + phone: +14155550100"]
    told = result.stdout.splitlines()
    heading = told.index("ana: In the coming week:")
    assert told[heading - 2 : heading] == [
        "ana: + plan three-breaths: weekdays at 8:30",
        "ana: + plan walk: sat at 10:00",
    ]
    assert len([line for line in told[heading:] if line.endswith(" 8:30 three-breaths")]) in {5, 6}
    assert result.stderr == "Their consent is noted; one text welcomes them.\n"
    ana = book()
    assert [each.name for each in ana.person.contacts] == ["NO", "Sam"]
    assert ana.person.hours.opens.minute == 30
    assert [(plan.id, plan.goal) for plan in ana.plans] == [("three-breaths", 5), ("walk", 1)]
    assert ana.history.consented_at is not None


def test_applied_again_it_changes_nothing_and_says_so(run: Run, home: Path) -> None:
    run("apply", "-", given=FILE)
    before = (home / "people" / "ana.json").read_bytes(), (home / "changes").read_bytes()
    assert run("apply", "-", given=FILE).stdout == "ana: nothing to change\n"
    exported = run("export", "ana").stdout
    assert run("apply", "-", "--prune", given=exported).stdout == "ana: nothing to change\n"
    assert ((home / "people" / "ana.json").read_bytes(), (home / "changes").read_bytes()) == before


def test_what_is_exported_makes_the_same_person_elsewhere(run: Run, book: Reading, home: Path, tmp_path: Path) -> None:
    run("apply", "-", given=FILE)
    run(
        "plan", "edit", "ana", "walk", "--text", "{cue}: a walk, {name}? #1: 'yes'", "--every-time",
        "--grace", "90 min", "--held", "drop", "--yes",
    )  # fmt: skip
    run("plan", "edit", "ana", "three-breaths", "--goal", "none", "--yes")
    run("person", "set", "ana", "--gap", "1 hour", "--country", "none", "--hours", "8:30-21:00, sat none")
    first, exported = book(), run("export", "ana").stdout
    assert "phone: '+14155550100'\n" in exported
    run("export", "ana", "--output", str(tmp_path / "ana.yaml"))
    assert (tmp_path / "ana.yaml").read_text() == exported
    run("person", "remove", "ana", "--yes")
    run("apply", str(tmp_path / "ana.yaml"))
    again = book()
    assert run("export", "ana").stdout == exported
    assert [p.texts for p in again.plans] == [p.texts for p in first.plans]
    assert again.history.consented_at is not None


def test_only_a_new_schedule_forgets_the_past(run: Run, book: Reading) -> None:
    run("apply", "-", given=FILE)
    before = {plan.id: plan.since for plan in book().plans}
    result = run("apply", "-", given=FILE.replace("goal: 1", "goal: 2").replace("weekdays at 8:30", "weekdays at 9:30"))
    assert result.stdout.startswith(
        "ana: three-breaths when: weekdays at 8:30 -> weekdays at 9:30\nana: walk goal: 1 -> 2\n"
        "ana: In the coming week:\n"
    )
    after = {plan.id: plan.since for plan in book().plans}
    assert after["three-breaths"] > before["three-breaths"]
    assert after["walk"] == before["walk"]


def test_a_plan_the_file_does_not_name_stays_unless_pruned(run: Run, book: Reading) -> None:
    run("apply", "-", given=FILE)
    shorter = FILE[: FILE.index("  - title")]
    result = run("apply", "-", given=shorter)
    assert result.stdout == "ana: nothing to change\n"
    assert result.stderr == "walk is not in the file and stays; --prune removes such plans.\n"
    assert run("apply", "-", "--prune", given=shorter).stdout.startswith("ana: - plan walk: sat at 10:00\n")
    assert [plan.id for plan in book().plans] == ["three-breaths"]


def test_a_dry_run_shows_the_difference_and_changes_nothing(run: Run, home: Path, book: Reading) -> None:
    result = run("apply", "-", "--dry-run", "--json", given=FILE)
    shown = json.loads(result.stdout)
    assert (shown["person"], shown["dry_run"]) == ("ana", True)
    assert {"what": "plan walk", "before": None, "after": "sat at 10:00"} in shown["changes"]
    assert {each["plan"] for each in shown["coming"]["new"]} >= {"three-breaths", "walk"}
    assert not list((home / "people").glob("*.json"))
    run("apply", "-", given=FILE)
    result = run("apply", "-", "--dry-run", given=FILE.replace("17:00", "18:30"))
    assert result.stdout.startswith("ana: report: sunday at 17:00 -> sunday at 18:30\n")
    assert result.stderr == "Nothing was changed: this was a dry run.\n"
    assert book().person.report_at.hour == 17


def test_a_file_without_proof_asks_for_consent(run: Run, book: Reading) -> None:
    result = run("apply", "-", given=FILE.replace("consent: signed on paper\n", ""))
    assert result.stderr == "One text asks for their consent.\n"
    assert book().history.consented_at is None
    assert run("apply", "-", given=FILE).stdout == "ana: consent is noted\n"
    assert book().history.consented_at is not None


def test_a_file_does_not_end_a_stop_and_carries_no_consent_after_one(ana: Run, home: Path, book: Reading) -> None:
    with TinyStore(home).open("ana") as page:
        page.commit(page.book.add(f.Stopped(at=datetime.now(UTC), how="by text")), None)
    assert "consent" not in ana("export", "ana").stdout
    ana("apply", "-", given=FILE)
    assert book().history.stopped


def test_everything_that_is_kept_is_exported_as_json(ana: Run) -> None:
    ana("plan", "add", "ana", "three-breaths")
    ana("log", "ana", "three-breaths", "done")
    whole = json.loads(ana("export", "ana", "--json").stdout)
    assert list(whole) == ["person", "plans", "facts"]
    assert [fact["fact"] for fact in whole["facts"]] == ["consented", "queued", "checked_in"]
    assert all(fact["at"].endswith("Z") for fact in whole["facts"])


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("New York", "Mars/Base", "a.yaml:4: person.tz: 'Mars/Base' is not a time zone; try"),
        ("+14155550100", "4155550100", "a.yaml:3: person.phone: '4155550100' is not a phone number; begin with +"),
        ("  hours:", "  ours:", "a.yaml:5: 'person.ours' is not a field; try hours"),
        ("8:30-21:00", "8:30", "a.yaml:5: person.hours: '8:30' is not a span of hours; write it like 8:00-21:00"),
        ("sunday at", "sonday at", "a.yaml:6: person.report: 'sonday' is not a day of the week; try sunday"),
        ("17:00", "22:00", "a.yaml:1: the report at 22:00 lies outside the hours 8:30-21:00; move the report"),
        (
            "[NO, Sam]",
            "[NO, A name of many many letters]",
            "person.contacts.1.name: a name has 27 characters; 20 at most",
        ),
        ("three-breaths", "three-breth", "a.yaml:10: the library has no plan 'three-breth'; try three-breaths"),
        ("weekdays", "weekday", "a.yaml:11: plans.0.when: 'weekday at 8:30' is not a schedule"),
        ("title: Walk", "id: walk", "a.yaml:12: a plan of one's own needs title; or name a plan of the library"),
        (
            "title: Walk",
            "library: three-breaths",
            "a.yaml:12: 'three-breaths' is the id of two plans, first on line 10",
        ),
        ("goal: 1", "goal: many", "a.yaml:15: plans.1.goal: 'many' is not a number of times a week; use"),
        ("  phone: +14155550100\n", "", "a.yaml:1: a new person needs phone; write them below `person`"),
        ("  name: Ana\n", "", "a.yaml:1: the person has neither a name nor an id; write id: ana"),
        ("person:", "person: [", "this is not YAML"),
    ],
)
def test_a_mistake_has_its_line_and_what_to_try(
    run: Run, refused: Refused, tmp_path: Path, old: str, new: str, said: str
) -> None:
    run("init")
    assert old in FILE
    (tmp_path / "a.yaml").write_text(FILE.replace(old, new, 1))
    assert said in refused("apply", str(tmp_path / "a.yaml"))


@pytest.mark.parametrize(
    ("quiet", "told"),
    [
        ("{halve_after: 20}", "halve_after 20, weekly_after 14 and last_after 42 are not in this order"),
        ("{halve_after: 0}", "'0' is not a number of days with an open question; use a whole number from 1 to 28"),
        ("{last_after: never}", "'never' is not a number of days; use a whole number from 14 to 365"),
        ("{louder_after: 3}", "louder_after"),
    ],
)
def test_a_file_cannot_turn_silence_round(run: Run, refused: Refused, tmp_path: Path, quiet: str, told: str) -> None:
    run("init")
    (tmp_path / "a.yaml").write_text(FILE.replace("weekdays at 8:30\n", f"weekdays at 8:30\n    quiet: {quiet}\n"))
    assert told in refused("apply", str(tmp_path / "a.yaml"))


def test_every_mistake_is_told_at_once(run: Run, refused: Refused, tmp_path: Path) -> None:
    run("init")
    bad = FILE.replace("New York", "Mars").replace("After breakfast", "Sábado")
    (tmp_path / "a.yaml").write_text(bad)
    lines = refused("apply", str(tmp_path / "a.yaml")).splitlines()
    assert [line.split(":")[2] for line in lines] == ["4", "14"]


def test_a_new_number_in_a_file_needs_a_new_proof(run: Run, refused: Refused, book: Reading) -> None:
    run("apply", "-", given=FILE)
    moved = FILE.replace("+14155550100", "+14155550101")
    said = refused("apply", "-", given=moved)
    assert said.startswith("error: standard input:3: nobody has agreed to texts on +14155550101 yet; say how they did")
    run("apply", "-", given=moved.replace("signed on paper", "told me again"))
    assert book().person.phone == "+14155550101"


def test_a_phone_that_is_someone_else_s_is_refused(run: Run, refused: Refused) -> None:
    run("person", "add", "Bo", *ANA[3:])
    said = refused("apply", "-", given=FILE)
    assert said == "error: standard input:3: +14155550100 belongs to 'bo' already; one phone is one person"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (b"person: \xff", "standard input:1: this is not UTF-8; save it as UTF-8"),
        (b"#" * 1024 * 1025, "standard input: this is too large to be a person's file"),
        (b"", "standard input:1: person: it is missing"),
        (b"- a", "standard input:1: the file: names and values belong here"),
    ],
)
def test_what_is_no_person_s_file_is_told(run: Run, refused: Refused, given: bytes, said: str) -> None:
    run("init")
    assert said in refused("apply", "-", given=given)


def test_a_file_that_cannot_be_written_is_told(ana: Run, refused: Refused, tmp_path: Path) -> None:
    for place in (tmp_path / "none" / "ana.yaml", Path("/proc/ana.yaml")):
        said = refused("export", "ana", "--output", str(place))
        assert said.startswith(f"error: --output: {place} cannot be written: ")
        assert said.endswith("; name a file in a folder that is there")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[NO, Sam]", "{a: b}", "person.contacts: a line of text belongs here"),
        ("plans:\n", "plans: {}\nrest:\n", "plans: a list belongs here"),
        ("[NO, Sam]", "' , '", "person.contacts: ' , ' names nobody; write names"),
    ],
)
def test_no_library_s_own_words_are_said(run: Run, refused: Refused, old: str, new: str, said: str) -> None:
    run("init")
    assert old in FILE
    told = refused("apply", "-", given=FILE.replace(old, new, 1))
    assert said in told
    assert "nput should" not in told


def test_a_file_that_is_not_there_is_told(run: Run, refused: Refused, tmp_path: Path) -> None:
    assert "none.yaml: no such file or directory; name a file" in refused("apply", str(tmp_path / "none.yaml"))
    assert "is a directory; name a file" in refused("apply", str(tmp_path))
