"""Why a text comes when it does, or not at all."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from nudges.core.arranging import still_open
from nudges.core.asked import check_in_of
from nudges.core.book import Book
from nudges.core.facts import Deferred, Dropped, Queued
from nudges.core.holds import CAPPED
from nudges.core.localtime import day_of, opening, zone_named
from nudges.core.resting import FAR
from nudges.core.thread import Entry
from nudges.core.values import Person
from nudges.core.words import Instead, Kind, Outcome, Reason

WHY = {
    Reason.EXPIRED: "it had become too late for it",
    Reason.CAP: "the day's limit of texts is reached",
    Reason.HOURS: "their hours leave no room for it",
    Reason.GAP: "it would come too soon after another text",
    Reason.NEWER: "a newer one of its plan took its place",
    Reason.DONE: "it was answered already that day",
    Reason.QUIET: "fewer come until they write",
}
WAITS_FOR = {
    Reason.EXPIRED: "it is late",
    Reason.CAP: "the day's limit of texts is reached",
    Reason.HOURS: "their hours open then",
    Reason.GAP: "it would come too soon after another text",
    Reason.NEWER: "a newer one takes its place",
    Reason.DONE: "it was answered already",
    Reason.QUIET: "fewer come until they write",
}
DONE = "it was done already that day"
A_MINUTE = timedelta(minutes=1)
AS_THINGS_STAND = "as things stand"
IF_NOBODY_ANSWERS = "if no answer comes until then"


def local(person: Person, moment: datetime) -> str:
    """Return a moment by the person's clock, with its weekday."""
    there = moment.astimezone(person.clock)
    return f"{there:%a} {there.day} {there:%b} {there.hour}:{there:%M}"


def by_the_clock(fire: str, zone: str) -> str:
    """Return a moment, and what it is by the clock of a zone if that is another one.

    >>> by_the_clock("2026-03-06T13:30:00Z", "America/New_York")
    '2026-03-06T13:30:00Z  Fri 6 Mar 8:30'
    """
    there = datetime.fromisoformat(fire).astimezone(zone_named(zone))
    return fire if zone == "UTC" else f"{fire}  {there:%a} {there.day} {there:%b} {there.hour}:{there:%M}"


def local_far(person: Person, moment: datetime, now: datetime) -> str:
    """Return a moment by the person's clock, with its year where it is far away."""
    if abs(moment - now) <= FAR:
        return local(person, moment)
    day, _, clock = local(person, moment).rpartition(" ")
    return f"{day} {moment.astimezone(person.clock).year} {clock}"


def why_not(book: Book, dropped: Dropped, coming: Iterable[Queued]) -> str:
    """Return why a nudge is not sent; `coming` is what is."""
    if dropped.reason is Reason.DONE:
        checkin = check_in_of(book, dropped.plan, dropped.due, dropped.id)
        if checkin is not None and checkin.outcome is Outcome.DONE:
            return DONE
    if dropped.reason is Reason.CAP:
        day = day_of(book.person, opening(book.person, dropped.due))
        if takers := _takers(book, day, coming):
            many = f"{book.person.cap} text{'' if book.person.cap == 1 else 's'} a day"
            return f"gives way to {' and '.join(takers)}, {many}"
    return WHY[dropped.reason]


def _takers(book: Book, day: date, coming: Iterable[Queued]) -> list[str]:
    """Return what takes the places of a day."""
    left = [message.queued for message in book.history.messages.values() if message.left]
    taking = [q for q in (*left, *coming) if q.kind in CAPPED and q.again is None and day_of(book.person, q.at) == day]
    return list(dict.fromkeys(queued.plan or "the report" for queued in taking))


def why_then(book: Book, queued: Queued, waits: Iterable[Deferred] = ()) -> str:
    """Return why a text leaves when it does, where that is not when its plan says; `waits` is what waited."""
    person = book.person
    if queued.again is not None:
        return "again, because they asked for it later"
    if queued.id not in book.history.messages and (unless := _unless_they_write(queued)):
        return unless
    if queued.at - queued.due < A_MINUTE or queued.kind in {Kind.ANSWER, Kind.SAFETY}:
        return ""
    known = [*book.history.deferred.values(), *waits]
    waited = next((fact for fact in reversed(known) if fact.id == queued.id and fact.until <= queued.at), None)
    if waited is not None:
        return f"due {local(person, queued.due)}, waits: {WAITS_FOR[waited.reason]}"
    if opening(person, queued.due) > queued.due:
        return f"due {local(person, queued.due)}, waits: {WAITS_FOR[Reason.HOURS]}"
    return f"due {local(person, queued.due)}, leaves as soon as it can"


def not_settled(book: Book, queued: Queued, now: datetime) -> str:
    """Return between what a nudge that is shown is still to be drawn, if it is."""
    arms = still_open(book, queued.plan, queued.due, now) if queued.again is None else ()
    return f"or another of {', '.join(arms)}: drawn when the nudge before it comes" if arms else ""


def _unless_they_write(queued: Queued) -> str:
    if queued.instead is Instead.QUIET:
        return IF_NOBODY_ANSWERS
    return AS_THINGS_STAND if queued.kind is Kind.REPORT else ""


def why_held(person: Person, entry: Entry) -> str:
    """Return what became of a nudge that did not leave when it was due, as the end of a sentence."""
    if entry.until is None:
        return f"was not sent: {WHY[Reason(entry.state)]}"
    return f"waits until {local(person, entry.until)}: {WAITS_FOR[Reason(entry.detail)]}"
