"""What the world says about a person."""

from nudges.core.events import happened
from nudges.core.facts import CheckedIn, Happened
from nudges.core.words import Outcome
from tests.core.test_wake import as_it_wakes, sent
from tests.samples import MONDAY, at, book, plan


def test_an_event_is_kept_once_however_often_it_is_told() -> None:
    made = book()
    facts = happened(made, "gym.left", "watch/1", MONDAY)
    assert facts == [Happened(at=MONDAY, event="gym.left", source="watch/1")]
    assert happened(made.add(*facts), "gym.left", "watch/1", MONDAY) == []


def test_an_event_of_a_plans_own_name_logs_it_and_nothing_asks_for_it_that_day() -> None:
    morning = at("2026-03-03 07:00")
    made = book(plans=(plan(when="daily at 8:30"),))
    _, logged = facts = happened(made, "three-breaths.done", "watch/1", morning)
    assert isinstance(logged, CheckedIn)
    assert (logged.outcome, f"{logged.day}") == (Outcome.DONE, "2026-03-03")
    done = as_it_wakes(made.add(*facts), morning, at("2026-03-04 09:00"))
    assert [f"{queued.due:%d}" for queued in sent(done)] == ["04"]


def test_an_event_belongs_to_the_nudge_that_asked_that_day() -> None:
    asked = as_it_wakes(book(), MONDAY, at("2026-03-02 09:00"))
    _, logged = happened(asked, "three-breaths.skipped", "watch/1", at("2026-03-02 10:00"))
    assert isinstance(logged, CheckedIn)
    assert logged.nudge == "nudge/three-breaths/2026-03-02T13:30Z"


def test_an_event_about_no_plan_of_theirs_is_only_an_event() -> None:
    assert len(happened(book(), "dishes.done", "x", MONDAY)) == 1
