"""What lies ahead of a person, and what keeps it from coming sooner, in words."""

from datetime import datetime

import msgspec

from nudges.core.book import Book
from nudges.core.facts import Dropped, Expired, Queued
from nudges.core.history import ALWAYS
from nudges.core.values import Person
from nudges.core.words import Kind, Reason
from nudges.service import Service

WHY = {
    Reason.EXPIRED: "it had become too late for it",
    Reason.CAP: "the day's limit of texts is reached",
    Reason.HOURS: "their hours leave no room for it",
    Reason.DONE: "it was done already that day",
}
NO_CONSENT = "no consent yet: only the first question is sent, until they answer it"
STOPPED = "they opted out: nothing is sent until they text START"
RESTING = "resting after a text that spoke of danger: nudges come back when they text START"
NO_PLANS = "no plans yet: add one with nudges plan add"


class Coming(msgspec.Struct, frozen=True, kw_only=True):
    """One text: `at` is when it leaves, or was due if it is held; `why` is what keeps it, in words."""

    at: datetime
    local: str
    due: datetime
    kind: str
    plan: str | None
    text: str
    held: bool
    why: str


class Ahead(msgspec.Struct, frozen=True, kw_only=True):
    """The days to come of one person; `standing` is what holds for all of them."""

    person: str
    name: str
    zone: str
    standing: tuple[str, ...]
    coming: tuple[Coming, ...]

    @property
    def first(self) -> Coming | None:
        """What is sent next."""
        return next((each for each in self.coming if not each.held), None)


def look_ahead(service: Service, person: str, now: datetime, days: int) -> Ahead:
    """Return what will be sent to a person, and what will not and why."""
    book = service.store.read(person)
    return Ahead(
        person=person,
        name=book.person.name,
        zone=book.person.zone.key,
        standing=_standing(book, now),
        coming=tuple(_coming(book, each) for each in service.next(person, now, days)),
    )


def local(person: Person, moment: datetime) -> str:
    """Return a moment by the person's clock, with its weekday."""
    there = moment.astimezone(person.zone)
    return f"{there:%a} {there.day} {there:%b} {there.hour}:{there:%M}"


def _standing(book: Book, now: datetime) -> tuple[str, ...]:
    history = book.history
    if history.stopped:
        return (STOPPED,)
    now_on = [silence for silence in history.silences if silence.start <= now < silence.end]
    resting = any(silence.end == ALWAYS for silence in now_on)
    pauses = [
        f"{silence.plan or 'everything'} is paused until {local(book.person, silence.end)}"
        for silence in now_on
        if silence.end != ALWAYS
    ]
    return (
        *([NO_CONSENT] if history.consented_at is None else []),
        *([RESTING] if resting else []),
        *pauses,
        *([] if book.plans else [NO_PLANS]),
    )


def _coming(book: Book, fact: Queued | Dropped | Expired) -> Coming:
    match fact:
        case Queued():
            return _one(book, fact, at=fact.at, held=False, why=_why_then(book.person, fact))
        case Dropped():
            return Coming(
                at=fact.due,
                local=local(book.person, fact.due),
                due=fact.due,
                kind=Kind.NUDGE.value,
                plan=fact.plan,
                text="",
                held=True,
                why=WHY[fact.reason],
            )
        case Expired():
            message = book.history.messages.get(fact.id)
            queued = message.queued if message else None
            return _one(book, queued, at=fact.at, held=True, why=fact.detail)


def _one(book: Book, queued: Queued | None, *, at: datetime, held: bool, why: str) -> Coming:
    return Coming(
        at=at,
        local=local(book.person, at),
        due=queued.due if queued else at,
        kind=(queued.kind if queued else Kind.NUDGE).value,
        plan=queued.plan if queued else None,
        text=queued.text if queued else "",
        held=held,
        why=why,
    )


def _why_then(person: Person, queued: Queued) -> str:
    """Return why a text leaves when it does, where that is not when its plan says."""
    if queued.again is not None:
        return "again, because they asked for it later"
    if queued.at <= queued.due or queued.kind in {Kind.ANSWER, Kind.SAFETY}:
        return ""
    opens, closes = person.hours.opens, person.hours.closes
    if queued.at.astimezone(person.zone).time() == opens:
        return f"due {local(person, queued.due)}, waits for their hours ({opens:%H:%M} to {closes:%H:%M})"
    return f"due {local(person, queued.due)}, leaves as soon as it can"
