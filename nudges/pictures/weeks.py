"""What each of the last weeks came to, all plans together: counts side by side, and no direction."""

import msgspec

from nudges.core.looked import LookBack
from nudges.core.report import NO_REPLY, OPEN, RESTED, Report
from nudges.core.words import Outcome
from nudges.pictures.board import Board, Place, width_of
from nudges.pictures.calendar import legend, nothing
from nudges.pictures.marks import STATES
from nudges.pictures.words import Words, weeks_of

ROW, CELL = 30.0, 15.0
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
    most = max(sum(each.counts.values()) + len(each.counts) for each in weeks)
    if not most:
        return nothing(board, words, at)
    x, y = at
    beside = max(width_of(words.day(each.week.monday), 11) for each in weeks) + 10
    cell = min(CELL, (width - beside) / most)
    for each in weeks:
        board.text((x, y + 15), words.day(each.week.monday), 11, "soft")
        _week(board, each.counts, (x + beside, y), cell)
        y += ROW
    return legend(board, {state for each in weeks for state in each.counts}, words, (x, y + 4), width)


def _week(board: Board, counts: dict[str, int], at: Place, cell: float) -> None:
    """Draw a week's marks in one order, each count under its first mark."""
    x, y = at
    for state, number in counts.items():
        for place in range(number):
            board.mark(state, (x + (place + 0.5) * cell, y + 11), cell)
        board.text((x + number * cell / 2, y + 27), str(number), 9.5, "soft", align="center")
        x += (number + 1) * cell


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
