"""Is what was accepted and may not be meant so told, and what is nothing refused?"""

from collections.abc import Callable

import pytest

from nudges.core.words import Language
from nudges.library.places import language_of
from tests.cli.conftest import ANA, Run

Refused = Callable[..., str]


@pytest.mark.parametrize("zone", ["EST", "Etc/GMT+5", "GMT", "MST"])
def test_a_zone_without_summer_time_is_taken_with_a_warning(run: Run, zone: str) -> None:
    said = run("person", "add", "Ana", "--phone", "+14155550100", "--tz", zone).stderr
    assert f"warning: {zone} has no summer time" in said


def test_the_warning_names_the_zone_that_is_mostly_meant(ana: Run) -> None:
    assert "such as America/New_York" in ana("person", "set", "ana", "--tz", "EST").stderr
    file = ana("export", "ana").stdout
    assert "such as America/New_York" in ana("apply", "-", given=file).stderr
    assert "summer" not in ana("person", "set", "ana", "--tz", "America/New_York").stderr


@pytest.mark.parametrize("names", [",,", " ", ""])
def test_commas_alone_name_nobody(ana: Run, refused: Refused, names: str) -> None:
    said = refused("person", "set", "ana", "--contacts", names)
    assert said == f"error: --contacts: '{names}' names nobody; write names with commas between, or none"


def test_a_text_nobody_would_let_pass_is_taken_with_a_warning(ana: Run) -> None:
    own = ("plan", "add", "ana", "--title", "Walk", "--when", "daily at 9:00")
    said = ana(*own, "--text", "You should walk, no excuses!").stderr
    assert "warning: walk: 'should' in \"You should walk, no excuses!\"; offer it, and leave the choice" in said
    assert "an exclamation mark" in said
    long = ana("plan", "edit", "ana", "walk", "--text", "A walk, perhaps? " * 12).stderr
    assert "warning: walk: " in long
    assert "2 segments; make it shorter" in long
    assert "warning: walk" not in ana("plan", "edit", "ana", "walk", "--text", "A walk, perhaps?").stderr


def test_a_name_in_dear_letters_gets_a_note_of_what_it_costs(run: Run) -> None:
    dear = run("person", "add", "Ханна", "--id", "hanna", *ANA[3:], "--contacts", "Żaneta").stderr
    assert "note: a text that names Ханна or Żaneta holds 70 signs in place of 160" in dear
    assert "note" not in run("person", "add", "Inés", "--phone", "+34600000000", "--tz", "Europe/Madrid").stderr


def test_the_language_is_guessed_from_the_country() -> None:
    assert {language_of(country) for country in ("MX", "ES", "CO", "AR")} == {Language.ES}
    assert {language_of(country) for country in ("US", "GB", "*", "DE")} == {Language.EN}


def test_a_ready_plan_is_shown_with_its_evidence_and_its_limit(ana: Run) -> None:
    ana("plan", "add", "ana", "three-breaths")
    shown = {line.split(maxsplit=1)[0] for line in ana("plan", "show", "ana", "three-breaths").stdout.splitlines()}
    assert {"evidence", "limit"} <= shown
    ana("plan", "add", "ana", "--title", "Walk", "--when", "daily at 9:00", "--cue", "After lunch")
    assert "evidence" not in ana("plan", "show", "ana", "walk").stdout
