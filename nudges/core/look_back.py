"""What the last weeks came to, from all that is known of someone."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from nudges.core.book import Book
from nudges.core.claims import claims
from nudges.core.kept import kept, lost, promises
from nudges.core.localtime import day_bounds, day_of
from nudges.core.looked import Late, LookBack, Strength
from nudges.core.report import Report, count_week, monday_of
from nudges.core.rhythm import ratings, reasons, rhythm
from nudges.core.shelf import Shelf
from nudges.core.strength import Practice, strength
from nudges.core.words import Ask

WEEK = timedelta(weeks=1)


def look_back(book: Book, day: date, now: datetime, weeks: int = 4) -> LookBack:
    """Return so many weeks up to `now`, looked back on from the one that holds a day. The book is to be whole."""
    shelf = Shelf(book)
    monday = monday_of(day)
    first, end = monday - (weeks - 1) * WEEK, monday + WEEK
    counted = tuple(count_week(shelf.week(first + ahead * WEEK), first + ahead * WEEK, now) for ahead in range(weeks))
    part, titles = shelf.span(first, end), _titles(book, counted)
    begins, ends = day_bounds(book.person, first)[0], day_bounds(book.person, end)[0]
    promised = promises(book, now)
    return LookBack(
        person=book.person.id,
        report=counted[-1],
        weeks=counted,
        strengths=_strengths(book, _practices(book, titles, promised, now), end, now),
        ratings=ratings(part, first, end, titles),
        rhythm=rhythm(part, monday, now, weeks),
        reached=tuple(dict.fromkeys(name for week in counted for name in week.people)),
        reasons=reasons(part, first, end, titles),
        kept=kept(promised, begins, ends),
        claims=claims(shelf, min(end, day_of(book.person, now)), titles),
    )


def _titles(book: Book, counted: Iterable[Report]) -> Mapping[str, str]:
    """Return the plans there are and those that left a trace in the weeks, with their titles."""
    left = {plan.plan: plan.title for week in counted for plan in week.plans}
    return {plan.id: plan.title for plan in book.plans} | left


def _practices(book: Book, titles: Mapping[str, str], promised: Iterable[Late], now: datetime) -> list[Practice]:
    goals = {plan.id: plan.goal for plan in book.plans}
    unasked = {plan.id for plan in book.plans if plan.ask is Ask.NOTHING}  # nobody says how it went
    asked: defaultdict[str, set[date]] = defaultdict(set)
    gone: defaultdict[str, set[date]] = defaultdict(set)
    for message in book.history.nudges():
        plan = message.queued.plan
        if message.left and plan in titles and plan is not None and message.queued.due <= now:
            asked[plan].add(day_of(book.person, message.queued.due))
    for plan, due in lost(promised):
        gone[plan].add(day_of(book.person, due))
    return [
        Practice(plan=plan, title=title, goal=goals.get(plan), asked=asked[plan], lost=gone[plan] - asked[plan])
        for plan, title in titles.items()
        if plan not in unasked
    ]


def _strengths(book: Book, practices: Iterable[Practice], end: date, now: datetime) -> tuple[Strength, ...]:
    today = day_of(book.person, now)
    last = min(today, end - timedelta(days=1))
    found = (strength(book, practice, last, today) for practice in practices)
    return tuple(each for each in found if each.days)
