"""How a trial of a plan begins and is ended: what may be tried, for how long, and what the person is told."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from math import ceil

import msgspec

from nudges.core.arranged import lies_in, local_day, named
from nudges.core.book import Book
from nudges.core.facts import Fact, Queued, TrialBegun, TrialEnded
from nudges.core.localtime import opening
from nudges.core.problem import Problem
from nudges.core.texts import DRAWN, TextKind, Words
from nudges.core.trials import MOST_WEEKS, running, weeks_needed
from nudges.core.values import Person, Plan, Span
from nudges.core.varied import of_kind
from nudges.core.when.rules import Dated, Fixed, Window
from nudges.core.wording import say_to
from nudges.core.words import Kind, TrialEnd, Vary
from nudges.library.windows import days_a_week, refuse_closed, refuse_rare, refuse_unfit

DAY = timedelta(days=1)
EVEN = (0.5, 0.5)
LAST_CALL, BEFORE_CLOSE = time(21), timedelta(hours=1)
APART = timedelta(hours=2)
"""So long after its own moment a look back comes at the earliest, so that there was time to do it."""

KINDS = (TextKind.REASON, TextKind.PROMPT)
TELLS_FOR = timedelta(days=1)


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What trial is wanted; without `weeks` as many as it needs."""

    plan: str
    vary: Vary
    how: str
    window: Span | None = None
    kinds: Sequence[TextKind] = KINDS
    weeks: int | None = None


def begun(book: Book, wanted: Wanted, words: Words, now: datetime) -> list[Fact]:
    """Return that a trial begins tomorrow, and the text that says so; or raise Problem where it may not."""
    person, plan, history = book.person, book.plan(wanted.plan), book.history
    if history.consented_at is None or history.rests(now):
        raise Problem(f"{person.id} gets no texts now, so there is nothing to try", hint="nudges person show says why")
    if taken := running(book):
        what = f"{person.id} is in a trial of {taken[0].begun.plan} until {taken[0].begun.last}"
        raise Problem(what, hint="one at a time; nudges trial stop ends it")
    refuse_unfit(plan)
    refuse_rare(person, plan, now)
    weeks = wanted.weeks or needed(person, plan, now)
    arms, first = _arms(book, plan, wanted, words), local_day(person, now) + DAY
    name = f"{plan.id}-{first}"
    if name in history.trials:
        raise Problem(f"a trial of {plan.id} that begins on {first} was ended today", hint="begin another one tomorrow")
    last = first + weeks * 7 * DAY - DAY
    fact = TrialBegun(
        at=now, name=name, plan=plan.id, vary=wanted.vary, arms=arms, chances=EVEN, first=first, last=last,
        how=wanted.how,
    )  # fmt: skip
    return [fact, _told(book, fact, weeks, words, now)]


def needed(person: Person, plan: Plan, now: datetime) -> int:
    """Return how many weeks a trial of a plan takes."""
    return min(weeks_needed(days_a_week(person, plan, now)), MOST_WEEKS)


def _told(book: Book, fact: TrialBegun, weeks: int, words: Words, now: datetime) -> Queued:
    name, due = f"answer/trial-begins/{fact.name}", opening(book.person, now)
    places: dict[str, str | int] = {"weeks": weeks, "from": str(fact.first)}
    text = say_to(words, book.person, "trial_begins", name, places)
    return Queued(at=now, id=name, kind=Kind.ANSWER, text=text, due=due, expires=due + TELLS_FOR)


def _arms(book: Book, plan: Plan, wanted: Wanted, words: Words) -> tuple[str, str]:
    if plan.learn and wanted.vary is not Vary.TIME:
        raise Problem(f"{plan.id} learns its time, and one thing at a time is tried", hint="--learn none ends that")
    match wanted.vary:
        case Vary.KIND:
            return _kinds(book, plan, wanted.kinds, words)
        case Vary.TIME:
            return _times(book.person, plan, wanted.window)
        case Vary.NONE:
            return _evening(book.person, plan)


def _kinds(book: Book, plan: Plan, kinds: Sequence[TextKind], words: Words) -> tuple[str, str]:
    if len({*kinds}) != 2 or not {*kinds} <= {*DRAWN}:
        raise Problem("two kinds of texts are compared", hint=f"give --between twice, of {', '.join(DRAWN)}")
    one, other = kinds
    for kind in (one, other):
        if not of_kind(book, plan, kind, words):
            what = f"{plan.id} has no texts of the kind '{kind}' that could be sent now"
            raise Problem(
                what, hint="a ready plan has, with words that nobody else sees and not in its smaller version"
            )
    return one.value, other.value


def _times(person: Person, plan: Plan, window: Span | None) -> tuple[str, str]:
    if window is None:
        raise Problem(
            "the other part of the day is not named", where="--window", hint="such as evening, or 18:00-20:00"
        )
    refuse_closed(person, plan, [window])
    own = own_time(plan)
    if lies_in(window, own.opens):
        hint = "name one that does not hold it"
        raise Problem(f"'{plan.when}' lies in {named(window)} already", where="--window", hint=hint)
    refuse_closed(person, plan, [own])
    return named(window), named(own)


def _evening(person: Person, plan: Plan) -> tuple[str, str]:
    """Return the plan's own time, and that of the look back: in the evening, on every day that it has."""
    own, late = own_time(plan), _late(person, plan)
    room = _minutes(late) - _minutes(own.closes)
    if room < APART / timedelta(minutes=1):
        what = f"the look back would come at {late.hour}:{late:%M}, too soon after {named(own)}"
        raise Problem(what, hint="move the plan to an earlier time, or let the hours end later")
    return named(own), named(Span(opens=late, closes=late))


def _late(person: Person, plan: Plan) -> time:
    spans = [span for day in plan.schedule.days if (span := person.hours.on(day)) is not None]
    ends = [_minutes(span.closes) if span.closes > span.opens else 24 * 60 for span in spans]
    last = min([*ends, _minutes(LAST_CALL) + 60]) - ceil(BEFORE_CLOSE / timedelta(minutes=1))
    return time(*divmod(max(last, 0), 60))


def own_time(plan: Plan) -> Span:
    """Return the hours in which a plan's own moments lie; of one time both ends are that time."""
    match plan.schedule.rule:
        case Dated(at=Fixed(times=(at,))):
            return Span(opens=at, closes=at)
        case Dated(at=Window(opens=opens, closes=closes)):
            return Span(opens=time(*divmod(opens, 60)), closes=time(*divmod(min(closes, 24 * 60 - 1), 60)))
        case _:
            raise AssertionError("refused before")


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def stopped(book: Book, plan: str | None, now: datetime) -> list[Fact]:
    """Return that a trial is ended before its time, or raise Problem where none runs."""
    found = [trial for trial in running(book) if plan in {None, trial.begun.plan}]
    if not found:
        about = f" of {plan}" if plan else ""
        raise Problem(f"{book.person.id} is in no trial{about}", hint="nudges trial list shows those there were")
    return [TrialEnded(at=now, name=trial.begun.name, why=TrialEnd.ENDED) for trial in found]
