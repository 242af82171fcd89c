"""A board to draw on, in units of which a phone is 360 wide; y runs down, as one reads."""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal

from matplotlib.artist import Artist
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch, Polygon
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.textpath import text_to_path
from matplotlib.transforms import IdentityTransform

from nudges.pictures.marks import MARKS, shape
from nudges.pictures.style import Palette
from nudges.pictures.words import plain

Place = tuple[float, float]
Align = Literal["left", "center", "right"]
FAMILY = "DejaVu Sans"
LINE_HEIGHT = 1.4


class Board:
    """What has been drawn so far. `zoom` draws everything smaller, so that more fits on a sheet of paper."""

    def __init__(self, palette: Palette, width: float, zoom: float = 1.0) -> None:
        self.palette, self.width, self.zoom = palette, width, zoom
        self.said: dict[str, str] = {}
        self._artists: list[Artist] = []
        self._marks: dict[tuple[str, float], list[Place]] = {}

    def text(  # noqa: PLR0913
        self,
        at: Place,
        words: str,
        size: float = 12,
        tone: str = "ink",
        *,
        bold: bool = False,
        align: Align = "left",
        instead: str = "…",
    ) -> None:
        """Write one line, its foot at a place; what the font cannot draw is kept for a page that can.

        `instead` is written where nothing of the line could be drawn.
        """
        key = f"w{len(self.said)}"
        self.said[key] = plain(words)
        self._artists.append(
            Text(
                *at,
                _drawn(words, instead),
                color=getattr(self.palette, tone),
                fontproperties=_font(size * self.zoom, bold=bold),
                horizontalalignment=align,
                verticalalignment="baseline",
                parse_math=False,
                gid=key,
            )
        )

    def lines(self, at: Place, words: str, width: float, size: float, tone: str = "ink", most: int = 2) -> float:
        """Write a text in a few lines, and return where its last one stands."""
        x, y = at
        step = size * LINE_HEIGHT
        found = wrapped(words, width, size, most)
        for place, line in enumerate(found):
            self.text((x, y + place * step), line, size, tone)
        return y + step * max(0, len(found) - 1)

    def mark(self, state: str, at: Place, size: float) -> None:
        """Put the mark of a day at a place, its middle there."""
        self._marks.setdefault((state, round(size, 2)), []).append(at)

    def dots(self, places: Sequence[Place], size: float, tone: str, edge: str | None = None) -> None:
        """Put round dots at places."""
        self._collect("dot", places, size, tone, edge)

    def bar(self, corner: Place, size: Place, tone: str, edge: str | None = None) -> None:
        """Draw a box from its upper left corner."""
        (x, y), (wide, high) = corner, size
        box = Path([(x, y), (x + wide, y), (x + wide, y + high), (x, y + high), (x, y)], closed=True)
        colours = {"facecolor": self._tone(tone), "edgecolor": self._tone(edge)}
        self._artists.append(PathPatch(box, linewidth=self.zoom if edge else 0, **colours))

    def area(self, places: Sequence[Place], tone: str) -> None:
        """Fill what a line encloses."""
        self._artists.append(Polygon(places, closed=True, facecolor=self._tone(tone), edgecolor="none", linewidth=0))

    def line(self, places: Sequence[Place], tone: str, width: float = 1.0) -> None:
        """Draw a line through places."""
        xs, ys = zip(*places, strict=True)
        look = {"solid_capstyle": "round", "solid_joinstyle": "round", "linewidth": width * self.zoom}
        self._artists.append(Line2D(xs, ys, color=self._tone(tone), **look))  # type: ignore[arg-type]

    def figure(self, height: float) -> Figure:
        """Return what was drawn as a figure, so high."""
        inches = (self.width * self.zoom / 72, height * self.zoom / 72)
        figure = Figure(figsize=inches, facecolor=self.palette.card)
        axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
        axes.set_axis_off()
        axes.set_xlim(0, self.width)
        axes.set_ylim(height, 0)
        for (state, size), places in self._marks.items():
            for layer in MARKS[state]:
                self._collect(layer.shape, places, size, layer.fill, layer.edge, dashed=layer.dashed)
        self._marks.clear()
        for order, artist in enumerate(self._artists):
            artist.set_clip_on(False)
            artist.set_zorder(order)
            if isinstance(artist, PathCollection):
                artist.set_transform(IdentityTransform())
                artist.set_offset_transform(axes.transData)
            axes.add_artist(artist)
        return figure

    def _tone(self, name: str | None) -> str:
        return "none" if name is None else str(getattr(self.palette, name))

    def _collect(
        self,
        name: str,
        places: Sequence[Place],
        size: float,
        fill: str | None,
        edge: str | None,
        *,
        dashed: bool = False,
    ) -> None:
        wide = min(1.6, max(0.7, size / 13)) * self.zoom
        self._artists.append(
            PathCollection(
                [shape(name)],
                sizes=[(size * self.zoom) ** 2],
                offsets=places,
                facecolors=self._tone(fill),
                edgecolors=self._tone(edge),
                linewidths=wide if edge else 0,
                linestyles=[(0, (2, 2))] if dashed else "solid",
            )
        )


def width_of(words: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a line is."""
    return _measured(drawable(words), bold) * size / 100


def fitted(words: str, width: float, size: float, *, bold: bool = False) -> str:
    """Return a line cut so that it fits, with an ellipsis where it was cut."""
    words = plain(words)
    if width_of(words, size, bold=bold) <= width:
        return words
    while words and width_of(words + "…", size, bold=bold) > width:
        words = words[:-1]
    return words.rstrip() + "…"


def wrapped(words: str, width: float, size: float, lines: int) -> list[str]:
    """Return a text as at most so many lines that fit; the last one is cut where it must be."""
    found: list[str] = []
    rest = plain(words).split()
    while rest and len(found) < lines - 1:
        taken = 1
        while taken < len(rest) and width_of(" ".join(rest[: taken + 1]), size) <= width:
            taken += 1
        found.append(fitted(" ".join(rest[:taken]), width, size))
        rest = rest[taken:]
    return [*found, fitted(" ".join(rest), width, size)] if rest else found


def drawable(words: str) -> str:
    """Return what of a text the font that ships has a shape for."""
    known = _known()
    return "".join(each for each in plain(words) if ord(each) in known).strip()


def _drawn(words: str, instead: str) -> str:
    """Return what is written of a text; of one in letters the font lacks, what is left says nothing."""
    kept = drawable(words)
    says = any(each.isalnum() for each in kept) or kept == plain(words)
    return kept if says or not words else instead


@cache
def _known() -> frozenset[int]:
    return frozenset(get_font(findfont(_font(10))).get_charmap())


@cache
def _font(size: float, *, bold: bool = False) -> FontProperties:
    return FontProperties(family=FAMILY, size=size, weight="bold" if bold else "normal")


@lru_cache(4096)
def _measured(words: str, bold: bool) -> float:  # noqa: FBT001
    if not words:
        return 0.0
    wide, _, _ = text_to_path.get_text_width_height_descent(words, _font(100, bold=bold), ismath=False)
    return float(wide)
