"""Which text a nudge says: drawn by a seed from what was not said lately, so that a preview tells the truth."""

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import sha256

import msgspec

from nudges.core.arranged import drawn_for
from nudges.core.book import Book
from nudges.core.due import Nudge
from nudges.core.facts import Queued
from nudges.core.history import Message
from nudges.core.people import named, whose_turn
from nudges.core.pool import DISCREET, everything, pool
from nudges.core.reachable import is_refused_for_its_words
from nudges.core.said import someone
from nudges.core.sms import ALPHABET, measure
from nudges.core.stages import stage_of
from nudges.core.texts import PLACEHOLDER, Words, fill, mark
from nudges.core.values import Contact, Person, Plan
from nudges.core.varied import varied
from nudges.core.words import Instead, Kind, Language, Stage

FRESH = timedelta(days=21)
OPENING = 3
JOINS = frozenset("\u200d\ufe0f\u20e3")  # what holds an emoji together


def word_nudge(book: Book, nudge: Nudge, words: Words, now: datetime) -> Queued:
    """Return the message that a nudge says; one that was asked for again says the same again."""
    before = book.history.messages.get(nudge.again or "")
    if before is not None and not _is_shared(book, before) and not (before.queued.outage or before.queued.instead):
        return msgspec.structs.replace(
            before.queued, at=now, id=nudge.id, due=nudge.due, expires=nudge.closes, again=nudge.again
        )
    if stage_of(book, nudge.plan, now) is Stage.NOTE:
        return _note(book, nudge, words, now)
    template, contact = _said_before(book, nudge.plan, before, words) or _drawn(book, nudge, words)
    places = _places(book, nudge.plan, contact, words, nudge.id)
    arm, chance = drawn_for(book, nudge.plan, nudge.due) if nudge.again is None else (None, None)
    return Queued(
        at=now,
        id=nudge.id,
        kind=Kind.NUDGE,
        text=_sentence(_fill(template, places)),
        due=nudge.due,
        expires=nudge.closes,
        plan=nudge.plan.id,
        contact=contact.name if contact else None,
        drawn=mark(template),
        again=nudge.again,
        arm=arm,
        chance=chance,
    )


def _note(book: Book, nudge: Nudge, words: Words, now: datetime) -> Queued:
    """Return the note of a plan that needs no answer any more."""
    places = {"cue": nudge.plan.cue or nudge.plan.title, "plan": nudge.plan.title}
    text = say_to(words, book.person, "thin_note_text", nudge.id, places)
    return msgspec.structs.replace(nudge.giving_way_to(text, Instead.NOTE, now), again=nudge.again)


def word_anew(book: Book, part: Queued, words: Words, now: datetime) -> Queued:
    """Return a message of its own for a nudge that was to share a text: it says what it was to say there."""
    plan = book.plan(part.plan or "")
    contact = named(book, part.contact)
    templates = everything(book, plan, words, contact)
    template = next((each for each in templates if mark(each) == part.drawn), templates[0])
    places = _places(book, plan, contact, words, part.id)
    text = _sentence(_fill(template, places))
    return msgspec.structs.replace(part, at=now, id=f"{part.id}/anew", text=text, drawn=mark(template))


def _is_shared(book: Book, message: Message) -> bool:
    """Whether a text is that of several nudges."""
    return message.into is not None or message.queued.id in book.history.joined


def _said_before(book: Book, plan: Plan, message: Message | None, words: Words) -> tuple[str, Contact | None] | None:
    """Return what a nudge was made from that shared a text, and whom it named."""
    if message is None:
        return None
    contact = named(book, message.queued.contact)
    templates = everything(book, plan, words, contact)
    return next(((each, contact) for each in templates if mark(each) == message.queued.drawn), None)


def _drawn(book: Book, nudge: Nudge, words: Words) -> tuple[str, Contact | None]:
    contact = whose_turn(book, nudge.plan, nudge.due) if nudge.plan.contacts else None
    known = everything(book, nudge.plan, words, contact)
    texts = varied(book, nudge.plan, nudge.due, words) or pool(book, nudge.plan, words, contact)
    return _draw(book, nudge, texts, known), contact


def _places(book: Book, plan: Plan, contact: Contact | None, words: Words, seed: str) -> dict[str, str]:
    """Return what is filled into the texts of a plan; of what the person brought, one by a seed."""
    ready, person = words.ready.get(plan.library or ""), book.person
    otherwise = ready.own.otherwise[person.language] if ready and ready.own else ""
    return {
        "cue": plan.cue,
        "contact": contact.name if contact else someone(person),
        "share": contact.share if contact else "",
        "name": person.name,
        "own": pick(plan.own, f"{person.id}/{seed}/own") if plan.own else otherwise,
        "why": plan.why,
        "title": plan.title,
    }


def say(words: Words, language: Language, name: str, seed: str, places: Mapping[str, str | int]) -> str:
    """Return one variant of an answer, chosen by the seed, with its places filled in."""
    variants = words.answers[language][name]
    return _fill(pick(variants, seed), {place: str(value) for place, value in places.items()})


def pick(choices: Sequence[str], seed: str) -> str:
    """Return one of the choices; the same seed, the same choice."""
    return choices[int.from_bytes(sha256(seed.encode()).digest()[:8]) % len(choices)]


def say_to(
    words: Words,
    person: Person,
    name: str,
    seed: str,
    places: Mapping[str, str | int],
    *,
    language: Language | None = None,
) -> str:
    """Return an answer to a person: the one that tells others nothing, where there is such a one and they need it."""
    spoken = language or person.language
    neutral = f"{name}{DISCREET}"
    found = neutral if person.is_discreet and neutral in words.answers[spoken] else name
    return _sentence(say(words, spoken, found, seed, places))


def _fill(template: str, places: Mapping[str, str]) -> str:
    """Fill the places in; a name that would cost a segment more is written in letters of the cheap alphabet."""
    text = fill(template, places)
    cost = measure(text).segments
    if cost == 1:
        return text
    plain = fill(template, {place: _plain(value) for place, value in places.items()})
    return plain if measure(plain).segments < cost else text


def _plain(value: str) -> str:
    """Return a value without accents and emoji that the cheap alphabet lacks; other alphabets stay as they are."""
    letters = "".join(map(_letter, unicodedata.normalize("NFC", value)))
    return " ".join(letters.split()) or value


def _letter(sign: str) -> str:
    base = unicodedata.normalize("NFD", sign)[0]
    if sign in ALPHABET or base in ALPHABET:
        return sign if sign in ALPHABET else base
    return "" if unicodedata.category(sign) in {"So", "Sk"} or sign in JOINS else sign


def _draw(book: Book, nudge: Nudge, templates: Sequence[str], known: Sequence[str]) -> str:
    """Choose among the texts not said for three weeks, with another opening than the last of all that are known."""
    said = [m.queued for m in book.history.nudges() if m.queued.plan == nudge.plan.id and m.queued.due < nudge.due]
    lately = {queued.drawn for queued in said if nudge.due - queued.due < FRESH}
    templates = _not_refused(book, templates)
    last = next((t for t in known if said and mark(t) == said[-1].drawn), None)
    other = [t for t in templates if last is None or _opening(t) != _opening(last)] or list(templates)
    fresh = [t for t in other if mark(t) not in lately]
    if fresh:
        return pick(fresh, f"{book.person.id}/{nudge.id}")
    order = {queued.drawn: place for place, queued in enumerate(said)}
    return min(other, key=lambda t: order.get(mark(t), -1))


def _not_refused(book: Book, templates: Sequence[str]) -> Sequence[str]:
    """Return the texts but for those whose words a carrier has refused, if any are left."""
    refused = {m.queued.drawn for m in book.history.messages.values() if is_refused_for_its_words(m)}
    return [each for each in templates if mark(each) not in refused] or templates


def _opening(template: str) -> list[str]:
    """Return with which words a text begins; what is filled in at the beginning is the same each time."""
    filled = PLACEHOLDER.match(template)
    return [filled[0]] if filled is not None else template.casefold().split()[:OPENING]


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
