"""When a person's plan is due: by their clock, or by what happened."""

import operator
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from itertools import islice
from typing import assert_never

from nudges.core import facts
from nudges.core.arranged import arranged_dues
from nudges.core.asked import answer_of, wants_answer
from nudges.core.book import Book
from nudges.core.facts import CheckedIn
from nudges.core.localtime import day_bounds, day_of
from nudges.core.rested import rested_days
from nudges.core.values import Person, Plan
from nudges.core.when import Frame, When, fires, lasts
from nudges.core.when.rules import AfterOutcome, Comparison, Happened, Per, Rated, Trigger, Unanswered

SECOND = timedelta(seconds=1)
TICK = timedelta(microseconds=1)
SOME = 3
COMPARED: dict[Comparison, Callable[[int, int], bool]] = {
    Comparison.MORE: operator.gt,
    Comparison.LESS: operator.lt,
    Comparison.AT_LEAST: operator.ge,
    Comparison.AT_MOST: operator.le,
    Comparison.SAME: operator.eq,
}


def frame(person: Person, plan: Plan) -> Frame:
    """Return for whom and where a plan's schedule is read."""
    return _frame(person.clock, plan.begins or plan.since, person.id, plan.id, person.country)


@lru_cache(maxsize=4096)
def _frame(clock: tzinfo, begins: date, person: str, plan: str, country: str) -> Frame:
    day = begins.astimezone(clock).date() if isinstance(begins, datetime) else begins
    return Frame(zone=clock, begins=datetime.combine(day, time()), seed=f"{person}/{plan}", country=country)


def dues(book: Book, plan: Plan, start: datetime) -> Iterator[datetime]:
    """Yield the moments from `start` on at which a plan is due, in order, each once.

    Those by a fact are what follows from the facts so far; some may lie ahead, if nobody writes meanwhile.
    """
    schedule = plan.schedule
    if schedule.trigger is None:
        placed = frame(book.person, plan)
        if plan.id in book.history.arranged:
            yield from arranged_dues(book, plan, placed, start)
            return
        first = _first_fires(schedule, placed, start)
        yield from first
        if len(first) == SOME:
            yield from fires(schedule, placed, first[-1] + TICK)
    else:
        yield from (due for due in _triggered(book, plan, schedule.trigger) if due >= start)


@lru_cache(maxsize=8192)
def _first_fires(schedule: When, placed: Frame, start: datetime) -> tuple[datetime, ...]:
    """Return the first few moments; one look at a book asks for the same ones again and again."""
    return tuple(islice(fires(schedule, placed, start), SOME))


def _triggered(book: Book, plan: Plan, trigger: Trigger) -> Iterator[datetime]:
    """Yield the dues of a schedule by fact, never more in a day or a week than it says."""
    person, placed, history = book.person, frame(book.person, plan), book.history
    settled = _settled(book, plan)
    taken = Counter(_period(day_of(person, due), trigger.per) for due in settled)
    delay = timedelta(minutes=trigger.delay)
    since = max(plan.since, history.consented_at or plan.since)
    for due in sorted({_on_the_second(cause) + delay for cause in _causes(book, trigger)}):
        if due in settled:
            yield due
        elif due > since and not history.silent(due, plan.id):  # what is never sent takes no other's place
            day = day_of(person, due)
            period = _period(day, trigger.per)
            if taken[period] < trigger.most and lasts(plan.schedule, placed, day):
                taken[period] += 1
                yield due


def _settled(book: Book, plan: Plan) -> set[datetime]:
    """Return the dues of a plan that have their fact."""
    history = book.history
    again = {facts.nudge_id(snooze.plan, snooze.until) for snooze in history.snoozes}
    sent = (m.queued for m in history.nudges() if m.queued.plan == plan.id and m.queued.again is None)
    dropped = (fact for fact in history.dropped.values() if fact.plan == plan.id and fact.id not in again)
    return {*(queued.due for queued in sent), *(fact.due for fact in dropped)}


def _period(day: date, per: Per) -> date:
    match per:
        case Per.DAY:
            return day
        case Per.WEEK:
            return day - timedelta(days=day.weekday())
        case _:
            assert_never(per)


def _on_the_second(moment: datetime) -> datetime:
    whole = moment.replace(microsecond=0)
    return whole if whole == moment else whole + SECOND


def _causes(book: Book, trigger: Trigger) -> Iterator[datetime]:
    history, person, cause = book.history, book.person, trigger.cause
    match cause:
        case AfterOutcome():
            for place, checkin in history.checkins.items():
                told = history.told[place]
                # What is noted later for another day is a correction, and calls for nothing.
                on_its_day = checkin.day == day_of(person, told)
                if checkin.plan == cause.plan and checkin.outcome is cause.outcome and on_its_day:
                    yield told
        case Unanswered():
            yield from _unanswered(book, cause)
        case Rated():
            yield from (
                at for rating, at in _ratings(book, cause.plan) if COMPARED[cause.comparison](rating, cause.number)
            )
        case Happened():
            yield from (event.at for event in history.events if event.event == cause.event)
        case _:
            assert_never(cause)


def _ratings(book: Book, plan: str) -> Iterator[tuple[int, datetime]]:
    found: list[CheckedIn | facts.Rated] = [*book.history.checkins.values(), *book.history.ratings]
    for said in found:
        if said.plan == plan and said.rating is not None:
            yield said.rating, said.at


def _unanswered(book: Book, cause: Unanswered) -> Iterator[datetime]:
    """Yield the ends of the days on which so many nudges in a row had got no answer."""
    run = 0
    for message in book.history.nudges():
        nudge = message.queued
        if nudge.plan != cause.plan or nudge.again is not None or not message.left or not wants_answer(book, nudge):
            continue
        day = day_of(book.person, nudge.due)
        if answer_of(book, nudge) is not None:
            run = 0
        elif not rested_days(book, [day], cause.plan):
            run += 1
            if run == cause.number:
                yield day_bounds(book.person, day)[1]
