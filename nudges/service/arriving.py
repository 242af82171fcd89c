"""How a text that arrives is taken in, from whoever it comes."""

from datetime import datetime, timedelta

from nudges.core import facts as f
from nudges.core.book import Book
from nudges.core.inbound import Inbound
from nudges.core.protection import HOW_LONG, stranger_answer
from nudges.core.texts import Words
from nudges.core.understanding import understand
from nudges.gateways import Gateway, Heard, Outgoing
from nudges.store.strangers import Strangers

PICTURE = "[picture]"
"""What is kept of a picture that came without a word."""


class Arriving:
    """Takes in what a provider brings."""

    def __init__(self, gateway: Gateway, words: Words, strangers: Strangers) -> None:
        self._gateway, self._words, self._strangers = gateway, words, strangers

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
        """Answer a number that belongs to nobody here only where it speaks of danger, once in a while."""
        if not self._gateway.dedicated:
            return  # what friends write to somebody's own phone is none of our business
        said = understand(heard.text)
        tier = said.safety.value
        before = self._strangers.latest(heard.phone, tier)
        if not self._strangers.first(heard.id, heard.phone, tier, now) or not said.safety.is_danger:
            return
        if before is not None and now - before < HOW_LONG:
            return
        text = stranger_answer(self._words, said, _country(heard.phone), heard.id)
        stays = now + timedelta(hours=1)
        self._gateway.send(Outgoing(id=f"stranger/{heard.id}", to=heard.phone, text=text, expires=stays), now)


def _country(phone: str) -> str:
    from nudges.core.problem import Problem
    from nudges.library.places import phone as read

    try:
        return read(phone).country
    except Problem:
        return "*"
