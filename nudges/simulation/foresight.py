"""Whether what a look ahead said is what was sent, as long as nobody wrote and nothing was changed meanwhile."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec

from nudges.core.book import Book
from nudges.core.facts import Queued
from nudges.core.forecast import forecast
from nudges.core.texts import Words
from nudges.simulation.promises import Sent

AHEAD = timedelta(hours=24)

Text = tuple[datetime, str, str]
"""When a text leaves, its id, and its words."""


class Look(msgspec.Struct, frozen=True):
    """One look ahead: when it was taken, how many texts had left by then, and which were said to come."""

    at: datetime
    after: int
    coming: tuple[Text, ...]


class Foresight:
    """Looks ahead after every wake and compares later; `broken` holds a sentence for each look that was wrong."""

    def __init__(self, words: Words) -> None:
        self.broken: list[str] = []
        self._words = words
        self._looks: list[Look] = []

    def look(self, book: Book, sent: Sequence[Sent], now: datetime) -> None:
        """Note what the next day brings, and compare the looks of a day ago."""
        self.settle(sent, now)
        found = [fact for fact in forecast(book, self._words, now, now + AHEAD) if isinstance(fact, Queued)]
        self._looks.append(Look(now, len(sent), tuple((fact.at, fact.id, fact.text) for fact in found)))

    def settle(self, sent: Sequence[Sent], now: datetime, *, interrupted: bool = False) -> None:
        """Compare the looks whose day is over, or all of them where something came between at this very moment."""
        for each in self._looks:
            if interrupted or each.at + AHEAD <= now:
                self._compare(each, sent, min(now, each.at + AHEAD))
        self._looks = [] if interrupted else [each for each in self._looks if each.at + AHEAD > now]

    def _compare(self, look: Look, sent: Sequence[Sent], end: datetime) -> None:
        said = [text for text in look.coming if text[0] < end]
        left = [(s.at, s.queued.id, s.queued.text) for s in sent[look.after :] if s.at < end]
        wrong = [f"{name} at {at:%d %b %H:%M:%S} was not sent so" for at, name, _ in _without(said, left)]
        wrong += [f"{name} at {at:%d %b %H:%M:%S} was not foreseen so" for at, name, _ in _without(left, said)]
        self.broken += [f"a look ahead of {look.at:%Y-%m-%d %H:%M} was wrong (UTC): {each}" for each in wrong]


def _without(some: Sequence[Text], others: Sequence[Text]) -> list[Text]:
    return [text for text in some if text not in others]
