"""What a reply says of somebody's own people: with whom they were in touch."""

from nudges.core import facts as f
from nudges.core.answers import Answering
from nudges.core.facts import Fact
from nudges.core.localtime import day_of
from nudges.core.people import touches
from nudges.core.reach import day_meant
from nudges.core.words import Safety


def with_touches(turn: Answering, facts: list[Fact]) -> list[Fact]:
    """Return the facts with those of whom somebody was in touch with, said in so many words or by a done nudge."""
    history, contact = turn.book.history, turn.heard.value.contact
    if turn.heard.safety is not Safety.NONE or history.stopped or history.consented_at is None:
        return facts
    checkins = [fact for fact in facts if isinstance(fact, f.CheckedIn)]
    if contact is None:
        return [*facts, *touches(turn.book, checkins, turn.words)]
    ago = turn.heard.value.ago
    day = day_meant(turn.book, turn.heard.value, turn.now) if ago else day_of(turn.book.person, turn.now)
    return [*facts, f.Contacted(at=turn.now, contact=contact, day=day, source=turn.reply)]
