"""What the clock brings: the nudges that are due, the week's report, and when to look again."""

from datetime import datetime, timedelta

from nudges.core.book import Book
from nudges.core.due import next_nudge_moment, report_moment, reported_monday, sent_on, verdict, waiting
from nudges.core.facts import Dropped, Fact
from nudges.core.history import ALWAYS
from nudges.core.localtime import day_of
from nudges.core.outbox import outbox
from nudges.core.report import REPORT_GRACE, report_id, week_name, word_report
from nudges.core.texts import Words
from nudges.core.wording import word_nudge
from nudges.core.words import Reason


def wake(book: Book, words: Words, now: datetime) -> list[Fact]:
    """Return the facts that the clock brings at a moment; asked again, it brings nothing new."""
    facts: list[Fact] = []
    report = _report_now(book, now)
    if report is not None:
        facts.append(word_report(book, report, words, now))
    for nudge in waiting(book, now):
        seen = book.add(*facts)
        decided = verdict(seen, nudge, now)
        if isinstance(decided, Reason):
            facts.append(Dropped(at=now, id=nudge.id, plan=nudge.plan.id, due=nudge.due, reason=decided))
        elif decided:
            facts.append(word_nudge(seen, nudge, words, now))
    return facts


def _report_now(book: Book, now: datetime) -> datetime | None:
    """Return the report's moment if it is due, within its grace, and not written yet."""
    day = day_of(book.person, now)
    moment = report_moment(book, day)
    if moment is None or not moment <= now <= moment + REPORT_GRACE or sent_on(book, day) >= book.person.cap:
        return None
    return None if report_id(week_name(reported_monday(day))) in book.history.messages else moment


def next_wake(book: Book, now: datetime) -> datetime | None:
    """Return the next moment at which this book needs a look; `now` if it needs one already."""
    moments = [end for s in book.history.silences if now < (end := s.end) < ALWAYS]
    nudge = next_nudge_moment(book, now)
    sends = outbox(book, now)
    if sends.ready or sends.stale or sends.expired:
        return now
    moments += [moment for moment in (nudge, sends.wake, _next_report(book, now)) if moment is not None]
    return max(now, min(moments)) if moments else None


def _next_report(book: Book, now: datetime) -> datetime | None:
    today = day_of(book.person, now)
    for ahead in range(8):
        day = today + timedelta(days=ahead)
        moment = report_moment(book, day)
        if moment is not None and moment > now:
            return moment
        if ahead == 0 and moment is not None and _report_now(book, now):
            return now
    return None
