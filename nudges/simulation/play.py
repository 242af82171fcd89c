"""Plays the time of one person: the real engine in memory, on a clock that jumps to where something happens."""

from datetime import datetime, timedelta
from heapq import heappop, heappush
from typing import assert_never

import msgspec

from nudges.core.book import Book
from nudges.core.facts import Consented
from nudges.core.inbound import Inbound
from nudges.core.sms import measure
from nudges.core.standing import State, state_of
from nudges.core.texts import Words
from nudges.gateways.memory import MemoryGateway
from nudges.service import Service
from nudges.simulation.actor import Actor, Changed, Said
from nudges.simulation.foresight import Foresight
from nudges.simulation.personas import Persona
from nudges.simulation.promises import Sent, Watch
from nudges.simulation.shelf import Shelf

AS_IF = "as if they had said yes, for a rehearsal"
MOST_AT_ONCE = 100
"""Whoever wants to be woken more often than this at one moment does not come to rest."""


class Rehearsal(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be played: a book, who lives with it, from when on and for how long."""

    book: Book
    persona: Persona
    seed: int
    begins: datetime
    days: int
    look_ahead: bool = False

    @property
    def ends(self) -> datetime:
        """The moment after the last."""
        return self.begins + timedelta(days=self.days)


class Played(msgspec.Struct, frozen=True, kw_only=True):
    """What happened: the whole book at the end, the texts that left, changes of the profile, and broken promises."""

    rehearsal: Rehearsal
    book: Book
    sent: tuple[Sent, ...]
    changes: tuple[Changed, ...]
    broken: tuple[str, ...]


def simulate(rehearsal: Rehearsal, words: Words, program: str = "Nudges") -> Played:
    """Play a rehearsal to its end. Nothing but this copy of the book is touched."""
    return _Stage(rehearsal, words, program).play()


class _Stage:
    def __init__(self, rehearsal: Rehearsal, words: Words, program: str) -> None:
        self._rehearsal = rehearsal
        self._person = rehearsal.book.person.id
        self._gateway = MemoryGateway()
        self._service = Service(Shelf(), self._gateway, words, program=program)
        self._actor = Actor(rehearsal.persona, rehearsal.seed)
        self._watch = Watch()
        self._foresight = Foresight(words) if rehearsal.look_ahead else None
        self._events: list[tuple[datetime, int, Said | Changed]] = []
        self._changes: list[Changed] = []
        self._count = 0

    def play(self) -> Played:
        begins, ends = self._rehearsal.begins, self._rehearsal.ends
        self._admit(begins)
        for event in self._actor.begins(self._rehearsal.book.person, begins, ends):
            self._expect(event)
        moment, turns = begins, 0
        while moment < ends and turns < MOST_AT_ONCE:
            self._happen(moment)
            self._attend(moment)
            following = self._following(moment)
            turns = turns + 1 if following == moment else 0
            moment = ends if following is None else following
        if turns == MOST_AT_ONCE:
            self._watch.broken.append(f"{moment:%Y-%m-%d %H:%M} UTC: it wants to be woken again and again")
        if self._foresight is not None:
            self._foresight.settle(self._watch.sent, ends)
            self._watch.broken += self._foresight.broken
        return Played(
            rehearsal=self._rehearsal,
            book=self._service.whole(self._person),
            sent=tuple(self._watch.sent),
            changes=tuple(self._changes),
            broken=tuple(dict.fromkeys(self._watch.broken)),
        )

    def _admit(self, now: datetime) -> None:
        """Take the book in; who has not answered the first question yet is taken to have said yes."""
        book = self._rehearsal.book
        if not book.facts:
            self._service.enrol(book.person, book.plans, now, AS_IF)
            return
        if state_of(book, now) is State.WAITING:
            book = book.add(Consented(at=now, how=AS_IF))
        self._service.store.create(book, now)

    def _expect(self, event: Said | Changed) -> None:
        self._count += 1
        heappush(self._events, (event.at, self._count, event))

    def _following(self, moment: datetime) -> datetime | None:
        """Return when something happens next, or None if nothing ever does."""
        wake = self._service.store.next_wake()
        coming = [at for at, *_ in self._events[:1]] + ([] if wake is None else [wake])
        return max(moment, min(coming)) if coming else None

    def _happen(self, moment: datetime) -> None:
        while self._events and self._events[0][0] <= moment:
            _, number, event = heappop(self._events)
            if self._foresight is not None:
                self._foresight.settle(self._watch.sent, moment, interrupted=True)
            match event:
                case Said():
                    phone = self._rehearsal.book.person.phone
                    self._service.receive(Inbound(id=f"made-up/{number}", phone=phone, text=event.text), moment)
                case Changed():
                    self._changes.append(event)
                    self._service.edit(self._person, event.change, moment)
                case _:
                    assert_never(event)

    def _attend(self, moment: datetime) -> None:
        before = len(self._gateway.sent)
        self._service.attend(self._person, moment)
        book = self._service.store.read(self._person)
        for at, message in self._gateway.sent[before:]:
            queued = book.history.messages[message.id].queued
            sent = Sent(at=at, queued=queued, segments=measure(message.text).segments, person=book.person)
            self._watch.look(sent, book)
            if (reply := self._actor.answer(queued, book.person, at)) is not None:
                self._expect(reply)
        if self._foresight is not None:
            self._foresight.look(book, self._watch.sent, moment)
