"""How often is somebody told something that is not so, and how often is what is so found?"""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from nudges.core.book import Book
from nudges.core.claims import claims
from nudges.core.facts import Accepted, CheckedIn, Consented, Fact, Queued, Rated, nudge_id
from nudges.core.learning import Counts, faded, leaned
from nudges.core.localtime import day_of
from nudges.core.looked import BestTime, MoodLink
from nudges.core.shelf import Shelf
from nudges.core.values import Plan
from nudges.core.words import Kind, Outcome
from tests.samples import at, person, plan
from tests.simulation.learners import Day as Tried
from tests.simulation.learners import added

BEGINS = at("2026-01-05 00:30")
WHO = person(since=BEGINS)
WEEKS, SOME, ALL = 8, 400, 2000
TIMES = (8.5, 12.5, 16.0, 19.5)
LAG = 0.4
"""How much of a day's mood is left on the next."""


class World:
    """What is true of somebody: how often they do it in each part of the day, what a done goes with, and how
    often a day goes as the one before.
    """

    def __init__(
        self, rates: tuple[float, ...], lift: float = 0.0, plans: int = 1, clings: float = 0.0, weeks: int = WEEKS
    ) -> None:
        self.rates, self.lift, self.clings, self.weeks = rates, lift, clings, weeks
        self.plans = tuple(plan(id=f"p{place}", title=f"P{place}", since=BEGINS, goal=None) for place in range(plans))

    def told(self, seed: int) -> frozenset[type]:
        """Return what kinds of claims somebody ever hears who looks every week."""
        book = Book(WHO, self.plans).add(Consented(at=BEGINS, how="on paper"), *self._lives(random.Random(seed)))
        shelf, titles = Shelf(book), {each.id: each.title for each in self.plans}
        looks = (day_of(WHO, BEGINS + timedelta(weeks=week)) for week in range(1, self.weeks + 1))
        return frozenset(type(claim) for look in looks for claim in claims(shelf, look, titles))

    def _part(self, rng: random.Random, _plan: str, _day: int) -> int:
        """Return in which part of the day a plan comes on a day."""
        return rng.randrange(len(self.rates))

    def _tried(self, plan: str, day: int, part: int, *, is_done: bool) -> None:
        """Hear how a day went; who draws evenly learns nothing of it."""

    def _lives(self, rng: random.Random) -> Iterator[Fact]:
        mood, was = rng.gauss(0, 1), {each.id: rng.random() < self.rates[0] for each in self.plans}
        for day in range(7 * self.weeks):
            midnight = BEGINS - timedelta(minutes=30) + timedelta(days=day)
            mood = LAG * mood + (1 - LAG**2) ** 0.5 * rng.gauss(0, 1)
            done = 0
            for each in self.plans:
                part = self._part(rng, each.id, day)
                was[each.id] = is_done = was[each.id] if rng.random() < self.clings else rng.random() < self.rates[part]
                done += is_done
                self._tried(each.id, day, part, is_done=is_done)
                yield from _asked(rng, each, midnight + timedelta(hours=TIMES[part]), is_done=is_done)
            felt = round(5 + 1.8 * (mood + self.lift * (done / len(self.plans) - 0.5)))
            evening = midnight + timedelta(hours=21)
            yield Rated(at=evening, source=f"mood{day}", rating=min(max(felt, 0), 10))


def _asked(rng: random.Random, asks: Plan, due: datetime, *, is_done: bool) -> Iterator[Fact]:
    """Yield a nudge and what came back: what was not done is skipped in two of three cases, else there is silence."""
    name = nudge_id(asks.id, due)
    yield Queued(at=due, id=name, kind=Kind.NUDGE, text="x", due=due, expires=due + timedelta(hours=2), plan=asks.id)
    yield Accepted(at=due, id=name, provider_id=name, segments=1)
    if is_done or rng.random() < 2 / 3:
        outcome = Outcome.DONE if is_done else Outcome.SKIPPED
        day = day_of(WHO, due)
        yield CheckedIn(at=due + timedelta(minutes=5), plan=asks.id, day=day, outcome=outcome, source=name, nudge=name)


class Learner(World):
    """The same, where the plans learn their time: what comes is drawn by what was told, and that bends the counts."""

    def _begins(self, plan: str) -> None:
        self.counts[plan], self.late[plan] = ((0.0, 0.0),) * len(self.rates), []

    def told(self, seed: int) -> frozenset[type]:
        """Return what kinds of claims somebody ever hears who looks every week."""
        self.seed, self.counts, self.late = seed, dict[str, Counts](), dict[str, list[Tried]]()
        for each in self.plans:
            self._begins(each.id)
        return super().told(seed)

    def _part(self, rng: random.Random, plan: str, day: int) -> int:
        if day % 7 == 0 and day:
            # The week is drawn when the last nudge of the one before comes, so that one is not heard of yet.
            *known, last = self.late[plan]
            self.counts[plan], self.late[plan] = added(faded(self.counts[plan], 7), known), [last]
        chances = leaned(self.counts[plan], self.seed % len(self.rates), None).chances
        return rng.choices(range(len(self.rates)), chances)[0]

    def _tried(self, plan: str, day: int, part: int, *, is_done: bool) -> None:
        self.late[plan].append(Tried(day // 7, part, 0.0, is_done))


NOTHING = tuple(
    World(rates, plans=plans, clings=clings)
    for plans, clings in ((1, 0.0), (2, 0.0), (1, 0.5))
    for rates in ((0.5,) * 2, (0.3,) * 2, (0.6,) * 3, (0.5,) * 4, (0.7,))
)
"""Worlds in which nothing is so: no part of the day is better than another, and no mood goes with anything."""


LEARNT = tuple(
    Learner(rates, plans=plans) for plans in (1, 2) for rates in ((0.5,) * 2, (0.3,) * 2, (0.6,) * 3, (0.5,) * 4)
)
"""Worlds in which no part of the day is better than another, and plans learn all the same."""


def share(worlds: tuple[World, ...], people: int, kind: type) -> float:
    """Return the share of people who are ever told something of a kind."""
    return sum(kind in worlds[seed % len(worlds)].told(seed) for seed in range(people)) / people


def false_rates(worlds: tuple[World, ...], people: int) -> tuple[float, float]:
    """Return the shares of people who are ever told a best time, and a mood link."""
    told = [worlds[seed % len(worlds)].told(seed) for seed in range(people)]
    return sum(BestTime in each for each in told) / people, sum(MoodLink in each for each in told) / people


def test_almost_nobody_is_told_what_is_not_so() -> None:
    best, mood = false_rates(NOTHING, SOME)
    print(f"\n{SOME} people, 8 weeks, nothing true: a best time {best:.1%}, a mood link {mood:.1%}")
    assert best <= 0.05
    assert mood <= 0.02


def test_two_parts_of_a_day_are_the_hardest_and_hold_too() -> None:
    best, mood = false_rates((World((0.5, 0.5)),), SOME)
    assert best <= 0.05
    assert mood <= 0.02


@pytest.mark.soak
def test_almost_nobody_of_two_thousand_is_told_what_is_not_so() -> None:
    best, mood = false_rates(NOTHING, ALL)
    print(f"\n{ALL} people, 8 weeks, nothing true: a best time {best:.1%}, a mood link {mood:.1%}")
    assert best <= 0.05
    assert mood <= 0.02
    hardest, _ = false_rates((World((0.5, 0.5)),), ALL)
    print(f"of those with two parts of the day: a best time {hardest:.1%}")
    assert hardest <= 0.05
    _, clinging = false_rates((World((0.5,), clings=0.5),), ALL)
    print(f"of those of whom a day often goes as the one before: a mood link {clinging:.1%}")
    assert clinging <= 0.02


@pytest.mark.soak
@pytest.mark.parametrize(
    ("rates", "lift"), [((0.3, 0.7), 0.0), ((0.2, 0.8), 0.0), ((0.35, 0.55, 0.75), 0.0), ((0.5,), 0.8), ((0.5,), 1.5)]
)
def test_how_often_what_is_so_is_found(rates: tuple[float, ...], lift: float) -> None:
    kind = MoodLink if lift else BestTime
    found = share((World(rates, lift=lift),), SOME, kind)
    print(f"\n{SOME} people, 8 weeks, done {rates}, mood {lift} standard deviations apart: found by {found:.0%}")
    assert found > 0


def test_what_is_plainly_so_is_found() -> None:
    best = share((World((0.15, 0.85)),), 60, BestTime)
    mood = share((World((0.5,), lift=2.0),), 60, MoodLink)
    print(f"\n60 people, 8 weeks: a time of 85 % beside one of 15 % is found by {best:.0%}")
    print(f"60 people, 8 weeks: a mood of 2 standard deviations apart is found by {mood:.0%}")
    assert best > 0.9
    assert mood > 0.8


def test_a_plan_that_learns_its_time_tells_no_more_of_what_is_not_so() -> None:
    best, _ = false_rates(LEARNT, SOME)
    print(f"\n{SOME} people, 8 weeks of learning, nothing true: a best time {best:.1%}")
    assert best <= 0.05


@pytest.mark.soak
def test_of_two_thousand_who_learn_hardly_anybody_is_told_what_is_not_so() -> None:
    best, _ = false_rates(LEARNT, ALL)
    print(f"\n{ALL} people, 8 weeks of learning, nothing true: a best time {best:.1%}")
    assert best <= 0.05
    hardest, _ = false_rates((Learner((0.5, 0.5)),), ALL)
    print(f"of those with two windows: a best time {hardest:.1%}")
    assert hardest <= 0.05
    longer, _ = false_rates((Learner((0.5, 0.5), weeks=26),), SOME)
    print(f"{SOME} of those, over 26 weeks: a best time {longer:.1%}")
    assert longer <= 0.05
    for rates in ((0.3, 0.7), (0.35, 0.55, 0.75)):
        found = share((Learner(rates),), SOME, BestTime)
        print(f"done {rates}: found by {found:.0%}")
