"""What may be said beyond counts, and what keeps it from being said."""

from collections.abc import Iterator
from datetime import date, timedelta
from math import exp, lgamma

import pytest

from nudges.core.book import Book
from nudges.core.chances import best_of, bound, lag_one, standard_error
from nudges.core.claims import claims, last_look
from nudges.core.facts import Accepted, CheckedIn, Consented, Fact, Paused, Queued, Rated, Snoozed, nudge_id
from nudges.core.localtime import day_of
from nudges.core.looked import BestTime, Claim, MoodLink
from nudges.core.shelf import Shelf
from nudges.core.values import Plan
from nudges.core.words import Kind, Outcome, Rest
from tests.samples import at, person, plan

MONDAY = at("2026-01-05 08:00")
WHO = person(since=MONDAY)
ASKS = plan(since=MONDAY, goal=None)
LOOK = date(2026, 3, 2)
"""Eight weeks after they came."""


def asked(day: int, hour: int, outcome: Outcome | None) -> list[Fact]:
    """Return a nudge at an hour of a day, counted from the first, and the answer to it."""
    due = MONDAY + timedelta(days=day, hours=hour - 8)
    name = nudge_id(ASKS.id, due)
    facts: list[Fact] = [
        Queued(at=due, id=name, kind=Kind.NUDGE, text="x", due=due, expires=due, plan=ASKS.id),
        Accepted(at=due, id=name, provider_id=name, segments=1),
    ]
    if outcome is None:
        return facts
    own = day_of(WHO, due)
    return [*facts, CheckedIn(at=due, plan=ASKS.id, day=own, outcome=outcome, source=name, nudge=name)]


def evenings(weeks: int = 8, other: Outcome | None = None) -> Iterator[Fact]:
    """Yield weeks in which every evening was done and no morning."""
    for day in range(7 * weeks):
        yield from asked(day, 19, Outcome.DONE) if day % 2 else asked(day, 8, other)


def told(*facts: Fact, day: date = LOOK, asks: Plan = ASKS) -> tuple[Claim, ...]:
    book = Book(WHO, (asks,)).add(Consented(at=MONDAY, how="on paper"), *facts)
    return claims(Shelf(book), day, {asks.id: asks.title})


def test_a_part_of_the_day_that_is_plainly_best_is_told_with_its_counts() -> None:
    assert told(*evenings()) == (
        BestTime(plan="three-breaths", title="Three breaths", window="evening", done=28, sent=28),
    )


def test_nothing_is_told_before_the_first_look_and_between_looks_nothing_new() -> None:
    facts = list(evenings())
    assert told(*facts, day=date(2026, 2, 1)) == ()
    first = told(*facts, day=date(2026, 2, 2))
    assert [claim.sent for claim in first if isinstance(claim, BestTime)] == [14]
    assert told(*facts, day=date(2026, 3, 1)) == first


@pytest.mark.parametrize(
    ("day", "look"),
    [("2026-01-05", None), ("2026-02-01", None), ("2026-02-02", "2026-02-02"), ("2026-03-01", "2026-02-02"),
     ("2026-03-02", "2026-03-02")],
)  # fmt: skip
def test_a_look_comes_every_four_weeks(day: str, look: str | None) -> None:
    assert last_look(WHO, date.fromisoformat(day)) == (date.fromisoformat(look) if look else None)


def test_one_part_of_the_day_alone_is_no_best_time() -> None:
    assert told(*(fact for day in range(56) for fact in asked(day, 19, Outcome.DONE))) == ()


def test_nine_texts_in_a_part_of_the_day_are_too_few() -> None:
    few = [fact for day in range(9) for fact in asked(day * 6, 8, None)]
    many = [fact for day in range(56) if day % 6 for fact in asked(day, 19, Outcome.DONE)]
    assert told(*few, *many) == ()


def test_times_that_came_one_after_the_other_are_not_compared() -> None:
    first = [fact for day in range(28) for fact in asked(day, 8, None)]
    then = [fact for day in range(28, 56) for fact in asked(day, 19, Outcome.DONE)]
    assert told(*first, *then) == ()


def test_what_came_before_the_plan_was_changed_is_not_compared() -> None:
    changed = plan(since=MONDAY + timedelta(days=45), goal=None)
    assert told(*evenings(), asks=changed) == ()


def test_the_second_text_of_a_day_comes_only_after_a_morning_without_a_done_and_is_left_out() -> None:
    facts = [fact for day in range(56) for fact in [*asked(day, 8, None), *asked(day, 19, Outcome.DONE)]]
    assert told(*facts) == ()
    every = plan(since=MONDAY, goal=None, every_time=True)
    assert [claim.window for claim in told(*facts, asks=every) if isinstance(claim, BestTime)] == ["evening"]


def test_what_was_put_off_belongs_to_no_part_of_the_day() -> None:
    facts = list(evenings())
    names = [fact.id for fact in facts if isinstance(fact, Queued)][::2]
    put_off = [Snoozed(at=MONDAY, nudge=name, plan=ASKS.id, until=MONDAY, source=name) for name in names]
    assert told(*facts, *put_off) == ()


def test_days_of_rest_and_days_without_room_do_not_count_against_a_time() -> None:
    rest = Paused(at=MONDAY - timedelta(hours=1), until=MONDAY + timedelta(days=60), why=Rest.REST)
    assert told(rest, *evenings()) == ()
    assert told(*evenings(other=Outcome.NOT_APPLICABLE)) == ()


def moods(*, done: int, skipped: int, lift: int) -> list[Fact]:
    """Return days with a mood in turns of five and six, and more on days with a done."""
    found: list[Fact] = []
    for day in range(done + skipped):
        is_done = day % 2 == 0 if day < 2 * min(done, skipped) else done > skipped
        evening = MONDAY + timedelta(days=day, hours=12)
        rating = 4 + day // 2 % 3 + (lift if is_done else 0)
        found += [*asked(day, 8, Outcome.DONE if is_done else Outcome.SKIPPED)]
        found.append(Rated(at=evening, source=f"m{day}", rating=rating))
    return found


def test_a_mood_that_goes_with_a_practice_is_told_with_counts_and_an_interval() -> None:
    [claim] = told(*moods(done=20, skipped=20, lift=3))
    assert isinstance(claim, MoodLink)
    assert (claim.with_days, claim.without_days) == (20, 20)
    assert claim.difference == pytest.approx(3)
    assert claim.low < claim.difference < claim.high
    assert claim.low > 0
    assert claim.high - claim.difference == pytest.approx(claim.difference - claim.low)


def test_a_mood_may_also_be_lower() -> None:
    [claim] = told(*moods(done=20, skipped=20, lift=-3))
    assert isinstance(claim, MoodLink)
    assert claim.high < 0


def test_nine_days_on_one_side_are_too_few_for_a_mood() -> None:
    assert told(*moods(done=9, skipped=30, lift=3)) == ()
    assert told(*moods(done=30, skipped=9, lift=3)) == ()


def test_silent_days_are_on_no_side() -> None:
    facts = [fact for fact in moods(done=20, skipped=20, lift=3)
             if not (isinstance(fact, CheckedIn) and fact.outcome is Outcome.SKIPPED)]  # fmt: skip
    assert told(*facts) == ()


def test_no_difference_is_no_claim() -> None:
    assert told(*moods(done=25, skipped=25, lift=0)) == ()


def test_days_that_hang_together_count_as_fewer_where_they_come_in_blocks() -> None:
    turns = {day: 0.05 if day % 2 else -0.05 for day in range(40)}
    blocks = {day: 0.05 if day < 20 else -0.05 for day in range(40)}
    alone = standard_error(blocks, 1.8, 0.0)
    assert standard_error(turns, 1.8, 0.5) == alone
    error, freedom = standard_error(blocks, 1.8, 0.5)
    # Of a long block of days that keep half of the one before, each counts for a third: (1 - 0.5) / (1 + 0.5).
    assert (error / alone[0]) ** 2 == pytest.approx(3, rel=0.15)
    assert freedom < alone[1] / 2


def test_what_is_left_of_a_day_on_the_next_is_not_less_than_nothing() -> None:
    assert lag_one([(1, -1), (-1, 1)], 1.0, 40) == 0
    assert lag_one([(1, 1), (-1, -1)] * 10, 1.0, 40) == 0.9
    assert lag_one([], 1.0, 40) == 0


@pytest.mark.parametrize(("counts", "sure"), [([(0, 10), (0, 10)], 0.5), ([(5, 10)] * 4, 0.25)])
def test_what_is_alike_is_no_surer_than_chance(counts: list[tuple[int, int]], sure: float) -> None:
    assert best_of(counts)[1] == pytest.approx(sure, abs=0.01)


def test_two_rates_are_compared_as_the_exact_sum_does() -> None:
    # Of Beta(9, 3) and Beta(4, 8) the first is the larger with a probability that a sum over binomials gives exactly.
    assert best_of([(8, 10), (3, 10)])[1] == pytest.approx(_exactly(8, 2, 3, 7), abs=0.002)


def _exactly(done: int, other: int, done_2: int, other_2: int) -> float:
    """Return the chance that the first rate is the larger one, by the closed sum for whole numbers."""
    a, b, c, d = done + 1, other + 1, done_2 + 1, other_2 + 1
    return sum(exp(_beta(c + i, b + d) - _beta(1 + i, b) - _beta(c, d)) / (b + i) for i in range(a))


def _beta(one: float, two: float) -> float:
    return lgamma(one) + lgamma(two) - lgamma(one + two)


@pytest.mark.parametrize(("freedom", "exact"), [(10, 3.169), (18, 2.878), (38, 2.712), (100, 2.626)])
def test_the_bound_is_students_as_it_stands_in_tables(freedom: int, exact: float) -> None:
    assert bound(0.01, freedom) == pytest.approx(exact, abs=0.01)
