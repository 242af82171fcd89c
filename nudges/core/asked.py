"""Which check-in answers a nudge, and for how long one is waited for."""

from datetime import datetime, timedelta

from nudges.core.book import Book
from nudges.core.facts import CheckedIn, Queued
from nudges.core.localtime import day_of
from nudges.core.stages import is_note
from nudges.core.words import Ask

ANSWERABLE = timedelta(hours=36)
"""How long after a nudge a reply is still taken as its answer."""


def check_in_of(book: Book, plan_id: str | None, due: datetime, original: str) -> CheckedIn | None:
    """Return how a nudge went: its own check-in where its plan asks every time, else its day's."""
    own = book.history.answers.get(original)
    if any(plan.id == plan_id and plan.every_time for plan in book.plans):
        return own
    day = book.history.checkin(plan_id or "", day_of(book.person, due))
    # Its own answer holds wherever the person has moved since; the later word of the two counts.
    return max((found for found in (own, day) if found is not None), key=lambda found: found.at, default=None)


def answer_of(book: Book, nudge: Queued) -> CheckedIn | None:
    """Return how a nudge that was sent went, if that is known."""
    return check_in_of(book, nudge.plan, nudge.due, nudge.again or nudge.id)


def wants_answer(book: Book, nudge: Queued) -> bool:
    """Whether a nudge asks for anything: to one that does not, silence is no silence."""
    if nudge.instead is not None or is_note(book, nudge):
        return False
    return not any(plan.id == nudge.plan and plan.ask is Ask.NOTHING for plan in book.plans)
