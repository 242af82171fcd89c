"""One believable week, played through the real engine on a fake clock."""

from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import msgspec

from nudges.core.book import Book
from nudges.core.inbound import Inbound
from nudges.core.localtime import instant
from nudges.core.thread import Entry, on_phone
from nudges.core.values import Contact, Hours, Person, Plan
from nudges.core.words import Language
from nudges.library import load
from nudges.service import Service

PHONE = "+14155550100"
REPLY_AFTER = timedelta(minutes=11)

# What Ana answers to the nudges of the week, one after the other; None is a day on which she does not.
ANSWERS: dict[str, tuple[str | None, ...]] = {
    "three-breaths": ("done! felt 7/10", "in 20 min", "yep did it 👍", "done, 8", None),
    "one-kind-thing": ("nah not today", "half of it", "done"),
    "reach-out-to-give": ("called mum, done",),
}
PLANS = ("three-breaths", "one-kind-thing", "reach-out-to-give")


def ana(zone: ZoneInfo, since: datetime) -> tuple[Person, tuple[Plan, ...]]:
    """Return the person of the demo with three plans of the library."""
    person = Person(
        discreet=False,
        id="ana",
        phone=PHONE,
        zone=zone,
        name="Ana",
        language=Language.EN,
        country="US",
        cap=2,
        contacts=(Contact(name="Mum"), Contact(name="Leo")),
        since=since,
    )
    return person, tuple(ready(plan, person, since) for plan in PLANS)


def ready(plan: str, person: Person, since: datetime) -> Plan:
    """Return a plan of the library for a person, as it ships."""
    shipped = load().plans[plan]
    return Plan(
        id=plan,
        title=shipped.title[person.language],
        cue=shipped.cue[person.language],
        when=shipped.when,
        library=plan,
        why=shipped.why,
        ask=shipped.ask,
        goal=shipped.goal,
        grace=shipped.grace,
        contacts=shipped.contacts,
        since=since,
    )


def beginning(now: datetime, zone: ZoneInfo) -> datetime:
    """Return the Monday morning of the last week whose Sunday evening is over."""
    local = now.astimezone(zone)
    sunday = local.date() - timedelta(days=(local.weekday() + 1) % 7)
    if instant(datetime.combine(sunday, time(19)), zone) > now:
        sunday -= timedelta(days=7)
    return instant(datetime.combine(sunday - timedelta(days=6), time(7, 30)), zone)


def play_week(service: Service, zone: ZoneInfo, now: datetime) -> Iterator[Entry]:
    """Enrol Ana and live through her time from that Monday until now, yielding each text as it comes."""
    moment = beginning(now, zone)
    person, plans = ana(zone, moment)
    service.enrol(person, plans, moment)
    replies: list[tuple[datetime, str]] = []
    turns = {plan: iter(answers) for plan, answers in ANSWERS.items()}
    shown = 0
    while True:
        service.attend(person.id, moment)
        entries = on_phone(service.store.read(person.id))
        for entry in entries[shown:]:
            yield entry
            if (text := _answer(entry, turns)) is not None:
                replies.append((moment + REPLY_AFTER, text))
        shown = len(entries)
        following = [at for at, _ in replies] + [wake for wake in [service.store.next_wake()] if wake is not None]
        moment = max(moment, min(following, default=now + REPLY_AFTER))
        if moment > now:
            return
        for reply in [reply for reply in replies if reply[0] <= moment]:
            replies.remove(reply)
            service.receive(Inbound(id=f"demo/{moment:%Y%m%dT%H%M}", phone=PHONE, text=reply[1]), moment)


def _answer(entry: Entry, turns: dict[str, Iterator[str | None]]) -> str | None:
    if entry.state != "accepted":
        return None
    if entry.plan is None:
        return {"opt_in": "yes please", "report": "the quiet mornings"}.get(entry.id.split("/")[0])
    return next(turns[entry.plan], "done")


def go_live(book: Book) -> Book:
    """Return Ana's book for the time after the week: nudges at any hour and as many as come."""
    person = msgspec.structs.replace(book.person, cap=500, gap=0, hours=Hours(opens=time(0), closes=time(0)))
    plans = tuple(msgspec.structs.replace(plan, every_time=True, grace=10) for plan in book.plans)
    return Book(person, plans, book.facts)


def next_minute(book: Book, plan: str, now: datetime) -> Book:
    """Return the book with a plan due at the next full minute of the person's clock, and every day then."""
    due = now.astimezone(book.person.clock) + timedelta(minutes=1)
    changed = msgspec.structs.replace(book.plan(plan), when=f"daily at {due.hour}:{due:%M}", since=now)
    return book.with_plan(changed)


class Live:
    """Moves one plan after the other to the next minute, so that something arrives while somebody looks."""

    def __init__(self, service: Service, clock: Callable[[], datetime]) -> None:
        self._service, self._clock, self._turn = service, clock, 0

    def nudge(self) -> None:
        """Let the next plan be due in a minute at most."""
        now, plan = self._clock(), PLANS[self._turn % len(PLANS)]
        self._turn += 1
        self._service.edit("ana", lambda book: next_minute(book, plan, now), now)
