"""A look back as pictures: for a page, for a text message, for paper.

Matplotlib is loaded by the first picture that is drawn, and by nothing before it.
"""

from contextlib import AbstractContextManager
from io import BytesIO, StringIO
from threading import Lock
from typing import TYPE_CHECKING, Literal, get_args

from nudges.core.looked import LookBack
from nudges.core.problem import Problem
from nudges.pictures.style import DARK, LIGHT, PRINT
from nudges.pictures.words import Words

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["LARGEST", "WHICH", "Which", "Words", "pdf", "png", "sheet", "svg"]

Which = Literal["calendar", "strength", "ratings", "weeks", "year"]
WHICH: tuple[str, ...] = get_args(Which)
LARGEST = 500_000
"""So many bytes a picture for a text message may have."""

COLOURS = 64
"""So many a picture for a phone has, edges between two tones included: a third of the bytes of all colours."""

_SETTINGS = {"svg.fonttype": "none", "svg.hashsalt": "nudges", "pdf.fonttype": 42, "font.family": ["DejaVu Sans"]}
_DRAWING = Lock()  # what matplotlib is set to is set for the whole process


def svg(
    look: LookBack, which: str, words: Words, *, dark: bool = False, alone: bool = False, width: float = 360
) -> str:
    """Return one picture for a page, in the page's colours; `alone` it brings its own, light and dark."""
    from nudges.pictures.board import Board
    from nudges.pictures.figures import FIGURES
    from nudges.pictures.said import description, heading
    from nudges.pictures.slim import slim

    if which not in FIGURES:
        raise Problem(f"'{which}' is not a picture", hint=f"try one of {', '.join(WHICH)}")
    with _DRAWING, _settings():
        board = Board(DARK if dark else LIGHT, width)
        height = FIGURES[which](board, look, words, (2.0, 2.0), width - 4)
        out = StringIO()
        board.figure(height + 4).savefig(out, format="svg", metadata={"Date": None, "Creator": None}, transparent=True)
    title, said = heading(look, which, words), description(look, which, words)
    return slim(out.getvalue(), which, board.said, (title, said), board.palette, alone=alone)


def png(look: LookBack, words: Words, *, dark: bool = False) -> bytes:
    """Return a week as one picture for a phone, 1080 wide and small enough for a text message."""
    from nudges.pictures.board import Board
    from nudges.pictures.phone import WIDTH, draw

    with _DRAWING, _settings():
        board = Board(DARK if dark else LIGHT, WIDTH)
        figure = board.figure(draw(board, look, words))
        return next(found for pixels in (1080, 720, 540, 360) if len(found := _png(figure, pixels)) <= LARGEST)


def pdf(look: LookBack, words: Words, *, letter: bool = False, dark: bool = False) -> bytes:
    """Return a week on one sheet of paper, A4 or Letter."""
    from nudges.pictures.one_sheet import page

    with _DRAWING, _settings():
        out = BytesIO()
        figure = page(look, words, DARK if dark else PRINT, letter=letter)
        figure.savefig(out, format="pdf", metadata={"CreationDate": None, "Creator": None, "Producer": None})
    return out.getvalue()


sheet = pdf


def _png(figure: "Figure", pixels: int) -> bytes:
    """Return a figure as a PNG of so many pixels across, in the few colours that it has."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from PIL import Image  # a part of what matplotlib draws with

    figure.dpi = pixels / figure.get_figwidth()
    canvas = FigureCanvasAgg(figure)
    canvas.draw()  # type: ignore[no-untyped-call]
    buffer = canvas.buffer_rgba()  # type: ignore[no-untyped-call]
    drawn = Image.frombuffer("RGBA", canvas.get_width_height(), buffer, "raw", "RGBA", 0, 1)
    out = BytesIO()
    few = drawn.convert("RGB").quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(out, format="png")
    return out.getvalue()


def _settings() -> AbstractContextManager[None]:
    """Return what matplotlib is set to while we draw: its own defaults and ours, and nobody's file."""
    import matplotlib as mpl

    return mpl.rc_context({**mpl.rcParamsDefault, **_SETTINGS})  # type: ignore[dict-item]
