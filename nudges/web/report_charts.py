"""The small drawings of a report's page: places in them, worked out; the templates draw the rest."""

from collections import Counter
from datetime import date, timedelta
from statistics import median, quantiles

import msgspec

from nudges.core.looked import Ratings
from nudges.web.report_scene import Scene

WIDE, HIGH = 240, 56
"""The size of a drawing, in units of its own."""

MOST_POINTS, DAYS_OF_A_WEEK = 60, 7
FEW, SOME = 3, 5
"""From so many numbers on they are drawn, and from so many their middle half is told."""

STEP, LEFT, FLOOR = 22, 10, 44
TALLEST = 5
"""Up to so many numbers of a kind are dots, and more of them a bar."""


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """How settled a plan is, as a line and as a sentence."""

    points: str
    area: str
    end: tuple[float, float]
    first: str
    last: str
    sentence: str


class Spread(msgspec.Struct, frozen=True, kw_only=True):
    """Numbers from 0 to 10 as dots, or as bars where they are many, with a sentence that says the same."""

    title: str
    sentence: str
    dots: tuple[tuple[int, float], ...] = ()
    bars: tuple[tuple[int, float, float], ...] = ()
    middle: float | None = None
    half: tuple[float, float] | None = None
    top: float = 0


def strength_line(scene: Scene, plan: str) -> Line | None:
    """Return how settled a plan was over the time that is shown, or None before there are two days of it."""
    begins, ends = scene.look.weeks[0].monday, scene.look.report.monday + timedelta(days=6)
    found = next((each for each in scene.look.strengths if each.plan == plan and each.says_something), None)
    days = [(day, value) for day, value in found.days if begins <= day <= ends] if found else []
    if found is None or len(days) <= 1:
        return None
    spots = [_spot(day, value, begins, (ends - begins).days) for day, value in _thinned(days)]
    points = " ".join(f"{x:g},{y:g}" for x, y in spots)
    return Line(
        points=points,
        area=f"{spots[0][0]:g},{HIGH} {points} {spots[-1][0]:g},{HIGH}",
        end=spots[-1],
        first=scene.short(begins),
        last=scene.short(ends),
        sentence=_strength_sentence(scene, days),
    )


def _spot(day: date, value: float, begins: date, days: int) -> tuple[float, float]:
    return round(4 + (WIDE - 8) * (day - begins).days / days, 1), round(HIGH - 5 - (HIGH - 10) * value, 1)


def _thinned(days: list[tuple[date, float]]) -> list[tuple[date, float]]:
    """Return so few days that a line of them is light, the last one among them."""
    every = -(-len(days) // MOST_POINTS)
    return days[::-1][::every][::-1]


def _strength_sentence(scene: Scene, days: list[tuple[date, float]]) -> str:
    now, then = round(100 * days[-1][1]), round(100 * days[0][1])
    said = "strength_steady" if len(days) <= DAYS_OF_A_WEEK else "strength_same" if now == then else "strength"
    return scene.say[said].format(now=now, then=then, day=scene.short(days[0][0]))


def spread_of(scene: Scene, found: Ratings) -> Spread | None:
    """Return how numbers lie, or None where there are none."""
    values = sorted(value for _, value in found.values)
    if not values:
        return None
    title = scene.called(found.plan, found.title) if found.plan else scene.say["mood"]
    if len(values) < FEW:
        said = scene.say["ratings_few"].format(numbers=_listed(scene, values))
        return Spread(title=title, sentence=said)
    heights = Counter(values)
    tallest = max(heights.values())
    many = tallest > TALLEST
    half = _half(values)
    return Spread(
        title=title,
        sentence=_spread_sentence(scene, values, half),
        dots=() if many else tuple((_x(v), FLOOR - 6 - 8 * k) for v, n in heights.items() for k in range(n)),
        bars=_bars(heights) if many else (),
        middle=_x(median(values)) if half else None,
        half=(_x(half[0]), max(_x(half[1]) - _x(half[0]), 2)) if half else None,
        top=0 if many else FLOOR - 8 * tallest - 4,
    )


def _bars(heights: Counter[int]) -> tuple[tuple[int, float, float], ...]:
    """Return bars, of which the longest takes all the height there is."""
    tallest = max(heights.values())
    sized = ((value, round(38 * number / tallest, 1)) for value, number in sorted(heights.items()))
    return tuple((int(_x(value)), FLOOR - size, size) for value, size in sized)


def _half(values: list[int]) -> tuple[float, float] | None:
    """Return between which numbers the middle half of them lies, if they are enough to say so."""
    if len(values) < SOME:
        return None
    low, _, high = quantiles(values, n=4, method="inclusive")
    return low, high


def _spread_sentence(scene: Scene, values: list[int], half: tuple[float, float] | None) -> str:
    places = {"count": len(values), "low": values[0], "high": values[-1], "middle": scene.number(median(values))}
    if half is None:
        return scene.say["ratings_range"].format(**places)
    return scene.say["ratings_half"].format(**places, first=scene.number(half[0]), last=scene.number(half[1]))


def _listed(scene: Scene, values: list[int]) -> str:
    return f" {scene.say['and']} ".join(map(str, values))


def _x(value: float) -> int:
    return round(LEFT + STEP * value)
