"""What comes next, for whoever asks: the real rules on a copy of the book, so that the answer is what is sent."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from nudges.core.answers import Answering
from nudges.core.checkins import SIX_DAYS
from nudges.core.facts import Fact, Joined, Queued
from nudges.core.forecast import HORIZON, forecast
from nudges.core.history import Message
from nudges.core.said import REPORT, THEN, day_and_clock, weekday_and_clock
from nudges.core.words import Kind

MOST_SAID = 2
LONGEST = 100
"""So many characters of what comes leave room for the rest of the answer in one text."""

BEGUN_BY_US = frozenset({Kind.NUDGE, Kind.REPORT})


def said_coming(turn: Answering) -> list[Fact]:
    """Return when and what comes next; a phone that others see is told the times alone."""
    if turn.book.history.rests(turn.now):
        return turn.answer("next_rests")
    texts = [*islice(_texts(turn), MOST_SAID)]
    if not texts:
        return turn.answer("next_none")
    said = [_said(turn, *text) for text in texts]
    whole = f", {THEN[turn.book.person.language]} ".join(said)
    return turn.answer("next", {"what": whole if len(whole) <= LONGEST else said[0]})


def _texts(turn: Answering) -> Iterator[tuple[datetime, list[str]]]:
    """Yield when each text that we begin leaves, and what it holds, by title."""
    sharing: dict[str, list[str]] = {}
    for each in forecast(turn.book, turn.words, turn.now, turn.now + HORIZON):
        match each:
            case Joined():
                sharing.setdefault(each.into, []).append(turn.name_of(each.plan))
            case Queued() if each.kind in BEGUN_BY_US:
                name = turn.name_of(each.plan) if each.plan else REPORT[turn.book.person.language]
                known = (turn.name_of(str(m.queued.plan)) for m in _shared(turn, each))
                yield each.at, [name, *known, *sharing.get(each.id, ())]
            case _:
                pass


def _shared(turn: Answering, text: Queued) -> Iterator[Message]:
    """Yield the nudges that share a text which is worded already."""
    history = turn.book.history
    yield from (history.messages[part] for part in history.joined.get(text.id, ()))


def _said(turn: Answering, moment: datetime, names: list[str]) -> str:
    person = turn.book.person
    # "Tue 8:30", said on a Tuesday, would be taken for today.
    when = (weekday_and_clock if moment - turn.now < SIX_DAYS else day_and_clock)(person, moment)
    if person.is_discreet:
        return when
    what = " + ".join(names)
    return f"{what if len(what) + len(when) < LONGEST else names[0]} {when}"
