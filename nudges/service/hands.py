"""How a message is handed to the gateway, and what follows from its answer."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Protocol, runtime_checkable

import msgspec

from nudges.core import facts as f
from nudges.core.book import Book
from nudges.core.facts import Fact, Queued
from nudges.core.history import Message
from nudges.core.outbox import again_after
from nudges.core.sms import measure
from nudges.core.words import Kind, Why
from nudges.gateways import Absent, Gateway, Outgoing, Refused, Taken, Unclear
from nudges.gateways.lane import Lane
from nudges.service.statuses import in_doubt, left_alike, opted_out

NOT_ANSWERED = "An answer to danger did not reach {person}: {why}"
"""What the operator is told at once, and the doctor shows."""


@runtime_checkable
class ByWords(Protocol):
    """A gateway that finds a text by its words, and has to know of the other messages that have the same."""

    def find_among(
        self, message: Outgoing, begun: Mapping[str, datetime], left: Mapping[str, str]
    ) -> Taken | Absent | Unclear:
        """Return what became of a message: `begun` are those in doubt, `left` those that left, by their numbers."""


class Claim(msgspec.Struct, frozen=True):
    """One message that is ours to hand over now, or, if `stale`, whose fate must be looked into."""

    book: Book
    queued: Queued
    attempt: int
    stale: bool

    @property
    def outgoing(self) -> Outgoing:
        """The message as the gateway takes it."""
        queued, person = self.queued, self.book.person
        return Outgoing(
            id=queued.id, person=person.id, to=queued.to or person.phone, text=queued.text, expires=queued.expires
        )


class Hands:
    """Hands messages to the gateway when the lane is free, and takes its answer for what it is."""

    def __init__(self, gateway: Gateway, lane: Lane) -> None:
        self._gateway, self._lane = gateway, lane

    def free(self, person: str, message: Message | None, now: datetime) -> datetime | None:
        """Return when a message of somebody's may leave that is not on its way already."""
        if message is None or message.claimed_at is not None:
            return None
        queued = message.queued
        segments = measure(queued.text).segments
        return self._lane.opens(_place(person, queued.id, message.attempts), queued.kind, segments, now)

    def settle(self, claimed: Claim, now: datetime) -> list[Fact]:
        """Hand a message over, or look into what became of it; return what follows, and count it."""
        facts = self.ask(claimed, now)
        self.count([(claimed, facts)], now)
        return facts

    def ask(self, claimed: Claim, now: datetime) -> list[Fact]:
        """Hand a message over, or look into what became of it; return what follows. It has to be counted afterwards."""
        return self._look_into(claimed, now) if claimed.stale else self._hand_over(claimed, now)

    def count(self, outcomes: Iterable[tuple[Claim, list[Fact]]], now: datetime) -> None:
        """Tell the lane which texts left."""
        left = [
            (_place(claimed.book.person.id, claimed.queued.id, claimed.attempt - 1), fact.segments)
            for claimed, facts in outcomes
            for fact in facts
            if isinstance(fact, f.Accepted)
        ]
        if left:
            self._lane.all_taken(left, now)

    def _hand_over(self, claimed: Claim, now: datetime) -> list[Fact]:
        try:
            result = self._gateway.send(claimed.outgoing, now)
        except Exception as error:
            result = Unclear(detail=type(error).__name__)
        return self._outcome(claimed, result, now)

    def _look_into(self, claimed: Claim, now: datetime) -> list[Fact]:
        """Settle a claim whose sender vanished: sent after all, surely not sent, or still unknown."""
        try:
            found = self._find(claimed)
        except Exception as error:
            found = Unclear(detail=type(error).__name__)
        if isinstance(found, Absent):
            return [f.Unsent(at=now, id=claimed.queued.id, attempt=claimed.attempt)]
        if isinstance(found, Unclear) and now > claimed.queued.expires:
            return [f.Expired(at=now, id=claimed.queued.id, detail="nobody can say whether it left")]
        return self._outcome(claimed, found, now)

    def _find(self, claimed: Claim) -> Taken | Absent | Unclear:
        book, queued, gateway = claimed.book, claimed.queued, self._gateway
        if isinstance(gateway, ByWords):
            return gateway.find_among(claimed.outgoing, in_doubt(book, queued), left_alike(book, queued))
        return gateway.find(claimed.outgoing)

    def _outcome(self, claimed: Claim, result: Taken | Refused | Unclear, now: datetime) -> list[Fact]:
        """Return what follows from an answer of the gateway, and tell the lane."""
        name = claimed.queued.id
        match result:
            case Taken():
                return [f.Accepted(at=now, id=name, provider_id=result.provider_id, segments=result.segments)]
            case Unclear():
                return [f.Unknown(at=now, id=name, detail=result.detail)]
            case Refused(why=Why.CONFIGURATION):
                until = self._lane.breaks(result.detail, result.code, now)
                return [f.Unsent(at=now, id=name, attempt=claimed.attempt, until=until, detail=result.detail)]
            case Refused(why=Why.LATER):
                until = now + (result.after or again_after(claimed.attempt))
                return [f.Unsent(at=now, id=name, attempt=claimed.attempt, until=until, detail=result.detail)]
            case Refused():
                if claimed.queued.kind is Kind.SAFETY:
                    self._lane.alarm("safety", NOT_ANSWERED.format(person=claimed.book.person.id, why=result.detail))
                rejected = f.Rejected(at=now, id=name, detail=result.detail, why=result.why, code=result.code)
                return [rejected, *opted_out(claimed.book, result.why, name, now)]


def _place(person: str, name: str, attempts: int) -> str:
    """Return the name of a message's place in the line; each attempt takes a new one.

    Many have a message of the same name: that of a plan's nudge is its moment.
    """
    return f"{person}/{name}/{attempts}"
