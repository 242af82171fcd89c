"""What a text says to a question of a conversation in steps, and which texts begin one."""

import re
import unicodedata
from collections.abc import Iterable
from typing import assert_never

import msgspec

from nudges.core.texts import Step, StepKind
from nudges.core.understanding import Understanding
from nudges.core.words import Intent, Language

WORD = re.compile(r"[^\W_]+")
PLEASE = frozenset({"please", "pls", "plz", "porfa", "porfavor", "por", "favor"})
PASSES = frozenset({"next", "skip", "pass", "siguiente", "paso", "omitir", "saltar"})
BESIDE = frozenset({"i", "ive", "we", "it", "have", "just", "the", "yes", "ok", "si", "ya", "lo", "la", "el", "yo"})
"""What may stand beside a word that is chosen; "not sent" is no choice of SENT."""

ANSWERS = frozenset({
    Intent.DONE, Intent.PARTLY, Intent.SKIP, Intent.NOT_APPLICABLE, Intent.RATING, Intent.COUNT, Intent.NOTE,
})  # fmt: skip
SHORT, FEW = 2, 3
LEARNT = ", learnt"
"""How the rule of a meaning reads that a model took a text for. In the middle of a conversation it is no order:
there a text is somebody's story first."""


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """What answers a step; nothing of it where the step was passed. A choice is told in English."""

    words: str | None = None
    number: int | None = None
    choice: str | None = None


def plain(text: str) -> tuple[str, ...]:
    """Return the words of a text without case, accents and marks, and without a please.

    >>> plain("¡Espera10, por favor!"), plain("PAUSE 10")
    (('espera10',), ('pause', '10'))
    """
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(sign))
    return tuple(word for word in WORD.findall(bare.replace("'", "")) if word not in PLEASE)


def is_keyword(text: str, keywords: Iterable[str]) -> bool:
    """Whether a whole text is one of the keywords."""
    return plain(text) in {plain(each) for each in keywords}


def is_order(text: str, heard: Understanding, kind: StepKind) -> bool:
    """Whether a text asks something of the program, so that it is served before the conversation goes on."""
    if LEARNT in heard.rule or _is_pass(text):
        return False
    if heard.intent in ANSWERS:
        return Intent.PAUSE in heard.also
    return heard.intent is not Intent.SNOOZE or kind is not StepKind.WORDS or len(plain(text)) <= FEW


def is_number(text: str, heard: Understanding) -> bool:
    """Whether a text is a number from 0 to 10 and hardly anything else."""
    return heard.value.rating is not None and len(plain(text)) <= SHORT


def choice(step: Step, text: str) -> Said | None:
    """Return which of a step's words a text is, by the word or by its letter, in any of our languages."""
    words = [word for word in plain(text) if word not in BESIDE] or list(plain(text))
    for language in Language:
        choices = step.choices.get(language, ())
        for place, each in enumerate(choices):
            name = "".join(plain(each))
            if words in ([name], [name[:1]]):
                return Said(choice=step.choices[Language.EN][place])
    return None


def _is_pass(text: str) -> bool:
    """Whether a text asks for the next question; NEXT is an order only where none is open."""
    words = plain(text)
    return len(words) == 1 and words[0] in PASSES


def passes(step: Step, text: str, heard: Understanding) -> bool:
    """Whether a text passes a step; "not sent" is no answer to a choice, and does not pass it either."""
    if _is_pass(text):
        return True
    words = plain(text)
    many = 1 if step.kind is StepKind.CHOICE else SHORT
    return heard.intent is Intent.SKIP and LEARNT not in heard.rule and 0 < len(words) <= many


def tells(text: str, heard: Understanding) -> bool:
    """Whether a text is words of someone's own, and no short word that the program knows.

    Right behind a question a word that only a model takes for an order is the answer: "slow" asks for fewer elsewhere.
    """
    known = heard.intent in ANSWERS or heard.intent is Intent.SNOOZE
    return heard.intent is Intent.NOTE or (LEARNT in heard.rule and (not known or len(plain(text)) > SHORT))


def answers(step: Step, text: str, heard: Understanding) -> Said | None:
    """Return what a text says to a step, or None if it does not fit."""
    chosen = choice(step, text)
    if chosen is not None or passes(step, text, heard):
        return chosen or Said()
    match step.kind:
        case StepKind.WORDS:
            return Said(words=text.strip())
        case StepKind.RATING:
            number = heard.value.rating
            return None if number is None else Said(number=number, words=heard.value.note)
        case StepKind.CHOICE:
            return None
        case _:
            assert_never(step.kind)
