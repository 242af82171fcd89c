"""How sure something is, computed the same way each time: no chance, no library."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import exp, log, sqrt
from statistics import NormalDist

POINTS = 200
GRID = tuple((place + 0.5) / POINTS for place in range(POINTS))
MEMORY = 14
"""Days further apart than this do not hang together."""

LOGS = tuple((log(x), log(1 - x)) for x in GRID)


def best_of(counts: Sequence[tuple[float, float]]) -> tuple[int, float]:
    """Return which of some (done, sent) has the highest rate, and how probable it is that it has, before any other.

    Each rate has a Beta(1 + done, 1 + not done) distribution, so that all rates are alike probable beforehand.

    >>> place, sure = best_of([(18, 20), (9, 20), (8, 20)])
    >>> place, round(sure, 3)
    (0, 0.998)
    """
    sure = each_best(counts)
    best = max(range(len(sure)), key=sure.__getitem__)
    return best, sure[best]


def each_best(counts: Sequence[tuple[float, float]]) -> list[float]:
    """Return how probable it is of each of some (done, sent) that it has the highest rate; they add up to 1.

    >>> [round(chance, 3) for chance in each_best([(2, 4), (2, 4)])]
    [0.5, 0.5]
    """
    shapes = [_beta(done, sent - done) for done, sent in counts]
    below = [_below(shape) for shape in shapes]
    sure = []
    for place, shape in enumerate(shapes):
        product = list(shape)
        for other, lower in enumerate(below):
            if other != place:
                product = [chance * under for chance, under in zip(product, lower, strict=True)]
        sure.append(sum(product))
    return sure


@lru_cache(maxsize=4096)
def _beta(done: float, other: float) -> tuple[float, ...]:
    """Return the chances of each rate of the grid."""
    peaks = [done * low + other * high for low, high in LOGS]
    top = max(peaks)
    heights = [exp(peak - top) for peak in peaks]
    total = sum(heights)
    return tuple(height / total for height in heights)


def _below(shape: Sequence[float]) -> list[float]:
    """Return the chance that a rate lies below each point of the grid; the point itself is shared."""
    found, sum_ = [], 0.0
    for chance in shape:
        found.append(sum_ + chance / 2)
        sum_ += chance
    return found


def bound(alpha: float, freedom: float) -> float:
    """Return how many standard errors a difference must have to be chance in at most `alpha` of cases, either way.

    It is Student's t, by the expansion of Cornish and Fisher.

    >>> round(bound(0.01, 18), 2), round(bound(0.01, 1e9), 3)
    (2.88, 2.576)
    """
    z = NormalDist().inv_cdf(1 - alpha / 2)
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + first / freedom + second / freedom**2 + third / freedom**3


def lag_one(pairs: Sequence[tuple[float, float]], spread: float, days: int) -> float:
    """Return how much of a day is left on the next, at least 0: from pairs of days that follow each other.

    What a small sample hides of it, about (1 + 4 r) of its number, is added back.
    """
    if not pairs or spread == 0:
        return 0.0
    raw = sum(one * two for one, two in pairs) / len(pairs) / spread**2
    return min(max(raw + (1 + 4 * raw) / days, 0.0), 0.9)


def standard_error(days: Mapping[int, float], spread: float, left: float) -> tuple[float, float]:
    """Return the error of a weighted sum of days (by number, with weights) that hang together, and its freedom.

    It is never less than if each day stood alone, and the freedom shrinks as the error grows.

    >>> standard_error({1: 0.5, 2: -0.5}, 1.0, 0.0)
    (0.7071067811865476, 1.0)
    """
    alone = sum(weight**2 for weight in days.values())
    powers = [left**ahead for ahead in range(1, MEMORY + 1)]
    shared = sum(
        2 * weight * days[day + ahead] * power
        for day, weight in days.items()
        for ahead, power in enumerate(powers, 1)
        if day + ahead in days
    )
    both = max(alone, alone + shared)
    return spread * sqrt(both), max(len(days) * alone / both - 2, 1.0)
