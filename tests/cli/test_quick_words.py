"""A person's own quick words, on the command line and in a file."""

from collections.abc import Callable
from pathlib import Path

import pytest

from nudges.core.book import Book
from nudges.core.words import Outcome
from tests.cli.conftest import Run

Reading = Callable[[], Book]
Refused = Callable[..., str]


def test_words_are_added_changed_and_taken_away(ana: Run, book: Reading) -> None:
    ana("plan", "add", "ana", "three-breaths", "--word", "exhaled=done")
    ana("plan", "edit", "ana", "three-breaths", "--word", "couch=skip", "--word", "Exhaled=partly", "--yes")
    assert book().plan("three-breaths").words == (("Exhaled", Outcome.PARTLY), ("couch", Outcome.SKIPPED))
    assert "couch=skipped" in ana("plan", "show", "ana", "three-breaths").stdout
    ana("plan", "edit", "ana", "three-breaths", "--word", "exhaled=", "--yes")
    assert book().plan("three-breaths").words == (("couch", Outcome.SKIPPED),)


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("stop=done", "carriers keep"),
        ("YES=done", "carriers keep"),
        ("undo=done", "says something already: undo"),
        ("later=done", "says something already: snooze"),
        ("no=done", "means skip already"),
        ("hurt=done", "may speak of danger"),
        ("fine=done", "answers a question of ours"),
        ("7=done", "no letters"),
        ("exhaled", "write it like walked=done"),
        ("exhaled=great", "'great' is not an outcome"),
        ("never-said=", "no quick word of this plan"),
    ],
)
def test_a_word_that_something_else_needs_is_refused(ana: Run, refused: Refused, word: str, said: str) -> None:
    ana("plan", "add", "ana", "three-breaths")
    assert said in refused("plan", "edit", "ana", "three-breaths", "--word", word, "--yes")


def test_a_word_belongs_to_one_plan(ana: Run, refused: Refused) -> None:
    ana("plan", "add", "ana", "three-breaths", "--word", "exhaled=done")
    assert "three-breaths already" in refused("plan", "add", "ana", "one-kind-thing", "--word", "EXHALED=skip")


def test_a_file_lists_the_words_and_reads_as_the_same(ana: Run, book: Reading, tmp_path: Path) -> None:
    ana("plan", "add", "ana", "three-breaths", "--word", "exhaled=done", "--word", "couch=skip")
    file, before = tmp_path / "ana.yaml", book().plans
    ana("export", "ana", "--output", str(file))
    assert "- exhaled=done" in file.read_text("utf-8")
    ana("apply", str(file))
    assert book().plans == before
    file.write_text(file.read_text("utf-8").replace("- couch=skipped", "- sofa=n/a"), "utf-8")
    ana("apply", str(file))
    assert book().plan("three-breaths").words == (("exhaled", Outcome.DONE), ("sofa", Outcome.NOT_APPLICABLE))


def test_a_mistake_in_a_file_is_told_with_its_line(ana: Run, refused: Refused, tmp_path: Path) -> None:
    file = tmp_path / "ana.yaml"
    file.write_text("person:\n  id: ana\nplans:\n  - library: three-breaths\n    words:\n      - stop=done\n", "utf-8")
    told = refused("apply", str(file))
    assert "line 6" in told or ":6" in told
    assert "carriers keep" in told
