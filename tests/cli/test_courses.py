"""A course is explained, taken, shown, and left."""

import json

import pytest

from tests.cli.conftest import Reading, Refused, Run


def test_what_courses_there_are_is_shown_and_each_is_explained_week_by_week(run: Run) -> None:
    assert {"first-steps", "steady-ground", "for-partners", "alongside-therapy"} == {
        each["id"] for each in json.loads(run("course", "--json").stdout)
    }
    said = run("course", "first-steps").stdout
    assert "weeks 1-2   Three breaths (mon, wed and fri)" in said
    assert "week 8      One kind thing (thu), fewer texts" in said
    assert "This course ends here" in said
    assert "Primeros pasos" in run("course", "first-steps", "--language", "es").stdout


def test_a_course_is_taken_after_it_was_explained_and_what_comes_is_told(ana: Run, book: Reading) -> None:
    result = ana("course", "first-steps", "ana", "--at", "8:00", "--yes")
    assert "It begins on Monday" in result.stdout
    assert "ana takes first-steps." in result.stderr
    plans = {plan.id: plan for plan in book().plans}
    assert set(plans) == {"three-breaths", "one-kind-thing", "friend-voice", "reach-out-to-give"}
    assert all(plan.course == "first-steps" and plan.goal is None for plan in plans.values())
    assert plans["three-breaths"].when.startswith("mon, wed and fri at 8:00 from ")
    running = book().history.course
    assert running is not None
    assert running.begins.weekday() == 0


def test_a_plan_that_was_there_keeps_its_cue(ana: Run, book: Reading) -> None:
    ana("plan", "add", "ana", "three-breaths", "--cue", "After the bus")
    ana("course", "first-steps", "ana", "--yes")
    assert book().plan("three-breaths").cue == "After the bus"


def test_a_dry_run_changes_nothing(ana: Run, book: Reading) -> None:
    ana("course", "steady-ground", "ana", "--dry-run")
    assert book().plans == ()


def test_a_course_that_lives_by_what_they_bring_says_so(ana: Run) -> None:
    assert '--own "..."' in ana("course", "alongside-therapy", "ana", "--yes").stderr


def test_leaving_takes_its_plans_along(ana: Run, book: Reading) -> None:
    ana("plan", "add", "ana", "--title", "Stretch", "--cue", "After lunch", "--when", "sun at 13:00")
    ana("course", "first-steps", "ana", "--yes")
    ana("course", "leave", "ana", "--yes")
    assert [plan.id for plan in book().plans] == ["stretch"]
    assert book().history.course is None
    ana("course", "steady-ground", "ana", "--yes")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("first-step", "ana"), "there is no course 'first-step'; try first-steps"),
        (("leave", "ana"), "ana takes no course"),
        (("leave",), "nobody is named who leaves"),
        (("first-steps", "ana", "--from", "2020-01-01", "--yes"), "no course can begin on 2020-01-06"),
        (("for-partners", "ana", "--yes"), "has not agreed from their own phone yet"),
    ],
)
def test_what_cannot_be_is_one_sentence(ana: Run, refused: Refused, args: tuple[str, ...], said: str) -> None:
    assert said in refused("course", *args)


def test_nobody_is_signed_up_for_a_partner_plan_by_somebody_else(ana: Run, refused: Refused) -> None:
    assert "nobody is signed up" in refused("plan", "add", "ana", "warm-line")


def test_one_course_at_a_time(ana: Run, refused: Refused) -> None:
    ana("course", "first-steps", "ana", "--yes")
    assert "ana takes first-steps since" in refused("course", "steady-ground", "ana", "--yes")
