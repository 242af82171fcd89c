"""Which nudges are due, and when a book must be looked at next."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import msgspec

from nudges.core.asked import check_in_of
from nudges.core.book import Book
from nudges.core.facts import nudge_id
from nudges.core.localtime import day_bounds, day_of, opening
from nudges.core.values import Plan
from nudges.core.when import fires
from nudges.core.words import Kind, Outcome, Reason
from nudges.core.zones import instant

LOOKBACK = timedelta(days=31)
SUNDAY = 6
CAPPED = (Kind.NUDGE, Kind.REPORT)


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
    found = {nudge.id: nudge for plan in book.plans for nudge in _of_plan(book, plan, now) if nudge.due <= now}
    # One that was asked for again at the very moment of another of its plan takes that one's place.
    again = [nudge for nudge in _snoozed(book) if nudge.due <= now]
    found |= {nudge.id: nudge for nudge in again if nudge.id not in found or not _is_done(book, nudge)}
    return sorted(found.values(), key=lambda nudge: (nudge.due, nudge.plan.id))


def _of_plan(book: Book, plan: Plan, now: datetime) -> Iterator[Nudge]:
    """Yield a plan's nudges without a fact: all that came due, then the next one, then no more."""
    history = book.history
    if history.consented_at is None:
        return
    known = history.last_due.get(plan.id)
    # A moment from the time of a clock that ran ahead says nothing about what is due now.
    handled = [known] if known is not None and known <= now else []
    start = max(plan.since, history.consented_at, now - LOOKBACK, *handled)
    for due in fires(plan.schedule, book.person.zone, start):
        if due == start:
            continue
        nudge = _nudge(book, plan, due)
        if not history.silent(due, plan.id) and not _is_settled(book, nudge):
            yield nudge
            if due > now:
                return
        if due > now + LOOKBACK:
            return


def _nudge(book: Book, plan: Plan, due: datetime, again: str | None = None) -> Nudge:
    opens = due if again else opening(book.person, due)
    return Nudge(plan=plan, due=due, opens=opens, closes=due + timedelta(minutes=plan.grace), again=again)


def _snoozed(book: Book) -> Iterator[Nudge]:
    """Yield the nudges that the person asked to have again and that have no fact yet."""
    history = book.history
    plans = {plan.id: plan for plan in book.plans}
    for snooze in history.snoozes:
        plan = plans.get(snooze.plan)
        if plan is None or history.silent(snooze.until, plan.id) or snooze.until < plan.since:
            continue
        nudge = _nudge(book, plan, snooze.until, snooze.nudge)
        if not _is_settled(book, nudge):
            yield nudge


def _is_settled(book: Book, nudge: Nudge) -> bool:
    return nudge.id in book.history.messages or nudge.id in book.history.dropped


def verdict(book: Book, nudge: Nudge, now: datetime) -> Reason | bool:
    """Return why a nudge is dropped, True if it goes out now, or False if it waits for welcome hours."""
    if nudge.opens > nudge.closes:
        return Reason.HOURS
    if now > nudge.closes:
        return Reason.EXPIRED
    if now < nudge.opens:
        return False
    if _is_done(book, nudge):
        return Reason.DONE
    if nudge.again is None and not _fits(book, nudge):
        return Reason.CAP
    return True


def _is_done(book: Book, nudge: Nudge) -> bool:
    checkin = check_in_of(book, nudge.plan.id, nudge.due, nudge.again or nudge.id)
    return checkin is not None and checkin.outcome is not Outcome.PARTLY


def _fits(book: Book, nudge: Nudge) -> bool:
    """Whether the daily cap has room: the plan that waited longest goes first, and the report keeps its place."""
    day = day_of(book.person, nudge.opens)
    room = book.person.cap - (1 if report_moment(book, day) else 0)
    return sent_on(book, day) < book.person.cap and nudge.id in _chosen(book, day, room)


def sent_on(book: Book, day: date) -> int:
    """Return how many texts a day has had that count for the cap."""
    return sum(1 for moment in _counted(book) if day_of(book.person, moment) == day)


def _counted(book: Book) -> Iterator[datetime]:
    for message in book.history.messages.values():
        queued = message.queued
        if queued.kind in CAPPED and queued.again is None and (message.outcome is None or message.left):
            yield queued.at


def _chosen(book: Book, day: date, room: int) -> set[str]:
    """Return the nudges of a day that fit into the cap."""
    starts, ends = day_bounds(book.person, day)
    ranked: list[tuple[int, datetime, datetime, str]] = []
    for plan in book.plans:
        last = max((m.queued.due for m in book.history.nudges() if m.queued.plan == plan.id and m.queued.due < starts),
                   default=plan.since)  # fmt: skip
        for turn, due in enumerate(_dues(book, plan, starts, ends)):
            ranked.append((turn, last, due, nudge_id(plan.id, due)))
    return {key for *_, key in sorted(ranked)[: max(room, 0)]}


def _dues(book: Book, plan: Plan, starts: datetime, ends: datetime) -> Iterator[datetime]:
    """Yield what may leave within a day: what is due on it, and what was due at night and waited for it."""
    for due in fires(plan.schedule, book.person.zone, max(starts - timedelta(days=1), plan.since)):
        if due >= ends:
            return
        nudge = _nudge(book, plan, due)
        if starts <= nudge.opens < ends and not book.history.silent(due, plan.id) and _wants_a_place(book, nudge):
            yield due


def _wants_a_place(book: Book, nudge: Nudge) -> bool:
    """Whether a nudge was sent or still may be: what can never leave takes no other's place."""
    if nudge.id in book.history.messages:
        return True
    return nudge.opens <= nudge.closes and nudge.id not in book.history.dropped and not _is_done(book, nudge)


def report_moment(book: Book, day: date) -> datetime | None:
    """Return when the week's report goes out on a day, or None if it is not the day or there is nothing to say."""
    person, history = book.person, book.history
    if day.weekday() != person.report_day or history.consented_at is None:
        return None
    moment = instant(datetime.combine(day, person.report_at), person.zone)
    if opening(person, moment) != moment:
        return None
    monday = reported_monday(day)
    begins, _ = day_bounds(person, monday)
    # Only earlier days count: whether today has a report must not change while the day goes on.
    ends, _ = day_bounds(person, min(day, monday + timedelta(days=7)))
    asked = any(begins <= message.queued.due < ends and message.left for message in history.nudges())
    return moment if asked and not history.silent(moment) else None


def reported_monday(day: date) -> date:
    """Return the Monday of the week that a report on a day is about: this one on a Sunday, else the last whole one."""
    monday = day - timedelta(days=day.weekday())
    return monday if day.weekday() == SUNDAY else monday - timedelta(days=7)


def next_nudge_moment(book: Book, now: datetime) -> datetime | None:
    """Return when the next nudge must be looked at: a past moment if one already waits."""
    moments = [nudge.opens for plan in book.plans for nudge in _of_plan(book, plan, now)]
    return min([*moments, *(max(n.due, n.opens) for n in _snoozed(book))], default=None)
