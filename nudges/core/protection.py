"""What is done for someone in danger beside naming who helps: a trusted person is told, and some plans are held."""

from datetime import datetime, timedelta

from nudges.core import facts as f
from nudges.core.answers import STAYS_USEFUL, Answering
from nudges.core.book import Book
from nudges.core.facts import Fact
from nudges.core.localtime import opening
from nudges.core.state import FOR_GOOD
from nudges.core.texts import Words
from nudges.core.understanding import Understanding
from nudges.core.values import Person
from nudges.core.wording import say, say_to
from nudges.core.words import Intent, Kind, Rest, Safety

TRUST = "trust"
QUESTION_OPEN = timedelta(hours=48)
TOLD_ONCE_IN = timedelta(hours=24)
KEEP = frozenset({"keep", "yes", "y", "si", "sí", "ok", "acepto", "dejalo", "déjalo"})


def ask_trust(person: Person, words: Words, now: datetime) -> list[Fact]:
    """Return the question whether someone may be told, asked when a person has been given a trusted one."""
    if person.trusted is None:
        return []
    source = f"{TRUST}/{f.stamp(now)}"
    due = opening(person, now)
    text = say_to(words, person, "trusted_sure", source, {"trusted": person.trusted.name})
    asked = f.Asked(at=now, question=f"{TRUST}/{person.trusted.phone}", choices=("KEEP",), source=source)
    name, expires = f"answer/{source}", due + QUESTION_OPEN
    return [asked, f.Queued(at=now, id=name, kind=Kind.ANSWER, text=text, due=due, expires=expires)]


def chosen_trust(book: Book, asked: f.Asked | None, text: str, heard: Understanding, now: datetime) -> bool:
    """Whether a text says yes to our question about the trusted person."""
    if asked is None or heard.safety.is_danger or heard.intent is Intent.STOP or now - asked.at >= QUESTION_OPEN:
        return False
    trusted = book.person.trusted
    words = text.strip().casefold().rstrip(".!)")
    return trusted is not None and asked.question == f"{TRUST}/{trusted.phone}" and words in KEEP


def trust(turn: Answering) -> list[Fact]:
    """Return that the person confirmed whom we may tell."""
    trusted = turn.book.person.trusted
    if trusted is None:
        return []
    return [
        f.Entrusted(at=turn.now, phone=trusted.phone, source=turn.reply),
        *turn.answer("trusted_set", {"trusted": trusted.name}),
    ]


def helplines(turn: Answering, *, again: bool) -> list[Fact]:
    """Return who helps; where violence has no line of its own, the emergency number is named once."""
    lines, violence = turn.lines, turn.heard.safety is Safety.VIOLENCE
    has_line = not lines.violence.endswith(lines.emergency)
    line = lines.violence if violence and has_line else lines.line
    first = "crisis_violence_near" if violence and not has_line else f"crisis_{turn.heard.safety}"
    places = {"line": line, "violence_line": lines.violence, "emergency": lines.emergency}
    told = _told(turn)
    if told and turn.book.person.trusted is not None:
        places |= {"trusted": turn.book.person.trusted.name}
        return [*turn.answer("crisis_hard_told", places, Kind.SAFETY), *told]
    return turn.answer("crisis_again" if again else first, places, Kind.SAFETY)


def _told(turn: Answering) -> list[Fact]:
    """Return the text to the trusted person, where danger to life is plain and the person confirmed them by text.

    Violence is never told to anyone: whoever does it may be the one who was named.
    """
    person, history, now = turn.book.person, turn.book.history, turn.now
    trusted = person.trusted
    if trusted is None or history.entrusted != trusted.phone or turn.heard.safety is not Safety.HARD:
        return []
    if any(m.queued.to is not None and now - m.queued.at < TOLD_ONCE_IN for m in history.messages.values()):
        return []
    return [
        f.Queued(
            at=now,
            id=f"told/{turn.reply}",
            kind=Kind.SAFETY,
            text=say(turn.words, person.language, "trusted_told", turn.reply, {"name": person.name}),
            due=now,
            expires=now + STAYS_USEFUL[Kind.SAFETY],
            to=trusted.phone,
        )
    ]


def held_by_violence(turn: Answering) -> list[Fact]:
    """Return that the plans rest which may put someone at risk whom somebody hurts; nothing is said about it."""
    ready, now = turn.words.ready, turn.now
    risky = {name for name, plan in ready.items() if Safety.VIOLENCE in plan.holds}
    held = [plan for plan in turn.book.plans if plan.library in risky]
    return [
        f.Paused(at=now, until=now + FOR_GOOD, plan=plan.id, why=Rest.SAFETY, source=turn.reply)
        for plan in held
        if not turn.book.history.silent(now, plan.id)
    ]
