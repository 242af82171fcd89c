"""Moments and days that are drawn, by a hash and not by chance, so that a preview tells the truth."""

from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b
from itertools import count

from nudges.core.when.rules import Window

WORD = 8
ALL: float = 2.0 ** (8 * WORD)


def moments(window: Window, seed: str, day: int) -> list[int]:
    """Return the minutes that are drawn for a day (counted from 1970), in order.

    Every choice that keeps the distance is as likely as any other: numbers are drawn without replacement from
    what is left of the window when the distances are taken out of it, and the distances are put back between them.
    """
    between = max(window.apart, 1) - 1
    room = window.closes - window.opens - (window.number - 1) * between
    if window.number == 1:
        return [window.opens + int.from_bytes(_bits(seed, day)[:WORD], "big") % room]
    numbers = _numbers(seed, day)
    chosen: set[int] = set()
    for top in range(room - window.number, room):
        drawn = next(numbers) % (top + 1)
        chosen.add(top if drawn in chosen else drawn)
    return [window.opens + each + place * between for place, each in enumerate(sorted(chosen))]


def share(seed: str, day: int) -> float:
    """Return a number from 0 up to 1 for a day, as likely in one place as in another."""
    return int.from_bytes(_bits(seed, day)[:WORD], "big") / ALL


def _numbers(seed: str, day: int) -> Iterator[int]:
    for block in count():
        bits = _bits(seed, day, block)
        for place in range(0, len(bits), WORD):
            yield int.from_bytes(bits[place : place + WORD], "big")


def _bits(seed: str, day: int, block: int = 0) -> bytes:
    return blake2b(f"{seed}\0{day}\0{block}".encode("utf-8", "replace")).digest()


@lru_cache(maxsize=65536)
def weekdays(number: int, seed: str) -> tuple[int, ...]:
    """Return so many days of the week, spread over it, and moved on by as many days as the seed says."""
    ahead = next(_numbers(seed, 0)) % 7 if seed else 0
    return tuple(sorted((place * 7 // number + ahead) % 7 for place in range(number)))
