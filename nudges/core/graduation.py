"""When a plan stands on its own, and may be offered to come less: from what happened, and never without asking."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from statistics import median

from nudges.core.book import Book
from nudges.core.history import Message
from nudges.core.localtime import day_of
from nudges.core.rested import rested_days
from nudges.core.stages import stage_of
from nudges.core.strength import FROZEN, WORTH, scores
from nudges.core.thinned import Thinning
from nudges.core.values import Plan
from nudges.core.when.changed import fewer
from nudges.core.when.rules import Counted, Dated, EveryDays, Weekly
from nudges.core.words import Ask, Outcome, Stage

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
WINDOW = 35
"""So many days are looked at; every fact of them is at hand, whatever was laid away."""

SHARE, LEAST, LEAST_FEWER = 0.8, 8, 4
"""How near its best the practice strength has to be, and on how many days it was asked for: at first, and later."""

EARLY = 3
"""So many days on which it was done before a text asked."""

LONG = 8 * WEEK
HARD, RATED = 4, 4
APART = 3 * WEEK
AGAIN, AFTER_NO = 8 * WEEK, 16 * WEEK
SETTLED, NOTES, TRIED = 4 * WEEK, 6 * WEEK, 2 * WEEK
AFTER_DANGER = 2 * WEEK
LAPSE = 4


def suggestion(book: Book, plan: Plan, now: datetime) -> Stage | None:
    """Return what a plan may be offered now, at most one thing in three weeks over all plans; None mostly."""
    if plan.ask is Ask.NOTHING or not _is_simple(plan) or not _may_ask(book, plan, now):
        return None
    known, stage = book.history.thinning.get(plan.id, Thinning()), stage_of(book, plan, now)
    if stage is Stage.CUE and _has_lapsed(book, plan, known, now):
        return Stage.BACK
    if _was_asked(known, now):
        return None
    return _next(book, plan, known, stage, now)


def _next(book: Book, plan: Plan, known: Thinning, stage: Stage | None, now: datetime) -> Stage | None:
    changed = known.thinned.at if known.thinned is not None else None
    if stage is None:
        by_itself = early(book, plan, now) >= EARLY or plan.since <= now - LONG
        stands = plan.since <= now - SETTLED and by_itself and stands_alone(book, plan, now, LEAST)
        return (Stage.CUE if fewer(plan.schedule) else Stage.NOTE) if stands else None
    if stage is Stage.CUE and changed is not None and changed <= now - SETTLED:
        return Stage.NOTE if stands_alone(book, plan, now, LEAST_FEWER) else None
    if stage is Stage.NOTE and changed is not None and changed <= now - NOTES:
        return Stage.DONE
    return None


def _is_simple(plan: Plan) -> bool:
    """Whether its days can be thinned by a word."""
    rule = plan.schedule.rule
    return isinstance(rule, Dated) and isinstance(rule.days, Weekly | EveryDays | Counted)


def _may_ask(book: Book, plan: Plan, now: datetime) -> bool:
    history = book.history
    if history.quieted or (plan.course and history.course is not None):
        return False
    if any(each.begun.plan == plan.id and each.ended is None for each in history.trials.values()):
        return False
    if any(now - flag.at < AFTER_DANGER for flag in history.flags):
        return False
    asked = (each.suggested.at for each in history.thinning.values() if each.suggested is not None)
    return all(now - at >= APART for at in asked) and (history.question is None or now - history.question.at >= DAY)


def _was_asked(known: Thinning, now: datetime) -> bool:
    """Whether a plan was asked about not long ago, or they said that it stays as it is."""
    if known.retained is not None and now - known.retained.at < AFTER_NO:
        return True
    asked, agreed = known.suggested, known.thinned
    answered = asked is not None and agreed is not None and agreed.at > asked.at
    return asked is not None and not answered and now - asked.at < AGAIN


def stands_alone(book: Book, plan: Plan, now: datetime, least: int) -> bool:
    """Whether a practice is as settled as it can be after such days, and not hard for them."""
    values = _values(book, plan, now)
    counted = [None if value is None else 1.0 for value in values]
    if sum(value is not None for value in values) < least:
        return False
    *_, best = scores(counted)
    *_, score = scores(values)
    return score >= SHARE * best and not _is_hard(book, plan, now)


def _values(book: Book, plan: Plan, now: datetime) -> list[float | None]:
    """Return what each day of the window is worth; a day that asked nothing and has no answer is None."""
    asked = {day_of(book.person, message.queued.due) for message in _asked(book, plan)}
    days = list(_window(book, now))
    rested = rested_days(book, days, plan.id)
    found = [(day, book.history.days.get((plan.id, day))) for day in days]
    return [
        (0.0 if day in asked and day not in rested else None)
        if checkin is None
        else (None if checkin.outcome in FROZEN else WORTH[checkin.outcome])
        for day, checkin in found
    ]


def early(book: Book, plan: Plan, now: datetime) -> int:
    """Return on how many days of the window it was told as done on its day, before a text had asked."""
    days = set(_window(book, now))
    found = book.history.checkins.items()
    own = {
        day
        for (name, day, nudge), checkin in found
        if name == plan.id and nudge is None and day in days and checkin.outcome is Outcome.DONE
        if day_of(book.person, book.history.told.get((name, day, nudge), checkin.at)) == day
    }
    return len(own)


def _is_hard(book: Book, plan: Plan, now: datetime) -> bool:
    days = set(_window(book, now))
    checkins = book.history.checkins.values()
    found = [c.rating for c in checkins if c.plan == plan.id and c.day in days and c.rating is not None]
    return len(found) >= RATED and median(found) < HARD


def _has_lapsed(book: Book, plan: Plan, known: Thinning, now: datetime) -> bool:
    """Whether, since it comes less, it was hardly done on the last days that asked; it is asked about once."""
    agreed, asked = known.thinned, known.suggested
    if agreed is None or now - agreed.at < TRIED or (asked is not None and asked.at > agreed.at):
        return False
    today = day_of(book.person, now)
    days = (day_of(book.person, message.queued.due) for message in _asked(book, plan, agreed.at))
    last = list(islice((day for day in dict.fromkeys(days) if day < today), LAPSE))
    outcomes = [book.history.days.get((plan.id, day)) for day in last]
    done = sum(1 for checkin in outcomes if checkin is not None and checkin.outcome in WORTH)
    return len(last) == LAPSE and done <= 1


def _asked(book: Book, plan: Plan, since: datetime | None = None) -> Iterator[Message]:
    """Yield the nudges of a plan that asked how it went, the latest first."""
    for message in reversed(book.history.messages.values()):
        queued = message.queued
        if queued.plan == plan.id and message.left and message.failed is None and queued.instead is None:
            if since is not None and queued.due <= since:
                return
            yield message


def _window(book: Book, now: datetime) -> Iterator[date]:
    today = day_of(book.person, now)
    yield from (today - ahead * DAY for ahead in range(WINDOW, 0, -1))
