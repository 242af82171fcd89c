"""Weeks of somebody whose plan learns its time, played without a book: the same reckoning, many lives a second."""

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import accumulate

import msgspec

from nudges.core.arranged import DAY_ZERO
from nudges.core.learning import Counts, faded, leaned
from nudges.core.when.draws import share

MONDAY = date(2026, 1, 5)
WEEK = 7


class Day(msgspec.Struct, frozen=True):
    """One nudge: in which week, in which window, how probable that was, and whether it was done."""

    week: int
    arm: int
    chance: float
    done: bool


Policy = Callable[[Counts], tuple[float, ...]]


def learning(usual: int) -> Policy:
    """Return how the product draws, whose plan's own moment lies in a window."""
    return lambda counts: leaned(counts, usual, None).chances


def days(seed: int, rates: tuple[float, ...], weeks: int, policy: Policy) -> Iterator[Day]:
    """Yield the days of one life: a week is drawn at the moment of the last nudge of the week before."""
    rng = random.Random(seed)
    counts: Counts = ((0.0, 0.0),) * len(rates)
    late: Day | None = None
    for week in range(weeks):
        chances = policy(counts)
        tries = [late] if late is not None else []
        for ahead in range(WEEK):
            day = MONDAY + timedelta(days=week * WEEK + ahead)
            drawn = share(f"p{seed}/plan/learn", day.toordinal() - DAY_ZERO)
            arm = next(
                place for place, bound in enumerate(accumulate(chances)) if drawn < bound or place == len(rates) - 1
            )
            found = Day(week, arm, chances[arm], rng.random() < rates[arm])
            tries.append(found)
            yield found
        late = tries.pop()
        counts = added(faded(counts, WEEK), tries)


def added(counts: Counts, tries: list[Day]) -> Counts:
    """Return counts with what was tried since."""
    found = [list(each) for each in counts]
    for each in tries:
        found[each.arm][0] += each.done
        found[each.arm][1] += 1
    return tuple((round(done, 6), round(tried, 6)) for done, tried in found)
