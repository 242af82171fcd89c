"""Whether a nudge that is due may leave: by the hours, the gap between texts and the day's cap."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from datetime import date, datetime, timedelta
from functools import cache
from itertools import groupby, islice

import msgspec

from nudges.core.book import CAPPED, Book
from nudges.core.due import Nudge, is_done, is_settled_id, nudge_of
from nudges.core.facts import Accepted, Queued, nudge_id
from nudges.core.history import Message
from nudges.core.localtime import day_bounds, day_of, day_start, opening
from nudges.core.quiet import LeftOut, left_out
from nudges.core.schedule import dues
from nudges.core.values import Plan
from nudges.core.weekly import focus_of, report_reserved
from nudges.core.words import Held, Reason

__all__ = ["CAPPED", "Drop", "Go", "Verdict", "Wait", "gap_ends", "left_at", "sent_on", "verdicts"]

DAY = timedelta(days=1)
LONGEST_WAIT = timedelta(days=10)
"""From a due moment to the day on which the hours open again it is never longer."""

AT_ONCE = timedelta(minutes=1)
"""A text that left so soon after it was worded was not kept by anything."""


class Go(msgspec.Struct, frozen=True):
    """It leaves now."""


class Wait(msgspec.Struct, frozen=True):
    """It waits until a moment, and why."""

    until: datetime
    reason: Reason


class Drop(msgspec.Struct, frozen=True):
    """It is not sent, and why."""

    reason: Reason


Verdict = Go | Wait | Drop
Chosen = Callable[[], set[str]]
Free = Callable[[], datetime]
"""What the nudges of one look share: which of them fit into the day's cap, and when the gap is over."""


def verdicts(book: Book, nudges: Collection[Nudge], now: datetime) -> Iterator[tuple[Nudge, Verdict]]:
    """Yield what becomes of each of the nudges that are due, all asked of the same book at the same moment."""
    if not nudges:  # as most of the time
        return
    chosen = cache(lambda: _chosen(book, day_of(book.person, now), now))
    free = cache(lambda: gap_ends(book, now))
    quiet = left_out(book, now)
    for nudge in nudges:
        yield nudge, _verdict(book, nudge, now, quiet, chosen, free)


def _verdict(book: Book, nudge: Nudge, now: datetime, quiet: LeftOut, chosen: Chosen, free: Free) -> Verdict:
    if now > nudge.closes:
        return Drop(Reason.EXPIRED)
    if is_done(book, nudge):
        return Drop(Reason.DONE)
    if nudge.again is not None:
        return Go()  # they asked for it, at this moment
    if quiet(nudge.plan):
        return Drop(Reason.QUIET)
    held = _held(book, nudge, now, chosen, free)
    if held is None:
        return Go()
    return Drop(held.reason) if held.until > nudge.closes or nudge.plan.held is Held.DROP else held


def _held(book: Book, nudge: Nudge, now: datetime, chosen: Chosen, free: Free) -> Wait | None:
    """Return what keeps a nudge, and when to ask again."""
    person = book.person
    if (opens := opening(person, now)) > now:
        return Wait(opens, Reason.HOURS)
    if nudge.id not in chosen():
        return Wait(opening(person, day_start(person, day_of(person, now) + DAY)), Reason.CAP)
    return Wait(opening(person, free()), Reason.GAP) if free() > now else None


def gap_ends(book: Book, now: datetime) -> datetime:
    """Return from when on the next text is far enough from the last one; a past moment if it is already."""
    gap = timedelta(minutes=book.person.gap)
    return max((moment + gap for m in book.texts if (moment := left_at(m)) <= now), default=now)


def left_at(message: Message) -> datetime:
    """Return when a text left, or was to leave. It is the moment for which it was worded, unless it was kept."""
    queued, handed = message.queued, message.claimed_at
    if isinstance(message.outcome, Accepted):
        handed = message.outcome.at
    return handed if handed is not None and handed - queued.at > AT_ONCE else queued.at


def sent_on(book: Book, day: date, now: datetime) -> int:
    """Return how many texts a day has had that count for the cap: what they asked to have again does not.

    One that still waits to leave takes its place on the day on which it may.
    """
    starts, ends = day_bounds(book.person, day)
    counted = [m for m in book.texts if m.queued.again is None]
    moments = (max(left_at(m), now) if m.outcome is None and m.queued.expires >= now else left_at(m) for m in counted)
    return sum(1 for moment in moments if starts <= moment < ends)


def _chosen(book: Book, day: date, now: datetime) -> set[str]:
    """Return the nudges that fit into what is left of a day's cap: the week's focus first, then who waited longest.

    Those that leave at one moment are one text.
    """
    room = book.person.cap - sent_on(book, day, now) - (1 if report_reserved(book, day, now) else 0)
    starts, ends = day_bounds(book.person, day)
    if room <= 0:
        return set()
    ranked: list[tuple[int, bool, datetime, datetime, list[str], datetime]] = []
    focus = focus_of(book.history, day)
    of_plan: defaultdict[str | None, list[Queued]] = defaultdict(list)
    for message in book.history.nudges():
        of_plan[message.queued.plan].append(message.queued)
    quiet = left_out(book, now)
    for plan in (each for each in book.plans if not quiet(each)):
        sent = of_plan[plan.id]
        last = max((queued.due for queued in sent if queued.due < starts), default=plan.since)
        today = sum(1 for queued in sent if starts <= queued.at < ends and queued.again is None)
        # Of those that would leave at one moment only the latest does.
        leaving = groupby(_candidates(book, plan, now, starts, ends), key=lambda nudge: max(nudge.opens, now))
        for turn, (moment, together) in enumerate(islice(leaving, room), today):
            nudges = list(together)
            ranked.append((turn, plan.id != focus, last, nudges[0].due, [nudge.id for nudge in nudges], moment))
    moments: set[datetime] = set()
    found: set[str] = set()
    for *_, keys, moment in sorted(ranked):
        if moment in moments or len(moments) < room:
            moments.add(moment)
            found.update(keys)
    return found


def _candidates(book: Book, plan: Plan, now: datetime, starts: datetime, ends: datetime) -> Iterator[Nudge]:
    """Yield a plan's nudges that may still leave on a day; what can never leave takes no other's place."""
    history = book.history
    since = max(plan.since, history.consented_at or plan.since)
    # By the clock the grace counts from the due moment; by a fact from when the hours open.
    soonest = now - timedelta(minutes=plan.grace) if plan.schedule.trigger is None else starts - LONGEST_WAIT
    for due in dues(book, plan, max(since, soonest)):
        if due >= ends:
            return
        if due <= since or is_settled_id(book, nudge_id(plan.id, due)) or history.silent(due, plan.id):
            continue
        nudge = nudge_of(book, plan, due)
        leaves = max(nudge.opens, now)
        if leaves <= nudge.closes and leaves < ends and not is_done(book, nudge):
            yield nudge
