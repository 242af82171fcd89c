"""An edit shows what it changes before it is saved, and never brings back the past."""

import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from nudges.cli.difference import SAME, difference, lines
from nudges.core import facts as f
from nudges.core.book import Book
from nudges.core.inbound import Inbound
from nudges.core.localtime import day_of
from nudges.core.values import Move, Plan
from nudges.core.words import Held
from nudges.library import load
from nudges.library.making import changed_plan
from tests.cli.conftest import Run
from tests.samples import ANA, MONDAY, NEW_YORK, at, book, minutes, person, plan, service

Reading = Callable[[], Book]
WORDS = load().words
DAILY = plan(when="daily at 8:30")
EDIT = ("plan", "edit", "ana", "three-breaths", "--when", "daily at 14:00")


class Life:
    """Ana's days on a clock of their own, with the whole program around them."""

    def __init__(self, made: Plan = DAILY, **who: object) -> None:
        self.service = service()
        self.service.enrol(person(**{"report_day": 2, **who}), (made,), MONDAY - minutes(5), "on paper")

    def until(self, text: str) -> None:
        """Let everything happen that the clock brings up to a local time of 2026-03."""
        moment = at(f"2026-03-{text}")
        while (wake := self.service.store.next_wake()) is not None and wake <= moment:
            self.service.attend("ana", wake)

    def says(self, text: str, words: str) -> None:
        """Let her text at a local time."""
        self.until(text)
        self.service.receive(Inbound(id=text, phone=ANA.phone, text=words), at(f"2026-03-{text}"))

    def edit(self, text: str, **wanted: object) -> None:
        """Change the plan at a local time."""
        self.until(text)
        now = at(f"2026-03-{text}")
        self.service.edit(
            "ana", lambda b: b.with_plan(changed_plan(b, b.plan("three-breaths"), wanted, now)), now
        )  # fmt: skip

    @property
    def texts(self) -> list[str]:
        """When her nudges left."""
        sent = (m for m in self.service.store.read("ana").history.nudges() if m.left)
        return [f"{m.queued.at.astimezone(NEW_YORK):%d %H:%M}" for m in sent]


def test_an_edit_in_the_minute_of_a_text_neither_doubles_nor_loses_it() -> None:
    life = Life()
    life.edit("02 08:30:20", when="daily at 8:31")
    life.until("03 23:00")
    assert life.texts == ["02 08:30", "03 08:31"]


def test_after_a_done_the_evening_of_the_same_day_stays_free() -> None:
    life = Life()
    life.says("02 09:00", "done")
    life.edit("02 12:00", when="daily at 20:00")
    life.until("03 23:00")
    assert life.texts == ["02 08:30", "03 20:00"]
    history = life.service.store.read("ana").history
    assert history.checkin("three-breaths", date(2026, 3, 2)) is not None


def test_silence_is_not_asked_a_second_time_because_the_text_moved_to_the_evening() -> None:
    life = Life()
    life.edit("02 12:00", when="daily at 20:00")
    life.until("03 23:00")
    assert life.texts == ["02 08:30", "03 20:00"]
    assert life.service.store.read("ana").history.dropped == {}, "nothing was held: it never came due"


def test_what_was_sent_before_an_edit_can_still_be_answered() -> None:
    life = Life()
    life.edit("02 12:00", when="daily at 20:00")
    life.says("02 13:00", "done")
    checkin = life.service.store.read("ana").history.checkin("three-breaths", date(2026, 3, 2))
    assert checkin is not None
    assert checkin.nudge == "nudge/three-breaths/2026-03-02T13:30Z"


def test_a_text_that_did_not_come_yet_moves_to_later_today() -> None:
    life = Life()
    life.edit("02 08:10", when="daily at 20:00")
    life.until("02 23:00")
    assert life.texts == ["02 20:00"]


def test_an_earlier_time_begins_tomorrow() -> None:
    life = Life(plan(when="daily at 12:00"))
    life.edit("02 10:00", when="daily at 9:00")
    life.until("03 23:00")
    assert life.texts == ["03 09:00"]


def test_a_schedule_that_asks_more_often_goes_on_today() -> None:
    life = Life(cap=5)
    life.edit("02 12:00", when="daily at 8:30, 13:00 and 20:00")
    life.until("02 23:00")
    assert life.texts == ["02 08:30", "02 13:00", "02 20:00"]


def test_what_they_asked_to_have_again_comes_whatever_is_edited() -> None:
    life = Life()
    life.says("02 08:40", "in 2 hours")
    life.edit("02 09:00", when="daily at 20:00")
    life.until("02 18:00")
    assert life.texts == ["02 08:30", "02 10:40"]


times = st.lists(st.integers(8 * 4, 20 * 4), min_size=1, max_size=3, unique=True).map(
    lambda quarters: "daily at " + ", ".join(f"{q // 4}:{q % 4 * 15:02}" for q in sorted(quarters))
)


@settings(deadline=None, max_examples=60)
@given(times, times, st.integers(0, 2 * 24 * 60), st.booleans(), st.sampled_from([Held.WAIT, Held.DROP]))
def test_no_edit_brings_back_the_past_or_one_too_many(
    first: str, then: str, minute: int, every: bool, held: Held
) -> None:
    life = Life(plan(when=first, every_time=every, held=held), cap=9, gap=0)
    edited = at("2026-03-02 08:00") + minutes(minute)
    life.edit(f"{edited.astimezone(NEW_YORK):%d %H:%M}", when=then)
    life.until("05 23:59")
    made = life.service.store.read("ana")
    nudges = [m.queued for m in made.history.nudges()]
    changed = first != then
    assert all(queued.at <= edited or queued.due > edited or not changed for queued in nudges)
    most = max(phrase.count(":") for phrase in (first, then))
    days = [day_of(made.person, queued.due) for queued in nudges]
    assert all(days.count(day) <= most for day in days)
    assert days.count(date(2026, 3, 5)) == then.count(":"), "from then on all of the new ones come"


def named(before: Book, after: Book, now: datetime = MONDAY) -> list[str]:
    return list(lines(difference(before, after, WORDS, now)))


def with_when(made: Book, when: str, now: datetime = MONDAY) -> Book:
    return made.with_plan(changed_plan(made, made.plans[0], {"when": when}, now))


def test_the_difference_names_what_goes_and_what_comes() -> None:
    made = book(plans=(plan(when="mon and thu at 8:30"),), who=person(report_day=2))
    assert named(made, with_when(made, "mon and fri at 9:00")) == [
        "In the coming week:",
        "- Mon 2 Mar 8:30 three-breaths",
        "+ Mon 2 Mar 9:00 three-breaths",
        "- Thu 5 Mar 8:30 three-breaths",
        "+ Fri 6 Mar 9:00 three-breaths",
        "- Mon 9 Mar 8:30 three-breaths",
        "+ Mon 9 Mar 9:00 three-breaths",
    ]


def test_a_week_in_which_nothing_changes_is_said() -> None:
    made = book()
    assert named(made, made.with_plan(plan(cue="After tea"))) == [SAME]
    assert named(made, with_when(made, "weekdays at 8:30 from 2026-03-02")) == [SAME]


def test_a_change_of_one_plan_shows_in_another_that_gives_way() -> None:
    walk = plan(id="walk", when="mon at 18:00", library=None)
    made = book(plans=(plan(when="tue at 8:30"), walk), who=person(cap=1, report_day=2))
    after = with_when(made, "mon and tue at 8:30")
    assert named(made, after) == [
        "In the coming week:",
        "+ Mon 2 Mar 8:30 three-breaths",
        "- Mon 2 Mar 18:00 walk",
    ]


def test_texts_that_share_one_are_told_by_their_plans() -> None:
    made = book(plans=(plan(when="tue at 8:30"),), who=person(report_day=2))
    after = made.with_plan(plan(id="walk", when="tue at 8:30", library=None))
    assert named(made, after) == ["In the coming week:", "+ Tue 3 Mar 8:30 walk"]


def test_a_move_names_the_zone_of_each_clock() -> None:
    made = book(plans=(plan(when="tue at 8:30"),), who=person(report_day=2))
    moved = made.with_person(person(report_day=2, moves=(Move(at=MONDAY, zone=ZoneInfo("Europe/Madrid")),)))
    assert named(made, moved)[:3] == [
        "In the coming week:",
        "+ Tue 3 Mar 8:30 (Europe/Madrid) three-breaths",
        "- Tue 3 Mar 8:30 (America/New_York) three-breaths",
    ]


def test_a_long_difference_is_cut_for_people() -> None:
    made = book(plans=(plan(when="daily at 8:30", every_time=True),), who=person(cap=10, gap=0, report_day=2))
    hours = ", ".join(f"{hour}:00" for hour in range(9, 19))
    found = named(made, with_when(made, f"daily at {hours}"))
    assert len(found) == 30
    assert re.fullmatch(r"and \d+ more", found[-1])


def test_who_has_not_agreed_or_has_stopped_is_not_promised_anything() -> None:
    waiting = Book(ANA, (DAILY,))
    assert named(waiting, with_when(waiting, "daily at 14:00"))[1] == "- Mon 2 Mar 8:30 three-breaths", "after a yes"
    stopped = book(f.Stopped(at=MONDAY, how="by text"), plans=(DAILY,))
    assert named(stopped, with_when(stopped, "daily at 14:00")) == [SAME]


def test_without_a_keyboard_an_edit_is_shown_and_saved(ana: Run, book: Reading) -> None:
    ana("plan", "add", "ana", "three-breaths", "--when", "daily at 9:00")
    result = ana(*EDIT)
    said = result.stdout.splitlines()
    assert said[:2] == ["three-breaths when: daily at 9:00 -> daily at 14:00", "In the coming week:"]
    line = r"[+-] \w{3} \d+ \w{3} (9:00|14:00) three-breaths|[+-] .* weekly report"
    assert all(re.fullmatch(line, each) for each in said[2:])
    assert book().plan("three-breaths").when == "daily at 14:00"


def test_a_dry_run_saves_nothing_and_is_well(ana: Run, book: Reading) -> None:
    ana("plan", "add", "ana", "three-breaths", "--when", "daily at 9:00")
    before = book()
    result = ana(*EDIT, "--dry-run", "--yes")
    assert result.stderr.splitlines()[-1] == "Nothing was changed: this was a dry run."
    assert book() == before
    assert result.stdout == ana(*EDIT, "--yes").stdout
    assert book().plans[0].when == "daily at 14:00"


def test_programs_get_the_changes_and_what_comes_of_them(ana: Run) -> None:
    ana("plan", "add", "ana", "three-breaths", "--when", "daily at 9:00")
    shown = json.loads(ana(*EDIT, "--yes", "--json").stdout)
    assert shown["changes"] == [{"what": "three-breaths when", "before": "daily at 9:00", "after": "daily at 14:00"}]
    assert set(shown["coming"]) == {"gone", "new"}
    new = [each for each in shown["coming"]["new"] if each["plan"] == "three-breaths"]
    assert len(new) >= 5
    assert all(each["at"].endswith("Z") and " 14:00" in each["local"] for each in new)
    again = json.loads(ana(*EDIT, "--yes", "--json").stdout)
    assert again == {"changes": [], "coming": {"gone": [], "new": []}}


def test_an_edit_brings_its_cautions(ana: Run) -> None:
    ana("plan", "add", "ana", "three-breaths")
    said = ana("plan", "edit", "ana", "three-breaths", "--when", "daily at 22:00").stderr.splitlines()
    assert said[0].startswith("warning: three-breaths: 22:00 lies outside the hours")


def test_a_removal_shows_what_goes_and_who_waits_for_it(ana: Run) -> None:
    ana("plan", "add", "ana", "three-breaths", "--when", "daily at 9:00")
    ana("plan", "add", "ana", "one-kind-thing", "--when", "after done of three-breaths")
    said = ana("plan", "remove", "ana", "three-breaths", "--yes").stderr.splitlines()
    assert said[0] == "In the coming week:"
    assert said[1].startswith("- ")
    assert "warning: one-kind-thing waits for 'three-breaths', and ana has no such plan" in said


def test_a_plan_whose_forerunner_is_gone_can_still_be_edited_and_kept(ana: Run, book: Reading) -> None:
    ana("plan", "add", "ana", "three-breaths")
    ana("plan", "add", "ana", "one-kind-thing", "--when", "after done of three-breaths")
    ana("plan", "remove", "ana", "three-breaths", "--yes")
    ana("plan", "edit", "ana", "one-kind-thing", "--cue", "After tea", "--yes")
    assert book().plans[0].cue == "After tea"
    kept = ana("apply", "-", given=ana("export", "ana").stdout)
    assert kept.stdout == "ana: nothing to change\n"
    assert "warning: one-kind-thing waits for 'three-breaths', and ana has no such plan" in kept.stderr
    again = ("plan", "edit", "ana", "one-kind-thing", "--when", "20 minutes after done of three-breaths", "--yes")
    assert "waits for 'three-breaths', and ana has no such plan" in ana(*again, fails=2).stderr


def test_at_a_keyboard_saving_is_asked_for(ana: Run, home: Path, book: Reading) -> None:
    ana("plan", "add", "ana", "three-breaths", "--when", "daily at 9:00")
    no = typed(home, [*EDIT], "n")
    assert "Save? [Y/n]" in no
    assert no.endswith("Nothing was changed.\n")
    assert book().plans[0].when == "daily at 9:00"
    assert "In the coming week:" in typed(home, [*EDIT], "")
    assert book().plans[0].when == "daily at 14:00"
    stays = typed(home, [*EDIT], "")
    assert stays.startswith("three-breaths stays as it is.\n")
    assert "Save?" not in stays


def test_a_mistake_in_a_phrase_is_pointed_at_on_a_terminal(ana: Run, home: Path, book: Reading) -> None:
    said = typed(home, ["explain", "when", "mon and wde at 8:30"], "", see=True)
    phrase, caret, *_ = said.splitlines()
    assert caret.index("^") == phrase.index("wde")


def typed(home: Path, args: list[str], line: str, *, see: bool = False) -> str:
    """Run a command at a terminal at which someone types; with `see`, its messages go there too."""
    keyboard, terminal = pty.openpty()
    os.write(keyboard, f"{line}\n".encode())
    env = {**os.environ, "NUDGES_HOME": str(home), "NO_COLOR": "1"}
    errors = terminal if see else subprocess.STDOUT
    try:
        done = subprocess.run(
            [sys.executable, "-m", "nudges", *args], stdin=terminal, stdout=subprocess.PIPE, stderr=errors,
            text=True, check=False, env=env, timeout=60,
        )  # fmt: skip
        shown = os.read(keyboard, 10_000).decode().replace("\r\n", "\n").lstrip("\n") if see else ""
    finally:
        os.close(keyboard)
        os.close(terminal)
    return done.stdout + shown
