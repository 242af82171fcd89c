"""The verbs: read the book, ask the core, record the answer."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import msgspec

from nudges.core import facts as f
from nudges.core.book import Book
from nudges.core.enrol import enrolled
from nudges.core.facts import Fact, Queued
from nudges.core.forecast import forecast
from nudges.core.inbound import Inbound
from nudges.core.outbox import claim, outbox
from nudges.core.problem import Problem
from nudges.core.report import Report, count_week
from nudges.core.respond import receive
from nudges.core.texts import Words
from nudges.core.values import Person, Plan
from nudges.core.wake import next_wake, wake
from nudges.gateways import Absent, Gateway, Outgoing, Refused, Taken, Unclear
from nudges.store import Page, Store

SOON = timedelta(seconds=1)
"""A book that has nothing to do is not looked at again before this."""


class Claims(msgspec.Struct, frozen=True):
    """Messages that are ours to hand over now, and those whose fate must be looked into first."""

    phone: str
    ready: tuple[Queued, ...]
    stale: tuple[Queued, ...]


class Service:
    """What can be done with people's books. Every verb takes the moment; none reads a clock."""

    def __init__(self, store: Store, gateway: Gateway, words: Words, program: str = "Nudges") -> None:
        self.store, self.gateway, self.words, self.program = store, gateway, words, program

    def enrol(self, person: Person, plans: tuple[Plan, ...], now: datetime, consent: str | None = None) -> None:
        """Add a person. One text asks for their consent, or welcomes them where `consent` is the proof of it."""
        book = Book(person, plans).add(*enrolled(person, self.words, self.program, now, consent))
        self.store.create(book, next_wake(book, now))

    def edit(self, person: str, change: Callable[[Book], Book], now: datetime) -> Book:
        """Change a book as a command says: profile, plans or facts, all or none."""
        with self.store.open(person) as page:
            self._commit(page, change(page.book), now)
            return page.book

    def remove(self, person: str) -> None:
        """Erase everything a person has here, on their phone of this gateway too."""
        try:
            phone = self.store.read(person).person.phone
        except Problem:
            phone = None  # nobody, or a book that could not be read: the store knows
        self.store.remove(person)
        if phone is not None:
            self.gateway.forget(phone)

    def receive(self, inbound: Inbound, now: datetime) -> str | None:
        """Take in a text and return whose it is; the answer waits in the outbox. What came before counts once."""
        person = self.store.find(inbound.phone)
        if person is None:
            return None
        with self.store.open(person) as page:
            if f"reply/{inbound.id}" not in page.book.keys:
                opted_out = self.gateway.platform_opt_out
                facts = receive(page.book, inbound, self.words, now, platform_opt_out=opted_out)
                self._commit(page, page.book.add(*facts), now)
        return person

    def attend(self, person: str, now: datetime) -> int:
        """Do for a person what the moment asks: word what is due, hand over what may leave; return how many left."""
        left = 0
        while claims := self._claim(person, now):
            outcomes = [self._hand_over(claims.phone, queued, now) for queued in claims.ready]
            outcomes += [self._look_into(claims.phone, queued, now) for queued in claims.stale]
            self._settle(person, outcomes, now)
            left += sum(1 for outcome in outcomes if isinstance(outcome, f.Accepted))
        return left

    def _claim(self, person: str, now: datetime) -> Claims | None:
        """Record what the clock brings and what is about to leave, in one commit."""
        with self.store.open(person) as page:
            book = page.book.add(*wake(page.book, self.words, now))
            box = outbox(book, now)
            stale = tuple(message.queued for message in box.stale)
            claimed = [claim(book.history.messages[q.id], q, now) for q in (*box.ready, *stale)]
            book = book.add(*box.expired, *claimed)
            if book.facts == page.book.facts:
                self._correct_wake(page, now)
                return None
            self._commit(page, book, now)
            return Claims(book.person.phone, box.ready, stale) if claimed else None

    def _correct_wake(self, page: Page, now: datetime) -> None:
        """Record when to look again, where the book was woken for nothing."""
        following = next_wake(page.book, now)
        page.commit(page.book, max(following, now + SOON) if following else None)

    def _hand_over(self, phone: str, queued: Queued, now: datetime) -> Fact:
        try:
            result = self.gateway.send(_outgoing(phone, queued), now)
        except Exception as error:
            result = Unclear(detail=type(error).__name__)
        return _outcome(queued, result, now)

    def _look_into(self, phone: str, queued: Queued, now: datetime) -> Fact:
        """Settle a claim whose sender vanished: sent after all, surely not sent, or still unknown."""
        try:
            found = self.gateway.find(_outgoing(phone, queued))
        except Exception as error:
            found = Unclear(detail=type(error).__name__)
        if isinstance(found, Absent):
            if now > queued.expires:
                return f.Expired(at=now, id=queued.id, detail="its sender stopped, and then it was too late")
            return self._hand_over(phone, queued, now)
        if isinstance(found, Unclear) and now > queued.expires:
            return f.Expired(at=now, id=queued.id, detail="nobody can say whether it left")
        return _outcome(queued, found, now)

    def _settle(self, person: str, outcomes: list[Fact], now: datetime) -> None:
        with self.store.open(person) as page:
            new = [fact for fact in outcomes if fact.key not in page.book.keys]
            self._commit(page, page.book.add(*new), now)

    def _commit(self, page: Page, book: Book, now: datetime) -> None:
        page.commit(book, next_wake(book, now))

    def report(self, person: str, day: date, now: datetime) -> Report:
        """Return the week that holds a day, counted from everything the store has of it."""
        return count_week(self.whole(person), day, now)

    def whole(self, person: str) -> Book:
        """Return a book with its past."""
        book = self.store.read(person)
        past = [fact for fact in self.store.past(person) if fact.key not in book.keys]
        return Book(book.person, book.plans, (*past, *book.facts))

    def next(self, person: str, now: datetime, days: int) -> list[f.Queued | f.Dropped | f.Expired]:
        """Return what will be sent, and what will not and why, in the days to come."""
        return list(forecast(self.store.read(person), self.words, now, now + timedelta(days=days)))

    def person_of(self, person_or_phone: str) -> str:
        """Return a person's id from their id or their phone, or raise Problem."""
        if person_or_phone.startswith("+"):
            found = self.store.find(person_or_phone)
            if found is None:
                raise Problem(f"nobody has the phone {person_or_phone}", hint="nudges person list shows who is there")
            return found
        return self.store.read(person_or_phone).person.id


def _outgoing(phone: str, queued: Queued) -> Outgoing:
    return Outgoing(id=queued.id, to=phone, text=queued.text, expires=queued.expires)


def _outcome(queued: Queued, result: Taken | Refused | Unclear, now: datetime) -> Fact:
    match result:
        case Taken():
            return f.Accepted(at=now, id=queued.id, provider_id=result.provider_id, segments=result.segments)
        case Refused():
            return f.Rejected(at=now, id=queued.id, detail=result.detail)
        case Unclear():
            return f.Unknown(at=now, id=queued.id, detail=result.detail)
