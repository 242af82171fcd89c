"""A week counted once more, slowly and straight over the raw facts: nothing of it is shared with the core."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple

from nudges.core import facts as f
from nudges.core.book import Book

DAY_BEGINS, HOURS_OPEN = timedelta(hours=4), time(8)
EMPTY = {"done": 0, "partly": 0, "skipped": 0, "not_applicable": 0, "no_reply": 0}


class Asked(NamedTuple):
    """A nudge that left: its plan, its day, and when it left."""

    id: str
    plan: str
    day: date
    left: datetime


def own_day(book: Book, moment: datetime) -> date:
    """Return the day of a moment: whatever the clock of that place says, less four hours."""
    zone = book.person.zone
    for move in book.person.moves:
        zone = move.zone if move.at <= moment else zone
    return (moment.astimezone(zone).replace(tzinfo=None) - DAY_BEGINS).date()


def asked(book: Book, first: date, last: date, now: datetime) -> list[Asked]:
    """Return the nudges that left, of some days."""
    left = {fact.id: fact.at for fact in book.facts if isinstance(fact, f.Accepted)}
    found = [
        Asked(fact.id, fact.plan or "", own_day(book, fact.due), left[fact.id])
        for fact in book.facts
        if isinstance(fact, f.Queued) and fact.id in left and fact.due <= now
    ]
    return [each for each in found if first <= each.day <= last]


def last_words(book: Book, plan: str) -> dict[tuple[date, str | None], f.CheckedIn]:
    """Return the last word on each day of a plan, or on each nudge of one that asks every time."""
    every = any(each.id == plan and each.every_time for each in book.plans)
    found: dict[tuple[date, str | None], f.CheckedIn] = {}
    for fact in book.facts:
        if isinstance(fact, f.CheckedIn) and fact.plan == plan:
            found[fact.day, fact.nudge if every else None] = fact
    return found


def is_answered(book: Book, nudge: Asked) -> bool:
    """Return whether anything was ever said of a nudge, or of its day."""
    every = any(each.id == nudge.plan and each.every_time for each in book.plans)
    said = [fact for fact in book.facts if isinstance(fact, f.CheckedIn) and fact.plan == nudge.plan]
    return any(fact.nudge == nudge.id or (not every and fact.day == nudge.day) for fact in said)


def is_rested(book: Book, plan: str, day: date) -> bool:
    """Return whether a rest touched a day, after which no nudge came on it."""
    for fact in book.facts:
        if isinstance(fact, f.Paused) and fact.plan in {None, plan}:
            zone = book.person.zone
            opens = datetime.combine(day, HOURS_OPEN, zone).astimezone(UTC)
            if own_day(book, fact.at) <= day and fact.until > opens:
                return True
    return False


def counts(book: Book, monday: date, now: datetime) -> dict[str, int]:
    """Return what a week came to, over all plans."""
    week, found = [monday + timedelta(days=ahead) for ahead in range(7)], dict(EMPTY)
    sent = asked(book, week[0], week[-1], now)
    plans = {each.id for each in book.plans} | {each.plan for each in sent}
    for plan in plans:
        for (day, _), fact in last_words(book, plan).items():
            found[fact.outcome.value] += day in week
    found["no_reply"] = len({(nudge.id) for nudge in sent if _is_silent(book, nudge, now)})
    return found | {"sent": len(sent)}


def _is_silent(book: Book, nudge: Asked, now: datetime) -> bool:
    over = nudge.day < own_day(book, now)
    return over and not is_answered(book, nudge) and not is_rested(book, nudge.plan, nudge.day)


def rhythm(book: Book, monday: date, now: datetime) -> dict[str, Any]:
    """Return how replies came in four weeks."""
    sent = asked(book, monday - timedelta(weeks=3), monday + timedelta(days=6), now)
    answered = [nudge for nudge in sent if is_answered(book, nudge)]
    waited = sorted(minutes for nudge in answered for minutes in _waited(book, nudge))
    middle = None
    if waited:
        half = len(waited) // 2
        middle = round(waited[half] if len(waited) % 2 else (waited[half - 1] + waited[half]) / 2)
    silent = sum(_is_silent(book, nudge, now) for nudge in sent)
    return {"answered": len(answered), "asked": len(answered) + silent, "median_minutes": middle}


def _waited(book: Book, nudge: Asked) -> Iterator[float]:
    """Yield the minutes to the first text that said what the last one said."""
    said = [fact for fact in book.facts if isinstance(fact, f.CheckedIn) and fact.nudge == nudge.id]
    for fact in said[-1:]:
        first = fact
        for earlier in reversed(said):
            if earlier.outcome is not fact.outcome:
                break
            first = earlier
        yield (first.at - nudge.left).total_seconds() / 60


def percent(book: Book, plan: str, last: date, now: datetime) -> int:
    """Return the strength of a plan on a day, in percent, by the formula of the manual as it stands there."""
    goal = next((each.goal for each in book.plans if each.id == plan), None)
    sent = asked(book, date.min, last, now)
    days = {nudge.day for nudge in sent if nudge.plan == plan}
    worth: dict[date, float | None] = {}
    for (day, _), fact in last_words(book, plan).items():
        value = {"done": 1.0, "partly": 0.5}.get(fact.outcome.value)
        worth[day] = max((each for each in (worth.get(day), value) if each is not None), default=None)
    traces = [*days, *worth]
    if not traces:
        return 0
    if all(each.id != plan for each in book.plans):
        last = max(traces)
    share = min(goal or 7, 7) / 7
    keep, score, day = 0.5 ** (share**0.5 / 13), 0.0, min(traces)
    while day <= last:
        if not _stands_still(book, plan, day, worth, days, goal, now):
            back = 1 if share == 1 else 14
            done = sum(worth.get(day - timedelta(days=ago)) or 0.0 for ago in range(back))
            score = score * keep + min(1.0, done / (1 if share == 1 else 2 * (goal or 7))) * (1 - keep)
        day += timedelta(days=1)
    return round(score * 100)


def _stands_still(  # noqa: PLR0917  what a day may be of
    book: Book, plan: str, day: date, worth: dict[date, float | None], days: set[date], goal: int | None, now: datetime
) -> bool:  # fmt: skip
    if day in worth:
        return worth[day] is None
    owed = {own_day(book, fact.due) for fact in book.facts if isinstance(fact, f.Queued) and fact.plan == plan}
    owed |= {own_day(book, fact.due) for fact in book.facts if isinstance(fact, f.Dropped)
             and fact.plan == plan and fact.reason.value == "expired"}  # fmt: skip
    ours = day in owed and day not in days
    return ours or day >= own_day(book, now) or is_rested(book, plan, day) or (goal is None and day not in days)


def kept(book: Book, monday: date) -> tuple[int, int]:
    """Return how many nudges of four weeks we owed, and how many left within two minutes of when they might."""
    left = {fact.id: fact.at for fact in book.facts if isinstance(fact, f.Accepted)}
    held = {fact.id: fact.until for fact in book.facts if isinstance(fact, f.Deferred)}
    first, last = monday - timedelta(weeks=3), monday + timedelta(days=6)
    owed = on_time = 0
    for fact in book.facts:
        ours = isinstance(fact, f.Queued) or (isinstance(fact, f.Dropped) and fact.reason.value == "expired")
        if ours and isinstance(fact, f.Queued | f.Dropped) and first <= own_day(book, fact.due) <= last:
            owed += 1
            gone = left.get(fact.id)
            on_time += gone is not None and gone - held.get(fact.id, fact.due) <= timedelta(minutes=2)
    return owed, on_time
