"""What in someone's plans will not come as they may expect."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from nudges.core.book import Book
from nudges.core.values import Hours, Plan
from nudges.core.when.phrase import DAYS

MONDAY = date(2024, 1, 1)
"""Any week does: only times of day are compared."""


def cautions(book: Book, plan: Plan | None = None) -> Iterator[str]:
    """Yield a sentence for each; with a plan, only for what it brings."""
    for each in book.plans:
        if plan is None or each.id == plan.id:
            yield from _outside(book, each)
            if each.contacts and not book.person.contacts:
                who = book.person.id
                yield f"{each.id} names people in turn and {who} has none yet; nudges person set {who} --contacts"
    yield from _too_many(book, plan)


def _outside(book: Book, plan: Plan) -> Iterator[str]:
    hours = book.person.hours
    for at in plan.schedule.times:
        if not within(hours, at):
            wait = datetime.combine(MONDAY, hours.opens) - datetime.combine(MONDAY, at)
            wait %= timedelta(days=1)
            late = wait <= timedelta(minutes=plan.grace)
            what = f"will come at {said(hours.opens)}" if late else "will not be sent"
            yield f"{plan.id}: {said(at)} lies outside the hours {span(hours)}, so that text {what}"


def _too_many(book: Book, plan: Plan | None) -> Iterator[str]:
    """Yield on which days more comes due than may be sent; the report takes a place on its day."""
    person = book.person
    full = []
    for day, name in enumerate(DAYS):
        due = sum(len(each.schedule.times) for each in book.plans if day in each.schedule.days)
        room = person.cap - (1 if day == person.report_day else 0)
        if due > room and (plan is None or day in plan.schedule.days):
            full.append(name)
    if full:
        report = ", the report among them" if DAYS[person.report_day] in full else ""
        yield (
            f"on {', '.join(full)} more texts come due than {person.id} may get ({person.cap} a day{report}); "
            "those beyond it are not sent"
        )


def within(hours: Hours, at: time) -> bool:
    """Whether a text is welcome at a time of day."""
    opens, closes = hours.opens, hours.closes
    if opens < closes:
        return opens <= at < closes
    return opens == closes or at >= opens or at < closes


def said(at: time) -> str:
    """Return a time of day as people write it."""
    return f"{at.hour}:{at:%M}"


def span(hours: Hours) -> str:
    """Return hours as people write them.

    >>> span(Hours()), span(Hours(opens=time(0), closes=time(0)))
    ('8:00-21:00', '0:00-24:00')
    """
    if hours.opens == hours.closes:
        return "0:00-24:00"
    return f"{said(hours.opens)}-{said(hours.closes) if hours.closes != time(0) else '24:00'}"
