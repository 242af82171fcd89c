"""The few verbs of the program: each opens a book, asks the core, and records what follows."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import msgspec

from nudges.core import facts as f
from nudges.core.answers import Frame
from nudges.core.book import Book
from nudges.core.change import record
from nudges.core.enrol import enrolled
from nudges.core.facts import Fact, Queued
from nudges.core.forecast import Coming, forecast
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


class Claim(msgspec.Struct, frozen=True):
    """One message that is ours to hand over now, or, if `stale`, whose fate must be looked into."""

    phone: str
    queued: Queued
    attempt: int
    stale: bool


class Service:
    """What can be done with people's books. Every verb takes the moment; none reads a clock."""

    def __init__(
        self,
        store: Store,
        gateway: Gateway,
        words: Words,
        program: str = "Nudges",
        export_link: Callable[[Person, datetime], str] | None = None,
    ) -> None:
        """Make the service; `export_link` returns the address from which someone can fetch their data."""
        self.store, self.gateway, self.words, self.program = store, gateway, words, program
        self._export_link = export_link

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
            self.store.refresh()
            person = self.store.find(inbound.phone)
        if person is None:
            return None
        # Half a sign, as a broken client may send it, has no place in a file.
        inbound = msgspec.structs.replace(inbound, text=inbound.text.encode("utf-8", "replace").decode("utf-8"))
        with self.store.open(person) as page:
            if f"reply/{inbound.id}" not in page.book.keys:
                frame = Frame(
                    program=self.program,
                    platform_opt_out=self.gateway.platform_opt_out,
                    export=self._export_link(page.book.person, now) if self._export_link else None,
                )
                facts = receive(page.book, inbound, self.words, now, frame)
                self._commit(page, record(page.book, facts, self.words.ready), now)
        return person

    def attend(self, person: str, now: datetime) -> int:
        """Do for a person what the moment asks: word what is due, hand over what may leave; return how many left.

        One message is claimed at a time, so that a slow gateway cannot let the claim of the next one run out.
        """
        left = 0
        seen: set[tuple[str, int]] = set()
        while (claimed := self._claim(person, now, again=bool(seen))) is not None:
            if (claimed.queued.id, claimed.attempt) in seen:
                raise RuntimeError("a claim was not kept")
            seen.add((claimed.queued.id, claimed.attempt))
            outcome = self._look_into(claimed, now) if claimed.stale else self._hand_over(claimed, now)
            self._settle(person, outcome, now)
            left += isinstance(outcome, f.Accepted)
        return left

    def _claim(self, person: str, now: datetime, *, again: bool) -> Claim | None:
        """Record what the clock brings and what is about to leave, in one commit."""
        with self.store.open(person) as page:
            book = page.book.add(*wake(page.book, self.words, now))
            box = outbox(book, now)
            ours = [*(book.history.messages[queued.id] for queued in box.ready), *box.stale]
            message = ours[0] if ours else None
            claimed = [claim(message, now)] if message is not None else []
            book = book.add(*box.expired, *claimed)
            if book.facts != page.book.facts:
                self._commit(page, book, now)
            elif not again:
                self._correct_wake(page, now)
            if message is not None:
                return Claim(book.person.phone, message.queued, claimed[0].attempt, message.claimed_at is not None)
        # Whoever asked for it is erased once our last text to them has left or was given up.
        if book.history.erasing and not book.history.open:
            self.remove(person)
        return None

    def _correct_wake(self, page: Page, now: datetime) -> None:
        """Record when to look again, where the book was woken for nothing."""
        following = next_wake(page.book, now)
        page.commit(page.book, max(following, now + SOON) if following else None)

    def _hand_over(self, claimed: Claim, now: datetime) -> Fact:
        try:
            result = self.gateway.send(_outgoing(claimed), now)
        except Exception as error:
            result = Unclear(detail=type(error).__name__)
        return _outcome(claimed, result, now)

    def _look_into(self, claimed: Claim, now: datetime) -> Fact:
        """Settle a claim whose sender vanished: sent after all, surely not sent, or still unknown."""
        try:
            found = self.gateway.find(_outgoing(claimed))
        except Exception as error:
            found = Unclear(detail=type(error).__name__)
        if isinstance(found, Absent):
            return f.Unsent(at=now, id=claimed.queued.id, attempt=claimed.attempt)
        if isinstance(found, Unclear) and now > claimed.queued.expires:
            return f.Expired(at=now, id=claimed.queued.id, detail="nobody can say whether it left")
        return _outcome(claimed, found, now)

    def _settle(self, person: str, outcome: Fact, now: datetime) -> None:
        with self.store.open(person) as page:
            if outcome.key not in page.book.keys:
                self._commit(page, page.book.add(outcome), now)

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

    def next(self, person: str, now: datetime, days: int) -> list[Coming]:
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


def _outgoing(claimed: Claim) -> Outgoing:
    queued = claimed.queued
    return Outgoing(id=queued.id, to=queued.to or claimed.phone, text=queued.text, expires=queued.expires)


def _outcome(claimed: Claim, result: Taken | Refused | Unclear, now: datetime) -> Fact:
    name = claimed.queued.id
    match result:
        case Taken():
            return f.Accepted(at=now, id=name, provider_id=result.provider_id, segments=result.segments)
        case Refused():
            return f.Rejected(at=now, id=name, detail=result.detail)
        case Unclear():
            return f.Unknown(at=now, id=name, detail=result.detail)
