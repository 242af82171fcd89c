"""Chance that is the same every time: each draw follows from a seed and from what it is for."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import TypeVar

T = TypeVar("T")
WHOLE = 1 << 64


def share(*of: object) -> float:
    """Return a number from 0 up to 1 for what is drawn.

    >>> share(0, "ana") == share(0, "ana") != share(1, "ana")
    True
    """
    return int.from_bytes(sha256("/".join(map(str, of)).encode()).digest()[:8]) / WHOLE


def whole(least: int, most: int, *of: object) -> int:
    """Return a whole number, both ends included."""
    return least + int(share(*of) * (most - least + 1))


def one(choices: Sequence[T], *of: object) -> T:
    """Return one of the choices."""
    return choices[whole(0, len(choices) - 1, *of)]


def weighted(choices: Mapping[T, int], *of: object) -> T:
    """Return one of the choices, each as often as its weight says."""
    place = share(*of) * sum(choices.values())
    for choice, weight in choices.items():
        place -= weight
        if place < 0:
            return choice
    raise AssertionError("a draw lies below the sum of its weights")
