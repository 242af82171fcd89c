"""What becomes of a nudge that may not leave when it is due, and which of several leave."""

from datetime import date, time, timedelta

import pytest

from nudges.core.book import Book
from nudges.core.facts import (
    Accepted,
    CheckedIn,
    Deferred,
    Dropped,
    Fact,
    Happened,
    Joined,
    Paused,
    Queued,
    Rated,
    Snoozed,
)
from nudges.core.forecast import forecast
from nudges.core.outbox import outbox
from nudges.core.values import Hours, Plan, Quiet, Span
from nudges.core.wake import next_wake, wake
from nudges.core.words import Held, Kind, Outcome, Reason, Rest
from nudges.library import load
from tests.core.test_wake import as_it_wakes, run, sent
from tests.samples import MONDAY, at, book, person, plan

WORDS = load().words
TUESDAY = "2026-03-03"
SINCE = at("2026-03-03 00:00")


def other(name: str, when: str, **changes: object) -> Plan:
    return plan(
        id=name,
        when=when,
        title=f"The plan {name}",
        library=None,
        texts=(f"This is {name}.",),
        quiet=Quiet(halve_after=28),
        since=SINCE,
        **changes,
    )


def told(made: Book) -> list[tuple[str, str, str]]:
    """Return what became of each nudge: its plan, when by the clock of New York, and how."""
    found = []
    for fact in made.facts:
        match fact:
            case Queued(kind=Kind.NUDGE):
                found.append((fact.plan or "", fact.at, "sent"))
            case Joined():
                found.append((fact.plan, fact.at, "joined"))
            case Deferred():
                found.append((fact.plan, fact.at, f"waits for {fact.reason}"))
            case Dropped():
                found.append((fact.plan, fact.at, f"dropped: {fact.reason}"))
            case _:
                pass
    zone = person().zone
    return [(name, f"{moment.astimezone(zone):%a %H:%M}", what) for name, moment, what in found]


def lived(*plans: Plan, days: int = 1, **about: object) -> list[tuple[str, str, str]]:
    """Return what became of the nudges of so many days from Tuesday, 0:00."""
    start = at(f"{TUESDAY} 00:00")
    return told(as_it_wakes(book(plans=plans, who=person(**about)), start, start + timedelta(days=days)))


def test_a_night_text_waits_for_the_hours_within_its_grace() -> None:
    assert lived(other("a", "daily at 7:00")) == [("a", "Tue 07:00", "waits for hours"), ("a", "Tue 08:00", "sent")]


def test_a_night_text_beyond_its_grace_is_dropped_at_once() -> None:
    assert lived(other("a", "daily at 5:00")) == [("a", "Tue 05:00", "dropped: hours")]


def test_a_plan_may_say_that_nothing_of_it_waits() -> None:
    assert lived(other("a", "daily at 7:00", held=Held.DROP)) == [("a", "Tue 07:00", "dropped: hours")]


def test_two_texts_keep_their_distance() -> None:
    found = lived(other("a", "daily at 9:00"), other("b", "daily at 9:10"), cap=2)
    assert found == [("a", "Tue 09:00", "sent"), ("b", "Tue 09:10", "waits for gap"), ("b", "Tue 09:30", "sent")]


def test_a_gap_that_outlasts_the_grace_drops() -> None:
    found = lived(other("a", "daily at 9:00"), other("b", "daily at 9:10", grace=15), cap=2)
    assert found == [("a", "Tue 09:00", "sent"), ("b", "Tue 09:10", "dropped: gap")]


def test_a_person_without_a_gap_gets_both_as_they_are_due() -> None:
    found = lived(other("a", "daily at 9:00"), other("b", "daily at 9:10"), cap=2, gap=0)
    assert found == [("a", "Tue 09:00", "sent"), ("b", "Tue 09:10", "sent")]


def test_plans_that_fall_together_are_one_text_and_one_of_the_cap() -> None:
    plans = (other("a", "daily at 9:00"), other("b", "daily at 9:00"), other("c", "daily at 12:00"))
    assert lived(*plans, cap=2) == [
        ("a", "Tue 09:00", "sent"),
        ("b", "Tue 09:00", "joined"),
        ("c", "Tue 12:00", "sent"),
    ]


def test_a_text_that_two_share_says_both() -> None:
    start = at(f"{TUESDAY} 09:00")
    made = run(book(plans=(other("a", "daily at 9:00"), other("b", "daily at 9:00"))), [start])
    (only,) = [queued for queued in sent(made) if made.history.messages[queued.id].into is None]
    assert only.text == "Two for this morning: 1) This is a. 2) This is b."


def test_texts_too_long_to_share_are_called_by_their_titles() -> None:
    three = [
        plan(
            id=name,
            title=f"The plan {name}",
            texts=("word " * 30,),
            when="daily at 19:00",
            since=at(f"{TUESDAY} 12:00"),
        )
        for name in "abc"
    ]
    made = run(book(plans=tuple(three)), [at(f"{TUESDAY} 19:00")])
    assert sent(made)[0].text == "Three for tonight: 1) The plan a 2) The plan b 3) The plan c"


def test_both_that_waited_for_the_hours_leave_as_one() -> None:
    found = lived(other("a", "daily at 6:30"), other("b", "daily at 7:30"))
    assert found[-2:] == [("a", "Tue 08:00", "sent"), ("b", "Tue 08:00", "joined")]


def test_of_two_nudges_of_one_plan_only_the_latest_leaves_after_a_long_night() -> None:
    found = lived(other("a", "daily at 6:30 and 7:30", every_time=True), cap=2)
    assert [what for *_, what in found] == ["waits for hours", "waits for hours", "dropped: newer", "sent"]


def test_over_the_cap_it_waits_for_the_next_day_if_its_grace_is_that_long() -> None:
    plans = (other("a", "once on 2026-03-03 at 9:00", grace=120), other("b", "once on 2026-03-03 at 20:00", grace=1200))
    assert lived(*plans, days=2, cap=1) == [
        ("a", "Tue 09:00", "sent"),
        ("b", "Tue 20:00", "waits for cap"),
        ("b", "Wed 08:00", "sent"),
    ]


def test_over_the_cap_the_plan_that_waited_longest_goes_first() -> None:
    plans = tuple(other(name, f"daily at {hour}:00") for name, hour in (("a", 9), ("b", 12), ("c", 15)))
    names = [name for name, _, what in lived(*plans, days=6, cap=1) if what == "sent"]
    assert sorted(names[:3]) == ["a", "b", "c"]
    assert names[3:] == names[:2], "Sunday belongs to the report"


def test_what_was_done_before_it_is_due_is_not_asked() -> None:
    start = at(f"{TUESDAY} 08:00")
    done = CheckedIn(at=start, plan="a", day=date(2026, 3, 3), outcome=Outcome.DONE, source="command")
    found = told(as_it_wakes(book(done, plans=(other("a", "daily at 9:00"),)), start, start + timedelta(hours=12)))
    assert found == [("a", "Tue 09:00", "dropped: done")]


def test_what_was_done_while_its_text_waited_to_leave_is_not_sent() -> None:
    due = at(f"{TUESDAY} 09:00")
    made = book(plans=(other("a", "daily at 9:00"),))
    made = made.add(*wake(made, WORDS, due))
    done = CheckedIn(at=due, plan="a", day=date(2026, 3, 3), outcome=Outcome.DONE, source="command")
    box = outbox(made.add(done), due)
    assert (box.ready, [fact.key for fact in box.expired]) == ((), ["expired/nudge/a/2026-03-03T14:00Z"])


def test_a_shared_text_leaves_as_long_as_one_of_its_nudges_is_open() -> None:
    due = at(f"{TUESDAY} 09:00")
    made = book(plans=(other("a", "daily at 9:00"), other("b", "daily at 9:00")))
    made = made.add(*wake(made, WORDS, due))
    for number, name in enumerate("ab"):
        day = date(2026, 3, 3)
        made = made.add(CheckedIn(at=due, plan=name, day=day, outcome=Outcome.DONE, source=f"command/{number}"))
        assert bool(outbox(made, due).ready) is (name == "a")


def test_one_of_a_shared_text_that_is_asked_for_later_comes_alone() -> None:
    due, later = at(f"{TUESDAY} 09:00"), at(f"{TUESDAY} 11:00")
    made = run(book(plans=(other("a", "daily at 9:00"), other("b", "daily at 9:00"))), [due])
    nudge = next(fact.id for fact in made.facts if isinstance(fact, Joined))
    made = made.add(Snoozed(at=due, nudge=nudge, plan="b", until=later, source="r"))
    assert sent(as_it_wakes(made, due, later))[-1].text == "This is b."


def test_each_weekday_has_its_own_hours() -> None:
    hours = Hours(others=((1, None), (2, Span(opens=time(10), closes=time(12)))))
    found = lived(other("a", "daily at 9:00"), days=3, hours=hours)
    assert found == [
        ("a", "Tue 09:00", "dropped: hours"),
        ("a", "Wed 09:00", "waits for hours"),
        ("a", "Wed 10:00", "sent"),
        ("a", "Thu 09:00", "sent"),
    ]


# ---- After a fact


def after(*facts: Fact, when: str, days: int = 2, **changes: object) -> list[tuple[str, str, str]]:
    """Return what became of a plan by fact beside `a`, which is due daily at 9:00."""
    start = at(f"{TUESDAY} 00:00")
    plans = (other("a", "daily at 9:00"), other("b", when, **changes))
    made = as_it_wakes(book(plans=plans, who=person(cap=4)), start, start + timedelta(minutes=1))
    for fact in facts:
        made = as_it_wakes(made, start, fact.at - timedelta(seconds=1)).add(fact)
        start = fact.at
    made = as_it_wakes(made, start, at(f"{TUESDAY} 00:00") + timedelta(days=days))
    return [each for each in told(made) if each[0] == "b"]


def checked(moment: str, outcome: Outcome = Outcome.DONE, rating: int | None = None, day: int = 3) -> CheckedIn:
    return CheckedIn(
        at=at(moment), plan="a", day=date(2026, 3, day), outcome=outcome, source=f"r/{moment}", rating=rating
    )


@pytest.mark.parametrize(
    ("when", "fact", "expected"),
    [
        ("after done of a", checked(f"{TUESDAY} 10:00"), [("b", "Tue 10:00", "sent")]),
        ("20 minutes after done of a", checked(f"{TUESDAY} 10:00"), [("b", "Tue 10:20", "sent")]),
        ("after done of a", checked(f"{TUESDAY} 10:00", Outcome.SKIPPED), []),
        ("after skipped of a", checked(f"{TUESDAY} 10:00", Outcome.SKIPPED), [("b", "Tue 10:00", "sent")]),
        ("after done of a", checked(f"{TUESDAY} 10:00", day=2), []),
        ("when a >= 7", checked(f"{TUESDAY} 10:00", rating=7), [("b", "Tue 10:00", "sent")]),
        ("when a >= 7", checked(f"{TUESDAY} 10:00", rating=6), []),
        ("when a < 3", Rated(at=at(f"{TUESDAY} 10:00"), source="r", rating=2, plan="a"), [("b", "Tue 10:00", "sent")]),
        (
            "on event gym.left",
            Happened(at=at(f"{TUESDAY} 22:00"), event="gym.left", source="x"),
            [("b", "Tue 22:00", "waits for hours"), ("b", "Wed 08:00", "sent")],
        ),
        ("on event gym.left", Happened(at=at(f"{TUESDAY} 10:00"), event="gym.came", source="x"), []),
        (
            "on event gym.left until 2026-03-02",
            Happened(at=at(f"{TUESDAY} 10:00"), event="gym.left", source="x"),
            [],
        ),
    ],
)
def test_a_plan_may_be_due_by_a_fact(when: str, fact: Fact, expected: list[tuple[str, str, str]]) -> None:
    assert after(fact, when=when) == expected


def test_by_a_fact_it_is_due_once_a_day_unless_it_says_more() -> None:
    left = [Happened(at=at(f"{TUESDAY} {hour}:00"), event="gym.left", source=str(hour)) for hour in (11, 13, 15)]
    assert [when for _, when, _ in after(*left, when="on event gym.left")] == ["Tue 11:00"]
    twice = after(*left, when="on event gym.left at most 2 times a day", every_time=True)
    assert [when for _, when, _ in twice] == ["Tue 11:00", "Tue 13:00"]


def test_an_answer_that_is_corrected_calls_no_second_time() -> None:
    first, second = checked(f"{TUESDAY} 10:00"), checked(f"{TUESDAY} 12:00", rating=5)
    assert [when for _, when, _ in after(first, second, when="after done of a")] == ["Tue 10:00"]


def test_after_so_many_unanswered_it_is_due_when_the_last_ones_day_is_over() -> None:
    found = after(when="after 2 unanswered of a", days=5)
    assert found == [("b", "Thu 04:00", "waits for hours"), ("b", "Thu 08:00", "sent")]


def test_an_answer_begins_the_count_of_the_unanswered_anew() -> None:
    found = after(checked("2026-03-04 10:00", day=4), when="after 2 unanswered of a", days=5)
    assert [when for _, when, _ in found] == ["Sat 04:00", "Sat 08:00"]


def test_a_day_of_rest_is_no_day_without_an_answer() -> None:
    sick = Paused(at=at(f"{TUESDAY} 10:00"), until=at("2026-03-04 08:00"), why=Rest.SICK)
    assert [when for _, when, _ in after(sick, when="after 2 unanswered of a", days=5)] == ["Fri 04:00", "Fri 08:00"]


def test_what_waits_for_a_fact_is_foreseen_as_if_nobody_wrote() -> None:
    start = at(f"{TUESDAY} 00:00")
    made = book(plans=(other("a", "daily at 9:00"), other("b", "after 2 unanswered of a")), who=person(cap=4))
    shown = [fact for fact in forecast(made, WORDS, start, start + timedelta(days=4)) if isinstance(fact, Queued)]
    done = as_it_wakes(made, start, start + timedelta(days=4))
    assert [fact.id for fact in shown] == [fact.id for fact in sent(done) if fact.due >= start]
    assert any(fact.plan == "b" for fact in shown)


def test_a_report_keeps_its_distance_too() -> None:
    found = as_it_wakes(book(plans=(other("a", "daily at 17:50"),)), MONDAY, MONDAY + timedelta(days=7))
    report = next(queued for queued in sent(found) if queued.kind is Kind.REPORT)
    assert report.at == at("2026-03-08 18:20")


def test_what_waits_is_noted_once() -> None:
    start = at(f"{TUESDAY} 07:00")
    made = book(plans=(other("a", "daily at 7:00"),))
    for _ in range(3):
        made = made.add(*wake(made, WORDS, start))
    assert [fact.reason for fact in made.facts if isinstance(fact, Deferred)] == [Reason.HOURS]
    assert next_wake(made, start) == at(f"{TUESDAY} 08:00")


def test_a_text_that_is_accepted_settles_all_that_share_it() -> None:
    due = at(f"{TUESDAY} 09:00")
    made = book(plans=(other("a", "daily at 9:00"), other("b", "daily at 9:00")))
    made = made.add(*wake(made, WORDS, due))
    first = next(fact for fact in made.facts if isinstance(fact, Queued))
    made = made.add(Accepted(at=due, id=first.id, provider_id="x", segments=1))
    assert all(message.left for message in made.history.nudges())
    assert not made.history.open
