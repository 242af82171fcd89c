"""How probable each window of a plan that learns its time is in the days to come: Thompson sampling, reckoned exactly.

What is learnt is whether a nudge was done within the plan's grace. How often nudges come is no part of it.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

import msgspec

from nudges.core.arranged import lies_in, named
from nudges.core.asked import answer_of
from nudges.core.at_hand import kept_from
from nudges.core.book import Book
from nudges.core.chances import each_best
from nudges.core.localtime import day_of
from nudges.core.state import Message
from nudges.core.strength import silent_days
from nudges.core.values import Plan
from nudges.core.when.rules import Dated, Fixed
from nudges.core.when.rules import Window as Drawn
from nudges.core.words import Doubt, Outcome

DAY, WEEK = timedelta(days=1), timedelta(days=7)
LEAST = 0.10
"""No window is ever drawn with less, so that a wrong guess can be found out."""

KEEPS = 0.98
"""What a try is still worth a day later: people change."""

PRIOR = (1.0, 2.0)
"""With what the rates begin besides what is flat: one done of two, so that the first few tries decide little."""

FEW = 3
"""Tries of each window before it is followed which one does better; until then the plan's own has half."""

SILENT = 3
"""So many nudges in a row without any answer are a silence, and nobody in silence is tried out on."""

DIGITS = 6

Counts = tuple[tuple[float, float], ...]


class Leaning(msgspec.Struct, frozen=True):
    """What the days to come are drawn by: how probable each window is, what that rests on, and what is doubted."""

    chances: tuple[float, ...]
    counts: Counts
    doubt: Doubt | None = None


def arms_of(plan: Plan) -> tuple[str, ...]:
    """Return the windows of a plan that learns its time."""
    return tuple(named(span) for span in plan.learn)


def usual_of(plan: Plan) -> int | None:
    """Return in which of its windows a plan's own moment lies, or None if in none: then there is nothing to learn."""
    for place, span in enumerate(plan.learn):
        match plan.schedule.rule:
            case Dated(at=Fixed(times=(at,))) if lies_in(span, at):
                return place
            case Dated(at=Drawn(opens=opens, closes=closes, number=1)):
                begins, ends = (each.hour * 60 + each.minute for each in (span.opens, span.closes))
                if begins <= opens and closes <= ends:
                    return place
            case _:
                pass
    return None


def leaning(book: Book, plan: Plan, usual: int, first: date, now: datetime) -> Leaning:
    """Return what the days from a first one on are drawn by."""
    arms = arms_of(plan)
    counts = _counts(book, plan, arms, first, now)
    return leaned(counts, usual, _doubt(book, plan, now))


def leaned(counts: Counts, usual: int, doubt: Doubt | None) -> Leaning:
    """Return what is drawn by where so much is known and so much doubted: in doubt it leans to the usual window."""
    places = range(len(counts))
    if doubt is not None:
        return Leaning(tuple(float(place == usual) for place in places), counts, doubt)
    if min(tried for _, tried in counts) < FEW:
        others = round(0.5 / (len(counts) - 1), DIGITS)
        return Leaning(tuple(0.5 if place == usual else others for place in places), counts, Doubt.FEW)
    return Leaning(chances(counts), counts)


def chances(counts: Sequence[tuple[float, float]]) -> tuple[float, ...]:
    """Return how probable each window is: as probable as it is the best one, and never less than `LEAST`.

    >>> chances([(9, 10), (1, 10), (1, 10)])
    (0.8, 0.1, 0.1)
    """
    best = each_best([(done + PRIOR[0], tried + PRIOR[1]) for done, tried in counts])
    low = {place for place, chance in enumerate(best) if chance <= LEAST}
    while True:
        rest = sum(chance for place, chance in enumerate(best) if place not in low)
        left = (1 - LEAST * len(low)) / rest
        found = [LEAST if place in low else chance * left for place, chance in enumerate(best)]
        if all(chance >= LEAST for chance in found):
            return tuple(round(chance, DIGITS) for chance in found)
        low |= {place for place, chance in enumerate(found) if chance < LEAST}


def _counts(book: Book, plan: Plan, arms: tuple[str, ...], first: date, now: datetime) -> Counts:
    """Return done and tried of each window: what was known before, faded, and what has closed since."""
    before = next((fact for fact in reversed(book.history.arranged.get(plan.id, ())) if fact.trial is None), None)
    if before is None or before.arms != arms:
        return ((0.0, 0.0),) * len(arms)
    done, tried = map(list, zip(*faded(before.counts, (first - before.first).days), strict=True))
    for arm, was_done in _closed(book, plan, before.at, now):
        if arm in arms:
            tried[arms.index(arm)] += 1
            done[arms.index(arm)] += was_done
    return tuple((round(d, DIGITS), round(t, DIGITS)) for d, t in zip(done, tried, strict=True))


def faded(counts: Counts, days: int) -> Counts:
    """Return what counts are still worth some days later."""
    keeps = KEEPS ** max(days, 0)
    return tuple((done * keeps, tried * keeps) for done, tried in counts)


def _closed(book: Book, plan: Plan, after: datetime, now: datetime) -> Iterator[tuple[str, bool]]:
    """Yield the window of each nudge that was drawn and whose grace is over since a moment, and whether it was done."""
    put_off = {snooze.nudge for snooze in book.history.snoozes}
    for message in _sent(book, plan, now):
        nudge = message.queued
        closes = _closes(message, plan)
        if not after < closes <= now or nudge.arm is None or nudge.chance in {None, 1.0} or nudge.id in put_off:
            continue
        answer = answer_of(book, nudge)
        outcome = answer.outcome if answer is not None else None
        day = day_of(book.person, nudge.due)
        if outcome is Outcome.NOT_APPLICABLE or (outcome is None and day in silent_days(book, plan.id, day, day)):
            continue
        told = book.history.told.get((answer.plan, answer.day, answer.nudge), answer.at) if answer is not None else now
        yield nudge.arm, outcome is Outcome.DONE and told <= closes


def _closes(message: Message, plan: Plan) -> datetime:
    left = message.outcome.at if message.outcome is not None else message.queued.due
    return left + timedelta(minutes=plan.grace)


def _sent(book: Book, plan: Plan, now: datetime) -> Iterator[Message]:
    """Yield the nudges that left and are at hand in every book, a whole one or one of late facts."""
    since = kept_from(now)
    for message in book.history.nudges():
        nudge = message.queued
        if nudge.plan == plan.id and nudge.at >= since and message.left and nudge.again is None:
            yield message


def _doubt(book: Book, plan: Plan, now: datetime) -> Doubt | None:
    """Return why the windows are not followed now, if anything speaks against it."""
    closed = [message.queued for message in _sent(book, plan, now) if _closes(message, plan) <= now]
    latest = closed[-SILENT:]
    if book.history.quieted or (len(latest) == SILENT and all(answer_of(book, nudge) is None for nudge in latest)):
        return Doubt.SILENT
    today = day_of(book.person, now)
    rested = silent_days(book, plan.id, today - WEEK, today)
    return Doubt.REST if any(today - WEEK <= day <= today for day in rested) else None
