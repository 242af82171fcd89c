"""Which nudges are due, and when a plan's next one is."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import msgspec

from nudges.core.asked import check_in_of
from nudges.core.book import Book
from nudges.core.facts import Queued, nudge_id
from nudges.core.history import ALWAYS
from nudges.core.localtime import opening
from nudges.core.schedule import dues, frame
from nudges.core.values import Plan
from nudges.core.words import Instead, Kind, Outcome

__all__ = ["Nudge", "frame", "is_done", "is_settled", "unsettled", "waiting", "waiting_and_coming"]

LOOKBACK = timedelta(days=31)
TICK = timedelta(microseconds=1)


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

    def giving_way_to(self, text: str, what: Instead, now: datetime) -> Queued:
        """Return a text that takes its place, at its moment and under its key."""
        return Queued(
            at=now,
            id=self.id,
            kind=Kind.NUDGE,
            text=text,
            due=self.due,
            expires=self.closes,
            plan=self.plan.id,
            instead=what,
        )


def waiting(book: Book, now: datetime) -> list[Nudge]:
    """Return the nudges that came due up to `now` and have no fact yet, in the order of their due moments.

    Those of a pause, of a stop or from before a plan's last change are not among them.
    """
    return waiting_and_coming(book, now)[0]


def waiting_and_coming(book: Book, now: datetime) -> tuple[list[Nudge], datetime | None]:
    """Return the nudges that came due and have no fact yet, and when the next one is due."""
    own = [nudge for plan in book.plans for nudge in unsettled(book, plan, now)]
    again = list(_snoozed(book))
    found = {nudge.id: nudge for nudge in own if nudge.due <= now}
    # One that was asked for again at the very moment of another of its plan takes that one's place.
    found |= {n.id: n for n in again if n.due <= now and (n.id not in found or not is_done(book, n))}
    later = min((nudge.due for nudge in [*own, *again] if nudge.due > now), default=None)
    return sorted(found.values(), key=lambda nudge: (nudge.due, nudge.plan.id)), later


def unsettled(book: Book, plan: Plan, now: datetime) -> Iterator[Nudge]:
    """Yield a plan's nudges without a fact: all that came due, then the next one, then no more."""
    history = book.history
    if history.consented_at is None:
        return
    start = max(plan.since, history.consented_at, now - LOOKBACK, *_handled(book, plan, now))
    for due in _outside_silences(book, plan, start):
        if due == start:
            continue
        if not is_settled_id(book, nudge_id(plan.id, due)):
            yield nudge_of(book, plan, due)
            if due > now:
                return
        if due > now + LOOKBACK:
            return


def _outside_silences(book: Book, plan: Plan, start: datetime) -> Iterator[datetime]:
    """Yield when a plan is due from a moment on; a long silence is passed over in one step."""
    ends: datetime | None = start
    while ends is not None and ends != ALWAYS:
        moment, ends = ends, None
        for due in dues(book, plan, moment):
            if (ends := book.history.silent_until(due, plan.id)) is not None:
                break
            yield due


def _handled(book: Book, plan: Plan, now: datetime) -> list[datetime]:
    """Return up to which moment a plan's nudges surely have their facts: by a clock they come one after the other."""
    history = book.history
    known = history.last_due.get(plan.id)
    # A moment from the time of a clock that ran ahead says nothing about what is due now.
    if known is None or known > now or plan.schedule.trigger is not None:
        return []
    # One that waits may be overtaken by a later one that had nothing to ask any more.
    held = (each.due for each in history.waits.get(plan.id, {}).values() if each.due <= known)
    return [min(held, default=known + TICK) - TICK]


def nudge_of(book: Book, plan: Plan, due: datetime, again: str | None = None) -> Nudge:
    """Return the nudge of a plan at a due moment; one by a fact has its grace from when it may leave."""
    opens = due if again else opening(book.person, due)
    counted = due if again or plan.schedule.trigger is None else opens
    return Nudge(plan=plan, due=due, opens=opens, closes=counted + timedelta(minutes=plan.grace), again=again)


def _snoozed(book: Book) -> Iterator[Nudge]:
    """Yield the nudges that the person asked to have again and that have no fact yet."""
    history = book.history
    plans = {plan.id: plan for plan in book.plans}
    # Who asks for it at another moment has changed their mind about the first.
    for snooze in {snooze.nudge: snooze for snooze in history.snoozes}.values():
        plan = plans.get(snooze.plan)
        if plan is None or history.silent(snooze.until, plan.id):
            continue
        nudge = nudge_of(book, plan, snooze.until, snooze.nudge)
        if not is_settled(book, nudge):
            yield nudge


def is_settled(book: Book, nudge: Nudge) -> bool:
    """Whether a nudge was sent or dropped."""
    return is_settled_id(book, nudge.id)


def is_settled_id(book: Book, name: str) -> bool:
    """Whether the nudge of a key was sent or dropped."""
    return name in book.history.messages or name in book.history.dropped


def is_done(book: Book, nudge: Nudge) -> bool:
    """Whether nothing is left to ask."""
    checkin = check_in_of(book, nudge.plan.id, nudge.due, nudge.again or nudge.id)
    return checkin is not None and checkin.outcome is not Outcome.PARTLY
