"""What the clock brings, whatever the plans, the hours and the moments are."""

from datetime import datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nudges.core.book import CAPPED, Book
from nudges.core.facts import Accepted, Consented, Deferred, Dropped, Expired, Fact, Joined, Queued, Snoozed
from nudges.core.forecast import forecast
from nudges.core.localtime import day_of, opening
from nudges.core.outbox import outbox
from nudges.core.values import Hours, Move, Person, Plan, Span
from nudges.core.wake import next_wake, wake
from nudges.core.when import parse_when
from nudges.core.words import Held, Kind
from nudges.library import load
from tests.samples import MONDAY, at, book, minutes, person, plan

WORDS = load().words
WEEKS = timedelta(days=16)


def run(made: Book, moments: list[datetime]) -> Book:
    """Attend at these moments, with a gateway that takes everything."""
    for now in moments:
        made = made.add(*wake(made, WORDS, now))
        box = outbox(made, now)
        made = made.add(*box.expired, *(Accepted(at=now, id=q.id, provider_id="", segments=1) for q in box.ready))
    return made


def as_it_wakes(made: Book, now: datetime, until: datetime) -> Book:
    """Attend whenever the book asks for it."""
    following: datetime | None = now
    while following is not None and following <= until:
        made = run(made, [following])
        again = next_wake(made, following)
        following = max(again, following + timedelta(seconds=1)) if again else None
    return made


def sent(made: Book) -> list[Queued]:
    return [message.queued for message in made.history.messages.values() if message.left]


NAMES = ["a", "b", "c", "d"]
clock = st.times().map(lambda t: t.replace(second=0, microsecond=0))
clocks = st.sets(clock, min_size=1, max_size=3).map(lambda times: " ".join(f"{t:%H:%M}" for t in sorted(times)))
windows = st.builds(
    lambda opens, width, often: f"{often} between {opens}:00 and {opens + width}:00",
    st.integers(0, 19),
    st.integers(1, 4),
    st.sampled_from(["", "2 times"]),
)
days = st.sampled_from(
    ["daily", "weekdays", "mon, wed and sun", "every 3 days", "every other sat", "the 1st, 3rd and 9th", "twice a week"]
)
by_clock = st.builds(lambda which, when: f"{which} {when}", days, clocks | windows)
by_fact = st.builds(
    lambda cause, name: f"{cause} {name}",
    st.sampled_from(["after 2 unanswered of", "90 minutes after 1 unanswered of"]),
    st.sampled_from(NAMES),
)
plans = st.lists(
    st.builds(
        lambda name, when, grace, each, held: plan(
            id=name, when=str(parse_when(when)), grace=grace, every_time=each, held=held, library="three-breaths"
        ),
        st.sampled_from(NAMES),
        by_clock | by_clock | by_fact,
        st.integers(5, 1440),
        st.booleans(),
        st.sampled_from(Held),
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda made: made.id,
).map(tuple)
others = st.dictionaries(
    st.integers(0, 5),
    st.none() | st.builds(lambda opens: Span(opens=opens, closes=_later(opens, 150)), clock),
    max_size=3,
).map(lambda found: tuple(sorted(found.items())))
moves = st.just(()) | st.builds(
    lambda hours, zone: (Move(at=MONDAY + timedelta(hours=hours), zone=ZoneInfo(zone)),),
    st.integers(1, 24 * 15),
    st.sampled_from(["Asia/Tokyo", "America/Los_Angeles", "Pacific/Auckland"]),
)
people = st.builds(
    lambda opens, width, other, cap, gap, made: person(
        hours=Hours(opens=opens, closes=_later(opens, width), others=other), cap=cap, gap=gap, moves=made
    ),
    clock,
    st.integers(60, 1400),
    others,
    st.integers(1, 4),
    st.sampled_from([0, 30, 300]),
    moves,
)


def _later(opens: time, width: int) -> time:
    return (datetime.combine(MONDAY.date(), opens) + timedelta(minutes=width)).time()


@settings(max_examples=60, deadline=None)
@given(people, plans)
def test_nothing_leaves_outside_the_hours_over_the_cap_or_twice(who: Person, made: tuple[Plan, ...]) -> None:
    done = as_it_wakes(book(plans=made, who=who), MONDAY, MONDAY + WEEKS)
    alone = [message for message in done.history.messages.values() if message.into is None]
    accepted = [(m.queued, m.outcome.at) for m in alone if m.outcome and m.left]
    assert all(opening(who, left) == left for _, left in accepted)
    days = [day_of(who, left) for queued, left in accepted if queued.kind in CAPPED]
    assert all(days.count(day) <= who.cap for day in days)
    texts = sorted(left for queued, left in accepted if queued.kind in CAPPED)
    assert all(later - earlier >= timedelta(minutes=who.gap) for earlier, later in pairwise(texts))
    assert all(left <= queued.expires for queued, left in accepted)


@settings(max_examples=40, deadline=None)
@given(people, plans, st.lists(st.integers(1, 60 * 24 * 3), min_size=1, max_size=30))
def test_waking_late_often_or_twice_changes_no_nudge_into_two(
    who: Person, made: tuple[Plan, ...], steps: list[int]
) -> None:
    now, moments = MONDAY, []
    for step in steps:
        now += timedelta(minutes=step)
        moments += [now, now]
    done = run(book(plans=made, who=who), moments)
    facts: list[Fact] = [fact for fact in done.facts if isinstance(fact, Queued | Joined | Dropped)]
    assert len({fact.key for fact in facts}) == len(facts)
    assert all(queued.at <= queued.expires for queued in sent(done))


@settings(max_examples=40, deadline=None)
@given(people, plans)
def test_a_preview_and_the_sending_agree_text_for_text(who: Person, made: tuple[Plan, ...]) -> None:
    start = book(plans=made, who=who)
    shown = list(forecast(start, WORDS, MONDAY, MONDAY + WEEKS))
    done = as_it_wakes(start, MONDAY, MONDAY + WEEKS)
    texts = [m for m in done.history.messages.values() if m.left and m.into is None]
    assert [(q.id, q.text, q.at) for q in shown if isinstance(q, Queued)] == [
        (m.queued.id, m.queued.text, m.outcome.at) for m in texts if m.outcome
    ]
    kinds = (Dropped, Deferred, Joined)
    assert [f for f in shown if isinstance(f, kinds)] == [f for f in done.facts if isinstance(f, kinds)]


@settings(max_examples=10, deadline=None)
@given(people, plans)
def test_it_always_knows_when_to_look_again(who: Person, made: tuple[Plan, ...]) -> None:
    knows_when_to_look_again(who, made)


@pytest.mark.soak
@settings(max_examples=60, deadline=None)
@given(people, plans)
def test_it_knows_when_to_look_again_whoever_it_is(who: Person, made: tuple[Plan, ...]) -> None:
    knows_when_to_look_again(who, made)


def knows_when_to_look_again(who: Person, made: tuple[Plan, ...]) -> None:
    start = book(plans=made, who=who)
    every_minute = run(start, [MONDAY + minutes(turn) for turn in range(60 * 24 * 3 + 1)])
    as_asked = as_it_wakes(start, MONDAY, MONDAY + timedelta(days=3))
    assert [q.id for q in sent(every_minute)] == [q.id for q in sent(as_asked)]


def test_nobody_is_texted_before_they_agreed() -> None:
    unasked = Book(person(), (plan(),))
    assert next_wake(unasked, MONDAY) is None
    assert wake(unasked, WORDS, at("2026-03-03 08:30")) == []


def test_a_plan_made_at_its_own_due_moment_waits_for_the_next_one() -> None:
    made = plan(since=at("2026-03-03 08:30"))
    assert next_wake(book(plans=(made,)), at("2026-03-03 08:31")) == at("2026-03-04 08:30")


def test_a_clock_that_was_set_back_hides_no_nudge_and_repeats_none() -> None:
    done = run(book(), [at("2026-03-03 08:30")])
    assert next_wake(done, at("2026-03-03 06:00")) == at("2026-03-04 08:30")
    assert len(sent(run(done, [at("2026-03-03 06:00"), at("2026-03-03 08:30"), at("2026-03-04 08:30")]))) == 2


def test_a_nudge_that_is_asked_for_again_at_the_moment_of_the_next_is_one_text() -> None:
    made = run(book(plans=(plan(when="daily at 8:30 and 10:30"),)), [at("2026-03-03 08:30")])
    nudge = sent(made)[0].id
    snoozed = made.add(
        Snoozed(at=at("2026-03-03 08:31"), nudge=nudge, plan="three-breaths", until=at("2026-03-03 10:30"), source="r")
    )
    done = as_it_wakes(snoozed, at("2026-03-03 08:31"), at("2026-03-04 08:30"))
    assert [(queued.due, queued.again) for queued in sent(done)[1:]] == [
        (at("2026-03-03 10:30"), nudge),
        (at("2026-03-04 08:30"), None),
    ]


def test_texts_are_not_repeated_while_there_are_others() -> None:
    done = as_it_wakes(book(plans=(plan(when="daily at 8:30"),)), MONDAY, MONDAY + timedelta(days=60))
    said = [queued.text for queued in sent(done) if queued.kind is Kind.NUDGE]
    assert all(said[turn] not in said[max(0, turn - 8) : turn] for turn in range(len(said)))
    assert all(one.split()[:3] != two.split()[:3] for one, two in pairwise(said))


def test_an_expired_claim_is_no_reason_to_wake_again() -> None:
    queued = Queued(at=MONDAY, id="x", kind=Kind.ANSWER, text="hi", due=MONDAY, expires=MONDAY)
    made = Book(person(), (), (Consented(at=MONDAY, how="x"), queued, Expired(at=MONDAY, id="x", detail="late")))
    assert next_wake(made, MONDAY) is None
