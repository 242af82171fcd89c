"""When nobody answers: how few texts come, and which nudges are left out for it. Nothing here gets louder."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from math import ceil
from typing import assert_never

from nudges.core.asked import wants_answer
from nudges.core.book import Book
from nudges.core.facts import Accepted, Quieted
from nudges.core.history import Message
from nudges.core.localtime import day_of
from nudges.core.rested import rested_days
from nudges.core.values import Plan, Quiet
from nudges.core.when.rules import Unanswered
from nudges.core.words import Calm, Reason

DAY, WEEK, FORTNIGHT = timedelta(days=1), timedelta(days=7), 14
LATELY, A_WEEK_OF_DAYS = timedelta(days=28), 7
"""So long after they came back, a silence begins with a week of open days: some people write once a week."""

LeftOut = Callable[[Plan], bool]


def steps_of(book: Book) -> Quiet:
    """Return after how long it gets quieter: as the plans say, the quietest of them first; else as usual."""
    said = [plan.quiet for plan in book.plans if plan.quiet is not None] or [Quiet()]
    return Quiet(
        halve_after=min(each.halve_after for each in said),
        weekly_after=min(each.weekly_after for each in said),
        last_after=min(each.last_after for each in said),
    )


def open_questions(book: Book, now: datetime) -> list[Message]:
    """Return the nudges that asked something on an earlier day, without any sign of life since, oldest first.

    Only what surely reached the provider counts, and no day of a rest, nor one on which they changed their clock.
    """
    person, alive = book.person, book.history.alive_at
    today = day_of(person, now)
    heard = None if alive is None else day_of(person, alive)
    moved = {day_of(person, move.at) for move in person.moves}
    found = []
    for message in reversed(book.history.messages.values()):
        day = day_of(person, message.queued.due)
        if heard is not None and day <= heard:
            if message.queued.at < (alive or now) - WEEK:
                break
            continue
        if _asked(book, message) and day < today and day not in moved:
            found.append(message)
    return [m for m in reversed(found) if not _rested(book, m)]


def _asked(book: Book, message: Message) -> bool:
    queued = message.queued
    reached = message.left and message.failed is None and queued.again is None
    return reached and queued.plan is not None and wants_answer(book, queued)


def _rested(book: Book, message: Message) -> bool:
    return bool(rested_days(book, [day_of(book.person, message.queued.due)], message.queued.plan))


def silent_days(book: Book, since: datetime, now: datetime) -> int:
    """Return how many whole days have gone by since a moment, but for those of a rest."""
    first, today = day_of(book.person, since), day_of(book.person, now)
    days = [first + ahead * DAY for ahead in range((today - first).days)]
    return len(days) - len(rested_days(book, days))


def next_step(book: Book, now: datetime) -> Calm | None:
    """Return which step the next text is to announce, if any."""
    steps, before = steps_of(book), book.history.quieted
    if not before:
        asked = {day_of(book.person, message.queued.due) for message in open_questions(book, now)}
        back = book.history.back_at
        again = back is not None and now - back < LATELY
        needed = max(steps.halve_after, A_WEEK_OF_DAYS) if again else steps.halve_after
        return Calm.HALF if len(asked) >= needed else None
    latest = before[-1]
    gone = silent_days(book, latest.since, now)
    match latest.step:
        case Calm.HALF:
            due = gone >= steps.weekly_after and now >= latest.begins + WEEK
            return Calm.WEEKLY if due else None
        case Calm.WEEKLY:
            due = gone >= steps.last_after and now >= latest.begins + WEEK
            return Calm.LAST if due else None
        case Calm.LAST:
            return Calm.OVER if now >= latest.begins else None
        case Calm.OVER:
            return None
        case _:
            assert_never(latest.step)


def left_out(book: Book, now: datetime) -> LeftOut:
    """Return which plans send nothing at a moment because nobody has answered for a while."""
    if not book.history.quieted:
        return _nothing
    latest = book.history.quieted[-1]
    if now < latest.begins:
        return _everything  # what was announced is the one text of its day; the last one has its promised day
    if latest.step is Calm.LAST:
        return _nothing
    if _enough(book, now) or (latest.step is not Calm.HALF and _sent_since(book, now, WEEK)):
        return _everything
    if latest.step is not Calm.HALF:
        return _is_louder
    return lambda plan: _is_louder(plan) or _had_its_turn(book, plan, day_of(book.person, now))


def _nothing(plan: Plan) -> bool:  # noqa: ARG001  one rule for all
    return False


def _everything(plan: Plan) -> bool:  # noqa: ARG001  one rule for all
    return True


def _is_louder(plan: Plan) -> bool:
    """Whether a plan comes because something was not answered."""
    trigger = plan.schedule.trigger
    return trigger is not None and isinstance(trigger.cause, Unanswered)


def _had_its_turn(book: Book, plan: Plan, today: date) -> bool:
    """Whether a plan sent something on the last of its days: then it leaves out this one."""
    sent = next((day for m in _latest(book) if m.queued.plan == plan.id and (day := _day(book, m)) < today), None)
    dropped = (fact for fact in reversed(book.history.dropped.values()) if fact.plan == plan.id)
    quiet = (day_of(book.person, fact.due) for fact in dropped if fact.reason is Reason.QUIET)
    out = next((day for day in quiet if day < today), None)
    return sent is not None and (out is None or sent >= out)


def _enough(book: Book, now: datetime) -> bool:
    """Whether half of what used to come has come since the first step, however many plans wait for their turn."""
    first = book.history.quieted[0]
    days = (day_of(book.person, now) - day_of(book.person, first.begins)).days + 1
    sent = sum(1 for message in _latest(book) if message.into is None and left_at(message) >= first.begins)
    return sent >= ceil(days * first.often / (2 * FORTNIGHT))


def _sent_since(book: Book, now: datetime, span: timedelta) -> bool:
    since = day_of(book.person, now) - span
    return any(day_of(book.person, left_at(message)) > since for message in _latest(book))


def _latest(book: Book) -> Iterator[Message]:
    """Yield the nudges that left or may still leave, the latest first."""
    for message in reversed(book.history.messages.values()):
        if message.queued.plan is not None and (message.left or message.outcome is None):
            yield message


def _day(book: Book, message: Message) -> date:
    return day_of(book.person, message.queued.due)


def left_at(message: Message) -> datetime:
    """Return when a text left, or was worded if it still waits."""
    return message.outcome.at if isinstance(message.outcome, Accepted) else message.queued.at


def often(book: Book, since: datetime, now: datetime) -> int:
    """Return how many texts with nudges a fortnight had, by those that came since the first open question."""
    today = day_of(book.person, now)
    sent = [m for m in _latest(book) if m.into is None and m.queued.due >= since and _day(book, m) < today]
    return ceil(len(sent) * FORTNIGHT / max(1, silent_days(book, since, now)))


def is_over(book: Book, now: datetime) -> Quieted | None:
    """Return what the last text announced, if it has left and nothing more comes until they write."""
    found = (each for each in book.history.quieted if each.step is Calm.OVER and each.begins <= now)
    return next(found, None)
