"""People on the command line."""

import json
import os
import pty
import stat
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from nudges.core import facts as f
from nudges.core.book import Book
from nudges.core.words import Kind, Language, Safety
from nudges.store.tiny import TinyStore
from tests.cli.conftest import ANA, Run

Reading = Callable[[], Book]
Refused = Callable[..., str]


def test_init_makes_a_folder_for_its_owner_only_and_may_be_repeated(run: Run, home: Path) -> None:
    first = run("init")
    assert first.stdout.startswith(f"The data folder is {home}\n")
    assert first.stdout.count("  nudges ") == 3
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert run("init").stdout == first.stdout


def test_a_person_is_added_and_asked_for_consent_and_nothing_else(run: Run, book: Reading) -> None:
    result = run(*ANA, "--contacts", "Sam, Jo,Sam", "--hours", "9-20", "--report-day", "fri", "--report-at", "6pm")
    assert result.stdout == "Added Ana as ana.\n"
    assert result.stderr == (
        "One text asks for their consent; nothing else leaves until they answer yes.\n"
        "Give them a plan: nudges plan add ana three-breaths\n"
    )
    ana = book()
    (asked,) = ana.facts
    assert isinstance(asked, f.Queued)
    assert asked.kind is Kind.OPT_IN
    assert [each.name for each in ana.person.contacts] == ["Sam", "Jo"]
    assert (ana.person.country, ana.person.report_day) == ("US", 4)
    assert (ana.person.hours.opens.hour, ana.person.hours.closes.hour) == (9, 20)


def test_a_proof_of_consent_stands_for_the_question(run: Run, book: Reading) -> None:
    result = run(*ANA, "--consent", "signed on paper, 3 May", "--json")
    shown = json.loads(result.stdout)
    assert (shown["consent"], shown["zone"], shown["plans"]) == ("signed on paper, 3 May", "America/New_York", [])
    assert [type(fact) for fact in book().facts] == [f.Consented, f.Queued]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ([], "NAME, --phone, --tz: missing; such as nudges person add Ana --phone +14155550100 --tz Europe/Madrid"),
        (["--phone", "+14155550100"], "NAME, --tz: missing; such as"),
        (["Ana", "--phone", "415555", "--tz", "UTC"], "--phone: '415555' is not a phone number; begin with +"),
        (["Ana", "--phone", "+1415", "--tz", "UTC"], "--phone: no phone has the number '+1415'; look whether"),
        (["Ana", "--phone", "+14155550100", "--tz", "Amerika/New_York"], "is not a time zone; try America/New_York"),
        (["Ana\x1b[2J", "--phone", "+14155550100", "--tz", "UTC"], "a name holds a sign that cannot be printed"),
        (["A name of many, many letters", "--phone", "+14155550100", "--tz", "UTC"], "28 characters; 20 at most"),
        (["Ana", "--id", "Ana M", *ANA[3:]], "--id: 'Ana M' cannot be an id; try ana-m"),
        (["李", "--phone", "+14155550100", "--tz", "UTC"], "no id can be made from '李'; choose one"),
        ([*ANA[2:], "--hours", "8:00-8:30"], "--hours: '8:00-8:30' is less than 2 hours, and a text needs room"),
        ([*ANA[2:], "--cap", "11"], "--cap: '11' is not a number of texts a day; use a whole number from 1 to 10"),
        ([*ANA[2:], "--language", "fr"], "--language: 'fr' is not a language we write; use en or es"),
        ([*ANA[2:], "--report-at", "22:00"], "the report at 22:00 lies outside the hours 8:00-21:00; move the report"),
        ([*ANA[2:], "--hours", "all day", "--report-at", "3:00"], "the report at 3:00 comes before the day starts"),
        ([*ANA[2:], "--report-day", "sonday"], "--report-day: 'sonday' is not a day of the week; try sunday"),
        ([*ANA[2:], "--day-starts", "13:00"], "--day-starts: a day cannot start at 13:00; use a time from"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_one_sentence_and_nobody_is_added(refused: Refused, args: list[str], said: str) -> None:
    text = refused("person", "add", *args)
    assert text.startswith("error: ")
    assert said in text
    assert "\n" not in text


def test_an_id_and_a_phone_are_one_person_s(ana: Run, refused: Refused) -> None:
    assert refused(*ANA) == "error: 'ana' exists already; choose another id"
    other = ("person", "add", "Bo", "--phone", "+1 415 555 0100", "--tz", "UTC")
    assert refused(*other) == "error: +14155550100 belongs to 'ana' already; one phone is one person"
    ana("person", "add", "Bo", "--phone", "+14155550101", "--tz", "UTC")
    assert refused("person", "set", "bo", "--phone", "+14155550100").startswith("error: +14155550100 belongs to 'ana'")


def test_everyone_is_shown_in_a_table_and_as_json(ana: Run) -> None:
    ana("person", "add", "Bo", "--phone", "+34600000000", "--tz", "madrid", "--language", "español")
    lines = ana("person", "list").stdout.splitlines()
    assert [line.split() for line in lines if "─" not in line] == [
        ["id", "name", "phone", "zone", "state", "plans"],
        ["ana", "Ana", "+14155550100", "America/New_York", "active", "0"],
        ["bo", "Bo", "+34600000000", "Europe/Madrid", "waiting", "for", "yes", "0"],
    ]
    assert max(map(len, lines)) <= 80
    shown = json.loads(ana("person", "list", "--json").stdout)
    assert [(each["id"], each["consented_at"] is None) for each in shown] == [("ana", False), ("bo", True)]


def test_nobody_is_an_empty_list(run: Run) -> None:
    assert run("person", "list", "--json").stdout == "[]\n"
    assert run("person", "list").stderr == "Nobody yet; nudges person add adds someone.\n"


def test_a_person_is_shown_with_where_they_stand(ana: Run, book: Reading) -> None:
    shown = dict(line.split("  ", 1) for line in ana("person", "show", "ana").stdout.splitlines())
    assert {name: value.strip() for name, value in shown.items() if name in {"tz", "hours", "report", "plans"}} == {
        "tz": "America/New_York",
        "hours": "8:00-21:00",
        "report": "sunday at 18:00",
        "plans": "none",
    }
    assert shown["consent"].endswith(": on paper")
    assert ana("person", "show", "+1 415 555 0100").stdout == ana("person", "show", "ana").stdout


@pytest.mark.parametrize(
    ("fact", "state"),
    [
        (lambda now: f.Stopped(at=now, how="by text"), "stopped; only a START from their own phone begins again"),
        (lambda now: f.Flagged(at=now, tier=Safety.HARD, reply="r1"), "resting after a safety answer; only a START"),
        (lambda now: f.Paused(at=now, until=now + timedelta(days=9)), "paused until "),
    ],
)
def test_a_stop_a_rest_and_a_pause_are_told_apart(
    ana: Run, home: Path, fact: Callable[[datetime], f.Fact], state: str
) -> None:
    add(home, fact(datetime.now(UTC)))
    lines = [line.split(maxsplit=1) for line in ana("person", "show", "ana").stdout.splitlines()]
    assert next(said for name, said in lines if name == "state").startswith(state)


def test_settings_are_changed_and_told(ana: Run, book: Reading) -> None:
    result = ana("person", "set", "ana", "--hours", "9:00-20:00", "--cap", "3", "--contacts", "Sam")
    assert result.stdout == (
        "hours: 8:00-21:00 -> 9:00-20:00\ncap: 1 -> 3\ncontacts: none -> Sam\n"
        "When texts come: nothing changes in the coming week.\n"
    )
    assert (book().person.cap, [c.name for c in book().person.contacts]) == (3, ["Sam"])
    assert ana("person", "set", "ana", "--cap", "3").stdout == "ana stays as it is.\n"
    assert ana("person", "set", "ana", "--contacts", "none").stdout.startswith("contacts: Sam -> none\n")
    shown = json.loads(ana("person", "set", "ana", "--gap", "none", "--country", "mx", "--json").stdout)
    assert [(each["what"], each["before"], each["after"]) for each in shown["changes"]] == [
        ("country", "US", "MX"),
        ("gap", "30 minutes", "none"),
    ]
    assert shown["coming"] == {"gone": [], "new": []}
    assert (book().person.gap, book().person.country) == (0, "MX")


def test_another_language_and_zone_reach_the_plans(ana: Run, book: Reading) -> None:
    ana("plan", "add", "ana", "three-breaths")
    ana("plan", "add", "ana", "one-kind-thing", "--cue", "After work")
    before = book().plans
    ana("person", "set", "ana", "--language", "es", "--tz", "Europe/Madrid")
    after = {plan.id: plan for plan in book().plans}
    person, now = book().person, datetime.now(UTC)
    assert person.language is Language.ES
    assert [after["three-breaths"].title, after["three-breaths"].cue] == ["Tres respiraciones", "Al terminar el café"]
    assert [after["one-kind-thing"].title, after["one-kind-thing"].cue] == ["Una cosa amable", "After work"]
    assert [plan.since for plan in before] == [plan.since for plan in book().plans], "no schedule changed"
    assert (person.zone.key, person.zone_at(now).key) == ("America/New_York", "Europe/Madrid")
    assert json.loads(ana("person", "show", "ana", "--json").stdout)["zone"] == "Europe/Madrid"
    assert "Europe/Madrid" in ana("person", "list").stdout


def test_hours_may_differ_by_the_day_of_the_week(ana: Run, book: Reading, refused: Refused) -> None:
    hours = "weekdays 7:00-22:00, sat 10am-11pm, sun 10:00-23:00"
    said = ana("person", "set", "ana", "--hours", hours).stdout.splitlines()
    assert said[0] == "hours: 8:00-21:00 -> 7:00-22:00, sat and sun 10:00-23:00"
    assert book().person.hours.on(5) == book().person.hours.on(6) != book().person.hours.on(4)
    assert refused("person", "set", "ana", "--hours", "8:00-21:00, sun none") == (
        "error: the report on sunday at 18:00 lies outside the hours 8:00-21:00, sun none; "
        "move the report or widen the hours"
    )
    ana("person", "set", "ana", "--hours", "8:00-21:00, sun none", "--report-day", "fri")


def day(ahead: int) -> str:
    """Return a day of Ana's, so many days from now."""
    return str(datetime.now(ZoneInfo("America/New_York")).date() + timedelta(days=ahead))


def test_a_journey_is_planned_shown_and_cancelled(ana: Run, book: Reading) -> None:
    trip = ("--tz", "tokyo", "--from", day(10), "--until", day(20))
    said = ana("person", "set", "ana", *trip).stdout.splitlines()
    assert said[0] == f"travel: none -> {day(10)} Asia/Tokyo, {day(21)} America/New_York"
    there, back = book().person.moves
    assert there.at.astimezone(there.zone).strftime("%Y-%m-%d %H:%M") == f"{day(10)} 04:00"
    assert back.at.astimezone(back.zone).strftime("%Y-%m-%d %H:%M") == f"{day(21)} 04:00"
    shown = dict(line.split("  ", 1) for line in ana("person", "show", "ana").stdout.splitlines())
    assert shown["tz"].strip() == "America/New_York"
    local = there.at.astimezone(there.zone)
    assert f"Asia/Tokyo from {local:%a} {local.day} {local:%b} " in f"{shown['travel']} ".replace(f" {local.year}", " ")
    travel = json.loads(ana("person", "show", "ana", "--json").stdout)["travel"]
    assert [each["zone"] for each in travel] == ["Asia/Tokyo", "America/New_York"]
    exported = ana("export", "ana").stdout
    assert f"  travel:\n    - {day(10)} Asia/Tokyo\n    - {day(21)} America/New_York\n" in exported
    assert ana("apply", "-", given=exported).stdout == "ana: nothing to change\n"
    side = ("--tz", "Asia/Seoul", "--from", day(12), "--until", day(13))
    ana("person", "set", "ana", *side)
    assert [move.zone.key for move in book().person.moves] == [
        "Asia/Tokyo", "Asia/Seoul", "Asia/Tokyo", "America/New_York",
    ]  # fmt: skip
    ana("person", "set", "ana", "--tz", "America/New_York")
    assert book().person.moves == ()


def test_a_move_without_a_day_is_now_and_one_without_an_end_stays(ana: Run, book: Reading) -> None:
    ana("person", "set", "ana", "--tz", "Lima")
    assert book().person.zone_at(datetime.now(UTC)).key == "America/Lima"
    ana("person", "set", "ana", "--tz", "Madrid", "--until", day(5))
    assert [move.zone.key for move in book().person.moves] == ["America/Lima", "Europe/Madrid", "America/Lima"]
    ana("person", "set", "ana", "--tz", "Riga", "--from", day(3))
    assert [move.zone.key for move in book().person.moves] == ["America/Lima", "Europe/Madrid", "Europe/Riga"]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--from", "2026-12-01"], "--from and --until need a zone; such as --tz Asia/Tokyo --from 2026-12-01"),
        (["--cap", "2", "--until", "tomorrow"], "--from and --until need a zone"),
        (["--tz", "Tokyo", "--from", "yesterday"], "--from: {yesterday} is past; it is {today} for ana"),
        (["--tz", "Tokyo", "--from", "next week"], "--from: 'next week' is not a day; write it like {today}"),
        (["--tz", "Tokyo", "--from", "{later}", "--until", "{soon}"], "--until: {soon} comes before {later}; name"),
        (["--tz", "Tokyo", "--until", "yesterday"], "--until: {yesterday} comes before {today}; name the last"),
        (["--tz", "new york", "--from", "{soon}"], "--tz: ana is in America/New_York then already; nudges person"),
        (["--tz", "Tokyo", "--from", "{soon}", "--until", "9999-12-31"], "9999-12-31 is too far away; plan until "),
        (["--tz", "Tokyo", "--from", "2999-01-01"], "2999-01-01 is too far away; plan until "),
    ],
)
def test_a_journey_that_cannot_be_is_one_sentence(ana: Run, refused: Refused, args: list[str], said: str) -> None:
    starts = datetime.now(UTC) - timedelta(hours=4)  # the day begins at 4:00
    today = starts.astimezone(ZoneInfo("America/New_York")).date()
    days = {
        "today": today,
        "yesterday": today - timedelta(days=1),
        "soon": today + timedelta(days=3),
        "later": today + timedelta(days=9),
    }
    text = refused("person", "set", "ana", *(arg.format(**days) for arg in args))
    assert said.format(**days) in text
    assert "\n" not in text


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["ana"], "there is nothing to change; name a setting"),
        (["anna", "--cap", "2"], "there is no person 'anna'; try ana"),
        (["../people/ana", "--cap", "2"], "there is no person '../people/ana'; people: ana"),
        (["+14155550199", "--cap", "2"], "nobody has the phone +14155550199; nudges person list"),
        (["ana", "--hours", "9:00-17:00"], "the report at 18:00 lies outside the hours 9:00-17:00; move"),
        (["ana", "--phone", "+14155550102"], "nobody has agreed to texts on +14155550102 yet; say how they did"),
    ],
)
def test_a_change_that_cannot_be_changes_nothing(ana: Run, refused: Refused, args: list[str], said: str) -> None:
    assert said in refused("person", "set", *args)


def test_a_new_number_needs_its_own_consent_and_a_pause_outlives_it(ana: Run, book: Reading, home: Path) -> None:
    ana("plan", "pause", "ana", "--days", "5")
    end = max(silence.end for silence in book().history.silences)
    (home / "phones" / "+14155550100.jsonl").write_text("")
    ana("person", "set", "ana", "--phone", "+14155550102", "--consent", "told me")
    assert book().person.phone == "+14155550102"
    assert book().history.silent(end - timedelta(seconds=1))
    assert not (home / "phones" / "+14155550100.jsonl").exists()


def test_a_new_number_of_someone_who_has_not_agreed_is_asked(run: Run, book: Reading, home: Path) -> None:
    run(*ANA)
    run("person", "set", "ana", "--phone", "+14155550102")
    assert len(book().facts) == 1, "the question that waits goes to the new number"
    now = datetime.now(UTC)
    add(home, f.Accepted(at=now, id="opt_in/ana", provider_id="x", segments=1))
    run("person", "set", "ana", "--phone", "+14155550103")
    asked = [fact.id for fact in book().facts if isinstance(fact, f.Queued)]
    assert len(asked) == 2
    assert asked[1].startswith("opt_in/ana/")


def test_no_proof_ends_a_stop(ana: Run, refused: Refused, home: Path) -> None:
    add(home, f.Stopped(at=datetime.now(UTC), how="by text"))
    said = refused("person", "set", "ana", "--consent", "they changed their mind")
    assert said == "error: no proof of consent counts for ana now; only a START from their own phone begins again"


def test_a_proof_that_comes_later_takes_the_place_of_the_question(run: Run, book: Reading) -> None:
    run(*ANA)
    run("person", "set", "ana", "--consent", "on the phone")
    assert [type(fact) for fact in book().facts] == [f.Queued, f.Consented, f.Expired]


def test_a_person_is_erased_only_when_it_is_meant(ana: Run, refused: Refused, home: Path) -> None:
    said = refused("person", "remove", "ana")
    assert said == "error: this cannot be undone, and nobody is there to be asked; add --yes if you are sure"
    result = ana("person", "remove", "ana", "--yes")
    assert result.stderr == "ana and everything that was kept about them is erased.\n"
    assert not [path for path in home.rglob("*ana*") if path.parent.name != "locks"]
    assert "there is no person 'ana'" in refused("person", "show", "ana")


def test_a_damaged_file_is_named_and_the_others_go_on(ana: Run, home: Path) -> None:
    ana("person", "add", "Bo", "--phone", "+14155550101", "--tz", "UTC")
    (home / "people" / "bo.json").write_bytes(b"{half")
    result = ana("person", "list")
    assert "ana" in result.stdout
    assert "bo" not in result.stdout
    assert result.stderr == (
        "warning: the file of bo could not be read and is set aside; nudges help data says what to do\n"
    )
    assert (next((home / "damaged").glob("bo.json@*"))).read_bytes() == b"{half"
    assert "the file of bo could not be read" in ana("plan", "list", "bo", fails=1).stderr


def test_a_damaged_file_has_one_line_a_person_and_status_1(ana: Run, home: Path) -> None:
    (home / "people" / "ana.json").write_bytes(b"{half")
    (home / "people" / "ana.log").write_bytes(b"half")
    first = ana("next", "ana", fails=1)
    again = ana("plan", "list", "ana", fails=1)
    assert [len(each.stderr.splitlines()) for each in (first, again)] == [1, 1]
    assert (
        again.stderr == "error: the file of ana could not be read and is set aside; nudges help data says what to do\n"
    )
    assert len(ana("person", "list").stderr.splitlines()) == 2, "whose file it is, and that nobody else is here"


def test_at_a_keyboard_what_is_missing_is_asked_for(home: Path, book: Reading) -> None:
    said = _typed(home, ["person", "add", "Ana"], ["4155550100", "+14155550100", "", "", "no", "y"])
    assert "'4155550100' is not a phone number" in said
    assert "[America/Los_Angeles]" in said
    assert book().person.zone.key == "America/Los_Angeles"
    assert "Language of the texts, en or es [en]" in said
    other = _typed(home, ["person", "add", "Luz"], ["+525512345678", "", "", "no", "y"])
    assert "Language of the texts, en or es [es]" in other
    assert "Nothing was changed." in _typed(home, ["person", "remove", "ana"], ["n"])
    assert book().person.name == "Ana"


def _typed(home: Path, args: list[str], lines: list[str]) -> str:
    """Run a command at a terminal in which someone types."""
    keyboard, terminal = pty.openpty()
    os.write(keyboard, "".join(f"{line}\n" for line in lines).encode())
    env = {**os.environ, "NUDGES_HOME": str(home)}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "nudges", *args], stdin=terminal, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, check=False, env=env, timeout=60,
        )  # fmt: skip
    finally:
        os.close(keyboard)
        os.close(terminal)
    return done.stdout


def add(home: Path, *facts: f.Fact) -> None:
    with TinyStore(home).open("ana") as page:
        page.commit(page.book.add(*facts), None)
