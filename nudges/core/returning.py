"""Somebody writes after a silence: their texts come as usual again, and that is said once, softly."""

from datetime import datetime

import msgspec

from nudges.core import facts as f
from nudges.core.answers import Answering
from nudges.core.book import Book
from nudges.core.checkins import said_next
from nudges.core.facts import Fact
from nudges.core.inbound import Inbound
from nudges.core.sms import measure
from nudges.core.wording import say_to
from nudges.core.words import Intent, Kind

SAYS_ENOUGH = (f.Stopped, f.Paused, f.Erasing, f.Flagged)
"""What is no moment to speak of how often texts come."""

SAY_SO_THEMSELVES = frozenset({Intent.STOP, Intent.START, Intent.RESUME, Intent.PAUSE, Intent.ERASE, Intent.FEWER})
"""What says itself how often texts come from now on."""

EMPTY = ("thanks_unclear", "no_open_nudge", "nothing_to_undo", "nothing_to_snooze")
"""Answers that say nothing to somebody who just comes back."""


def returned(book: Book, inbound: Inbound, now: datetime) -> list[Fact]:
    """Return that they are back, where fewer texts had been announced."""
    return [f.Returned(at=now, source=inbound.id)] if book.history.quieted else []


def said_so(turn: Answering, follows: list[Fact]) -> list[Fact]:
    """Return what follows from a text, with one sentence that texts come as usual again, where there is room for it."""
    if turn.heard.intent in SAY_SO_THEMSELVES or turn.heard.safety.is_danger:
        return follows
    if any(isinstance(fact, SAYS_ENOUGH) for fact in follows):
        return follows
    answers = [fact for fact in follows if isinstance(fact, f.Queued) and fact.kind is Kind.ANSWER]
    kept = [fact for fact in follows if fact not in answers or not fact.key.endswith(EMPTY)]
    if len(answers) == len(follows) - len(kept):
        alone = turn.answer("quiet_back_alone", {"next": said_next(turn, *kept)}) if turn.book.person.answers else []
        return [*kept, *alone]
    return _with_sentence(turn, follows, answers[0])


def _with_sentence(turn: Answering, follows: list[Fact], answer: f.Queued) -> list[Fact]:
    # Who changes the language is answered in the new one.
    spoken = [fact.language for fact in follows if isinstance(fact, f.Spoken)]
    person = msgspec.structs.replace(turn.book.person, language=spoken[-1]) if spoken else turn.book.person
    text = f"{answer.text} {say_to(turn.words, person, 'quiet_back', turn.reply, {})}"
    if measure(text).segments > measure(answer.text).segments:
        return follows
    return [msgspec.structs.replace(answer, text=text) if fact is answer else fact for fact in follows]
