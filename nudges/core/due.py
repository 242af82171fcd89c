"""Which nudges are due, and when a plan's next one is."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import msgspec

from nudges.core.asked import check_in_of
from nudges.core.book import Book
from nudges.core.facts import nudge_id
from nudges.core.localtime import opening
from nudges.core.schedule import dues, frame
from nudges.core.values import Plan
from nudges.core.words import Outcome

__all__ = ["Nudge", "coming", "frame", "is_done", "is_settled", "unsettled", "waiting"]

LOOKBACK = timedelta(days=31)


class Nudge(msgspec.Struct, frozen=True, kw_only=True):
    """One plan at one due moment. It may leave from `opens` to `closes`; `again` is the nudge it repeats."""

    plan: Plan
    due: datetime
    opens: datetime
    closes: datetime
    again: str | None = None

    @property
    def id(self) -> str:
        """Its natural key."""
        return nudge_id(self.plan.id, self.due)


def waiting(book: Book, now: datetime) -> list[Nudge]:
    """Return the nudges that came due up to `now` and have no fact yet, in the order of their due moments.

    Those of a pause, of a stop or from before a plan's last change are not among them.
    """
    found = {nudge.id: nudge for plan in book.plans for nudge in unsettled(book, plan, now) if nudge.due <= now}
    # One that was asked for again at the very moment of another of its plan takes that one's place.
    again = [nudge for nudge in _snoozed(book) if nudge.due <= now]
    found |= {nudge.id: nudge for nudge in again if nudge.id not in found or not is_done(book, nudge)}
    return sorted(found.values(), key=lambda nudge: (nudge.due, nudge.plan.id))


def coming(book: Book, now: datetime) -> datetime | None:
    """Return when the next nudge after `now` is due."""
    later = [nudge.due for plan in book.plans for nudge in unsettled(book, plan, now) if nudge.due > now]
    return min([*later, *(nudge.due for nudge in _snoozed(book) if nudge.due > now)], default=None)


def unsettled(book: Book, plan: Plan, now: datetime) -> Iterator[Nudge]:
    """Yield a plan's nudges without a fact: all that came due, then the next one, then no more."""
    history = book.history
    if history.consented_at is None:
        return
    start = max(plan.since, history.consented_at, now - LOOKBACK, *_handled(book, plan, now))
    for due in dues(book, plan, start):
        if due == start:
            continue
        nudge = nudge_of(book, plan, due)
        if not history.silent(due, plan.id) and not is_settled(book, nudge):
            yield nudge
            if due > now:
                return
        if due > now + LOOKBACK:
            return


def _handled(book: Book, plan: Plan, now: datetime) -> list[datetime]:
    """Return up to which moment a plan's nudges surely have their facts: by a clock they come one after the other."""
    known = book.history.last_due.get(plan.id)
    # A moment from the time of a clock that ran ahead says nothing about what is due now.
    return [known] if known is not None and known <= now and plan.schedule.trigger is None else []


def nudge_of(book: Book, plan: Plan, due: datetime, again: str | None = None) -> Nudge:
    """Return the nudge of a plan at a due moment; one by a fact has its grace from when it may leave."""
    opens = due if again else opening(book.person, due)
    counted = due if again or plan.schedule.trigger is None else opens
    return Nudge(plan=plan, due=due, opens=opens, closes=counted + timedelta(minutes=plan.grace), again=again)


def _snoozed(book: Book) -> Iterator[Nudge]:
    """Yield the nudges that the person asked to have again and that have no fact yet."""
    history = book.history
    plans = {plan.id: plan for plan in book.plans}
    for snooze in history.snoozes:
        plan = plans.get(snooze.plan)
        if plan is None or history.silent(snooze.until, plan.id):
            continue
        nudge = nudge_of(book, plan, snooze.until, snooze.nudge)
        if not is_settled(book, nudge):
            yield nudge


def is_settled(book: Book, nudge: Nudge) -> bool:
    """Whether a nudge was sent or dropped."""
    name = nudge.id
    return name in book.history.messages or name in book.history.dropped


def is_done(book: Book, nudge: Nudge) -> bool:
    """Whether nothing is left to ask."""
    checkin = check_in_of(book, nudge.plan.id, nudge.due, nudge.again or nudge.id)
    return checkin is not None and checkin.outcome is not Outcome.PARTLY
