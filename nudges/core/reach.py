"""Which nudges a reply may be about: those of late, those of the plan it names, those of the day it names."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from nudges.core.asked import ANSWERABLE, answer_of
from nudges.core.book import Book
from nudges.core.history import Message
from nudges.core.localtime import day_of
from nudges.core.understanding import Value
from nudges.core.values import Person

PARTS = {"morning": (time(0), time(12)), "afternoon": (time(12), time(17)), "evening": (time(17), time.max)}
DAY, FAR = timedelta(days=1), timedelta(days=4)


def reachable(book: Book, value: Value, now: datetime) -> list[Message]:
    """Return the nudges that a reply may be about, in the order in which they were sent."""
    found = [m for m in book.history.nudges() if now - FAR < m.queued.due and _was_seen(m)]
    if value.plan is not None:
        found = [m for m in found if m.queued.plan == value.plan]
    if value.ago is None:
        return [m for m in found if m.queued.due > now - ANSWERABLE]
    return _on_day(book, found, value, now)[1]


def day_meant(book: Book, value: Value, now: datetime) -> date:
    """Return which day of the person's a reply speaks of."""
    found = [m for m in book.history.nudges() if now - FAR < m.queued.due and _was_seen(m)]
    return _on_day(book, found, value, now)[0]


def days_of(person: Person, ago: int, now: datetime) -> list[date]:
    """Return the days that so many days ago may be: after midnight yesterday is the one that just ended."""
    own = day_of(person, now) - ago * DAY
    by_calendar = now.astimezone(person.clock).date() - ago * DAY
    return [by_calendar, own] if ago and by_calendar != own else [own]


def is_open(book: Book, message: Message) -> bool:
    """Whether nothing is known yet of how a nudge went."""
    return answer_of(book, message.queued) is None


def _on_day(book: Book, found: Sequence[Message], value: Value, now: datetime) -> tuple[date, list[Message]]:
    """Return the day that is meant and its nudges; of two days the one on which some wait for an answer."""
    days = days_of(book.person, value.ago or 0, now)
    by_day = {day: [m for m in found if day_of(book.person, m.queued.due) == day] for day in days}
    waiting = [day for day in days if any(is_open(book, m) for m in by_day[day])]
    day = next(iter(waiting), None) or next((day for day in days if by_day[day]), days[0])
    return day, _in_part(book.person, by_day[day], value.part)


def _in_part(person: Person, found: list[Message], part: str | None) -> list[Message]:
    if part is None:
        return found
    begins, ends = PARTS[part]
    at = [(m, m.queued.due.astimezone(person.clock).time()) for m in found]
    # Who says "last night" may mean the text of the late afternoon.
    return [m for m, clock in at if begins <= clock < ends] or found


def _was_seen(message: Message) -> bool:
    return message.left or (message.claimed_at is not None and message.outcome is None)
