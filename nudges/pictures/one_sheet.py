"""A week on one sheet of paper: the counts in words, the pictures, and a person's own words where they are wanted."""

from collections.abc import Callable
from functools import partial

from matplotlib.figure import Figure

from nudges.core.looked import LookBack
from nudges.core.report import PlanWeek
from nudges.pictures import calendar, ratings, strength, weeks
from nudges.pictures.board import Board, Place
from nudges.pictures.figures import FIGURES
from nudges.pictures.said import counts_of, title
from nudges.pictures.style import Palette
from nudges.pictures.words import Words, plans_of, weeks_of

A4, LETTER = (595.28, 841.89), (612.0, 792.0)
MARGIN, GUTTER = 42.0, 30.0
MOST_QUOTES = 8
Draw = Callable[[Board, LookBack, Words, Place, float], float]


def page(look: LookBack, words: Words, palette: Palette, *, letter: bool = False) -> Figure:
    """Return the sheet; what would not fit is drawn smaller, and at last the person's words are cut."""
    wide, high = LETTER if letter else A4
    sizes = [(1 - 0.03 * step, MOST_QUOTES) for step in range(15)] + [(0.55, most) for most in (4, 2, 0)]
    board = Board(palette, wide)
    for zoom, quotes in [*sizes, (0.45, 0), (0.35, 0)]:
        board = Board(palette, wide / zoom, zoom)
        if _draw(board, look, words, quotes) <= high / zoom - MARGIN:
            break
    return board.figure(high / board.zoom)


def _draw(board: Board, look: LookBack, words: Words, quotes: int) -> float:
    x, y, wide = MARGIN, MARGIN + 16, board.width - 2 * MARGIN
    name, days = title(look, words)
    board.text((x, y), name, 22, bold=True)
    board.text((x, y + 20), days, 12.5, "soft")
    y = _counts(board, look, words, (x, y + 44), wide)
    half = (wide - GUTTER) / 2
    ends = [y, y]
    for part in _parts(look, quotes):
        column = int(ends[1] < ends[0])
        ends[column] = part(board, look, words, (x + column * (half + GUTTER), ends[column]), half)
    board.text((x, max(ends) + 8), words.say["closing"], 10.5, "soft")
    return max(ends) + 14


def _parts(look: LookBack, quotes: int) -> list[Draw]:
    """Return the sections that hold something; each goes where there is more room."""
    first = "year" if len(weeks_of(look)) > calendar.HALF_A_YEAR else "calendar"
    holds = {
        first: any(week.plans for week in weeks_of(look)),
        "strength": strength.shown(look),
        "ratings": ratings.shown(look),
        "weeks": any(each.counts for each in weeks.counted(look)),
    }
    return [*(partial(_part, name) for name, held in holds.items() if held), partial(_quotes, quotes)]


def _part(name: str, board: Board, look: LookBack, words: Words, at: Place, width: float) -> float:
    y = _heading(board, words.say[name], at, width)
    return FIGURES[name](board, look, words, (at[0], y), width) + 14


def _heading(board: Board, said: str, at: Place, width: float) -> float:
    x, y = at
    board.line([(x, y), (x + width, y)], "line", 1)
    board.text((x, y + 22), said, 14, bold=True)
    return y + 34


def _counts(board: Board, look: LookBack, words: Words, at: tuple[float, float], width: float) -> float:
    x, y = at
    beside, last = width * 0.27, 1 if len(weeks_of(look)) <= calendar.UPRIGHT else 0
    for plan in plans_of(look, words):
        if counts := counts_of(plan, words, weeks=last):
            calendar.title(board, plan, (x, y), beside - 10, 11.5)
            goal = _goal(plan.weeks[-1], words) if last else ""
            y = board.lines((x + beside, y), counts + goal, width - beside, 11.5) + 18
    y += 6
    for line in _facts(look, words):
        y = board.lines((x, y), line, width, 11.5) + 18
    return y + 6


def _goal(week: PlanWeek | None, words: Words) -> str:
    """Return a week's goal; of one with days of rest, that of its other days, if any is left."""
    if week is None or not week.goal or (week.rested and not week.goal_left):
        return ""
    said = words.say["goal_left"].format(number=week.goal_left) if week.rested else ""
    return f" ({said or words.say['goal'].format(number=week.goal)})"


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


def _quotes(most: int, board: Board, look: LookBack, words: Words, at: Place, width: float) -> float:
    reasons = () if words.discreet else look.reasons[max(0, len(look.reasons) - most) :]
    if not reasons:
        return at[1]
    x, y = at[0], _heading(board, words.say["own_words"], at, width) + 8
    for reason in reasons:
        board.text((x, y), words.day(reason.day), 10, "soft")
        y = board.lines((x + 48, y), reason.text, width - 48, 11, most=3) + 19
    return y + 4
