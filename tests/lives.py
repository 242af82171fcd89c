"""Somebody's weeks with the real rules: what the clock brings leaves at once, and they answer as they are said to."""

from collections.abc import Callable
from datetime import datetime, timedelta

from nudges.core.book import Book
from nudges.core.facts import Accepted, CheckedIn, Queued
from nudges.core.localtime import day_of
from nudges.core.outbox import outbox
from nudges.core.texts import Words
from nudges.core.wake import next_wake, wake
from nudges.core.words import Kind, Outcome

SOON = timedelta(minutes=10)
TICK = timedelta(seconds=1)

Answers = Callable[[Queued], Outcome | None]
"""What they answer to a nudge ten minutes after it left, if anything."""


def nobody(_nudge: Queued) -> None:
    """Answer nothing."""


def always(_nudge: Queued) -> Outcome:
    """Answer that it was done."""
    return Outcome.DONE


def lives(book: Book, words: Words, now: datetime, until: datetime, answers: Answers) -> Book:
    """Return the book as it is when a moment has come."""
    told: list[tuple[datetime, CheckedIn]] = []
    moment: datetime | None = now
    while True:
        coming = min([moment or until, *(at for at, _ in told)])
        if coming >= until:
            return book
        for at, fact in [each for each in told if each[0] <= coming]:
            told.remove((at, fact))
            book = book.add(fact)
        if moment is not None and moment <= coming:
            book = book.add(*wake(book, words, coming))
            sends = outbox(book, coming)
            for queued in sends.ready:
                book = book.add(Accepted(at=coming, id=queued.id, provider_id=queued.id, segments=1))
                if queued.kind is Kind.NUDGE and (outcome := answers(queued)) is not None:
                    at, day = coming + SOON, day_of(book.person, queued.due)
                    told.append((at, CheckedIn(at=at, plan=queued.plan or "", day=day, outcome=outcome,
                                               source=queued.id, nudge=queued.id)))  # fmt: skip
            book = book.add(*sends.expired)
        following = next_wake(book, coming)
        moment = max(following, coming + TICK) if following is not None else None
