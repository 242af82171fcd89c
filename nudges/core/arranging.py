"""Settles beforehand how the days to come of a plan go, so that what is next is always decided and can be told."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from nudges.core.arranged import arranged_on, earliest, local_day, moment_of, trial_on
from nudges.core.book import Book
from nudges.core.facts import Arranged
from nudges.core.hours import inside
from nudges.core.learning import Counts, Leaning, arms_of, leaning, usual_of
from nudges.core.localtime import instant
from nudges.core.schedule import frame
from nudges.core.state import Trial
from nudges.core.trial_days import tally
from nudges.core.values import Plan
from nudges.core.when import fires
from nudges.core.words import Vary

DAY = timedelta(days=1)
SUNDAY = 6
LOOKED_AT = 15
"""Days of a schedule that are looked at: the next one that is not settled is among the first few."""


def arrangements(book: Book, now: datetime) -> Iterator[Arranged]:
    """Yield what has to be settled now; asked again, nothing."""
    for plan in book.plans:
        first = unsettled_day(book, plan, now)
        if first is not None:
            yield _arranged(book, plan, first, now)


def is_to_arrange(book: Book, now: datetime) -> bool:
    """Whether something has to be settled now."""
    return any(unsettled_day(book, plan, now) is not None for plan in book.plans)


def unsettled_day(book: Book, plan: Plan, now: datetime) -> date | None:
    """Return the day from which on a plan has to be settled now: its next one, if nothing has settled it yet.

    A day of which a part that might have been drawn is over stays as its schedule says.
    """
    history = book.history
    if not (plan.learn or history.trials) or history.consented_at is None or plan.schedule.trigger is not None:
        return None
    if history.silent(now, plan.id) or now < plan.since:
        return None
    today, looked = local_day(book.person, now), 0
    for stated in fires(plan.schedule, frame(book.person, plan), now - DAY):
        day, looked = local_day(book.person, stated), looked + 1
        if day < today:
            continue
        fact = arranged_on(book, plan, day)
        arms = _arms(book, plan, day) if fact is None else ()
        if arms and earliest(book.person, arms, day, stated) > now:
            return day
        due = stated if fact is None else moment_of(book.person, fact, day, stated)
        if due > now or looked > LOOKED_AT:
            return None
    return None


def still_open(book: Book, plan_id: str | None, due: datetime, now: datetime) -> tuple[str, ...]:
    """Return between what a nudge to come is still to be drawn; nothing where that is settled, or never drawn."""
    plan = next((plan for plan in book.plans if plan.id == plan_id), None)
    day = local_day(book.person, due)
    if plan is None or plan.schedule.trigger is not None or arranged_on(book, plan, day) is not None:
        return ()
    arms = _arms(book, plan, day)
    return arms if arms and earliest(book.person, arms, day, due) > now else ()


def _arms(book: Book, plan: Plan, day: date) -> tuple[str, ...]:
    """Return between what a day of a plan is drawn; nothing where its own moment stands."""
    if (trial := trial_on(book, plan.id, day)) is not None:
        return trial.begun.arms
    return arms_of(plan) if plan.learn and usual_of(plan) is not None and _is_open(book, plan) else ()


def _is_open(book: Book, plan: Plan) -> bool:
    """Whether all windows still lie within the hours of all days."""
    return all(inside(book.person.hours, day, span) for span in plan.learn for day in plan.schedule.days)


def _arranged(book: Book, plan: Plan, first: date, now: datetime) -> Arranged:
    trial = trial_on(book, plan.id, first)
    last = first + (SUNDAY - first.weekday()) * DAY
    if trial is not None:
        last = min(last, trial.begun.last)
    days = tuple(day for day in _days(book, plan, first, last) if trial_on(book, plan.id, day) == trial)
    usual = (_usual(trial) if trial else usual_of(plan)) or 0
    if trial is not None:
        found = Leaning(trial.begun.chances, _tallied(book, plan, trial, now))
    else:
        found = leaning(book, plan, usual, first, now)
    return Arranged(
        at=now,
        plan=plan.id,
        first=first,
        days=days,
        arms=trial.begun.arms if trial else arms_of(plan),
        chances=found.chances,
        usual=usual,
        counts=found.counts,
        trial=trial.begun.name if trial else None,
        doubt=found.doubt,
    )


def _days(book: Book, plan: Plan, first: date, last: date) -> Iterator[date]:
    """Yield the days of a plan's schedule from one day to another."""
    start = instant(datetime.combine(first, time()), book.person.clock) - DAY
    for stated in fires(plan.schedule, frame(book.person, plan), start):
        day = local_day(book.person, stated)
        if day > last:
            return
        if day >= first:
            yield day


def _usual(trial: Trial) -> int:
    """Return which arm of a trial has the plan's own moment."""
    match trial.begun.vary:
        case Vary.NONE | Vary.KIND:
            return 0
        case Vary.TIME:
            return 1


def _tallied(book: Book, plan: Plan, trial: Trial, now: datetime) -> Counts:
    return tally(book, plan.id, trial, now)
