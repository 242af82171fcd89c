"""A sheet of chosen lines on paper: words only, on one page."""

from io import BytesIO
from typing import TYPE_CHECKING

from nudges.core.sheet import Sheet
from nudges.core.sheet_lines import SheetLine
from nudges.pictures import _DRAWING, _settings
from nudges.pictures.style import PRINT

if TYPE_CHECKING:
    from nudges.pictures.board import Board

A4 = (595.28, 841.89)
MARGIN, LEFT, SIZE, STEP = 48.0, 165.0, 10.5, 15.0
SMALLEST = 0.45
LONGEST = 4
"""So many lines of paper one thing that is said may take."""


def paper(sheet: Sheet) -> bytes:
    """Return a sheet as a PDF of one page; what would not fit is drawn smaller."""
    from nudges.pictures.board import Board

    wide, high = A4
    with _DRAWING, _settings():
        zoom = 1.0
        while True:
            board = Board(PRINT, wide / zoom, zoom)
            used, room = _draw(board, sheet), high / zoom - MARGIN
            if used <= room or zoom <= SMALLEST:
                break
            # Smaller letters make shorter and fewer rows, so that the root of what is lacking is nearly enough.
            zoom = max(SMALLEST, zoom * min(0.97, (room / used) ** 0.5))
        out = BytesIO()
        about = {"CreationDate": None, "Creator": None, "Producer": None, "Title": sheet.title}
        board.figure(high / zoom).savefig(out, format="pdf", metadata=about)
    return out.getvalue()


def _draw(board: "Board", sheet: Sheet) -> float:
    y = MARGIN + 16
    board.text((MARGIN, y), sheet.whom, 20, bold=True)
    board.text((MARGIN, y + 20), sheet.days, 11.5, "soft")
    y += 36
    for line in sheet.lines:
        y = _line(board, line, y)
    board.line([(MARGIN, y), (board.width - MARGIN, y)], "line", 1)
    y = _words(board, sheet.made, (MARGIN, y + 18), 9.5, "soft")
    return _words(board, sheet.closing, (MARGIN, y + 2), 9.5, "soft")


def _line(board: "Board", line: SheetLine, y: float) -> float:
    """Write one chosen line, its heading beside what it says, and return where the next may begin."""
    board.line([(MARGIN, y), (board.width - MARGIN, y)], "line", 1)
    heading = _words(board, line.heading, (MARGIN, y + 19), SIZE, "ink", LEFT - 24, bold=True)
    says = y + 19
    for each in line.says:
        says = _words(board, each, (MARGIN + LEFT, says), SIZE)
    return max(heading, says) - 4


def _words(  # noqa: PLR0913
    board: "Board",
    text: str,
    at: tuple[float, float],
    size: float = SIZE,
    tone: str = "ink",
    width: float | None = None,
    *,
    bold: bool = False,
) -> float:
    """Write a text in as many lines as it needs, and return where the next one may begin."""
    from nudges.pictures.board import wrapped

    x, y = at
    lines = wrapped(text, 0.97 * (width or board.width - MARGIN - x), size, LONGEST)
    for place, each in enumerate(lines):
        board.text((x, y + place * STEP), each, size, tone, bold=bold)
    return y + STEP * len(lines)
