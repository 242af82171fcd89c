"""Which shape and shade stand for how a day went; each can be told from the others without any colour."""

from collections.abc import Callable
from functools import cache
from math import cos, radians, sin

import msgspec
from matplotlib.path import Path

from nudges.core.report import NO_REPLY, OPEN, RESTED
from nudges.core.words import Outcome

FREE = "free"
STATES = (
    Outcome.DONE.value,
    Outcome.PARTLY.value,
    Outcome.SKIPPED.value,
    Outcome.NOT_APPLICABLE.value,
    RESTED,
    NO_REPLY,
    OPEN,
)
"""Every state that has a mark and a word, in the order in which they are counted and explained."""


class Layer(msgspec.Struct, frozen=True):
    """One shape of a mark: its outline in a square from -0.5 to 0.5, and the tones that fill and draw it."""

    shape: str
    fill: str | None
    edge: str | None = None
    dashed: bool = False


MARKS: dict[str, tuple[Layer, ...]] = {
    Outcome.DONE.value: (Layer("tile", "accent"),),
    Outcome.PARTLY.value: (Layer("tile", "wash", "accent"), Layer("half", "accent")),
    Outcome.SKIPPED.value: (Layer("tile", "wash"), Layer("ring", None, "accent")),
    Outcome.NOT_APPLICABLE.value: (Layer("tile", "wash"), Layer("diamond", None, "accent")),
    RESTED: (Layer("moon", "soft"),),
    NO_REPLY: (Layer("tile", None, "line"), Layer("three", "soft")),
    OPEN: (Layer("tile", None, "soft", dashed=True),),
    FREE: (Layer("point", "line"),),
}


@cache
def shape(name: str) -> Path:
    """Return a shape around the middle, in a square of side one."""
    return SHAPES[name]()


def _tile() -> Path:
    return _rounded(-0.45, -0.45, 0.45, 0.45, 0.15)


def _rounded(left: float, low: float, right: float, high: float, r: float) -> Path:
    line, curve = Path.LINETO, Path.CURVE3
    steps = [
        (Path.MOVETO, (left + r, low)),
        (line, (right - r, low)),
        (curve, (right, low)),
        (curve, (right, low + r)),
        (line, (right, high - r)),
        (curve, (right, high)),
        (curve, (right - r, high)),
        (line, (left + r, high)),
        (curve, (left, high)),
        (curve, (left, high - r)),
        (line, (left, low + r)),
        (curve, (left, low)),
        (curve, (left + r, low)),
        (Path.CLOSEPOLY, (left + r, low)),
    ]
    return Path([place for _, place in steps], [code for code, _ in steps])


def _half() -> Path:
    """Return the lower left half of a tile, cut along its diagonal."""
    line, curve, r = Path.LINETO, Path.CURVE3, 0.15
    steps = [
        (Path.MOVETO, (-0.45, 0.45 - r)),
        (line, (-0.45, -0.45 + r)),
        (curve, (-0.45, -0.45)),
        (curve, (-0.45 + r, -0.45)),
        (line, (0.45 - r, -0.45)),
        (curve, (0.43, -0.45)),
        (curve, (0.40, -0.40)),
        (line, (-0.40, 0.40)),
        (curve, (-0.45, 0.43)),
        (curve, (-0.45, 0.45 - r)),
        (Path.CLOSEPOLY, (-0.45, 0.45 - r)),
    ]
    return Path([place for _, place in steps], [code for code, _ in steps])


def _circle(x: float, y: float, radius: float) -> Path:
    return Path.circle((x, y), radius)


def _moon() -> Path:
    """Return a crescent, open to the right."""
    outer = [(0.3 * cos(turn), 0.3 * sin(turn)) for turn in (radians(50 + 13 * step) for step in range(21))]
    inner = [(0.14 + 0.236 * cos(turn), 0.236 * sin(turn)) for turn in (radians(77 + 13 * step) for step in range(17))]
    return Path([*outer, *reversed(inner), outer[0]], closed=True)


SHAPES: dict[str, Callable[[], Path]] = {
    "tile": _tile,
    "half": _half,
    "ring": lambda: _circle(0, 0, 0.22),
    "diamond": lambda: Path([(0, 0.26), (0.26, 0), (0, -0.26), (-0.26, 0), (0, 0.26)], closed=True),
    "moon": _moon,
    "three": lambda: Path.make_compound_path(*(_circle(x, 0, 0.055) for x in (-0.19, 0.0, 0.19))),
    "point": lambda: _circle(0, 0, 0.07),
    "dot": lambda: _circle(0, 0, 0.5),
}
