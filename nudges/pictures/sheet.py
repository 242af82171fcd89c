"""A week on one sheet of paper: the counts in words, the pictures, and a person's own words where they are wanted."""

from matplotlib.figure import Figure

from nudges.core.looked import LookBack
from nudges.pictures import calendar, ratings, strength, weeks
from nudges.pictures.board import Board, wrapped
from nudges.pictures.figures import FIGURES
from nudges.pictures.said import counts_of, span
from nudges.pictures.style import Palette
from nudges.pictures.words import Words, plans_of

A4, LETTER = (595.28, 841.89), (612.0, 792.0)
MARGIN, GUTTER = 42.0, 30.0
SMALLEST = 0.4


def page(look: LookBack, words: Words, palette: Palette, *, letter: bool = False) -> Figure:
    """Return the sheet; what would not fit is drawn smaller, and at last the person's words are cut."""
    wide, high = LETTER if letter else A4
    zoom, quotes = 1.0, 8
    while True:
        board = Board(palette, wide / zoom, zoom)
        if _draw(board, look, words, quotes) <= high / zoom - MARGIN or (zoom <= SMALLEST and not quotes):
            return board.figure(high / zoom)
        zoom, quotes = (zoom - 0.04, quotes) if zoom > 0.76 or not quotes else (zoom, quotes - 1)


def _draw(board: Board, look: LookBack, words: Words, quotes: int) -> float:
    x, y, wide = MARGIN, MARGIN + 16, board.width - 2 * MARGIN
    board.text((x, y), words.say["title"], 22, bold=True)
    board.text((x, y + 20), span(look, words, weeks=1), 12.5, "soft")
    y = _counts(board, look, words, (x, y + 44), wide)
    half = (wide - GUTTER) / 2
    left = _parts(board, look, words, ("calendar", "weeks"), (x, y), half)
    right = _parts(board, look, words, ("strength", "ratings"), (x + half + GUTTER, y), half)
    right = _quotes(board, look, words, quotes, (x + half + GUTTER, right), half)
    end = max(left, right)
    board.text((x, end + 8), words.say["closing"], 10.5, "soft")
    return end + 14


def _counts(board: Board, look: LookBack, words: Words, at: tuple[float, float], width: float) -> float:
    x, y = at
    beside = width * 0.27
    for plan in plans_of(look, words):
        if counts := counts_of(plan, words, weeks=1):
            calendar.title(board, plan, (x, y), beside - 10, 11.5)
            goal = f" ({words.say['goal'].format(number=plan.goal)})" if plan.goal else ""
            y = _lines(board, counts + goal, (x + beside, y), width - beside)
    y += 6
    for line in _facts(look, words):
        y = _lines(board, line, (x, y), width)
    return y + 6


def _lines(board: Board, text: str, at: tuple[float, float], width: float) -> float:
    """Write a text in two lines at most, and return where the next one may begin."""
    x, y = at
    lines = wrapped(text, width, 11.5, 2)
    for place, line in enumerate(lines):
        board.text((x, y + place * 16), line, 11.5)
    return y + 16 * len(lines) + 2


def _facts(look: LookBack, words: Words) -> list[str]:
    found = []
    if look.rhythm.asked:
        found.append(words.say["answered"].format(answered=look.rhythm.answered, asked=look.rhythm.asked))
        if look.rhythm.median_minutes is not None:
            minutes = look.rhythm.median_minutes
            found.append(words.say["reply_time" if minutes > 1 else "reply_time_one"].format(minutes=minutes))
    sentences = [" ".join(found)] if found else []
    if look.reached and not words.discreet:
        sentences.append(words.say["reached"].format(names=", ".join(look.reached)))
    if look.kept.promised:
        sentences.append(words.say["kept"].format(on_time=look.kept.on_time, promised=look.kept.promised))
    return sentences


def _parts(
    board: Board, look: LookBack, words: Words, names: tuple[str, ...], at: tuple[float, float], width: float
) -> float:
    holds = {
        "calendar": look.report.plans,
        "weeks": weeks_hold(look),
        "strength": strength.shown(look),
        "ratings": ratings.shown(look),
    }
    x, y = at
    for name in (name for name in names if holds[name]):
        board.line([(x, y), (x + width, y)], "line", 1)
        board.text((x, y + 22), words.say[name], 14, bold=True)
        y = FIGURES[name](board, look, words, (x, y + 34), width) + 14
    return y


def weeks_hold(look: LookBack) -> bool:
    """Whether any of the weeks has something counted."""
    return any(each.counts for each in weeks.counted(look))


def _quotes(board: Board, look: LookBack, words: Words, most: int, at: tuple[float, float], width: float) -> float:
    x, y = at
    reasons = () if words.discreet else look.reasons[-most:] if most else ()
    if not reasons:
        return y
    board.line([(x, y), (x + width, y)], "line", 1)
    board.text((x, y + 22), words.say["own_words"], 14, bold=True)
    y += 42
    for reason in reasons:
        board.text((x, y), words.day(reason.day), 10, "soft")
        for line in wrapped(reason.text, width - 48, 11, 3):
            board.text((x + 48, y), line, 11)
            y += 15
        y += 4
    return y + 8
