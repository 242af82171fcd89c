"""How each day of each plan went: one small calendar a plan."""

from datetime import date, timedelta

from nudges.core.looked import LookBack
from nudges.pictures.board import Board, Place, fitted, width_of
from nudges.pictures.marks import FREE, STATES
from nudges.pictures.words import PlanDays, Words, plans_of, weeks_of

HEAD, GAP = 36.0, 18.0
HALF_A_YEAR = 26
"""No more weeks than this are shown day by day: smaller marks say nothing, and a year has a picture of its own."""
UPRIGHT = 6
"""With more weeks than this, weeks stand side by side, each a column."""


def draw(board: Board, look: LookBack, words: Words, at: Place, width: float) -> float:
    """Draw the calendars and what their marks mean, and return where they end."""
    plans = plans_of(look, words)
    mondays = [week.monday for week in weeks_of(look)[-HALF_A_YEAR:]]
    if not plans:
        return nothing(board, words, at)
    x, y = at
    across = 2 if len(plans) > 1 and len(mondays) <= UPRIGHT and width >= 300 else 1
    wide = (width - GAP * (across - 1)) / across
    grid = _upright if len(mondays) <= UPRIGHT else _along
    for row in range(0, len(plans), across):
        ends = [
            grid(board, plan, words, mondays, (x + place * (wide + GAP), y), wide)
            for place, plan in enumerate(plans[row : row + across])
        ]
        y = max(ends) + GAP
    seen = {state for plan in plans for day, state in plan.days.items() if day >= mondays[0]}
    return legend(board, seen, words, (x, y - 2), width)


def nothing(board: Board, words: Words, at: Place) -> float:
    """Say that there is nothing to draw, and return where that ends."""
    board.text((at[0], at[1] + 16), words.say["nothing"], 12, "soft")
    return at[1] + 24


def legend(board: Board, states: set[str], words: Words, at: Place, width: float) -> float:
    """Say what each mark means that occurs, and return where that ends."""
    (x, y), left = at, at[0]
    for state in (each for each in STATES if each in states):
        wide = 17 + width_of(words.say[state], 11)
        if x > left and x + wide > left + width:
            x, y = left, y + 18
        board.mark(state, (x + 6, y + 8), 12)
        board.text((x + 17, y + 12), words.say[state], 11, "soft")
        x += wide + 14
    return y + 18


def title(board: Board, plan: PlanDays, at: Place, width: float, size: float = 12.5) -> None:
    """Write a plan's name as a heading."""
    board.text(at, fitted(plan.name, width, size, bold=True), size, bold=True, instead=plan.instead)


def _upright(board: Board, plan: PlanDays, words: Words, mondays: list[date], at: Place, width: float) -> float:
    """Draw one row a week, with Monday on the left."""
    x, y = at
    beside = max(width_of(words.day(monday), 10) for monday in mondays) + 6
    cell = min(30.0, (width - beside) / 7)
    title(board, plan, (x, y + 13), width)
    for ahead, initial in enumerate(words.initials):
        board.text((x + beside + (ahead + 0.5) * cell, y + 31), initial, 10, "soft", align="center")
    for row, monday in enumerate(mondays):
        middle = y + HEAD + (row + 0.5) * cell
        last = monday == mondays[-1]
        board.text((x, middle + 3.6), words.day(monday), 10, "ink" if last else "soft", bold=False)
        for ahead in range(7):
            state = plan.days.get(monday + timedelta(days=ahead), FREE)
            board.mark(state, (x + beside + (ahead + 0.5) * cell, middle), cell)
    return y + HEAD + len(mondays) * cell


def _along(board: Board, plan: PlanDays, words: Words, mondays: list[date], at: Place, width: float) -> float:
    """Draw one column a week, with Monday on top."""
    x, y = at
    beside = max(width_of(initial, 10) for initial in words.initials) + 7
    cell = min(22.0, (width - beside) / len(mondays))
    title(board, plan, (x, y + 13), width)
    free = 0.0
    for column, monday in enumerate(mondays):
        left = x + beside + column * cell
        month = words.short_months[_month(monday) - 1]
        begins = column == 0 or _month(monday) != _month(mondays[column - 1])
        if begins and left >= free and left + width_of(month, 10) <= x + width + 4:
            board.text((left, y + 31), month, 10, "soft")
            free = left + width_of(month, 10) + 5
        for ahead in range(7):
            day = monday + timedelta(days=ahead)
            board.mark(plan.days.get(day, FREE), (left + cell / 2, y + HEAD + (ahead + 0.5) * cell), cell)
    for ahead in range(0, 7, 1 if cell >= 11 else 3):
        board.text((x, y + HEAD + (ahead + 0.5) * cell + 3.6), words.initials[ahead], 10, "soft")
    return y + HEAD + 7 * cell


def _month(monday: date) -> int:
    """Return the month in which most of a week lies."""
    return (monday + timedelta(days=3)).month
