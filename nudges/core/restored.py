"""What a book from a backup must not send again: whatever may have left between the backup and now.

Nobody knows any more what did. A text that is missing does less harm than one that comes twice, and an answer to
danger that comes twice does less than one that is missing.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import takewhile

from nudges.core.book import Book
from nudges.core.due import LOOKBACK, TICK, Nudge, waiting
from nudges.core.facts import Dropped, Expired, Fact, Paused, Queued, stamp
from nudges.core.history import Message
from nudges.core.holds import sent_on
from nudges.core.localtime import day_bounds, day_of, opening
from nudges.core.schedule import dues
from nudges.core.weekly import is_reported, report_moment
from nudges.core.words import Kind, Reason

FROM_BACKUP = "it may have left already, before the books were restored from a backup"
"""Why a message that waited in a backup is given up."""

AHEAD = LOOKBACK - timedelta(days=1)
"""So far ahead it is looked what texts asked for, and a day back."""

RESTORED = "restored"
"""How the source of the rest begins that covers the time between a backup and its return."""


def passed(book: Book, taken: datetime, now: datetime) -> tuple[Fact, ...]:
    """Return the facts after which nothing leaves that may have left since the book was `taken` into a backup.

    What came due meanwhile counts as a rest, so that nothing is measured of which nothing is known. Where more may
    have left today than the day's cap has room for, the rest lasts for the rest of the day. Where nothing can have
    left, there is no fact.
    """
    found: list[Fact] = [Expired(at=now, id=m.queued.id, detail=FROM_BACKUP) for m in _may_have_left(book, now)]
    if _is_missed(book, taken, now):
        until, source = _rests_until(book, taken, now), f"{RESTORED}/{stamp(taken)}"
        rest = Paused(at=now, begins=taken, until=until, source=source)
        found += [] if rest.key in book.keys else [rest]
    after = book.add(*found)
    return (*found, *(_dropped(each, now) for each in waiting(after, now) if _may_leave(after, each, now)))


def _may_have_left(book: Book, now: datetime) -> Iterator[Message]:
    """Yield the messages that waited to leave, and could do so since; an answer to danger may come twice."""
    for message in book.history.open.values():
        queued = message.queued
        if message.into is None and queued.kind is not Kind.SAFETY:
            free = max(queued.due, message.until or queued.due)
            if message.claimed_at is not None or _opens(book, queued, free) <= now:
                yield message


def _opens(book: Book, queued: Queued, moment: datetime) -> datetime:
    at_once = queued.kind is Kind.ANSWER or queued.again is not None
    return moment if at_once else opening(book.person, moment)


def _is_missed(book: Book, taken: datetime, now: datetime) -> bool:
    """Whether a nudge or a report came due since."""
    return any(nudge.due >= taken for nudge in waiting(book, now)) or _reports(book, taken, now)


def _reports(book: Book, taken: datetime, now: datetime) -> bool:
    today = day_of(book.person, now)
    moment = report_moment(book, today)
    return moment is not None and taken <= moment <= now and not is_reported(book, today)


def _rests_until(book: Book, taken: datetime, now: datetime) -> datetime:
    """Return when texts may leave again: now, or tomorrow if more than the day's cap could leave today."""
    person, today = book.person, day_of(book.person, now)
    starts, ends = day_bounds(person, today)
    meanwhile = sum(nudge.due >= starts for nudge in waiting(book, now)) + _reports(book, taken, now)
    coming = sum(1 for plan in book.plans for _ in takewhile(lambda due: due < ends, dues(book, plan, now + TICK)))
    report = report_moment(book, today)
    coming += report is not None and report > now
    return ends if meanwhile and sent_on(book, today, now) + meanwhile + coming > person.cap else now


def _may_leave(book: Book, nudge: Nudge, now: datetime) -> bool:
    """Whether a nudge that waits could have left since, and still may."""
    noted = book.history.deferred.get(nudge.id)
    return now <= nudge.closes and (noted is None or noted.until <= now)


def _dropped(nudge: Nudge, now: datetime) -> Dropped:
    return Dropped(at=now, id=nudge.id, plan=nudge.plan.id, due=nudge.due, reason=Reason.EXPIRED)


def is_of_restoring(fact: Fact) -> bool:
    """Whether a fact may be one of those that `passed` returns."""
    match fact:
        case Paused(source=source):
            return source.startswith(f"{RESTORED}/")
        case Expired(detail=detail):
            return detail == FROM_BACKUP
        case Dropped(reason=reason):
            return reason is Reason.EXPIRED
        case _:
            return False


def answered_before(book: Book, taken: datetime, now: datetime) -> tuple[Fact, ...]:
    """Return that what answers texts of after the backup is given up: they were written, and answered, before.

    That is the mere answers that wait, and the nudges that only those texts ask for: one that was put off, or one of a
    plan that follows from what was written.
    """
    waits = (m.queued for m in book.history.open.values() if m.claimed_at is None)
    given_up = [Expired(at=now, id=q.id, detail=FROM_BACKUP) for q in waits if q.kind is Kind.ANSWER]
    before = Book(book.person, book.plans, tuple(fact for fact in book.facts if fact.at < taken))
    known = {nudge.id for nudge in waiting(before, now + AHEAD)}
    asked = (n for n in waiting(book, now + AHEAD) if n.again is not None or n.plan.schedule.trigger is not None)
    return (*given_up, *(_dropped(nudge, now) for nudge in asked if nudge.id not in known))
