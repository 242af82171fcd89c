"""What will be sent next: the real rules on a copy of the book, so that a preview tells the truth."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import msgspec

from nudges.core.book import Book
from nudges.core.facts import Accepted, Deferred, Dropped, Expired, Fact, Joined, Queued
from nudges.core.outbox import outbox
from nudges.core.texts import Words
from nudges.core.wake import next_wake, wake

TICK = timedelta(seconds=1)
HORIZON = timedelta(days=62)

Coming = Queued | Joined | Deferred | Dropped | Expired
"""What a forecast is made of: texts, nudges that share one, what waits, what is not sent."""


def forecast(book: Book, words: Words, now: datetime, until: datetime) -> Iterator[Coming]:
    """Yield what will be sent, dropped or given up up to a moment, as if nobody wrote meanwhile.

    A sent message has the moment of its leaving in `at`.
    """
    moment: datetime | None = now
    while moment is not None and moment <= until:
        facts = wake(book, words, moment)
        book = book.add(*facts)
        yield from (fact for fact in facts if isinstance(fact, Dropped | Deferred | Joined))
        sends = outbox(book, moment)
        stale = [message.queued for message in sends.stale if moment <= message.queued.expires]
        lost = [
            Expired(at=moment, id=message.queued.id, detail="nobody can say whether it left")
            for message in sends.stale
            if moment > message.queued.expires
        ]
        sent: list[Fact] = [
            Accepted(at=moment, id=queued.id, provider_id="", segments=1) for queued in [*sends.ready, *stale]
        ]
        book = book.add(*sent, *sends.expired, *lost)
        for queued in [*sends.ready, *stale]:
            yield msgspec.structs.replace(queued, at=moment)
        yield from (fact for fact in (*sends.expired, *lost) if isinstance(fact, Expired))
        following = next_wake(book, moment)
        moment = max(following, moment + TICK) if following is not None else None


def next_sent(book: Book, words: Words, now: datetime) -> datetime | None:
    """Return when the next nudge will go out, or None if none will in two months."""
    found = (f for f in forecast(book, words, now, now + HORIZON) if isinstance(f, Queued) and f.plan is not None)
    first = next(found, None)
    return first.at if first is not None else None
