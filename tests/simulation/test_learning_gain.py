"""What learning the time is worth: beside keeping to one's own time, and beside drawing it evenly."""

from datetime import time, timedelta

import pytest

from nudges.core.book import Book
from nudges.core.facts import Arranged, Consented, Queued
from nudges.core.localtime import day_of
from nudges.core.values import Hours
from nudges.core.words import Outcome
from nudges.library import load
from nudges.library.windows import window, windows
from tests.lives import lives
from tests.samples import at, person, plan
from tests.simulation.learners import MONDAY, days, learning

SIZES = {
    "none": (0.55, 0.55, 0.55),
    "small": (0.50, 0.55, 0.60),
    "medium": (0.45, 0.55, 0.65),
    "large": (0.35, 0.55, 0.75),
}
FIRST, WEEKS, SOME, ALL = 8, 26, 120, 1000
LEARN = windows(map(window, ("morning", "midday", "evening")))


def rates_done(rates: tuple[float, ...], people: int) -> tuple[float, float]:
    """Return how often it is done in the first weeks and later; each window is in turn the one of their own time."""
    early, late = list[float](), list[float]()
    for seed in range(people):
        for day in days(seed, rates, WEEKS, learning(seed % len(rates))):
            (early if day.week < FIRST else late).append(rates[day.arm])
    return sum(early) / len(early), sum(late) / len(late)


def table(people: int) -> dict[str, tuple[float, float]]:
    """Print and return, for each size of the true difference, how often it is done.

    One's own time is as often the best as the worst window, so on the whole it is done as often as when all are drawn
    evenly; who has the best has nothing to gain, and loses what is tried out.
    """
    print(f"\n{people} people, daily, three windows, days done of 100; regret is what the best window has more")
    print(
        "difference   weeks  learnt  own time: worst middle best   evenly    gain  regret  regret of own time or evenly"
    )
    found: dict[str, tuple[float, float]] = {}
    for size, rates in SIZES.items():
        found[size] = rates_done(rates, people)
        even, best = 100 * sum(rates) / len(rates), 100 * max(rates)
        own = " ".join(f"{100 * each:6.0f}" for each in rates)
        for weeks, done in zip((f" 1-{FIRST}", f"{FIRST + 1:2}-{WEEKS}"), found[size], strict=True):
            learnt = 100 * done
            print(
                f"{size:10} {weeks:>7} {learnt:7.1f}  {own:>27} {even:8.1f} {learnt - even:+7.1f} {best - learnt:7.1f}"
                f" {best - even:10.1f}"
            )
    return found


def is_worth_it(found: dict[str, tuple[float, float]]) -> None:
    """Assert that on the whole nobody loses by learning, and that a large difference is mostly found."""
    even = {size: sum(rates) / len(rates) for size, rates in SIZES.items()}
    gains = {size: (early - even[size], late - even[size]) for size, (early, late) in found.items()}
    assert gains["none"] == pytest.approx((0, 0), abs=1e-9)
    assert min(gains["small"]) > 0
    assert gains["medium"][1] > 0.03
    assert gains["large"][0] > 0.04
    assert gains["large"][1] > 0.10


def test_learning_the_time_gains_where_there_is_something_to_gain() -> None:
    is_worth_it(table(SOME))


@pytest.mark.soak
def test_learning_the_time_gains_over_a_thousand_lives() -> None:
    is_worth_it(table(ALL))


def test_the_quick_play_reckons_as_the_real_rules_do() -> None:
    """The same draws and the same answers in a book, by the clock and through every rule, give the same chances."""
    played = list(days(3, (0.2, 0.9, 0.4), 8, learning(0)))  # in the ninth week they are asked whether they need it
    night = at("2026-01-05 01:00")
    who = person(id="p3", since=night, hours=Hours(opens=time(6), closes=time(22)))
    habit = plan(id="plan", when="daily at 8:30", learn=LEARN, goal=None, since=night)

    def answer(nudge: Queued) -> Outcome:
        return Outcome.DONE if played[(day_of(who, nudge.due) - MONDAY).days].done else Outcome.SKIPPED

    book = Book(who, (habit,)).add(Consented(at=night, how="on paper"))
    lived = lives(book, load().words, night, night + timedelta(weeks=8), answer)
    settled = {day: fact for fact in lived.facts if isinstance(fact, Arranged) for day in fact.days}
    sent = {day_of(who, m.queued.due): m.queued for m in lived.history.nudges()}
    for place, day in enumerate(played):
        on = MONDAY + timedelta(days=place)
        assert sent[on].arm == settled[on].arms[day.arm]
        assert sent[on].chance == pytest.approx(day.chance, abs=2e-6)
