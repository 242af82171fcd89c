"""What must hold whenever a text leaves; each break is told in a sentence."""

from collections import Counter
from datetime import date, datetime, timedelta

import msgspec

from nudges.core.book import Book
from nudges.core.facts import Queued
from nudges.core.localtime import day_of, opening
from nudges.core.values import Person
from nudges.core.words import Kind

OURS = frozenset({Kind.NUDGE, Kind.REPORT})
"""What counts for the cap, unless it was asked for again."""

ANSWERS = frozenset({Kind.ANSWER, Kind.SAFETY})


class Sent(msgspec.Struct, frozen=True, kw_only=True):
    """A text that left at a moment, what it cost, and the profile of the person then."""

    at: datetime
    queued: Queued
    segments: int
    person: Person

    @property
    def is_ours(self) -> bool:
        """Whether we began it: a nudge or a report that nobody asked for again."""
        return self.queued.kind in OURS and self.queued.again is None


class Watch:
    """Looks at every text that leaves; `broken` holds a sentence for each broken promise."""

    def __init__(self) -> None:
        self.sent: list[Sent] = []
        self.broken: list[str] = []
        self._ids: set[str] = set()
        self._most: Counter[date] = Counter()
        self._last: datetime | None = None

    def look(self, sent: Sent, book: Book) -> None:
        """Take a text in that has just left; `book` is as it was right after."""
        self.sent.append(sent)
        nudges = {sent.queued.id, *book.history.joined.get(sent.queued.id, ())}
        if again := nudges & self._ids:
            self._break(sent, f"{' and '.join(sorted(again))} had left before")
        self._ids |= nudges
        if sent.queued.kind in ANSWERS:
            return
        if sent.queued.again is None and opening(sent.person, sent.at) != sent.at:
            self._break(sent, "it left outside their hours")
        if sent.is_ours:
            self._count(sent)
        if sent.queued.kind in OURS:
            self._last = sent.at
        self._rest(sent, book)

    def _count(self, sent: Sent) -> None:
        day = day_of(sent.person, sent.at)
        self._most[day] += 1
        if self._most[day] > sent.person.cap:
            self._break(sent, f"it is text {self._most[day]} of the day, and {sent.person.cap} may come")
        if self._last is not None and sent.at - self._last < timedelta(minutes=sent.person.gap):
            self._break(sent, f"the last text left less than {sent.person.gap} minutes before")

    def _rest(self, sent: Sent, book: Book) -> None:
        history = book.history
        if history.consented_at is None and sent.queued.kind is not Kind.OPT_IN:
            self._break(sent, "they had not agreed")
        if history.stopped:
            self._break(sent, "they had opted out")
        elif history.rests(sent.at):
            self._break(sent, "everything rests after a text that spoke of danger")
        elif sent.queued.kind is not Kind.OPT_IN and history.silent(sent.at, sent.queued.plan):
            self._break(sent, "a pause was running")

    def _break(self, sent: Sent, why: str) -> None:
        there = sent.at.astimezone(sent.person.clock)
        self.broken.append(f"{there:%Y-%m-%d %H:%M} {sent.queued.id}: {why}")
