"""A course: plans one after another, with a start, a focus for some weeks, a taper and an end."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from nudges.core.book import Book
from nudges.core.hours import said
from nudges.core.localtime import day_of
from nudges.core.sms import measure
from nudges.core.texts import Course, Stretch, Words
from nudges.core.weekly import reported_monday
from nudges.core.when import parse_when

WEEK = timedelta(weeks=1)
DAY = timedelta(days=1)
USUAL = time(9)
ROOM = 2
"""So many segments a week's text may have with what the next weeks are about."""


class Placed(NamedTuple):
    """A stretch of a course on the calendar: from a Monday to a Sunday."""

    stretch: Stretch
    first: date
    last: date


def placed(course: Course, begins: date) -> Iterator[Placed]:
    """Yield the stretches of a course that begins on a Monday, in order."""
    first = begins
    for stretch in course.stretches:
        yield Placed(stretch, first, first + stretch.weeks * WEEK - DAY)
        first += stretch.weeks * WEEK


def phrases(course: Course, begins: date, times: Mapping[str, time], at: time | None = None) -> dict[str, str]:
    """Return when each plan of a course comes: at its own time of day, or all of them `at` one.

    Weeks that follow each other on the same days are one stretch of a phrase.
    """
    found: dict[str, list[tuple[str, date, date]]] = {}
    for stretch, first, last in placed(course, begins):
        for plan, days in stretch.plans.items():
            before = found.setdefault(plan, [])
            if before and before[-1][0] == days and before[-1][2] + DAY == first:
                before[-1] = (days, before[-1][1], last)
            else:
                before.append((days, first, last))
    return {plan: _phrase(parts, at or times.get(plan, USUAL)) for plan, parts in found.items()}


def _phrase(parts: list[tuple[str, date, date]], at: time) -> str:
    said_so = (f"{days} at {said(at)} from {first} until {last}" for days, first, last in parts)
    return str(parse_when(", then ".join(said_so)))


def with_focus(book: Book, text: str, moment: datetime, words: Words) -> str:
    """Return the week's text with what the coming weeks of a course are about, or that it has ended.

    A phone that others see is told nothing of it, and neither is it said where it would cost a segment too many.
    """
    taken = book.history.course
    course = words.courses.get(taken.course) if taken is not None else None
    if taken is None or course is None or book.person.is_discreet:
        return text
    monday = reported_monday(day_of(book.person, moment)) + WEEK
    stretches = list(placed(course, taken.begins))
    new = next((each.stretch.focus for each in stretches if each.first == monday), None)
    if new is None and stretches[-1].last + DAY == monday:
        new = course.ends
    both = text if new is None else f"{text} {new[book.person.language]}"
    return both if measure(both).segments <= max(ROOM, measure(text).segments) else text
