"""How often a plan may come due in a day, also on the day on which its schedule changes."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice

import msgspec

from nudges.core.book import Book
from nudges.core.due import frame
from nudges.core.localtime import day_bounds, day_of
from nudges.core.problem import Problem
from nudges.core.values import Person, Plan
from nudges.core.when import fires

MOST = 12
LOOKED_AT = 2000
SECOND = timedelta(seconds=1)


def refuse(person: Person, plan: Plan, now: datetime) -> None:
    """Raise Problem if a plan comes due more often in a day than anyone would want."""
    trigger = plan.schedule.trigger
    if trigger is not None and trigger.most > MOST:
        raise Problem(f"'{plan.when}' allows more than {MOST} texts", hint=f"at most {MOST} times a day is the most")
    found: Counter[date] = Counter()
    for due in islice(fires(plan.schedule, frame(person, plan), now), LOOKED_AT):
        day = due.astimezone(person.clock).date()
        found[day] += 1
        if found[day] > MOST:
            what = f"'{plan.when}' comes due more than {MOST} times on {day}"
            raise Problem(what, hint=f"{MOST} times a day is the most, such as cron: 0 9-20 * * *")


def not_once_more_today(book: Book, plan: Plan, now: datetime) -> Plan:
    """Return a plan under its new schedule, without the first of today's dues if today would have one too many.

    What went out today under the old schedule counts: who had the text of the morning and moves it to the evening
    is not nudged a second time today, answered or not. `since` is then after those that are left out.
    """
    today = day_of(book.person, now)
    dues = list(_on(book.person, plan, today))
    had = sum(1 for due in _sent(book, plan) if day_of(book.person, due) == today)
    ahead = [due for due in dues if due > now]
    extra = had + len(ahead) - len(dues)
    if not had or not ahead or extra <= 0:
        return plan
    since = ahead[min(extra, len(ahead)) - 1] + SECOND
    if any(now < snooze.until <= since for snooze in book.history.snoozes if snooze.plan == plan.id):
        return plan  # they asked to have it again, and nothing may take that from them
    return msgspec.structs.replace(plan, since=since)


def _on(person: Person, plan: Plan, day: date) -> Iterator[datetime]:
    """Yield a schedule's dues of a day, those too that were before it was made."""
    starts, ends = day_bounds(person, day)
    for due in islice(fires(plan.schedule, frame(person, plan), starts), LOOKED_AT):
        if due >= ends:
            return
        yield due


def _sent(book: Book, plan: Plan) -> Iterator[datetime]:
    """Yield the dues of what was sent of a plan, or still may be."""
    for message in book.history.nudges():
        queued = message.queued
        if queued.plan == plan.id and queued.again is None and (message.outcome is None or message.left):
            yield queued.due
