"""A plan that learns its time: what it draws, when it rather does not, and that all of it follows from the facts."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nudges.core.arranged import arm_drawn, span_of
from nudges.core.arranging import arrangements
from nudges.core.at_hand import recent
from nudges.core.book import Book, decode_facts, encode
from nudges.core.facts import Arranged, Consented, Fact, Paused, Queued, Resumed, Stopped
from nudges.core.forecast import forecast
from nudges.core.learning import FEW, LEAST, chances, leaned
from nudges.core.localtime import day_of
from nudges.core.problem import Problem
from nudges.core.schedule import dues
from nudges.core.values import Hours, Span
from nudges.core.wake import next_wake, wake
from nudges.core.words import Doubt, Kind, Outcome
from nudges.library import load
from nudges.library.making import changed_plan
from nudges.library.windows import window, windows
from tests.lives import always, lives, nobody
from tests.samples import MONDAY, at, book, person, plan

WORDS = load().words
WEEK = timedelta(weeks=1)
LEARN = windows(map(window, ("7:00-9:00", "12:00-13:00", "18:00-20:00")))
EARLY = person(hours=Hours(opens=time(6), closes=time(22)))


def learner(*facts: Fact, **changes: object) -> Book:
    return book(*facts, who=EARLY, plans=(plan(**{"when": "daily at 8:30", "learn": LEARN, "goal": None} | changes),))


def arranged(made: Book) -> list[Arranged]:
    return [fact for fact in made.facts if isinstance(fact, Arranged)]


def nudges(made: Book) -> list[Queued]:
    return [fact for fact in made.facts if isinstance(fact, Queued) and fact.kind is Kind.NUDGE]


def best_at_noon(nudge: Queued) -> Outcome:
    """Do it at noon, and hardly ever else."""
    return Outcome.DONE if nudge.arm == "12:00-13:00" or nudge.due.day % 8 == 0 else Outcome.SKIPPED


def test_no_window_has_less_than_a_tenth_and_together_they_are_certain() -> None:
    assert chances([(30, 30), (0, 30), (0, 30), (0, 30)]) == pytest.approx((0.7, 0.1, 0.1, 0.1))


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=2, max_size=4))
def test_whatever_is_known_the_chances_are_lawful(known: list[tuple[int, int]]) -> None:
    found = chances([(done, done + other) for done, other in known])
    assert min(found) >= LEAST - 1e-6
    assert sum(found) == pytest.approx(1, abs=1e-5)


def test_a_better_window_is_likelier_and_the_chance_is_that_of_being_best() -> None:
    # By four million draws: Beta(9, 5) lies above Beta(7, 7) 0.7857 times, Beta(10, 4) above Beta(6, 8) 0.946 times.
    assert chances([(8, 10), (4, 10)])[0] == pytest.approx(0.9, abs=0.001)
    assert chances([(7, 10), (5, 10)])[0] == pytest.approx(0.7857, abs=0.001)


def test_with_few_tries_the_plans_own_window_has_half() -> None:
    assert leaned(((1, 2), (1, FEW), (1, FEW)), 1, None).chances == (0.25, 0.5, 0.25)
    assert leaned(((0, FEW), (3, FEW)), 0, None).doubt is None


def test_what_is_next_is_settled_as_soon_as_it_learns() -> None:
    night = MONDAY - timedelta(hours=7)
    made = learner(since=night)
    made = Book(made.person, made.plans).add(Consented(at=night, how="on paper"))
    assert next_wake(made, night) == night
    first = arranged(made.add(*wake(made, WORDS, night)))
    assert [[day.day for day in fact.days] for fact in first] == [[2, 3, 4, 5, 6, 7, 8]]


def test_a_day_whose_first_window_is_open_already_stays_as_it_was() -> None:
    made = learner()
    assert next_wake(made, MONDAY) == at("2026-03-02 08:30")
    later = lives(made, WORDS, MONDAY, MONDAY + timedelta(hours=1), always)
    assert [[day.day for day in fact.days] for fact in arranged(later)] == [[3, 4, 5, 6, 7, 8]]
    assert [nudge.arm for nudge in nudges(later)] == [None]


def test_asked_again_it_settles_nothing_anew() -> None:
    made = learner()
    once = made.add(*wake(made, WORDS, MONDAY))
    assert not [*arrangements(once, MONDAY)]
    assert next_wake(once, MONDAY) != MONDAY


def test_each_nudge_carries_its_window_and_how_probable_it_was() -> None:
    made = lives(learner(), WORDS, MONDAY, MONDAY + 4 * WEEK, best_at_noon)
    settled = {day: fact for fact in arranged(made) for day in fact.days}
    for nudge in nudges(made)[1:]:
        fact = settled[day_of(made.person, nudge.due)]
        arm = arm_drawn(made.person, fact, day_of(made.person, nudge.due))
        assert (nudge.arm, nudge.chance) == (fact.arms[arm], fact.chances[arm])
        span, local = span_of(nudge.arm or ""), nudge.due.astimezone(made.person.clock).time()
        assert span is not None
        assert span.opens <= local < span.closes
        assert arm != fact.usual or local == time(8, 30)


def test_it_leans_to_where_it_is_done() -> None:
    made = lives(learner(), WORDS, MONDAY, MONDAY + 12 * WEEK, best_at_noon)
    last = arranged(made)[-1]
    assert last.doubt is None
    assert last.chances == pytest.approx((0.1, 0.8, 0.1), abs=0.02)


def test_it_never_nudges_more_often_than_the_plan_says() -> None:
    made = lives(learner(), WORDS, MONDAY, MONDAY + 8 * WEEK, best_at_noon)
    plain = lives(learner(learn=()), WORDS, MONDAY, MONDAY + 8 * WEEK, best_at_noon)
    per_day = Counter(day_of(made.person, nudge.due) for nudge in nudges(made))
    assert max(per_day.values()) == 1
    counted = [sum(nudge.due < at("2026-04-27 00:00") for nudge in nudges(each)) for each in (made, plain)]
    assert counted == [56, 56]


def test_the_facts_alone_give_the_same_choices_again() -> None:
    made = lives(learner(), WORDS, MONDAY, MONDAY + 10 * WEEK, best_at_noon)
    stored = decode_facts([encode(fact) for fact in made.facts])
    again = 0
    for place, fact in enumerate(stored):
        if isinstance(fact, Arranged):
            replayed = [*arrangements(Book(made.person, made.plans, stored[:place]), fact.at)]
            assert replayed == [fact]
            again += 1
    assert again == 11
    whole = lives(learner(), WORDS, MONDAY, MONDAY + 10 * WEEK, best_at_noon)
    assert whole.facts == made.facts


def test_late_facts_are_enough_to_settle_what_is_next() -> None:
    made = lives(learner(), WORDS, MONDAY, MONDAY + 20 * WEEK, best_at_noon)
    now = arranged(made)[-1].at
    before = Book(made.person, made.plans, tuple(fact for fact in made.facts if fact.at < now))
    kept = Book(made.person, made.plans, recent(before.facts, now)[0])
    assert len(kept.facts) < len(before.facts) / 2
    assert [*arrangements(kept, now)] == [*arrangements(before, now)]


def test_after_a_long_rest_what_was_learnt_is_still_known() -> None:
    made = lives(learner(), WORDS, MONDAY, MONDAY + 8 * WEEK, best_at_noon)
    left = MONDAY + 8 * WEEK
    paused = made.add(Paused(at=left, until=left + 12 * WEEK, source="r1"))
    back = lives(paused, WORDS, left, left + 14 * WEEK, best_at_noon)
    now = left + 12 * WEEK
    kept = Book(made.person, made.plans, recent(paused.facts, now)[0])
    after = [fact for fact in arranged(back) if fact.at > left]
    assert [*arrangements(kept, now)] == after[:1]
    assert after[0].doubt is Doubt.REST
    assert after[0].chances == (1.0, 0.0, 0.0)
    tried = [sum(tried for _, tried in fact.counts) for fact in (arranged(made)[-1], after[0])]
    assert 0 < tried[1] < tried[0] / 4


def test_who_answers_nothing_is_not_tried_out_on() -> None:
    made = lives(learner(), WORDS, MONDAY, MONDAY + 4 * WEEK, nobody)
    assert {fact.doubt for fact in arranged(made)[1:]} == {Doubt.SILENT}
    late = [nudge for nudge in nudges(made) if nudge.due > MONDAY + WEEK]
    assert {nudge.due.astimezone(made.person.clock).time() for nudge in late} == {time(8, 30)}


def test_an_answer_brings_the_learning_back() -> None:
    made = lives(learner(), WORDS, MONDAY, MONDAY + 4 * WEEK, nobody)
    back = lives(made, WORDS, MONDAY + 4 * WEEK, MONDAY + 6 * WEEK, always)
    assert arranged(back)[-1].doubt is Doubt.FEW


def test_a_done_after_the_grace_is_none_of_its_window() -> None:
    made = lives(learner(grace=5), WORDS, MONDAY, MONDAY + 3 * WEEK, always)
    assert sum(done for done, _ in arranged(made)[-1].counts) == 0
    assert sum(tried for _, tried in arranged(made)[-1].counts) > 5


def test_under_a_clock_behind_its_last_change_nothing_is_settled() -> None:
    night = at("2026-03-03 01:00")
    assert [*arrangements(learner(), night)]
    made = learner(since=night + timedelta(seconds=12))
    assert not [*arrangements(made, night)]
    assert next_wake(made, night) != night


def test_nothing_is_settled_for_who_gets_no_texts() -> None:
    made = learner(Stopped(at=MONDAY, how="s"))
    assert not [*arrangements(made, MONDAY + WEEK)]


def test_a_pause_that_ends_brings_back_what_is_settled_then() -> None:
    until = at("2026-03-20 00:00")
    made = learner(Paused(at=MONDAY, until=until, source="r1"))
    assert not [*arrangements(made, MONDAY)]
    later = made.add(Resumed(at=at("2026-03-10 10:00"), plan=None, source="r2"))
    assert [fact.doubt for fact in arrangements(later, at("2026-03-10 10:00"))] == [Doubt.REST]


@pytest.mark.parametrize("answers", [best_at_noon, nobody])
def test_what_is_next_is_always_decided_and_is_what_comes(answers: object) -> None:
    """At every moment the next nudge that a look ahead shows is the next that is sent, answered or not."""
    made = lives(learner(), WORDS, MONDAY, MONDAY + 5 * WEEK, answers)  # type: ignore[arg-type]
    facts, sent = made.facts, nudges(made)
    for nudge, following in pairwise(sent):
        known = tuple(fact for fact in facts if fact.at <= nudge.at)
        seen = forecast(Book(made.person, made.plans, known), WORDS, nudge.at, nudge.at + timedelta(days=8))
        coming = next(each for each in seen if isinstance(each, Queued) and each.kind is Kind.NUDGE)
        assert (coming.id, coming.due, coming.text) == (following.id, following.due, following.text)


def test_new_windows_begin_anew_and_bring_no_second_text_today() -> None:
    now = at("2026-03-11 13:30")
    made = lives(learner(), WORDS, MONDAY, now, always)
    other = windows(map(window, ("8:00-9:00", "18:00-20:00")))
    changed = made.with_plan(changed_plan(made, made.plans[0], {"learn": other}, now))
    after = lives(changed, WORDS, now, now + WEEK, always)
    per_day = Counter(day_of(after.person, nudge.due) for nudge in nudges(after))
    assert max(per_day.values()) == 1
    assert arranged(after)[-1].arms == ("8:00-9:00", "18:00-20:00")


def test_without_its_windows_it_comes_at_its_own_time_at_once() -> None:
    now = at("2026-03-10 06:00")
    made = lives(learner(), WORDS, MONDAY, now, always)
    changed = made.with_plan(changed_plan(made, made.plans[0], {"learn": ()}, now))
    coming = [*zip(range(3), dues(changed, changed.plans[0], now), strict=False)]
    assert {due.astimezone(made.person.clock).time() for _, due in coming} == {time(8, 30)}


def test_hours_that_close_a_window_end_the_drawing() -> None:
    made = lives(learner(), WORDS, MONDAY, MONDAY + WEEK, always)
    narrow = made.with_person(person(hours=Hours(opens=time(8), closes=time(19))))
    assert not [*arrangements(narrow, MONDAY + 2 * WEEK)]


REFUSED: tuple[tuple[dict[str, object], tuple[str, ...], str], ...] = (
    ({"when": "mon at 8:30"}, ("morning", "evening"), "takes 80 weeks"),
    ({"when": "mon, wed and fri at 8:30"}, ("morning", "evening"), "takes 27 weeks"),
    ({"when": "daily at 8:30 and 12:00"}, ("morning", "evening"), "no one moment a day"),
    ({"when": "on event gym.left"}, ("morning", "evening"), "no one moment a day"),
    ({"when": "daily at 10:30"}, ("morning", "evening"), "lies in none of 7:00-10:00, 18:00-20:30"),
    ({}, ("morning",), "learns among 1 windows"),
    ({}, ("7:00-8:00", "8:00-9:00"), "same part of the day"),
    ({}, ("morning", "20:00-22:00"), "outside the hours 8:00-21:00"),
)


@pytest.mark.parametrize(("changes", "named", "said"), REFUSED)
def test_what_cannot_be_learnt_is_refused_in_a_sentence(
    changes: dict[str, object], named: tuple[str, ...], said: str
) -> None:
    who = EARLY if "hours" not in said else person()
    made = Book(who, (plan(**{"when": "daily at 8:30"} | changes),))
    with pytest.raises(Problem) as problem:
        changed_plan(made, made.plans[0], {"learn": windows(map(window, named))}, MONDAY)
    assert said in str(problem.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [("noonish", "is no part of a day"), ("9:00-9:05", "less than 15 minutes"), ("10:00-12:00", "two parts")],
)
def test_a_window_that_is_none_is_told(text: str, said: str) -> None:
    with pytest.raises(Problem) as problem:
        window(text)
    assert said in str(problem.value)


def test_a_schedule_of_drawn_moments_keeps_them_in_its_own_window() -> None:
    made = learner(when="daily between 7:00 and 9:00")
    done = lives(made, WORDS, MONDAY, MONDAY + 3 * WEEK, always)
    plain = set(islice(dues(learner(learn=()), made.plans[0], MONDAY), 21))
    usual = [nudge.due for nudge in nudges(done) if nudge.arm == "7:00-9:00"]
    assert usual
    assert set(usual) <= plain


def test_learned_windows_hold_through_a_change_of_the_clocks() -> None:
    made = lives(learner(), WORDS, MONDAY, datetime(2026, 3, 20, tzinfo=UTC), always)
    assert Span(opens=time(7), closes=time(9)) in LEARN
    days = [day_of(made.person, nudge.due) for nudge in nudges(made)]
    assert days == sorted({*days})
    assert date(2026, 3, 8) in days
