"""A week as one picture for a phone: what each plan came to, how settled it is, the numbers that came."""

from nudges.core.looked import LookBack
from nudges.pictures import calendar, ratings, strength, year
from nudges.pictures.board import Board, fitted
from nudges.pictures.said import title
from nudges.pictures.words import Words, weeks_of

WIDTH, MARGIN = 360.0, 18.0


def draw(board: Board, look: LookBack, words: Words) -> float:
    """Draw the picture, and return how high it is."""
    x, wide = MARGIN, board.width - 2 * MARGIN
    name, days = title(look, words)
    board.text((x, 38), name, 22, bold=True)
    board.text((x, 58), fitted(days, wide, 12.5), 12.5, "soft")
    first = year.draw if len(weeks_of(look)) > calendar.HALF_A_YEAR else calendar.draw
    y = first(board, look, words, (x, 76), wide) + 10
    parts = [("strength", strength.draw, strength.shown(look)), ("ratings", ratings.draw, ratings.shown(look))]
    for name, part, holds in parts:
        if holds:
            board.line([(x, y), (x + wide, y)], "line", 1)
            board.text((x, y + 26), words.say[name], 15, bold=True)
            y = part(board, look, words, (x, y + 40), wide) + 12
    if look.report.asked_4_weeks:
        board.line([(x, y), (x + wide, y)], "line", 1)
        board.text(
            (x, y + 22),
            words.say["answered_4"].format(answered=look.report.answered_4_weeks, asked=look.report.asked_4_weeks),
            11.5,
        )
        y += 30
    return y + MARGIN - 8
