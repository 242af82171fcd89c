"""Does a look ahead and back show what is there, and why, in kind words?"""

import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result
from rich.console import Console

from nudges.cli import root
from nudges.cli.ahead import NO_CONSENT, NO_PLANS, RESTING, STOPPED, look_ahead
from nudges.cli.look import NOBODY
from nudges.cli.week import NOTHING, NOTHING_YET, QUIET_WORDS, monday_wanted, show_week, worded
from nudges.cli.why import AS_THINGS_STAND, DONE, WHY
from nudges.core.facts import Paused
from nudges.core.inbound import Inbound
from nudges.core.problem import Problem
from nudges.core.values import Plan
from nudges.core.words import Reason
from nudges.gateways.phone import PhoneGateway
from nudges.service import Service
from nudges.store.tiny import TinyStore
from nudges.web.links import REPORTS
from nudges.web.secret import read_secret
from tests.samples import ANA, BREATHS, MONDAY, at, person, plan, service

KIND = plan(
    id="one-kind-thing", title="One kind thing", library="one-kind-thing", cue="After lunch", when="daily at 13:30"
)


def enrolled(*plans: Plan, consent: str | None = "on paper", **changes: object) -> Service:
    made = service()
    made.enrol(person(**changes), plans or (BREATHS,), MONDAY, consent)
    return made


def play(made: Service, until: datetime, *replies: tuple[str, str]) -> None:
    """Let time go by from Monday on, with replies at local times such as `2026-03-02 08:40`."""
    moment, waiting = MONDAY, [(at(when), text) for when, text in replies]
    while moment <= until:
        while waiting and waiting[0][0] <= moment:
            when, text = waiting.pop(0)
            made.receive(Inbound(id=f"{when}/{text}", phone=ANA.phone, text=text), moment)
        if made.store.due(moment):
            made.attend("ana", moment)
        moment += timedelta(minutes=5)


def shown(made: Service, week: str | None, now: datetime) -> str:
    book = made.whole("ana")
    report = made.report("ana", monday_wanted(week, book.person, now), now)
    out = io.StringIO()
    Console(file=out, width=200, markup=False).print(
        show_week(book, report, worded(book, report, made.words, now), now)
    )
    return out.getvalue()


def test_what_is_shown_ahead_is_what_is_sent() -> None:
    made = enrolled(BREATHS, KIND)
    ahead = look_ahead(made, "ana", MONDAY, 3)
    play(made, at("2026-03-05 07:00"))
    sent = [message.queued.text for message in made.store.read("ana").history.messages.values() if message.left]
    assert [each.text for each in ahead.coming if not each.held] == sent
    assert ahead.coming[1].local == "Mon 2 Mar 8:30"


def test_what_is_held_says_why() -> None:
    late = plan(id="late", title="Late", when="daily at 23:00")
    early = plan(id="early", title="Early", when="daily at 7:00")
    ahead = look_ahead(enrolled(late, early, BREATHS, cap=1), "ana", at("2026-03-03 06:00"), 1)
    why = {each.plan: each.why for each in ahead.coming}
    assert why["late"] == WHY[Reason.HOURS]
    assert "gives way to early, 1 text a day" in why.values()
    assert any("waits: their hours open then" in each for each in why.values())


def test_every_reason_has_words() -> None:
    assert set(WHY) == set(Reason)


def test_what_is_done_already_is_not_sent_again() -> None:
    twice = plan(when="daily at 8:30 and 12:00")
    made = enrolled(twice)
    play(made, at("2026-03-02 09:00"), ("2026-03-02 08:40", "done"))
    ahead = look_ahead(made, "ana", at("2026-03-02 09:00"), 1)
    assert (ahead.coming[0].held, ahead.coming[0].why) == (True, DONE)


def test_done_is_said_only_after_a_done() -> None:
    made = enrolled(plan(when="daily at 8:30 and 12:00"))
    play(made, at("2026-03-02 09:00"), ("2026-03-02 08:40", "skip"))
    assert look_ahead(made, "ana", at("2026-03-02 09:00"), 1).coming[0].why == WHY[Reason.DONE]


def test_the_report_to_come_is_as_things_stand() -> None:
    ahead = look_ahead(enrolled(), "ana", MONDAY, 7)
    assert {each.why for each in ahead.coming if each.kind == "report"} == {AS_THINGS_STAND}


def test_what_comes_after_a_yes_is_what_is_sent_then() -> None:
    made = enrolled(consent=None)
    ahead = look_ahead(made, "ana", MONDAY, 2)
    assert ahead.first is not None
    assert ahead.first.kind == "opt_in"
    play(made, at("2026-03-02 08:01"))
    asked = made.store.read("ana").history.messages["opt_in/ana"]
    assert asked.outcome is not None
    made.receive(Inbound(id="yes", phone=ANA.phone, text="yes"), asked.outcome.at)
    made.attend("ana", asked.outcome.at)
    play(made, at("2026-03-03 22:00"))
    sent = [m.queued.text for m in made.store.read("ana").history.nudges() if m.left]
    assert sent
    assert [each.text for each in ahead.coming if each.after_yes and each.kind == "nudge"] == sent


def test_without_consent_only_the_question_is_ahead() -> None:
    ahead = look_ahead(enrolled(consent=None), "ana", MONDAY, 7)
    assert ahead.standing == (NO_CONSENT,)
    assert [each.kind for each in ahead.coming if not each.after_yes] == ["opt_in"]
    assert {each.kind for each in ahead.coming if each.after_yes} == {"nudge", "report"}


@pytest.mark.parametrize(("text", "standing"), [("stop", STOPPED), ("I want to die", RESTING)])
def test_a_stop_and_a_rest_are_said(text: str, standing: str) -> None:
    made = enrolled()
    play(made, at("2026-03-02 10:00"), ("2026-03-02 09:00", text))
    ahead = look_ahead(made, "ana", at("2026-03-02 10:00"), 7)
    assert ahead.standing == (standing,)
    assert ahead.first is None


def test_a_pause_says_until_when_and_of_what() -> None:
    made = enrolled()
    until = at("2026-03-04 08:00")
    made.edit("ana", lambda book: book.add(Paused(at=MONDAY, until=until, plan="three-breaths")), MONDAY)
    made.edit("ana", lambda book: book.add(Paused(at=MONDAY, until=until)), MONDAY)
    assert look_ahead(made, "ana", MONDAY, 7).standing == (
        "everything is paused until Wed 4 Mar 8:00",
        "three-breaths is paused until Wed 4 Mar 8:00",
    )


def test_someone_without_plans_is_told_where_they_come_from() -> None:
    made = service()
    made.enrol(ANA, (), MONDAY, "on paper")
    assert look_ahead(made, "ana", MONDAY, 7).standing == (NO_PLANS,)


def test_a_week_shows_counts_letters_and_the_text_that_went_out() -> None:
    made = enrolled(BREATHS, KIND)
    play(
        made,
        at("2026-03-08 19:00"),
        ("2026-03-02 08:40", "done 7"),
        ("2026-03-03 08:40", "half"),
        ("2026-03-04 08:40", "skip"),
        ("2026-03-05 08:40", "sick today"),
    )
    text = shown(made, None, at("2026-03-08 19:00"))
    assert "Week 2026-W10 of Ana, Mon 2 Mar to Sun 8 Mar, so far" in text
    row = next(line for line in text.splitlines() if line.startswith("Three breaths"))
    assert " ".join(row.split()) == "Three breaths 1 1 1 1 1 5 a week D P S N o - -"
    assert "nudges were answered." in text
    assert "The text of Sun 8 Mar 18:00 (" in text
    assert made.whole("ana").history.messages["report/2026-W10"].queued.text in text


def test_the_text_to_come_is_shown_as_things_stand() -> None:
    made = enrolled()
    play(made, at("2026-03-03 09:00"), ("2026-03-02 08:40", "done"), ("2026-03-03 08:40", "done"))
    text = shown(made, None, at("2026-03-03 09:00"))
    assert "The text for Sun 8 Mar 18:00, as things stand" in text
    assert "This week: 2 done, 0 skipped, 0 without a reply." in text


def test_a_quiet_week_gets_kind_words() -> None:
    made = enrolled()
    play(made, at("2026-03-09 09:00"))
    assert QUIET_WORDS in shown(made, "2026-W10", at("2026-03-09 09:00"))


@pytest.mark.parametrize(("week", "words"), [(None, NOTHING_YET), ("2026-W05", NOTHING)])
def test_an_empty_week_gets_kind_words_and_no_text(week: str | None, words: str) -> None:
    text = shown(enrolled(), week, MONDAY)
    assert words in text
    assert "No text is sent" in text


@pytest.mark.parametrize("made_of", [NOTHING, NOTHING_YET, QUIET_WORDS, *WHY.values(), RESTING, STOPPED, NO_CONSENT])
def test_no_words_of_failure_are_used(made_of: str) -> None:
    assert not {"miss", "missed", "fail", "failed", "only", "streak", "poor"} & (
        set(made_of.lower().split()) - {"only"}
    )


@pytest.mark.parametrize(
    ("week", "said"),
    [
        ("2026-W11", "the week 2026-W11 has not begun yet; try 2026-W10"),
        ("2025-W53", "'2025-W53' is not a week"),
        ("2026-W60", "'2026-W60' is not a week"),
        ("last", "'last' is not a week"),
        ("0001-W01", "nothing is known of the week 0001-W01"),
        ("9999-W52", "has not begun yet"),
    ],
)
def test_a_week_that_is_none_is_one_sentence(week: str, said: str) -> None:
    with pytest.raises(Problem, match=said):
        monday_wanted(week, ANA, MONDAY)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with Ana, who said a few things, Bo, who did not answer yet, and Cy without plans."""
    folder = tmp_path_factory.mktemp("home")
    now = datetime.now(UTC)
    start = now - timedelta(days=3)
    made = service(TinyStore(folder), PhoneGateway(folder / "phones"))
    always = msgspec.structs.replace(BREATHS, when="daily at 12:00", since=start)
    made.enrol(person(since=start), (always,), start, "on paper")
    for hours, text in [(1, "done"), (2, "I want to kill myself"), (3, "start"), (71, "STATUS")]:
        made.attend("ana", start + timedelta(hours=hours))
        made.receive(Inbound(id=f"in/{hours}", phone=ANA.phone, text=text), start + timedelta(hours=hours))
    made.attend("ana", now)
    made.enrol(person(id="bo", name="Bo", phone="+14155550101", since=now), (BREATHS,), now)
    made.enrol(person(id="cy", name="Cy", phone="+14155550102", since=now), (), now, "on paper")
    return folder


def run(home: Path, *words: str) -> Result:
    return CliRunner().invoke(root, list(words), env={"NUDGES_HOME": str(home)})


def test_next_without_a_person_has_a_line_for_each_soonest_first(home: Path) -> None:
    result = run(home, "next")
    assert result.exit_code == 0
    assert {"ana", "bo", "cy"} <= set(result.stdout.split())
    found = json.loads(run(home, "next", "--json").stdout)
    firsts = [next(each["at"] for each in person["coming"] if not each["held"]) for person in found]
    assert firsts == sorted(firsts)


def test_next_for_one_takes_an_id_or_a_phone(home: Path) -> None:
    by_id, by_phone = run(home, "next", "bo"), run(home, "next", "+14155550101")
    assert by_id.stdout == by_phone.stdout
    assert NO_CONSENT in by_id.stdout
    assert "America/New_York" in by_id.stdout


def test_next_where_nobody_is_says_what_to_do(tmp_path: Path) -> None:
    result = run(tmp_path / "home", "next")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", f"{NOBODY}\n")
    assert run(tmp_path / "home", "next", "--json").stdout == "[]\n"
    assert run(tmp_path / "home", "report").stderr == f"{NOBODY}\n"
    assert run(tmp_path / "home", "report", "--json").stdout == "[]\n"


def test_a_thread_shows_both_sides_and_keeps_no_words_of_danger(home: Path) -> None:
    result = run(home, "thread", "ana")
    assert "< done  [" in result.stdout
    assert "< (these words are not kept)  [crisis]" in result.stdout
    assert "kill" not in result.stdout + run(home, "thread", "ana", "--json").stdout
    assert "[1 segment, accepted]" in result.stdout


def test_a_thread_can_be_cut_to_its_last_lines(home: Path) -> None:
    assert len(run(home, "thread", "ana", "--last", "2").stdout.splitlines()) == 2
    assert len(json.loads(run(home, "thread", "ana", "--last", "2", "--json").stdout)) == 2


def test_a_report_prints_as_a_table_and_as_data(home: Path) -> None:
    result = run(home, "report", "ana")
    assert (result.exit_code, result.stdout.startswith("Week 20")) == (0, True)
    found = json.loads(run(home, "report", "ana", "--json").stdout)
    assert found["person"] == "ana"
    assert {"text", "plans", "no_reply", "answered_4_weeks", "page"} <= set(found)


def test_a_report_says_where_its_page_is(home: Path) -> None:
    *_, last = run(home, "report", "ana").stdout.splitlines()
    assert last.startswith("As a page, while nudges serve runs: http://127.0.0.1:8765/reports/")
    public = {"NUDGES_HOME": str(home), "NUDGES_PUBLIC_URL": "https://nudges.example.org/"}
    result = CliRunner().invoke(root, ["report", "ana", "--json", "--week", "2026-W01"], env=public)
    page = json.loads(result.stdout)["page"]
    assert page.startswith("https://nudges.example.org/reports/")
    link = REPORTS.read(read_secret(home / "secret"), page.rpartition("/")[2], datetime.now(UTC))
    assert link is not None
    assert (link.person, link.week) == ("ana", "2026-W01")


def test_a_report_without_a_person_has_a_line_for_each(home: Path) -> None:
    rows = [line.split() for line in run(home, "report").stdout.splitlines()]
    assert [row[:2] for row in rows if row[0] in {"ana", "bo", "cy"}] == [
        ["ana", "active"],
        ["bo", "waiting"],
        ["cy", "active"],
    ]
    found = json.loads(run(home, "report", "--json").stdout)
    assert [(each["person"], each["state"]) for each in found] == [
        ("ana", "active"),
        ("bo", "waiting"),
        ("cy", "active"),
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["next", "anna"], "try ana"),
        (["thread", "anna"], "try ana"),
        (["report", "anna"], "try ana"),
        (["report", "ana", "--week", "2999-W01"], "has not begun yet"),
        (["report", "ana", "--week", "soon"], "try a week such as"),
        (["next", "ana", "--days", "0"], "days"),
        (["thread", "ana", "--last", "0"], "last"),
    ],
)
def test_bad_input_is_one_sentence_and_status_2(home: Path, words: list[str], said: str) -> None:
    result = run(home, *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1
