"""How settled is a practice? A score from 0 to 1 that forgives, and that stands still while someone rests."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from typing import NamedTuple

from nudges.core.book import Book
from nudges.core.localtime import day_of
from nudges.core.looked import Strength
from nudges.core.rested import rested_days
from nudges.core.words import Instead, Outcome, Reason

DAY = timedelta(days=1)
WEEK = 7
HALF_LIFE, DIGITS = 13.0, 6
"""After so many days without a done a daily practice has half its score; the rarer it is, the more days."""

WORTH = {Outcome.DONE: 1.0, Outcome.PARTLY: 0.5}
FROZEN = (Outcome.SKIPPED, Outcome.NOT_APPLICABLE)


def scores(values: Sequence[float | None], wanted: int = WEEK) -> Iterator[float]:
    """Yield the score after each day of a practice wanted on so many days of seven; a None freezes it for its day.

    What is not wanted daily is measured over two weeks, so that it does not matter on which days it is done.
    """
    share = min(wanted, WEEK) / WEEK
    keeps = 0.5 ** (share**0.5 / HALF_LIFE)
    days, enough = (1, 1) if share == 1 else (2 * WEEK, 2 * wanted)
    score = inside = 0.0
    for place, value in enumerate(values):
        inside += value or 0.0
        if place >= days:
            inside -= values[place - days] or 0.0
        if value is not None:
            score = score * keeps + min(1.0, inside / enough) * (1 - keeps)
        yield score


class Practice(NamedTuple):
    """A plan, and the days on which a nudge of it went out, and on which we owed one that never arrived.

    Without a goal only the days that asked count; all others freeze.
    """

    plan: str
    title: str
    goal: int | None
    asked: AbstractSet[date]
    lost: AbstractSet[date] = frozenset()


def strength(book: Book, practice: Practice, last: date, today: date) -> Strength:
    """Return how settled a practice is on each day, from its first trace to a last one.

    One that was never done has no days: a row of zeros tells nobody anything.
    """
    plan, title, goal, asked, lost = practice
    outcomes = _outcomes(book, plan)
    traces = {day for day in (*asked, *outcomes) if day <= last}
    if not traces:
        return Strength(plan=plan, title=title, days=())
    if all(each.id != plan for each in book.plans):
        last = max(traces)  # what is no longer asked has no further days
    first = min(traces)
    days = _range(first, last)
    still = lost | silent_days(book, plan, first, last)
    if goal is None:
        still |= {day for day in days if day not in asked}
    # A day that is not over may still have its done.
    values = [_value(outcomes.get(day), still=day in still or day >= today) for day in days]
    found = [round(score, DIGITS) for score in scores(values, goal or WEEK)]
    return Strength(plan=plan, title=title, days=tuple(zip(days, found, strict=True)) if any(found) else ())


def _outcomes(book: Book, plan: str) -> dict[date, Outcome]:
    """Return how each day went; of a plan that asks several times a day, the best of them."""
    found: dict[date, Outcome] = {}
    every_time = any(each.id == plan and each.every_time for each in book.plans)
    for (named, day, _), checkin in book.history.checkins.items():
        if named == plan:
            before = found.get(day)
            if before is None or not every_time or WORTH.get(checkin.outcome, 0) > WORTH.get(before, 0):
                found[day] = checkin.outcome
    return found


def _value(outcome: Outcome | None, *, still: bool) -> float | None:
    """Return what a day is worth, or None where it freezes the score."""
    if outcome is None:
        return None if still else 0.0
    return None if outcome in FROZEN else WORTH[outcome]


def silent_days(book: Book, plan: str, first: date, last: date) -> set[date]:
    """Return the days that a rest, a pause or a stop touched, or that asked nothing because nobody answered."""
    person, found = book.person, _left_out(book, plan)
    for silence in book.history.silences:
        if silence.plan not in {None, plan} or silence.start >= silence.end:
            continue
        begins = max(first, day_of(person, silence.start))
        ends = last if silence.end.year >= last.year + 2 else min(last, day_of(person, silence.end))
        days = _range(begins, ends)
        # The day on which nudges come back is no day of rest, whatever the rest was.
        found |= rested_days(book, days, plan) if silence.why is not None else set(days)
    return found


def _left_out(book: Book, plan: str) -> set[date]:
    """Return the days on which a plan asked nothing because fewer texts came."""
    person, dropped = book.person, book.history.dropped.values()
    notes = (m.queued for m in book.history.nudges() if m.queued.plan == plan and m.queued.instead is Instead.QUIET)
    quiet = (fact for fact in dropped if fact.plan == plan and fact.reason is Reason.QUIET)
    dues = [*(note.due for note in notes), *(fact.due for fact in quiet)]
    return {day_of(person, due) for due in dues}


def _range(first: date, last: date) -> list[date]:
    return [first + ahead * DAY for ahead in range((last - first).days + 1)]
