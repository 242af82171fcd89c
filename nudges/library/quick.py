"""A person's own quick words: which ones may be, and what each says of a plan."""

from collections.abc import Iterable

from nudges.core.book import Book
from nudges.core.meant import INTENTS, folded
from nudges.core.problem import Problem
from nudges.core.understanding import Pending, understand
from nudges.core.values import Plan
from nudges.core.words import Intent, Language, Outcome, Safety
from nudges.library import door, wording
from nudges.library.forbidden import RESERVED

Words = tuple[tuple[str, Outcome], ...]
Given = tuple[str, Outcome | None]
LONGEST, CLEAR = 30, 0.8
LEARNT = "learnt"
FREE = frozenset({*INTENTS.values(), Intent.NOTE, Intent.COUNT})
"""What a word may mean to us already: how a nudge went, or nothing."""

_GRAVE = """
kill killed die dead death suicide hurt harm cut cutting overdose pills gun knife rope crisis danger emergency
matar morir muerte suicidio cortar pastillas pistola cuchillo peligro crisis emergencia golpe
"""
GRAVE = frozenset(folded(_GRAVE).split())
"""Words that alone may be a cry for help, so that they are kept free of any other meaning."""


def quick(text: str) -> Given:
    """Return a word and what it says, as in `walked=done`; `walked=` takes the word away.

    >>> quick("walked=done")
    ('walked', <Outcome.DONE: 'done'>)
    """
    word, equals, said = (part.strip() for part in text.partition("="))
    if not equals or not word:
        raise Problem(f"'{text}' is not a word with what it says", hint="write it like walked=done")
    return (_free(word, door.outcome(said)), door.outcome(said)) if said else (word, None)


def kept(text: str) -> tuple[str, Outcome]:
    """Return a word and what it says, as a file has it."""
    word, outcome = quick(text)
    if outcome is None:
        raise Problem(f"'{text}' does not say what the word says", hint="write it like walked=done")
    return word, outcome


def merged(before: Words, given: Iterable[Given]) -> Words:
    """Return the words of a plan with some added, changed or taken away."""
    words = {folded(word): (word, outcome) for word, outcome in before}
    for word, outcome in given:
        if outcome is not None:
            words[folded(word)] = (word, outcome)
        elif words.pop(folded(word), None) is None:
            raise Problem(f"'{word}' is no quick word of this plan", hint="nudges plan show lists them")
    return tuple(words.values())


def refuse_taken(book: Book, plan: Plan) -> None:
    """Raise Problem if a word of a plan is another plan's already, or says two things."""
    seen: dict[str, str] = {}
    others = [(each.id, word) for each in book.plans if each.id != plan.id for word, _ in each.words]
    for word, _ in plan.words:
        owner = next((other for other, own in others if folded(own) == folded(word)), seen.get(folded(word)))
        if owner is not None:
            raise Problem(f"'{word}' is a quick word of {owner} already", hint="take another word for one of them")
        seen[folded(word)] = plan.id


def _free(word: str, outcome: Outcome) -> str:
    """Return a word that nothing else needs, or raise Problem."""
    said = wording.sentence(word)
    if len(said) > LONGEST:
        raise Problem(f"'{said}' is long for a quick word", hint=f"{LONGEST} characters at most")
    if not folded(said) or folded(said).replace(" ", "").isdigit():
        raise Problem(f"'{said}' has no letters to know it by", hint="take a word such as walked")
    if said.upper() in RESERVED:
        raise Problem(f"'{said}' is a word that carriers keep for themselves", hint="take another word")
    if folded(said) in _keywords():
        raise Problem(f"'{said}' begins a plan of the library", hint="take another word")
    for language in Language:
        _meant_otherwise(said, outcome, language)
    return said


def _meant_otherwise(word: str, outcome: Outcome, language: Language) -> None:
    """Raise Problem if a word is about danger, an answer to a question of ours, an order, or another answer."""
    found = understand(word, language=language)
    asked = understand(word, pending=Pending.SAFE_CHECK, language=language)
    if found.safety is not Safety.NONE or GRAVE.intersection(folded(word).split()):
        raise Problem(f"'{word}' may speak of danger, which goes before all else", hint="take another word")
    if asked.value.safe:
        raise Problem(f"'{word}' answers a question of ours", hint="take another word")
    if LEARNT in found.rule:
        return  # a guess gives way to what the person says it means
    if found.intent not in FREE:
        what = found.intent.value.replace("_", " ")
        raise Problem(f"'{word}' says something already: {what}", hint="take another word")
    if found.intent in INTENTS.values() and found.intent is not INTENTS[outcome] and found.sure >= CLEAR:
        raise Problem(f"'{word}' means {found.intent.value.replace('_', ' ')} already", hint="take another word")


def _keywords() -> frozenset[str]:
    from nudges.library import load

    plans = load().plans.values()
    return frozenset(folded(word) for plan in plans for words in plan.keyword.values() for word in words)
