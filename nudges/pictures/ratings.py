"""Which numbers from 0 to 10 came, how often, their middle, and where the middle half of them lies."""

from collections import Counter
from collections.abc import Callable
from statistics import median, quantiles

import msgspec

from nudges.core.looked import LookBack, Ratings
from nudges.pictures.board import Board, Place, fitted
from nudges.pictures.calendar import nothing
from nudges.pictures.words import Words, names_of, numbered

HIGH, HEAD, GAP, DOT = 34.0, 18.0, 20.0, 7.0
FEW, ENOUGH = 3, 5
"""With fewer numbers than these there is no middle one to speak of, and no middle half."""


class Spread(msgspec.Struct, frozen=True, kw_only=True):
    """What numbers have in common: how many, their median, and the quartiles where there are enough."""

    n: int
    middle: float
    half: tuple[float, float] | None


def spread(ratings: Ratings) -> Spread:
    """Return the median and the quartiles of some numbers."""
    values = [value for _, value in ratings.values]
    low, _, high = quantiles(values, n=4, method="inclusive") if len(values) >= ENOUGH else (0, 0, 0)
    return Spread(n=len(values), middle=median(values), half=(low, high) if len(values) >= ENOUGH else None)


def shown(look: LookBack) -> list[Ratings]:
    """Return the ratings that hold a number."""
    return [each for each in look.ratings if each.values]


def draw(board: Board, look: LookBack, words: Words, at: Place, width: float) -> float:
    """Draw one row of dots for each plan that was rated, and return where they end."""
    rated = shown(look)
    if not rated:
        return nothing(board, words, at)
    x, y = at
    for each in rated:
        _row(board, each, _name(each, look, words), words, (x, y), width)
        y += HEAD + HIGH + GAP
    y -= 4
    most = max(spread(each).n for each in rated)
    if most < FEW:
        return y
    middle = "ratings_half" if most >= ENOUGH else "ratings_middle"
    return board.lines((x, y + 10), words.say[middle], width, 10, "soft") + 6


def name_of(each: Ratings, look: LookBack, words: Words) -> str:
    """Return what was rated."""
    return _name(each, look, words)[0]


def _name(each: Ratings, look: LookBack, words: Words) -> tuple[str, str]:
    if each.plan is None:
        return words.say["mood"], words.say["mood"]
    names = names_of(look, words)
    return names[each.plan], numbered(list(names).index(each.plan) + 1, words)


def _row(board: Board, rated: Ratings, name: tuple[str, str], words: Words, at: Place, width: float) -> None:
    x, y = at
    found = spread(rated)
    left, wide = x + 6, width - 12
    foot = y + HEAD + HIGH

    def place(value: float) -> float:
        return left + value / 10 * wide

    board.text((x, y + 12), fitted(name[0], width - 90, 12.5, bold=True), 12.5, bold=True, instead=name[1])
    board.text((x + width, y + 12), words.count("ratings_n", found.n), 11, "soft", align="right")
    if found.half is not None:
        low, high = found.half
        board.bar((place(low) - 6, y + HEAD), (place(high) - place(low) + 12, HIGH), "wash")
    board.line([(x, foot), (x + width, foot)], "line", 1)
    _stacks(board, rated, place, foot)
    if found.n >= FEW:
        board.line([(place(found.middle), y + HEAD), (place(found.middle), foot + 3)], "ink", 1.6)
    for value in range(0, 11, 5):
        board.text((place(value), foot + 13), str(value), 10, "soft", align="center")


def _stacks(board: Board, rated: Ratings, place: Callable[[float], float], foot: float) -> None:
    """Draw a dot for each number, stacked; where stacks grow too high for their row, all become columns."""
    counted = Counter(value for _, value in rated.values)
    high = max(counted.values()) - 1
    step = min(DOT + 0.6, (HIGH - 8) / max(1, high))
    low = foot - DOT / 2 - 1
    if step >= DOT / 3:
        dots = [(place(value), low - number * step) for value, times in counted.items() for number in range(times)]
        board.dots(sorted(dots), DOT, "accent")
        return
    board.dots([(place(value), low) for value in sorted(counted)], DOT, "accent")
    for value, times in sorted((value, times) for value, times in counted.items() if times > 1):
        board.line([(place(value), low), (place(value), low - (times - 1) * step)], "accent", DOT)
