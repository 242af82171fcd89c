"""What each of the last weeks came to, all plans together: counts side by side, and no direction."""

import msgspec

from nudges.core.looked import LookBack
from nudges.core.report import NO_REPLY, OPEN, RESTED, Report
from nudges.core.words import Outcome
from nudges.pictures.board import Board, Place, width_of
from nudges.pictures.calendar import legend, nothing
from nudges.pictures.marks import STATES
from nudges.pictures.words import Words, weeks_of

CELL, SMALLEST, GAP = 15.0, 9.5, 0.8
MOST = 8
"""So many of the last weeks are shown."""


class Counted(msgspec.Struct, frozen=True):
    """One week, counted by state; a state that did not occur is absent."""

    week: Report
    counts: dict[str, int]


def counted(look: LookBack) -> tuple[Counted, ...]:
    """Return the last weeks with what each state came to."""
    return tuple(Counted(week, _counts(week)) for week in weeks_of(look)[-MOST:])


def draw(board: Board, look: LookBack, words: Words, at: Place, width: float) -> float:
    """Draw one row a week, one mark for each answer, day of rest or silence, and return where they end."""
    weeks = counted(look)
    if not any(each.counts for each in weeks):
        return nothing(board, words, at)
    x, y = at
    beside = max(width_of(words.day(each.week.monday), 11) for each in weeks) + 10
    high, cell = _fitting(weeks, width - beside)
    for each in weeks:
        board.text((x, y + 15), words.day(each.week.monday), 11, "soft")
        _week(board, each.counts, (x + beside, y + 4), cell, high)
        y += high * cell + 16
    return legend(board, {state for each in weeks for state in each.counts}, words, (x, y + 4), width)


def _fitting(weeks: tuple[Counted, ...], width: float) -> tuple[int, float]:
    """Return how many marks stand one above the other, so that they are large enough to read, and how large that is."""
    sizes = [(high, width / _columns(weeks, high)) for high in (1, 2, 3, 4)]
    high, cell = next((each for each in sizes if each[1] >= SMALLEST), sizes[-1])
    return high, min(CELL, cell)


def _columns(weeks: tuple[Counted, ...], high: int) -> float:
    return max(sum(-(-number // high) + GAP for number in each.counts.values()) for each in weeks) - GAP


def _week(board: Board, counts: dict[str, int], at: Place, cell: float, high: int) -> None:
    """Draw a week's marks in one order, each count under its marks."""
    x, y = at
    for state, number in counts.items():
        wide = -(-number // high) * cell
        for place in range(number):
            board.mark(state, (x + (place // high + 0.5) * cell, y + (place % high + 0.5) * cell), cell)
        board.text((x + wide / 2, y + high * cell + 9), str(number), 9.5, "soft", align="center")
        x += wide + GAP * cell


def _counts(week: Report) -> dict[str, int]:
    found = {
        Outcome.DONE.value: week.done,
        Outcome.PARTLY.value: week.partly,
        Outcome.SKIPPED.value: week.skipped,
        Outcome.NOT_APPLICABLE.value: week.not_applicable,
        RESTED: sum(plan.rested for plan in week.plans),
        NO_REPLY: week.no_reply,
        OPEN: sum(list(plan.days.values()).count(OPEN) for plan in week.plans),
    }
    return {state: found[state] for state in STATES if found[state]}
