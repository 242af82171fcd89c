"""What is previewed is what is sent, through edits, pauses, moves, answers and events."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from nudges.core.book import Book, Twin
from nudges.core.change import moved
from nudges.core.events import happened
from nudges.core.facts import (
    Accepted,
    CheckedIn,
    Deferred,
    Dropped,
    Joined,
    Paused,
    Queued,
    Resumed,
    Snoozed,
    Started,
    Stopped,
)
from nudges.core.forecast import forecast
from nudges.core.localtime import day_of
from nudges.core.problem import Problem
from nudges.core.values import Hours, Move, Person, Plan, Span
from nudges.core.words import Outcome, Vary
from nudges.library.trialling import Wanted, begun
from tests.core.test_wake import WORDS, as_it_wakes, by_clock, by_fact, people, plans, run
from tests.samples import MONDAY, book, person, plan

Change = Callable[[Book, datetime, int], Book]


def new_schedule(when: str) -> Change:
    def change(made: Book, now: datetime, turn: int) -> Book:
        plan = made.plans[turn % len(made.plans)]
        begins = day_of(made.person, now)
        return made.with_plan(msgspec.structs.replace(plan, when=when, since=now, begins=begins))

    return change


def other_settings(who: Person) -> Change:
    return lambda made, _now, _turn: made.with_person(msgspec.structs.replace(who, moves=made.person.moves))


def another_zone(name: str) -> Change:
    return lambda made, now, _turn: made.with_person(moved(made.person, Move(at=now, zone=ZoneInfo(name))))


def answer(outcome: Outcome) -> Change:
    def change(made: Book, now: datetime, turn: int) -> Book:
        nudges = [message.queued for message in made.history.nudges() if message.left]
        day = day_of(made.person, now)
        plan = nudges[-1].plan if nudges else made.plans[0].id
        return made.add(CheckedIn(at=now, plan=plan or "", day=day, outcome=outcome, source=f"r{turn}"))

    return change


def asked_for_later(made: Book, now: datetime, turn: int) -> Book:
    nudges = [message.queued for message in made.history.nudges() if message.left]
    if not nudges:
        return made
    nudge, until = nudges[-1], now.replace(second=0) + timedelta(minutes=20)
    fact = Snoozed(at=now, nudge=nudge.again or nudge.id, plan=nudge.plan or "", until=until, source=f"r{turn}")
    return made.add(fact)


changes: st.SearchStrategy[Change] = st.one_of(
    (by_clock | by_fact).map(new_schedule),
    people.map(other_settings),
    st.sampled_from(["Asia/Tokyo", "America/Los_Angeles", "America/New_York"]).map(another_zone),
    st.sampled_from(Outcome).map(answer),
    st.sampled_from(
        [
            asked_for_later,
            lambda made, now, _turn: made.add(Paused(at=now, until=now + timedelta(days=2))),
            lambda made, now, _turn: made.add(Resumed(at=now)),
            lambda made, now, _turn: made.add(Stopped(at=now, how="test")),
            lambda made, now, _turn: made.add(Started(at=now, how="test")),
            lambda made, now, turn: made.add(*happened(made, "a.done", f"e{turn}", now)),
            lambda made, _now, _turn: made.without_plan(made.plans[0].id) if len(made.plans) > 1 else made,
        ]
    ),
)


def shown(made: Book, since: int) -> list[object]:
    """Return what became of nudges in the facts from a place on: the texts that left, and what did not or waits.

    A text that waited before them counts too: the announcement of a trial is worded as the trial begins.
    """
    found: list[object] = []
    for fact in made.facts[since:]:
        if isinstance(fact, Dropped | Deferred | Joined):
            found.append(fact)
        elif isinstance(fact, Accepted):
            found.append((fact.id, made.history.messages[fact.id].queued.text, fact.at))
    return found


def in_a_trial(vary: Vary) -> Change:
    def change(made: Book, now: datetime, turn: int) -> Book:
        plan = made.plans[turn % len(made.plans)]
        wanted = Wanted(plan=plan.id, vary=vary, how="on paper", weeks=2, window=NOON)
        try:
            return made.add(*begun(made, wanted, WORDS, now))
        except (Problem, Twin):
            return made  # not everything can be tried on everybody

    return change


NOON = Span(opens=time(12), closes=time(13))
WINDOWS = (Span(opens=time(7), closes=time(9)), NOON, Span(opens=time(18), closes=time(20)))
learners = st.lists(
    st.builds(
        lambda name, when, grace: plan(id=name, when=when, grace=grace, library="three-breaths", learn=WINDOWS),
        st.sampled_from(["a", "b"]),
        st.sampled_from(["daily at 8:30", "daily at 12:15", "daily between 18:00 and 19:00", "weekdays at 8:30"]),
        st.integers(5, 600),
    ),
    min_size=1,
    max_size=2,
    unique_by=lambda made: made.id,
).map(tuple)


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from([person(hours=Hours(opens=time(6), closes=time(22)), cap=cap, gap=30) for cap in (1, 3)]) | people,
    learners,
    st.lists(st.tuples(changes | st.sampled_from(Vary).map(in_a_trial), st.integers(1, 60 * 90)), max_size=8),
)
def test_what_is_drawn_beforehand_is_previewed_as_it_is_sent(
    who: Person, made: tuple[Plan, ...], steps: list[tuple[Change, int]]
) -> None:
    is_sent_as_previewed(who, made, steps)


def test_the_announcement_of_a_trial_is_previewed_until_it_leaves() -> None:
    [made] = [plan(id="a", when="daily at 8:30", grace=90, library="three-breaths", learn=WINDOWS)]
    steps = [(in_a_trial(Vary.TIME), 1), (another_zone("Asia/Tokyo"), 1), (another_zone("America/New_York"), 60 * 30)]
    is_sent_as_previewed(person(hours=Hours(opens=time(6), closes=time(22)), cap=1, gap=30), (made,), steps)


@settings(max_examples=80, deadline=None)
@given(people, plans, st.lists(st.tuples(changes, st.integers(1, 60 * 60)), min_size=1, max_size=12))
def test_after_any_change_what_is_previewed_is_what_is_sent(
    who: Person, made: tuple[Plan, ...], steps: list[tuple[Change, int]]
) -> None:
    is_sent_as_previewed(who, made, steps)


def is_sent_as_previewed(who: Person, made: tuple[Plan, ...], steps: list[tuple[Change, int]]) -> None:
    now, lived = MONDAY, book(plans=made, who=who)
    for turn, (change, minutes) in enumerate(steps):
        until = now + timedelta(minutes=minutes, seconds=1)
        told = [
            (fact.id, fact.text, fact.at) if isinstance(fact, Queued) else fact
            for fact in forecast(lived, WORDS, now, until)
            if isinstance(fact, Queued | Dropped | Deferred | Joined)
        ]
        before = len(lived.facts)
        poked = now + timedelta(minutes=minutes // 2, seconds=7)  # somebody wrote to someone: everyone is looked at
        lived = as_it_wakes(run(as_it_wakes(lived, now, poked), [poked, poked]), poked, until)
        assert sorted(map(repr, told)) == sorted(map(repr, shown(lived, before)))
        now = until + timedelta(seconds=1)
        lived = change(lived, now, turn)
