"""What in someone's plans will not come as they may expect."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice

from nudges.core.book import Book
from nudges.core.due import frame
from nudges.core.hours import days_said, said, span, within
from nudges.core.localtime import day_of, opening
from nudges.core.values import Person, Plan
from nudges.core.when import fires, first_fire, lasts
from nudges.core.words import Held

__all__ = ["cautions", "new_cautions", "said", "span", "within"]

AHEAD = timedelta(weeks=8)
MOST_FIRES = 2000
LONG_AGO = timedelta(days=3660)
OFTEN = 4
"""A day of the week is named if so many of the eight are meant; else the dates are."""
FEW = 3
"""So many times of day or dates are named one by one."""

Dues = dict[str, list[datetime]]


def cautions(book: Book, now: datetime, plan: Plan | None = None) -> Iterator[str]:
    """Yield a sentence for each, from what comes due in eight weeks; with a plan, only for what it brings."""
    dues = {each.id: list(_dues(book.person, each, now)) for each in book.plans}
    for each in book.plans:
        if plan is None or each.id == plan.id:
            yield from _of_plan(book, each, dues[each.id], now)
    yield from _too_many(book, dues, plan)


def new_cautions(before: Book, after: Book, now: datetime) -> Iterator[str]:
    """Yield the cautions that a change brings."""
    known = set(cautions(before, now))
    yield from (each for each in cautions(after, now) if each not in known)


def _dues(person: Person, plan: Plan, now: datetime) -> Iterator[datetime]:
    """Yield what comes due in the weeks ahead, and the first in any case."""
    start = max(now, plan.since)
    for place, due in enumerate(islice(fires(plan.schedule, frame(person, plan), start), MOST_FIRES)):
        if place and due > now + AHEAD:
            return
        yield due


def _of_plan(book: Book, plan: Plan, dues: Sequence[datetime], now: datetime) -> Iterator[str]:
    who = book.person.id
    yield from _by_fact(book, plan, now)
    if plan.schedule.trigger is None and not dues:
        yield _never(book.person, plan, now)
    yield from _outside(book.person, plan, dues)
    if not plan.schedule.limits.holidays and not has_holidays(book.person.country):
        yield (
            f"{plan.id}: which public holidays {who} has is not known, so none is left out; "
            f"nudges person set {who} --country"
        )
    if plan.contacts and not book.person.contacts:
        yield f"{plan.id} names people in turn and {who} has none yet; nudges contact add {who}"


def _never(person: Person, plan: Plan, now: datetime) -> str:
    """Return the sentence for a schedule that has no moment left."""
    was = first_fire(plan.schedule, frame(person, plan), now - LONG_AGO)
    if was is not None and was < now:
        return _over(plan)
    return f"{plan.id}: '{plan.when}' never comes due"


def _by_fact(book: Book, plan: Plan, now: datetime) -> Iterator[str]:
    """Yield what keeps a schedule by fact from ever coming due."""
    schedule = plan.schedule
    if schedule.trigger is None:
        return
    named = getattr(schedule.trigger.cause, "plan", None)
    if named is not None and all(each.id != named for each in book.plans):
        yield f"{plan.id} waits for '{named}', and {book.person.id} has no such plan"
    today, placed = day_of(book.person, now), frame(book.person, plan)
    begins = schedule.limits.begins
    if (begins is None or begins <= today) and not any(
        lasts(schedule, placed, today + timedelta(days=ahead)) for ahead in range(AHEAD.days)
    ):
        yield _over(plan)


def _over(plan: Plan) -> str:
    return f"{plan.id} is over: '{plan.when}' does not come due any more"


def _leaves(person: Person, plan: Plan, due: datetime) -> datetime | None:
    """Return when the hours let a text leave, or None if it is not sent."""
    opens = opening(person, due)
    late = opens > due
    return None if late and (plan.held is Held.DROP or opens > due + timedelta(minutes=plan.grace)) else opens


def _outside(person: Person, plan: Plan, dues: Sequence[datetime]) -> Iterator[str]:
    """Yield which texts the hours keep back, and what becomes of them."""
    every: defaultdict[time, set[int]] = defaultdict(set)
    kept: defaultdict[time | None, defaultdict[time, set[int]]] = defaultdict(lambda: defaultdict(set))
    for due in dues:
        local = due.astimezone(person.clock)
        every[local.time()].add(local.weekday())
        leaves = _leaves(person, plan, due)
        if leaves != due:
            fate = leaves.astimezone(person.clock).time() if leaves is not None else None
            kept[fate][local.time()].add(local.weekday())
    for fate, found in kept.items():
        what = "will not be sent" if fate is None else f"will come at {said(fate)}"
        outside = f"outside the hours {span(person.hours)}"
        if len(found) > FEW:
            days = {day for each in found.values() for day in each}
            whole = {day for each in every.values() for day in each}
            when = f"{said(min(found))} to {said(max(found))}"
            yield f"{plan.id}: {_on(days, whole)}texts from {when} fall {outside}; they {what}"
            continue
        for at, days in sorted(found.items()):
            yield f"{plan.id}: {_on(days, every[at])}{said(at)} lies {outside}, so that text {what}"


def _on(days: set[int], whole: set[int]) -> str:
    """Return on which days, if not on all of them."""
    return "" if days == whole else f"on {days_said(days)} "


def _too_many(book: Book, dues: Dues, plan: Plan | None) -> Iterator[str]:
    """Yield on which days more comes due than may be sent; the report takes a place on its day."""
    person = book.person
    moments: defaultdict[date, set[datetime]] = defaultdict(set)
    brought: set[date] = set()
    for each in book.plans:
        for due in dues[each.id]:
            if (leaves := _leaves(person, each, due)) is not None:
                day = day_of(person, leaves)
                moments[day].add(leaves)  # those that leave together are one text
                if plan is None or each.id == plan.id:
                    brought.add(day)
    full = [
        day for day in sorted(brought) if len(moments[day]) > person.cap - (1 if _has_report(person, day) else 0)
    ]  # fmt: skip
    if full:
        report = ", the report among them" if any(_has_report(person, day) for day in full) else ""
        yield (
            f"on {_named(full)} more texts come due than {person.id} may get ({person.cap} a day{report}); "
            "those beyond it are not sent"
        )


def _has_report(person: Person, day: date) -> bool:
    return day.weekday() == person.report_day


def _named(days: Sequence[date]) -> str:
    """Return days by their names where most weeks have them, else by their dates."""
    weekdays = Counter(day.weekday() for day in days)
    usual = [weekday for weekday, number in weekdays.items() if number >= OFTEN]
    rest = [day for day in days if day.weekday() not in usual]
    names = [days_said(usual)] if usual else []
    names += [day.isoformat() for day in rest[:FEW]]
    more = len(rest) - FEW
    return ", ".join(names) + (f" and {more} more days" if more > 0 else "")


def has_holidays(country: str) -> bool:
    """Whether the public holidays of a country are known."""
    if country == "*":
        return False
    from holidays import list_supported_countries

    return country in list_supported_countries()
