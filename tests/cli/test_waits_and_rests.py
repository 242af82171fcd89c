"""Is what waits, rests or can never come told where people look for it?"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from nudges.cli.difference import BY_FACT, SAME
from nudges.cli.simulated import _held
from nudges.core import facts as f
from nudges.core.book import Book
from nudges.core.words import Reason
from nudges.store.tiny import TinyStore
from tests.cli.conftest import ANA, Run

Reading = Callable[[], Book]
Refused = Callable[..., str]
LUIS = ("person", "add", "Luis", "--phone", "+34612345678", "--tz", "Europe/Madrid", "--language", "es")


def add(home: Path, *facts: f.Fact) -> None:
    """Record facts in Ana's book."""
    with TinyStore(home).open("ana") as page:
        page.commit(page.book.add(*facts), None)


def test_a_thread_shows_a_nudge_that_waits_until_when_and_why(ana: Run, home: Path) -> None:
    due = datetime(2027, 1, 15, 12, 0, tzinfo=UTC)
    until = due + timedelta(hours=1)
    add(home, f.Deferred(at=due, id="nudge/walk/1", plan="walk", due=due, until=until, reason=Reason.HOURS))
    said = ana("thread", "ana").stdout.splitlines()[-1]
    assert said == "2027-01-15 Fri 07:00 - walk waits until Fri 15 Jan 8:00: their hours open then"


def test_a_rest_that_is_to_come_is_shown_with_the_person_and_in_what_comes_next(ana: Run) -> None:
    ana("plan", "add", "ana", "three-breaths")
    first = (datetime.now(UTC) + timedelta(days=30)).date()
    ana("plan", "pause", "ana", "--from", str(first), "--days", "7", "--as", "vacation")
    assert "to come every plan is paused from " in " ".join(ana("person", "show", "ana").stdout.split())
    assert "\n  every plan is paused from " in ana("next", "ana").stdout
    assert '"paused_later": [\n    {\n      "plan": null' in ana("person", "show", "ana", "--json").stdout
    ana("plan", "resume", "ana")
    assert "is paused" not in ana("next", "ana").stdout


def test_of_two_pauses_a_plan_shows_the_one_that_ends_last(ana: Run) -> None:
    ana("plan", "add", "ana", "three-breaths")
    ana("plan", "pause", "ana", "three-breaths", "--days", "9")
    longer = ana("plan", "show", "ana", "three-breaths").stdout.splitlines()[-1]
    ana("plan", "pause", "ana", "--days", "2")
    assert longer.startswith("state       paused until ")
    assert ana("plan", "show", "ana", "three-breaths").stdout.splitlines()[-1] == longer


def test_the_end_of_a_long_pause_has_its_year(ana: Run, book: Reading) -> None:
    said = ana("plan", "pause", "ana", "--days", "300").stderr
    year = max(each.end for each in book().history.silences).year
    assert f" {year} " in said


def test_settings_are_told_in_english_whatever_language_someone_reads(run: Run) -> None:
    run(*LUIS, "--consent", "on paper")
    said = run("person", "show", "luis").stdout
    since = next(line for line in said.splitlines() if line.startswith("consent"))
    assert since.split()[2] in {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}


def test_a_journey_that_ends_before_it_begins_is_told_so_wherever_they_are(ana: Run, refused: Refused) -> None:
    first = (datetime.now(UTC) + timedelta(days=30)).date()
    before = first - timedelta(days=1)
    zone = "America/New_York"
    said = refused("person", "set", "ana", "--tz", zone, "--from", str(first), "--until", str(before))
    assert said == f"error: --until: {before} comes before {first}; name the last day away"


def test_a_plan_that_follows_a_fact_says_so(ana: Run) -> None:
    said = ana("plan", "add", "ana", "--title", "Out", "--cue", "At the door", "--when", "on event gym.left").stdout
    assert said.splitlines()[-2:] == [SAME, BY_FACT]


def test_an_event_that_nobody_waits_for_is_kept_and_doubted(ana: Run) -> None:
    ana("plan", "add", "ana", "three-breaths")
    slip = ana("event", "ana", "three-breths.done")
    assert slip.stdout == "Noted for ana: three-breths.done.\n"
    assert slip.stderr.startswith("warning: no plan of ana waits for 'three-breths.done'; try three-breaths.done")
    assert ana("event", "ana", "gym.left").stderr == "warning: no plan of ana waits for 'gym.left'\n"
    ana("plan", "add", "ana", "--title", "Out", "--cue", "At the door", "--when", "on event gym.left")
    assert ana("event", "ana", "gym.left").stderr == ""
    assert ana("event", "ana", "three-breaths.done").stderr == ""


def test_one_reason_needs_no_number_of_its_own() -> None:
    assert _held({}) == "0"
    assert _held({"hours": 15}) == "15 (their hours leave no room for it)"
    assert _held({"hours": 2, "cap": 1}).startswith("3 (2: their hours leave no room for it; 1: ")


def test_a_schedule_is_explained_by_the_clock_of_its_zone_too(run: Run) -> None:
    asked = ("explain", "when", "daily at 8:30", "--from", "2026-03-06T00:00", "--count", "1")
    assert run(*asked).stdout == "daily at 8:30\n2026-03-06T08:30:00Z\n"
    there = run(*asked, "--tz", "America/New_York").stdout
    assert there == "daily at 8:30\n2026-03-06T13:30:00Z  Fri 6 Mar 8:30\n"


def test_the_first_text_says_only_what_keeps_it(run: Run) -> None:
    run("person", "add", "Ana", "--phone", "+14155550100", "--tz", "America/New_York", "--hours", "all day")
    said = run("next", "ana").stdout
    assert "  first text\n" in said
    assert "as soon as it can" not in said


def test_who_is_added_while_their_hours_are_closed_waits_for_them(run: Run) -> None:
    opens = (datetime.now(ZoneInfo("America/New_York")) + timedelta(hours=4)).hour
    hours = f"{opens}:00-{(opens + 3) % 24}:00"
    run(*ANA, "--hours", hours, "--report-at", f"{opens}:30", "--day-starts", "0:00")
    assert "waits: their hours open then)" in run("next", "ana").stdout
