"""How a text that arrives is taken in, from whoever it comes."""

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Lock

from nudges.core import facts as f
from nudges.core.book import Book
from nudges.core.inbound import Inbound
from nudges.core.protection import HOW_LONG, stranger_answer
from nudges.core.texts import Words
from nudges.core.understanding import Understanding, understand
from nudges.core.words import Why
from nudges.gateways import Gateway, Heard, Outgoing, Refused, Taken, Unclear
from nudges.gateways.lane import Lane
from nudges.store.strangers import Strangers

Poke = Callable[[str | None], None]
"""Is told that a text arrived, and whose it is if they are known: their answer waits to leave."""

PICTURE = "[picture]"
"""What is kept of a picture that came without a word."""


NOT_SENT = "An answer to danger to a number that is nobody's here may not have left: {why}"
"""What the operator is told at once."""


class NotAnswered(Exception):
    """An answer to danger surely did not leave, and may be tried again."""


class Arriving:
    """Takes in what a provider brings."""

    def __init__(self, gateway: Gateway, words: Words, strangers: Strangers, lane: Lane) -> None:
        self._gateway, self._words, self._strangers, self._lane = gateway, words, strangers, lane
        self._one_at_a_time = Lock()

    def inbound(self, heard: Heard) -> Inbound:
        """Return a text as it is taken in."""
        text = heard.text if heard.text.strip() or not heard.pictures else PICTURE
        return Inbound(id=heard.id, phone=heard.phone, text=text)

    def stopped(self, book: Book, heard: Heard, now: datetime) -> Book:
        """Return the book with a stop that the carrier has taken for one, whatever we made of the text."""
        replies = book.history.replies
        if not heard.opted_out or book.history.stopped or not replies or replies[-1].id != heard.id:
            return book  # a call that comes again after they came back stops nothing
        return book.add(f.Stopped(at=now, how="the carrier took a text of theirs for a stop", source=f"{heard.id}/out"))

    def stranger(self, heard: Heard, now: datetime) -> None:
        """Answer a number that belongs to nobody here only where it speaks of danger, once in a while.

        Raise NotAnswered where the answer surely did not leave: then the text counts as not taken in, and comes again.
        """
        if not self._gateway.dedicated:
            return  # what friends write to somebody's own phone is none of our business
        said = understand(heard.text)
        if not said.safety.is_danger:
            self._strangers.first(heard.id, heard.phone, said.safety.value, now)
            return
        with self._one_at_a_time:
            self._answer_stranger(heard, said, now)

    def _answer_stranger(self, heard: Heard, said: Understanding, now: datetime) -> None:
        tier = said.safety.value
        before = self._strangers.latest(heard.phone, tier)
        if self._strangers.knows(heard.id):
            return
        if before is not None and now - before < HOW_LONG:
            self._strangers.first(heard.id, heard.phone, tier, now)
            return
        text = stranger_answer(self._words, said, _country(heard.phone), heard.id)
        stays = now + timedelta(hours=1)
        outgoing = Outgoing(id=f"stranger/{heard.id}", to=heard.phone, text=text, expires=stays)
        try:
            result = self._gateway.send(outgoing, now)
        except Exception as error:
            result = Unclear(detail=type(error).__name__)
        match result:
            case Taken():
                self._strangers.first(heard.id, heard.phone, tier, now)
            case Refused(why=Why.LATER | Why.CONFIGURATION):
                self._lane.alarm("safety", NOT_SENT.format(why=result.detail))
                raise NotAnswered(result.detail)
            case Refused() | Unclear():
                self._strangers.first(heard.id, heard.phone, tier, now)
                self._lane.alarm("safety", NOT_SENT.format(why=result.detail))


def _country(phone: str) -> str:
    from nudges.core.problem import Problem
    from nudges.library.places import phone as read

    try:
        return read(phone).country
    except Problem:
        return "*"
