"""Trials on the command line: begun with a consent, silent while they run, told once they are over."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from nudges.core.book import Book
from nudges.core.facts import ResearchAgreed, TrialEnded
from nudges.core.words import Outcome, TrialEnd, Vary
from nudges.exporting.archive import write_folder
from nudges.exporting.study import Asked, Study, study
from nudges.exporting.wcls import analysed
from nudges.library import load
from nudges.library.trialling import Wanted, begun
from nudges.store.tiny import TinyStore
from tests.cli.conftest import Reading, Refused, Run
from tests.exporting.samples import SECRET, rows
from tests.lives import lives
from tests.samples import MONDAY, person, plan
from tests.samples import book as made_book

NOW, WEEK = datetime(2026, 12, 1, tzinfo=UTC), timedelta(weeks=1)
WORDS = load().words
START = ("trial", "start", "ana", "three-breaths", "--agreed", "on paper")


def test_a_trial_is_begun_shown_and_ended(ana: Run, book: Reading, refused: Refused) -> None:
    ana("plan", "add", "ana", "three-breaths", "--when", "daily at 8:30")
    result = ana(*START, "--vary", "none")
    assert ": text before or only asked, from " in result.stdout
    assert result.stderr == (
        "One text tells Ana. What comes of it is told once it is over, and to nobody before.\n"
    )  # fmt: skip
    (trial,) = book().history.trials.values()
    assert (trial.begun.how, (trial.begun.last - trial.begun.first).days) == ("on paper", 83)
    (shown,) = json.loads(ana("trial", "list", "ana", "--json").stdout)
    assert (shown["state"], shown["counts"], shown["apart"]) == ("running", [], None)
    assert "ana is in a trial of three-breaths until" in refused(*START, "--vary", "kind")
    assert ana("trial", "stop", "ana").stderr.startswith("The trial of ana is ended")
    assert "ended" in ana("trial", "list", "ana").stdout
    assert refused("trial", "stop", "ana").startswith("error: ana is in no trial")


def test_nobody_is_tried_on_without_a_word_of_how_they_agreed(ana: Run, run: Run) -> None:
    ana("plan", "add", "ana", "three-breaths", "--when", "daily at 8:30")
    assert "--agreed" in run("trial", "start", "ana", "three-breaths", "--vary", "none", fails=2).stderr


def test_a_plan_too_rare_is_told_the_weeks_it_would_take(ana: Run, refused: Refused) -> None:
    ana("plan", "add", "ana", "three-breaths", "--when", "mondays at 8:30")
    assert refused(*START, "--vary", "none") == (
        "error: 'mon at 8:30' is too rare to learn from: 80 days are needed, and that takes 80 weeks; "
        "on four days a week or more it takes 20 weeks or fewer"
    )


def test_one_that_is_too_short_says_so_and_begins(ana: Run) -> None:
    ana("plan", "add", "ana", "three-breaths", "--when", "daily at 8:30")
    said = ana(*START, "--vary", "time", "--window", "evening", "--weeks", "4").stderr
    assert "4 weeks are too few to see even a large difference four times in five; that takes 12" in said


def test_a_part_of_the_day_has_to_be_named(ana: Run, refused: Refused) -> None:
    ana("plan", "add", "ana", "three-breaths", "--when", "daily at 8:30")
    assert "the other part of the day is not named" in refused(*START, "--vary", "time")


def test_who_was_in_none_reads_so(ana: Run) -> None:
    assert ana("trial", "list", "ana").stderr.startswith("ana was in no trial yet")


def tried(number: int, weeks: int = 5) -> Book:
    """Return somebody who said yes to a study and was in a trial; with a text beforehand they always do it."""
    who = person(id=f"p{number}", phone=f"+1415555010{number}")
    made = made_book(ResearchAgreed(at=MONDAY, source="r"), plans=(plan(when="daily at 8:30", goal=None),), who=who)
    wanted = Wanted(plan="three-breaths", vary=Vary.NONE, how="on paper", weeks=4)
    made = made.add(*begun(made, wanted, WORDS, MONDAY))

    def answers(nudge: object) -> Outcome:
        sent = getattr(nudge, "due", MONDAY)
        often = getattr(nudge, "arm", None) == "8:30" or (sent.day + number) % 3 == 0
        return Outcome.DONE if often and sent.day % 7 else Outcome.SKIPPED

    return lives(made, WORDS, MONDAY, MONDAY + weeks * WEEK, answers)


def made_of(*books: Book, weeks: int) -> Study:
    return study(books, Asked(project="breaths"), SECRET, MONDAY + weeks * WEEK)


def test_the_export_of_a_study_is_what_the_analysis_needs(tmp_path: Path, run: Run) -> None:
    books = [tried(number) for number in range(6)]
    made = made_of(*books, weeks=5)
    days = rows(made.files, "trials")
    assert len(days) == 6 * 28
    assert {row["probability"] for row in days} == {"0.5"}
    nudges = {(row["person"], row["day"]): row["arm"] for row in rows(made.files, "nudges")}
    assert all((row["treated"] == "yes") == (nudges[row["person"], row["day"]] == "8:30") for row in days)
    assert [row["done_before"] for row in days[:2]] == ["", days[0]["done"]]
    write_folder(tmp_path / "study", made.files)
    found = analysed(tmp_path / "study", None, ["done_before"])
    assert found.days == len(days)
    assert found.effect.low > 0.3
    told = run("trial", "analyse", str(tmp_path / "study"), "--control", "done_before").stdout
    assert told.startswith(f"6 people, 168 days, {found.treated} of them with the first arm (none).\n")
    assert json.loads(run("trial", "analyse", str(tmp_path / "study"), "--json").stdout)["people"] == 6


def test_a_study_has_nothing_of_a_trial_that_runs() -> None:
    assert rows(made_of(tried(0, weeks=3), weeks=3).files, "trials") == []


def test_the_counts_are_shown_once_it_is_over(ana: Run, home: Path) -> None:
    ana("plan", "add", "ana", "three-breaths", "--when", "daily at 8:30")
    ana(*START, "--vary", "none")
    store = TinyStore(home)
    with store.open("ana") as page:
        (trial,) = page.book.history.trials.values()
        counts = ((30.0, 41.0), (20.0, 43.0))
        page.commit(page.book.add(TrialEnded(at=NOW, name=trial.begun.name, why=TrialEnd.OVER, counts=counts)), None)
    (shown,) = json.loads(ana("trial", "list", "ana", "--json").stdout)
    assert shown["counts"] == [{"done": 30, "days": 41}, {"done": 20, "days": 43}]
    assert shown["apart"] == [27, 6, 45]
