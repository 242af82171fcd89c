"""A year on one page: every month a small calendar, every day as large as what was done on it."""

from calendar import Calendar
from collections import Counter
from datetime import date

from nudges.core.looked import LookBack
from nudges.core.report import RESTED
from nudges.core.words import Outcome
from nudges.pictures.board import Board, Place, width_of
from nudges.pictures.calendar import nothing
from nudges.pictures.words import Words, weeks_of

GAP = 16.0
SIZES = {1: (1.0,), 2: (0.62, 1.0), 3: (0.5, 0.75, 1.0)}
"""How large a day is on which one, two, or three and more plans were done, by the most there were on any day."""


def months_of(look: LookBack) -> list[tuple[int, int]]:
    """Return the months that the weeks touch, oldest first, the last twelve at most."""
    days = {day for week in weeks_of(look) for plan in week.plans for day in map(date.fromisoformat, plan.days)}
    if not days:
        return []
    first, last = min(days), max(days)
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    places = [first.year * 12 + first.month - 1 + ahead for ahead in range(count)]
    return [(place // 12, place % 12 + 1) for place in places][-12:]


def done_by_day(look: LookBack) -> tuple[Counter[date], set[date]]:
    """Return how many plans were done, or partly, on each day, and the days that had nothing but rest."""
    done: Counter[date] = Counter()
    rest: set[date] = set()
    other: set[date] = set()
    for plan in (plan for week in weeks_of(look) for plan in week.plans):
        for day, state in ((date.fromisoformat(day), state) for day, state in plan.days.items()):
            (rest if state == RESTED else other).add(day)
            done[day] += state in {Outcome.DONE.value, Outcome.PARTLY.value}
    return done, rest - other


def draw(board: Board, look: LookBack, words: Words, at: Place, width: float) -> float:
    """Draw the months, and return where they end."""
    months = months_of(look)
    if not months:
        return nothing(board, words, at)
    done, rest = done_by_day(look)
    across = 4 if width >= 480 else 3
    wide = (width - GAP * (across - 1)) / across
    cell = wide / 7
    x, y = at
    for row in range(0, len(months), across):
        for place, month in enumerate(months[row : row + across]):
            _month(board, month, (done, rest), words, (x + place * (wide + GAP), y), cell)
        y += 18 + 6 * cell + 10
    return _legend(board, (done, rest), words, (x, y))


def _sizes(done: Counter[date]) -> tuple[float, ...]:
    return SIZES[max(1, min(3, max(done.values(), default=0)))]


def _month(
    board: Board, month: tuple[int, int], found: tuple[Counter[date], set[date]], words: Words, at: Place, cell: float
) -> None:
    (x, y), (done, rest) = at, found
    sizes = _sizes(done)
    board.text((x, y + 10), f"{words.short_months[month[1] - 1]} {month[0]}", 10.5, bold=True)
    for row, week in enumerate(Calendar().monthdatescalendar(*month)):
        for column, day in enumerate(week):
            if day.month == month[1]:
                middle = (x + (column + 0.5) * cell, y + 18 + (row + 0.5) * cell)
                state = Outcome.DONE.value if done[day] else (RESTED if day in rest else "free")
                board.mark(state, middle, cell * (sizes[min(3, done[day]) - 1] if done[day] else 1))


def _legend(board: Board, found: tuple[Counter[date], set[date]], words: Words, at: Place) -> float:
    (x, y), (done, rest) = at, found
    most, sizes = max(done.values(), default=0), _sizes(done)
    for number in range(1, min(3, most) + 1):
        said = words.count("year_more" if number == 3 and most > 3 else "year_count", number)
        board.mark(Outcome.DONE.value, (x + 6, y + 8), 12 * sizes[number - 1])
        board.text((x + 17, y + 12), said, 11, "soft")
        x += 17 + width_of(said, 11) + 14
    if rest:
        board.mark(RESTED, (x + 6, y + 8), 12)
        board.text((x + 17, y + 12), words.say[RESTED], 11, "soft")
    return y + 20
