"""What is done for someone in danger beside naming who helps: a trusted person is told, and some plans are held."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from nudges.core import facts as f
from nudges.core.answers import STAYS_USEFUL, Answering
from nudges.core.book import Book
from nudges.core.facts import Fact
from nudges.core.localtime import opening
from nudges.core.pool import DISCREET
from nudges.core.state import FOR_GOOD
from nudges.core.texts import Lines, Words
from nudges.core.understanding import Understanding
from nudges.core.values import Person, Plan
from nudges.core.wording import say, say_to
from nudges.core.words import Intent, Kind, Rest, Safety, Why

TRUST = "trust"
QUESTION_OPEN = timedelta(hours=48)
OTHERWISE = "/other words"
"""How the id of an answer ends that is the second one to the same text."""

TOLD_ONCE_IN = timedelta(hours=24)
HOW_LONG = timedelta(hours=6)
"""For so long nobody gets the same helpline twice who is nobody's here."""
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
    first, line_places = _who_helps(turn.lines, turn.heard.safety)
    places: dict[str, str | int] = {**line_places}
    told = _told(turn)
    if told and turn.book.person.trusted is not None:
        places |= {"trusted": turn.book.person.trusted.name}
        return [*turn.answer("crisis_hard_told", places, Kind.SAFETY), *told]
    return turn.answer("crisis_again" if again else first, places, Kind.SAFETY)


def _who_helps(lines: Lines, safety: Safety) -> tuple[str, dict[str, str]]:
    """Return which answer it is, and what is filled into it."""
    violence = safety is Safety.VIOLENCE
    has_line = not lines.violence.endswith(lines.emergency)
    line = lines.violence if violence and has_line else lines.line
    name = "crisis_violence_near" if violence and not has_line else f"crisis_{safety}"
    return name, {"line": line, "violence_line": lines.violence, "emergency": lines.emergency}


def stranger_answer(words: Words, heard: Understanding, country: str, seed: str) -> str:
    """Return who helps, for a number that belongs to nobody here: in the language it wrote in, and discreetly."""
    name, places = _who_helps(words.lines_for(country, heard.language), heard.safety)
    return say(words, heard.language, f"{name}{DISCREET}", seed, places)


def in_other_words(book: Book, outcomes: Iterable[Fact], words: Words, now: datetime) -> list[Fact]:
    """Return who helps once more, in as few words as there are, where a carrier refused the words of the answer."""
    refused = [fact.id for fact in outcomes if isinstance(fact, f.Rejected | f.Failed) and fact.why is Why.CONTENT]
    messages = (message for name in refused if (message := book.history.messages.get(name)) is not None)
    answers = (each.queued for each in messages if each.queued.kind is Kind.SAFETY and each.queued.to is None)
    return [_otherwise(book, each, words, now) for each in answers if not each.id.endswith(OTHERWISE)]


def _otherwise(book: Book, refused: f.Queued, words: Words, now: datetime) -> Fact:
    person, name = book.person, f"{refused.id}{OTHERWISE}"
    tiers = (flag.tier for flag in reversed(book.history.flags) if flag.reply == refused.id.removeprefix("safety/"))
    which, places = _who_helps(words.lines_for(person.country, person.language), next(tiers, Safety.HARD))
    texts = [say(words, person.language, f"{each}{DISCREET}", name, places) for each in (which, "crisis_again")]
    text = next((text for text in texts if text != refused.text), texts[0])
    expires = now + STAYS_USEFUL[Kind.SAFETY]
    return f.Queued(at=now, id=name, kind=Kind.SAFETY, text=text, due=now, expires=expires)


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
    now = turn.now
    return [
        f.Paused(at=now, until=now + FOR_GOOD, plan=plan.id, why=Rest.SAFETY, source=turn.reply)
        for plan in _risky(turn)
        if not turn.book.history.silent(now, plan.id)
    ]


def help_answer(turn: Answering) -> list[Fact]:
    """Return what can be texted and who helps: against violence too, where a plan named HELP as the way out."""
    lines, places = turn.lines, {"program": turn.frame.program, "line": turn.lines.line}
    if lines.violence.endswith(lines.emergency) or not _risky(turn):
        return turn.answer("help", places)
    return turn.answer("help_both", {**places, "violence_line": lines.violence})


def _risky(turn: Answering) -> list[Plan]:
    ready = turn.words.ready
    risky = {name for name, plan in ready.items() if Safety.VIOLENCE in plan.holds}
    return [plan for plan in turn.book.plans if plan.library in risky]
