"""Plans on the command line, and what happened with them."""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from nudges.core import facts as f
from nudges.core.book import Book
from nudges.core.localtime import day_bounds, day_of
from nudges.core.words import Ask, Held, Kind, Outcome
from nudges.store.tiny import TinyStore
from tests.cli.conftest import Run

Reading = Callable[[], Book]
Refused = Callable[..., str]


def test_a_ready_plan_speaks_the_person_s_language(run: Run, book: Reading) -> None:
    run("person", "add", "Ana", "--phone", "+34600000000", "--tz", "Europe/Madrid", "--language", "es")
    result = run("plan", "add", "ana", "three-breaths", "--when", "Mondays at 9am")
    first, heading, coming = result.stdout.splitlines()
    assert first == "Added three-breaths: Tres respiraciones, mon at 9:00."
    assert heading == "In the coming week:"
    assert re.fullmatch(r"\+ Mon \d+ [A-Z][a-z]+ 9:00 three-breaths", coming)
    assert result.stderr == "Nothing leaves until ana answers yes to the text that asks for their consent.\n"
    (plan,) = book().plans
    assert (plan.cue, plan.goal, plan.grace, plan.ask) == ("Al terminar el café", 5, 120, Ask.DONE)


def test_a_plan_of_one_s_own_has_what_was_said(ana: Run, book: Reading) -> None:
    ana(
        "plan", "add", "ana", "--title", "Stretch", "--when", "weekends at 10:00", "--cue", "After waking",
        "--ask", "rating", "--goal", "2", "--grace", "90 minutes", "--every-time", "--held", "drop",
        "--text", "{cue}: stretch with {contact}, {name}?", "--text", "A stretch?",
    )  # fmt: skip
    (plan,) = book().plans
    assert (plan.id, plan.library, plan.ask, plan.goal, plan.grace) == ("stretch", None, Ask.RATING, 2, 90)
    assert (plan.held, plan.begins) == (Held.DROP, day_of(book().person, plan.since))
    assert plan.every_time
    assert plan.contacts
    assert len(plan.texts) == 2


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["ana", "three-breth"], "the library has no plan 'three-breth'; try three-breaths"),
        (["ana", "zzz"], "the library has no plan 'zzz'; nudges library lists them"),
        (["bob", "three-breaths"], "there is no person 'bob'; people: ana"),
        (["ana"], "a plan of one's own needs --title, --when, --cue; or name a plan of the library"),
        (["ana", "three-breaths", "--when", "weekday at 8:30"], "--when: 'weekday at 8:30' is not a schedule"),
        (["ana", "three-breaths", "--when", "daily at 25:00"], "25:00 is not a time; times go from"),
        (["ana", "three-breaths", "--goal", "99"], "--goal: '99' is not a number of times a week; use a whole"),
        (["ana", "three-breaths", "--grace", "120"], "--grace: '120' is not a span of time; write it like 2 hours"),
        (["ana", "three-breaths", "--ask", "don"], "--ask: 'don' is not what a plan can ask for; try done"),
        (["ana", "three-breaths", "--held", "later"], "--held: 'later' is not what becomes of a text that is held"),
        (["ana", "three-breaths", "--when", "cron: */20 * * * *"], "'cron: */20 * * * *' comes due more than 12 times"),
        (["ana", "three-breaths", "--when", "after done of walk"], "waits for 'walk', and ana has no such plan; add"),
        (["ana", "three-breaths", "--when", "after done of three-breaths"], "three-breaths cannot wait for itself"),
        (["ana", "three-breaths", "--cue", " "], "--cue: a cue is missing; write some letters"),
        (["ana", "three-breaths", "--cue", "Cada sábado"], "--cue: 'Cada sábado' makes a text dear"),
        (["ana", "three-breaths", "--text", "{cu}: go"], "--text: nothing fills {cu} in '{cu}: go'; try cue"),
        (["ana", "three-breaths", "--text", "x" * 500], "--text: a text of 500 characters is 4 messages; shorten it"),
    ],
)  # fmt: skip
def test_a_plan_that_cannot_be_is_one_sentence(ana: Run, refused: Refused, args: list[str], said: str) -> None:
    text = refused("plan", "add", *args)
    assert said in text
    assert "\n" not in text


def test_a_second_plan_of_an_id_needs_another(ana: Run, refused: Refused, book: Reading) -> None:
    ana("plan", "add", "ana", "three-breaths")
    said = refused("plan", "add", "ana", "three-breaths")
    assert said.startswith("error: ana has a plan 'three-breaths' already; nudges plan edit ana three-breaths")
    ana("plan", "add", "ana", "three-breaths", "--id", "evening-breaths", "--when", "daily at 20:00")
    assert [plan.id for plan in book().plans] == ["three-breaths", "evening-breaths"]


def test_what_will_not_come_as_expected_is_said(ana: Run) -> None:
    early = ana("plan", "add", "ana", "three-breaths", "--when", "mon at 7:00 and 21:30").stderr.splitlines()
    assert early == [
        "warning: three-breaths: 7:00 lies outside the hours 8:00-21:00, so that text will come at 8:00",
        "warning: three-breaths: 21:30 lies outside the hours 8:00-21:00, so that text will not be sent",
    ]
    people = ana("plan", "add", "ana", "reach-out-to-give", "--when", "sun at 11:00").stderr.splitlines()
    assert people == [
        "warning: reach-out-to-give names people in turn and ana has none yet; nudges contact add ana",
        (
            "warning: on sun more texts come due than ana may get (1 a day, the report among them); "
            "those beyond it are not sent"
        ),
    ]


def test_plans_are_listed_and_shown(ana: Run, refused: Refused) -> None:
    assert ana("plan", "list", "ana").stderr == (
        "ana has no plan yet; nudges library shows what is ready.\n"
    )  # fmt: skip
    ana("plan", "add", "ana", "three-breaths", "--goal", "none")
    rows = [line.split() for line in ana("plan", "list", "ana").stdout.splitlines()]
    assert rows[-1] == ["three-breaths", "Three", "breaths", "mon,", "wed", "and", "fri", "at", "8:30", "active"]
    shown = ana("plan", "show", "ana", "three-breaths").stdout
    assert "grace       2 hours\n" in shown
    (listed,) = json.loads(ana("plan", "list", "ana", "--json").stdout)
    shown = json.loads(ana("plan", "show", "ana", "three-breaths", "--json").stdout)
    assert listed.items() <= shown.items()
    assert {"evidence", "limit"} <= shown.keys()
    assert (listed["grace"], listed["goal"], listed["paused_until"]) == (120, None, None)
    assert refused("plan", "show", "ana", "breaths") == "error: ana has no plan 'breaths'; try three-breaths"


def test_an_edit_says_what_changes_and_only_a_new_schedule_forgets_the_past(ana: Run, book: Reading) -> None:
    ana("plan", "add", "ana", "three-breaths")
    before = book().plans[0]
    result = ana("plan", "edit", "ana", "three-breaths", "--goal", "3", "--cue", "After tea", "--every-time", "--yes")
    assert result.stdout == (
        "three-breaths cue: After your coffee -> After tea\n"
        "three-breaths goal: 5 -> 3\n"
        "three-breaths every_time: no -> yes\n"
        "When texts come: nothing changes in the coming week.\n"
    )
    assert (book().plans[0].since, book().plans[0].begins) == (before.since, before.begins)
    assert ana("plan", "edit", "ana", "three-breaths", "--when", "Mon, wed, friday at 8:30").stdout == (
        "three-breaths stays as it is.\n"
    )
    assert book().plans[0].since == before.since
    ana("plan", "edit", "ana", "three-breaths", "--when", "daily at 9:00", "--once-a-day", "--yes")
    assert book().plans[0].since > before.since
    assert not book().plans[0].every_time


def test_an_edit_keeps_today_s_check_in(ana: Run, book: Reading) -> None:
    ana("plan", "add", "ana", "three-breaths")
    ana("log", "ana", "three-breaths", "done")
    ana("plan", "edit", "ana", "three-breaths", "--when", "daily at 9:00", "--yes")
    now = datetime.now(UTC)
    assert book().history.checkin("three-breaths", day_of(book().person, now)) is not None


def test_own_words_are_forgotten_when_asked(ana: Run, book: Reading, refused: Refused) -> None:
    ana("plan", "add", "ana", "--title", "Walk", "--when", "daily at 9:00", "--text", "A walk?")
    assert "walk has no text to send" in refused("plan", "edit", "ana", "walk", "--no-text")
    ana("plan", "edit", "ana", "walk", "--no-text", "--cue", "After lunch", "--yes")
    assert book().plans[0].texts == ()
    assert "there is nothing to change" in refused("plan", "edit", "ana", "walk")


def test_a_pause_ends_at_the_opening_of_a_day(ana: Run, book: Reading) -> None:
    ana("plan", "add", "ana", "three-breaths")
    ana("plan", "pause", "ana", "--days", "3")
    person = book().person
    starts, _ = day_bounds(person, day_of(person, datetime.now(UTC)) + timedelta(days=3))
    (pause,) = [fact for fact in book().facts if isinstance(fact, f.Paused)]
    assert pause.plan is None
    assert pause.until == starts + timedelta(hours=4), "the day starts at 4:00 and texts are welcome from 8:00"
    day = pause.until.date()
    ana("plan", "pause", "ana", "--until", str(day - timedelta(days=1)))
    assert not book().history.silent(pause.until - timedelta(hours=23)), "a new pause takes the place of the old"


def test_one_plan_pauses_and_resumes_alone(ana: Run, book: Reading, refused: Refused) -> None:
    ana("plan", "add", "ana", "three-breaths")
    said = ana("plan", "pause", "ana", "three-breaths").stderr
    assert said.startswith("three-breaths of ana is paused until ")
    assert "paused until" in ana("plan", "list", "ana").stdout
    assert ana("plan", "resume", "ana", "three-breaths").stderr == "ana: three-breaths goes on.\n"
    assert not book().history.silent(datetime.now(UTC), "three-breaths")
    assert ana("plan", "resume", "ana").stderr == "ana: nothing was paused.\n"
    ana("plan", "pause", "ana", "--all")
    assert refused("plan", "resume", "ana", "three-breaths") == (
        "error: 'three-breaths' is not paused by itself: every plan is; nudges plan resume ana ends that"
    )
    ana("plan", "pause", "ana", "three-breaths")
    assert ana("plan", "resume", "ana").stderr == "ana: every plan, three-breaths goes on.\n"
    assert not book().history.silent(datetime.now(UTC), "three-breaths")


def test_nothing_here_ends_a_stop(ana: Run, home: Path, book: Reading) -> None:
    ana("plan", "pause", "ana")
    add(home, f.Stopped(at=datetime.now(UTC), how="by text"))
    assert ana("plan", "resume", "ana").stderr == (
        "ana: every plan goes on.\nBut nothing is sent to ana: only a START from their own phone begins again.\n"
    )
    assert book().history.stopped
    assert book().history.silent(datetime.now(UTC))


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["ana", "breth"], "ana has no plan 'breth'"),
        (["ana", "three-breaths", "--all"], "'three-breaths' and --all do not go together"),
        (["ana", "--days", "2", "--until", "tomorrow"], "--days and --until do not go together"),
        (["ana", "--days", "0"], "--days: '0' is not a number of days; use a whole number from 1 to 365"),
        (["ana", "--until", "yesterday"], "is no day for a pause to end; name a day from"),
        (["ana", "--until", "24.11.2026"], "'24.11.2026' is not a day; write it like 20"),
    ],
)
def test_a_pause_that_cannot_be_is_none(ana: Run, refused: Refused, args: list[str], said: str) -> None:
    ana("plan", "add", "ana", "three-breaths")
    assert said in refused("plan", "pause", *args)


def test_a_removed_plan_says_no_more_and_leaves_its_past(ana: Run, home: Path, book: Reading, refused: Refused) -> None:
    ana("plan", "add", "ana", "three-breaths")
    ana("log", "ana", "three-breaths", "done")
    now = datetime.now(UTC)
    add(home, nudge(now))
    assert "add --yes if you are sure" in refused("plan", "remove", "ana", "three-breaths")
    ana("plan", "remove", "ana", "three-breaths", "--yes")
    assert book().plans == ()
    assert book().history.checkins
    assert isinstance(book().facts[-1], f.Expired)
    assert "ana has no plan 'three-breaths'" in refused("plan", "remove", "ana", "three-breaths", "--yes")


def test_a_day_is_noted_and_belongs_to_its_nudge(ana: Run, home: Path, book: Reading) -> None:
    ana("plan", "add", "ana", "three-breaths")
    now = datetime.now(UTC)
    sent = nudge(now)
    add(home, sent, f.Accepted(at=now, id=sent.id, provider_id="x", segments=1))
    today = day_of(book().person, now)
    result = ana("log", "ana", "three-breaths", "skip", "--rating", "7", "--note", "too late")
    assert result.stdout == f"Noted for ana: three-breaths on {today}, skipped.\n"
    (noted,) = book().history.checkins.values()
    assert (noted.outcome, noted.nudge, noted.rating, noted.note) == (Outcome.SKIPPED, sent.id, 7, "too late")
    assert noted.source.startswith("command/20")
    shown = json.loads(ana("log", "ana", "three-breaths", "done", "--day", str(today), "--json").stdout)
    assert (shown["outcome"], shown["day"], len(book().history.checkins)) == ("done", str(today), 1)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["three-breaths", "dun"], "OUTCOME: 'dun' is not an outcome; use done, partly, skip or n/a"),
        (["three-breaths", "done", "--day", "tomorrow"], "is still to come; it is "),
        (["three-breaths", "done", "--day", "2020-01-01"], "--day: ana was not here on 2020-01-01; begin with "),
        (["three-breaths", "done", "--day", "Monday"], "--day: 'Monday' is not a day; write it like "),
        (["three-breaths", "done", "--rating", "11"], "--rating: '11' is not a rating; use a whole number from 0"),
        (["breaths", "done"], "ana has no plan 'breaths'; try three-breaths"),
    ],
)
def test_what_cannot_have_happened_is_not_noted(ana: Run, refused: Refused, args: list[str], said: str) -> None:
    ana("plan", "add", "ana", "three-breaths")
    text = refused("log", "ana", *args)
    assert said in text
    assert "\n" not in text


def nudge(now: datetime) -> f.Queued:
    due = now.replace(second=0, microsecond=0)
    return f.Queued(
        at=now, id=f.nudge_id("three-breaths", due), kind=Kind.NUDGE, text="Breathe.", due=due,
        expires=due + timedelta(hours=2), plan="three-breaths",
    )  # fmt: skip


def add(home: Path, *facts: f.Fact) -> None:
    with TinyStore(home).open("ana") as page:
        page.commit(page.book.add(*facts), None)


def test_a_plan_may_learn_its_time_among_windows(ana: Run, book: Reading, refused: Refused) -> None:
    ana("plan", "add", "ana", "three-breaths", "--when", "daily at 8:30")
    changed = ana("plan", "edit", "ana", "three-breaths", "--learn", "8:00-9:00", "--learn", "evening", "--yes")
    assert "three-breaths learn: none -> 8:00-9:00, 18:00-20:30\n" in changed.stdout
    assert "learn       8:00-9:00\n" in ana("plan", "show", "ana", "three-breaths").stdout
    assert "rare to learn from" in refused("plan", "edit", "ana", "three-breaths", "--when", "mon at 8:30", "--yes")
    assert ana("plan", "edit", "ana", "three-breaths", "--learn", "none", "--yes").exit_code == 0
    assert book().plans[0].learn == ()


def test_what_is_still_to_be_drawn_says_so(ana: Run) -> None:
    ana("plan", "add", "ana", "three-breaths", "--when", "daily at 8:30", "--learn", "8:00-9:00", "--learn", "evening")
    shown = ana("next", "ana", "--days", "9").stdout
    assert "or another of 8:00-9:00, 18:00-20:30: drawn when the nudge before it comes" in shown
