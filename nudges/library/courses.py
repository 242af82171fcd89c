"""What taking a course, or leaving it, makes of a book."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

import msgspec

from nudges.core.book import Book
from nudges.core.change import without
from nudges.core.courses import WEEK, phrases
from nudges.core.facts import Consented, CourseBegun, CourseLeft
from nudges.core.localtime import day_of
from nudges.core.problem import Problem, nearest
from nudges.core.texts import Course, LibraryPlan
from nudges.core.values import Plan
from nudges.core.when import parse_when
from nudges.library import quick
from nudges.library.making import new_plan
from nudges.library.techniques import Audience

FURTHEST = timedelta(days=366)


def course_named(courses: Mapping[str, Course], name: str) -> Course:
    """Return a course, or raise Problem with the nearest names."""
    if name not in courses:
        raise Problem(f"there is no course '{name}'", hint=nearest(name, courses, f"courses: {', '.join(courses)}"))
    return courses[name]


def taken(
    book: Book, course: Course, ready: Mapping[str, LibraryPlan], now: datetime, *,
    first: date | None = None, at: time | None = None,
) -> Book:  # fmt: skip
    """Return the book with a course that begins on the Monday on or after a day, or on the next one.

    Plans of the course that they have already keep their cue, their reason and what was brought to them.
    """
    refuse(book, course)
    begins = _monday(first or day_of(book.person, now) + timedelta(days=1))
    if begins - day_of(book.person, now) > FURTHEST or begins <= day_of(book.person, now):
        raise Problem(f"no course can begin on {begins}", where="--from", hint="name a day of the coming year")
    times = {name: parse_when(plan.when).times[0] for name, plan in ready.items() if parse_when(plan.when).times}
    known = {plan.library: plan for plan in book.plans}
    for name, when in phrases(course, begins, times, at).items():
        before = known.get(name)
        made = before or new_plan({}, ready[name], book.person, now)
        if before is None and any(each.id == made.id for each in book.plans):
            raise Problem(f"{book.person.id} has a plan '{made.id}' of their own", hint="give that one another id")
        changed = msgspec.structs.replace(made, when=when, since=now, begins=begins, goal=None, course=course.id)
        quick.refuse_taken(book, changed)
        book = book.with_plan(changed)
    return book.add(CourseBegun(at=now, course=course.id, begins=begins))


def refuse(book: Book, course: Course) -> None:
    """Raise Problem if a person cannot take a course now."""
    running = book.history.course
    who = book.person.id
    if running is not None and any(plan.course for plan in book.plans):
        hint = f"nudges course leave {who} ends it"
        raise Problem(f"{who} takes {running.course} since {running.begins}", hint=hint)
    if course.audience == Audience.PARTNER:
        refuse_unless_their_own(book)
    if book.history.stopped:
        raise Problem(f"{who} has stopped all texts", hint="only a START from their own phone begins again")


def refuse_unless_their_own(book: Book) -> None:
    """Raise Problem unless the person themself agreed, from their own phone: nobody signs up somebody's partner."""
    if not any(isinstance(fact, Consented) and fact.source for fact in book.facts):
        raise Problem(
            f"{book.person.id} has not agreed from their own phone yet, and this is for partners",
            hint="nobody is signed up for it by somebody else; wait for their own yes by text",
        )


def refuse_for_partners(book: Book, ready: LibraryPlan | None) -> None:
    """Raise Problem if a plan is for partners and the person has not agreed to texts themself."""
    if ready is not None and ready.audience == Audience.PARTNER:
        refuse_unless_their_own(book)


def left(book: Book, now: datetime) -> Book:
    """Return the book without the course and the plans it brought; what happened with them stays."""
    running = book.history.course
    if running is None:
        raise Problem(f"{book.person.id} takes no course", hint="nudges course lists them")
    gone = [plan.id for plan in book.plans if plan.course]
    after = without(book, gone, now) if gone else book
    return after.add(CourseLeft(at=now, course=running.course))


def plans_of(book: Book) -> tuple[Plan, ...]:
    """Return the plans that a course brought."""
    return tuple(plan for plan in book.plans if plan.course)


def _monday(day: date) -> date:
    """Return the Monday on or after a day."""
    return day + (WEEK - timedelta(days=day.weekday())) % WEEK
