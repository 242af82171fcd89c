"""What may leave at a moment, asked again at the last one."""

from datetime import timedelta

from nudges.core.book import Book
from nudges.core.facts import Consented, Expired, Fact, Flagged, Paused, Queued, Stopped
from nudges.core.outbox import outbox
from nudges.core.words import Kind, Safety
from tests.samples import MONDAY, at, book, minutes, person, plan

NIGHT = at("2026-03-02 23:00")


def text(kind: Kind, name: str = "x", plan_id: str | None = None, due: object = MONDAY) -> Queued:
    return Queued(
        at=MONDAY, id=name, kind=kind, text="hi", due=MONDAY, expires=MONDAY + timedelta(days=2), plan=plan_id
    )


def given_up(*facts: Fact, plans: tuple = (plan(),)) -> list[str]:  # type: ignore[type-arg]
    box = outbox(book(*facts, plans=plans), MONDAY + minutes(10))
    assert box.ready == ()
    return [fact.detail for fact in box.expired if isinstance(fact, Expired)]


def test_a_stop_takes_back_everything_but_answers() -> None:
    stopped = Stopped(at=MONDAY, how="by text")
    assert given_up(text(Kind.NUDGE, plan_id="three-breaths"), stopped) == ["they opted out"]
    assert given_up(text(Kind.REPORT), stopped) == ["they opted out"]
    box = outbox(book(text(Kind.ANSWER), stopped), MONDAY)
    assert [queued.id for queued in box.ready] == ["x"]


def test_a_welcome_does_not_follow_a_helpline() -> None:
    assert given_up(text(Kind.OPT_IN, "welcome/ana"), Flagged(at=MONDAY, tier=Safety.HARD, reply="r1")) != []


def test_nobody_is_asked_who_has_agreed_already() -> None:
    unasked = Book(person()).add(text(Kind.OPT_IN, "opt_in/ana"), Consented(at=MONDAY, how="wrote yes"))
    [given] = outbox(unasked, MONDAY).expired
    assert isinstance(given, Expired)
    assert given.detail == "they agreed before they were asked"


def test_what_a_removed_plan_still_had_to_say_is_given_up() -> None:
    assert given_up(text(Kind.NUDGE, plan_id="gone")) == ["its plan is gone"]


def test_a_pause_of_one_plan_holds_only_that_plan() -> None:
    paused = Paused(at=MONDAY, until=MONDAY + timedelta(days=1), plan="three-breaths")
    assert given_up(text(Kind.NUDGE, plan_id="three-breaths"), paused) == ["a pause began"]
    other = outbox(book(text(Kind.NUDGE, plan_id="two"), paused, plans=(plan(), plan(id="two"))), MONDAY)
    assert [queued.id for queued in other.ready] == ["x"]


def test_at_night_only_answers_leave_and_a_helpline_goes_first() -> None:
    queued = [
        text(Kind.REPORT, "report"),
        text(Kind.OPT_IN, "welcome"),
        text(Kind.ANSWER, "answer"),
        text(Kind.SAFETY, "safety"),
    ]
    box = outbox(book(*queued), NIGHT)
    assert [each.id for each in box.ready] == ["safety", "answer"]
    assert box.wake == at("2026-03-03 08:00")
