"""How settled each plan is, day by day: one small line a plan, each on the same scale."""

from datetime import date, timedelta

from nudges.core.looked import LookBack, Strength
from nudges.pictures.board import Board, Place, fitted, width_of
from nudges.pictures.calendar import nothing
from nudges.pictures.words import Words, names_of, numbered, weeks_of

HIGH, ROW = 40.0, 74.0
AT_LEAST = 12
"""So many weeks are shown where there are so many: a line of four weeks says little."""


def shown(look: LookBack) -> list[Strength]:
    """Return the lines that have something to show, cut to the weeks in view."""
    span = max(AT_LEAST, len(weeks_of(look)))
    since = weeks_of(look)[-1].monday - timedelta(weeks=span - 1)
    cut = [(each, tuple(day for day in each.days if day[0] >= since)) for each in look.strengths if each.says_something]
    return [Strength(plan=each.plan, title=each.title, days=days) for each, days in cut if days]


def draw(board: Board, look: LookBack, words: Words, at: Place, width: float) -> float:
    """Draw the lines, and return where they end."""
    lines = shown(look)
    if not lines:
        return nothing(board, words, at)
    names = names_of(look, words)
    order = list(names)
    first = min(line.days[0][0] for line in lines)
    last = max(line.days[-1][0] for line in lines)
    across = 2 if len(lines) > 1 and width >= 300 else 1
    gap = 18.0
    wide = (width - gap * (across - 1)) / across
    x, y = at
    for place, line in enumerate(lines):
        corner = (x + place % across * (wide + gap), y + place // across * ROW)
        instead = numbered(order.index(line.plan) + 1, words)
        _line(board, line, (names[line.plan], instead), (first, last), corner, wide)
    y += -(-len(lines) // across) * ROW
    said = words.month if (last - first).days > 300 else words.day
    board.text((x, y + 4), said(first), 10, "soft")
    if last > first:
        board.text((x + wide - width_of("100", 12) - 10, y + 4), said(last), 10, "soft", align="right")
    return board.lines((x, y + 22), words.say["strength_scale"], width, 10, "soft") + 6


def _line(
    board: Board, line: Strength, name: tuple[str, str], span: tuple[date, date], at: Place, width: float
) -> None:
    x, y = at
    foot, top = y + 20 + HIGH, y + 20
    wide = width - width_of("100", 12) - 10
    days = max(1, (span[1] - span[0]).days)
    places = [(x + (day - span[0]).days / days * wide, foot - value * HIGH) for day, value in _thinned(line)]
    board.text((x, y + 12), fitted(name[0], width, 12.5, bold=True), 12.5, bold=True, instead=name[1])
    for level in (0.0, 0.5, 1.0):
        board.line([(x, foot - level * HIGH), (x + wide, foot - level * HIGH)], "line", 0.7)
    board.area([(places[0][0], foot), *places, (places[-1][0], foot)], "wash")
    board.line([(x, foot), (x + wide, foot)], "line", 0.7)
    if len(places) > 1:
        board.line(places, "accent", 1.8)
    board.dots([places[-1]], 7, "accent")
    middle = min(max(places[-1][1] + 4.5, top + 9), foot)
    board.text((x + wide + 8, middle), str(round(line.latest * 100)), 12)


def _thinned(line: Strength, most: int = 120) -> list[tuple[date, float]]:
    """Return the days of a line, so many that the eye sees no difference, with the last."""
    step = -(-len(line.days) // most)
    return [*line.days[:-1:step], line.days[-1]]
