"""The few verbs of the program: each opens a book, asks the core, and records what follows."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from time import sleep

import msgspec

from nudges.core import facts as f
from nudges.core.answers import Frame
from nudges.core.book import Book
from nudges.core.change import record
from nudges.core.enrol import enrolled
from nudges.core.facts import Fact
from nudges.core.forecast import Coming, forecast
from nudges.core.inbound import Inbound
from nudges.core.problem import Failure, Problem
from nudges.core.protection import in_other_words
from nudges.core.report import Report, count_week
from nudges.core.respond import receive
from nudges.core.texts import Words
from nudges.core.values import Person, Plan
from nudges.core.wake import next_wake
from nudges.core.words import Kind, Why
from nudges.gateways import Gateway, Heard, Told
from nudges.gateways.lane import Lane
from nudges.service.arriving import Arriving
from nudges.service.beginning import begin
from nudges.service.hands import NOT_ANSWERED, Claim, Hands
from nudges.service.many import Company
from nudges.service.statuses import as_receipt, is_news, status_facts
from nudges.store import Page, Store
from nudges.store.erased import Erased
from nudges.store.many import Many, Receipts
from nudges.store.strangers import Strangers

SAFETY = "safety/"
"""How the ids of answers to danger begin."""


class Service:
    """What can be done with people's books. Every verb takes the moment; none reads a clock."""

    def __init__(  # noqa: PLR0913  the parts of which it is made
        self,
        store: Store,
        gateway: Gateway,
        words: Words,
        *,
        program: str = "Nudges",
        export_link: Callable[[Person, datetime], str] | None = None,
        sheet_link: Callable[[Person, str, datetime], str] | None = None,
        week_link: Callable[[Person, str, datetime], str] | None = None,
        lane: Lane | None = None,
        strangers: Strangers | None = None,
        erased: Erased | None = None,
    ) -> None:
        """Make the service; the links are the addresses of someone's data, and of a sheet or a week by its name."""
        self.store, self.gateway, self.words, self.program = store, gateway, words, program
        self.lane = lane or Lane()
        self.strangers, self._erased = strangers or Strangers(), erased or Erased()
        self._hands = Hands(gateway, self.lane)
        self._receipts = store if isinstance(store, Receipts) else None
        self._arriving = Arriving(gateway, words, self.strangers, self.lane)
        self._export_link, self._sheet_link, self._week_link = export_link, sheet_link, week_link

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
            profile = self.store.read(person).person
        except Problem:
            profile = None  # nobody, or a book that could not be read: the store knows
        if profile is not None:
            self._erased.add(profile)
        self.store.remove(person)
        if profile is not None:
            self.gateway.forget(profile.phone)

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
                person_now, link, week = page.book.person, self._sheet_link, self._week_link
                frame = Frame(
                    program=self.program,
                    platform_opt_out=self.gateway.platform_opt_out,
                    export=self._export_link(page.book.person, now) if self._export_link else None,
                    sheet=(lambda name: link(person_now, name, now)) if link else None,
                    week=(lambda name: week(person_now, name, now)) if week else None,
                )
                facts = receive(page.book, inbound, self.words, now, frame)
                self._commit(page, record(page.book, facts, self.words.ready), now)
        return person

    def hear(self, heard: Heard, now: datetime) -> str | None:
        """Take in what a provider brings and return whose it is; a stranger gets an answer only to danger."""
        person = self.receive(self._arriving.inbound(heard), now)
        if person is None:
            self._arriving.stranger(heard, now)
        elif heard.opted_out:
            self.edit(person, lambda book: self._arriving.stopped(book, heard, now), now)
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
            outcome = self._hands.settle(claimed, now)
            self._settle(person, outcome, now)
            left += any(isinstance(fact, f.Accepted) for fact in outcome)
        return left

    def company(
        self, now: Callable[[], datetime], alone: Callable[[str], None], sleep: Callable[[float], None] = sleep
    ) -> Company | None:
        """Return what attends to many people at once, where the store can; `alone` attends to one, and never fails."""
        if not isinstance(self.store, Many):
            return None

        def settle(person: str, outcome: list[Fact]) -> None:
            self._settle(person, outcome, now())

        return Company(self.store, self.words, self._hands, alone, settle, now, sleep=sleep)

    def _claim(self, person: str, now: datetime, *, again: bool) -> Claim | None:
        """Record what the clock brings and what is about to leave, in one commit."""
        with self.store.open(person) as page:
            begun = begin(page.book, self.words, self._hands, now)
            book = begun.book
            if not (begun.idle and again):
                page.commit(book, begun.wake)
            if begun.claim is not None:
                return begun.claim
        # Whoever asked for it is erased once our last text to them has left or was given up.
        if book.history.erasing and not book.history.open:
            self.remove(person)
        return None

    def note(self, told: Told, now: datetime) -> bool:
        """Take in what a provider says of a text of ours; return whether it is one. What came before counts once."""
        if told.person is None or told.id is None:
            return False
        try:
            with self.store.open(told.person) as page:
                book = page.book
                facts = [fact for fact in status_facts(book, told, now) if fact.key not in book.keys]
                if any(isinstance(fact, f.Failed) for fact in facts) and told.id.startswith(SAFETY):
                    self.lane.alarm("safety", NOT_ANSWERED.format(person=told.person, why=told.detail))
                if told.why is Why.CONFIGURATION and any(isinstance(fact, f.Failed) for fact in facts):
                    self.lane.breaks(told.detail, told.code, now)
                if facts:
                    facts += in_other_words(book, facts, self.words, now)
                    self._commit(page, book.add(*facts), now)
                return told.id in book.history.messages
        except Failure:
            raise  # it came, and could not be kept: whoever tells it has to tell it again
        except Problem:
            return False

    def note_at_once(self, news: Sequence[Told], now: datetime) -> set[Told]:
        """Take in what needs no look into a book: that nudges reached their phones. The rest is to be noted each."""
        store = self._receipts
        if store is None:
            return set()
        plain = {receipt: told for told in news if (receipt := as_receipt(told, now)) is not None}
        return {plain[receipt] for receipt in store.received([*plain])} if plain else set()

    def _settle(self, person: str, outcome: list[Fact], now: datetime) -> None:
        with self.store.open(person) as page:
            if new := [fact for fact in outcome if is_news(page.book, fact)]:
                new += in_other_words(page.book, new, self.words, now)
                self._commit(page, page.book.add(*new), now)

    def _commit(self, page: Page, book: Book, now: datetime) -> None:
        page.commit(book, next_wake(book, now))

    def in_danger(self, person: str) -> bool:
        """Whether an answer to danger waits to leave for someone."""
        return any(message.queued.kind is Kind.SAFETY for message in self.store.read(person).history.open.values())

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
