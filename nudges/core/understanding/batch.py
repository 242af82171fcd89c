"""Which texts answer several nudges at once: "Y N Y", "1 done 2 skip", "both done"."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from nudges.core.understanding.meaning import EVERY, Part, Value
from nudges.core.understanding.normal import Normal, canonical
from nudges.core.understanding.outcome import Answer
from nudges.core.words import Intent, Language, Outcome

DONE, PARTLY, SKIPPED, NOT = Outcome.DONE, Outcome.PARTLY, Outcome.SKIPPED, Outcome.NOT_APPLICABLE
LETTER, YES_NO, WORD = "letter", "yes or no", "word"
SAYS: dict[str, tuple[str, Outcome]] = {
    word: (style, outcome)
    for style, outcome, words in (
        (LETTER, DONE, "y|d"),
        (LETTER, SKIPPED, "n|s"),
        (YES_NO, DONE, "yes|yep|yeah|yup|si|thumb"),
        (YES_NO, SKIPPED, "no|nope|nah|thumbdown"),
        (WORD, DONE, "done|did it|hecho|hecha|listo|lista|lo hice|complete|completed|finished"),
        (WORD, PARTLY, "half done|done half|half did|half|partly|a medias|la mitad|mitad|en parte"),
        (WORD, SKIPPED, "skip|skipped|not today|not done|hoy no|no hice|no pude|no lo hice|paso|omitir|didnt"),
        (WORD, NOT, "notapplicable|na"),
    )
    for word in words.split("|")
}
"""What one word of a batch says, and in which manner it is written: manners are not mixed, but for a "no"."""

INTENTS = {DONE: Intent.DONE, PARTLY: Intent.PARTLY, SKIPPED: Intent.SKIP, NOT: Intent.NOT_APPLICABLE}
SPANISH = frozenset({"hecho", "hecha", "listo", "lista", "si", "lo hice", "hoy no", "no pude", "no hice", "paso"})
REPEATED = frozenset({"y", "n", "d", "s", "done", "skip", "skipped", "hecho", "listo", "lista"})
"""Words that are said once for each nudge; the others, said twice, only mean it the more."""

WORDS = frozenset({"and", "then", *(word for words in SAYS for word in words.split())})
"""The words of a batch, beside numbers: a text with any other is none."""

MOST, PAIR = 9, 2
EACH = re.compile(r"[yn]{3,9}", re.IGNORECASE)
_ALL = (
    r"both(?: of them)?|(?:all|every ?one)(?: (?:of (?:them|those))| (?:thre|four|five|the \d|[2-9]))?|them all"
    r"|(?:l[oa]s|todos|todas)(?: (?:l[oa]s))?(?: (?:dos|tres|cuatro|cinco|[2-9]))?|ambos|ambas|todo"
)
_NONE = r"none(?: of (?:them|those|the (?:two|thre|\d)))?|neither(?: of them)?|ningun[oa](?: de (?:l[oa]s|el[oa]s)(?: dos| tres)?)?"  # fmt: skip # noqa: E501
_DID = r"(?:i )?(?:did|done|finished|completed|done with|hice|hecho|hechos|hechas|listos?|listas?|complete|ya hice|termine|cumpli)"  # fmt: skip # noqa: E501
_LEFT = r"(?:i )?(?:skip|skipped|skipping|no to|no a|salto|omitir|omito)"
_EVERY = re.compile(
    rf" (?:(?:yes|yep|ok|si|ya) (?:[.,] )?)?(?:"
    rf"(?P<done>{_DID} (?:{_ALL}|them both)|(?:{_ALL})(?: (?:are|is|were|of them|estan|ya))* {_DID}"
    rf"|(?:{_ALL}) (?:yes|si|y)|both(?: of them)?|all (?:of them|thre|four|five|[2-9])"
    rf"|l[oa]s (?:dos|tres|cuatro)|ambos|ambas)"
    rf"|(?P<skip>{_LEFT} (?:{_ALL})|(?:{_ALL}) (?:no|skip|skipped)|(?:no (?:[.,] )?)?(?:{_NONE})"
    rf"|(?:no hice|did|i did) (?:{_NONE})))"
    r" (?:today |hoy |thanks |gracias |thumb |[.,] )*"
)

EVERYONE = frozenset(
    canonical(word)
    for words in (
        "both all every everyone none neither los las todos todas todo ambos ambas",
        "ninguno ninguna",
    )
    for word in words.split()
)


class Token(NamedTuple):
    """One word of a batch: a place, or how it went."""

    word: str
    place: int | None = None
    style: str = ""
    outcome: Outcome = DONE


def batch(text: str, normal: Normal, language: Language) -> Answer | None:
    """Return what a text says of several nudges, if that is all that it says."""
    found = _each(text) or _every(normal) or _numbered(normal, language) or _in_a_row(normal)
    if found is None:
        return None
    rule = f"{INTENTS[found[0].outcome]}, of several"
    return Answer(intent=INTENTS[found[0].outcome], value=Value(parts=found), rule=rule, sure=0.97)


def _each(text: str) -> tuple[Part, ...] | None:
    """Return the letters of "YNY"; alike they would only be drawn out."""
    said = text.strip(" .,!?\n\t").casefold()
    if EACH.fullmatch(said) is None or len(set(said)) == 1:
        return None
    return tuple(Part(SAYS[letter][1]) for letter in said)


def _every(normal: Normal) -> tuple[Part, ...] | None:
    found = None if EVERYONE.isdisjoint(normal.words) else _EVERY.fullmatch(normal.text)
    if found is None:
        return None
    return (Part(DONE if found["done"] else SKIPPED, EVERY),)


def _numbered(normal: Normal, language: Language) -> tuple[Part, ...] | None:
    """Return places with their outcomes, each place once, and the outcome always after or always before them."""
    tokens = _tokens(normal, language)
    if tokens is None or sum(token.place is not None for token in tokens) < 2:
        return None
    leads = tokens[0].place is None
    parts: list[Part] = []
    group: list[int] = []
    for token in reversed(tokens) if leads else tokens:
        if token.place is not None:
            group.append(token.place)
        elif not group:
            return None
        else:
            parts += [Part(token.outcome, place) for place in group]
            group = []
    places = [part.place for part in parts]
    if group or len(set(places)) < len(places):
        return None
    return tuple(reversed(parts)) if leads else tuple(parts)


def _in_a_row(normal: Normal) -> tuple[Part, ...] | None:
    """Return outcomes one after the other. Said twice a word may only mean it more, and "no, done" mends a no."""
    tokens = _tokens(normal, None)
    if tokens is None or not 2 <= len(tokens) <= MOST or any(token.place is not None for token in tokens):
        return None
    words, outcomes = {token.word for token in tokens}, {token.outcome for token in tokens}
    if len(outcomes) == 1:
        return _parts(tokens) if len(words) == 1 and words <= REPEATED else None
    styles = {token.style for token in tokens if token.word not in {"no", "n"}}
    if len(styles) > 1 or (tokens[0].word == "no" and WORD in styles):
        return None
    if len(tokens) == PAIR and YES_NO in styles and " , " not in normal.text:
        return None  # "yeah no" is one answer
    return _parts(tokens)


def _parts(tokens: list[Token]) -> tuple[Part, ...]:
    return tuple(Part(token.outcome) for token in tokens)


def _tokens(normal: Normal, language: Language | None) -> list[Token] | None:
    """Return the words of a batch, or None if there is any other word. `y` between numbers is Spanish for and."""
    if any(word not in WORDS and not word.isdecimal() for word in normal.words):
        return None
    words = normal.text.replace(" . ", " , ").split()
    spanish = language is Language.ES or bool(SPANISH.intersection(words))
    tokens: list[Token] = []
    for word in _joined(words):
        ahead = tokens[-1:] and tokens[-1].place is not None
        if word in {",", "and", "then"} or (word == "y" and spanish and not (ahead and language and _bare(words))):
            continue
        if word.isdecimal() and 1 <= int(word) <= MOST:
            tokens.append(Token(word, place=int(word)))
        elif word in SAYS:
            tokens.append(Token(word, None, *SAYS[word]))
        else:
            return None
    return tokens or None


def _bare(words: list[str]) -> bool:
    """Whether only letters say how it went, as in "1 y 2 n"."""
    return all(word.isdigit() or len(word) == 1 for word in words)


def _joined(words: list[str]) -> Iterator[str]:
    """Yield the words, where those that belong together are one."""
    place = 0
    while place < len(words):
        many = next((n for n in (3, 2) if " ".join(words[place : place + n]) in SAYS), 1)
        yield " ".join(words[place : place + many])
        place += many
