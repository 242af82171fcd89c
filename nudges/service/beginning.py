"""What the clock brings to a book, and which of its messages begins to leave: one step, for one or for many."""

from datetime import datetime, timedelta

import msgspec

from nudges.core.book import Book
from nudges.core.history import Message
from nudges.core.outbox import claim, outbox
from nudges.core.texts import Words
from nudges.core.wake import next_wake, wake
from nudges.service.hands import Claim, Hands

SOON = timedelta(seconds=1)
"""A book that has nothing to do is not looked at again before this."""

AT_ONCE = timedelta()


class Begun(msgspec.Struct, frozen=True):
    """A book after a step, when to look again, and what is to be handed over: at `leaves`, if that is still ahead.

    `idle` says that it was woken for nothing.
    """

    book: Book
    wake: datetime | None
    claim: Claim | None = None
    leaves: datetime | None = None
    idle: bool = False


def begin(before: Book, words: Words, hands: Hands, now: datetime, ahead: timedelta = AT_ONCE) -> Begun:
    """Return what the moment asks of a book. A message whose turn comes within `ahead` is claimed for then."""
    book = before.add(*wake(before, words, now))
    box = outbox(book, now)
    ours: list[Message] = [*(book.history.messages[queued.id] for queued in box.ready), *box.stale]
    message = ours[0] if ours else None
    free = hands.free(book.person.id, message, now)
    if free is not None and free > now + ahead:
        book = book.add(*box.expired)
        following = next_wake(book, free)
        return Begun(book, max(following, free) if following else free)
    if message is None:
        book = book.add(*box.expired)
        following, idle = next_wake(book, now), book.facts == before.facts
        return Begun(book, max(following, now + SOON) if idle and following else following, idle=idle)
    claimed = claim(message, now)
    book = book.add(*box.expired, claimed)
    ours_now = Claim(book, message.queued, claimed.attempt, message.claimed_at is not None)
    return Begun(book, next_wake(book, now), ours_now, free)
