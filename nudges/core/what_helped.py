"""Whether a text says what helped in a week, when the report has asked for a word."""

from datetime import datetime

from nudges.core.book import Book
from nudges.core.meant import ABOUT_A_NUDGE, folded
from nudges.core.reach import is_open, reachable
from nudges.core.understanding import Understanding, Value
from nudges.core.understanding.commands import courtesy
from nudges.core.understanding.days import OUTCOME_OF
from nudges.core.understanding.normal import normalise
from nudges.core.words import Intent

NOTHING = """
no|nothing|none|nobody|no one|not much|nothing really|not sure|i dont know|dont know|idk|nada|ninguna|ninguno|nadie
no se|ni idea
"""
NONE = frozenset(NOTHING.strip().replace("\n", "|").split("|"))
A_BREAK = 3
"""A pause in fewer words, without the word itself, may as well be what helped."""

LEARNT = "learnt"
ORDERS = frozenset({Intent.FEWER, Intent.MORE, Intent.RESUME})
US = """
text texts texting message messages nudge nudges plan plans reminder reminders mensaje mensajes aviso avisos you me send
often mandes manda
"""
ABOUT_US = frozenset(US.split())
"""With one of these words what is like an order is taken for one."""


def is_nothing(book: Book, text: str, heard: Understanding, now: datetime) -> bool:
    """Whether a text says that nothing helped, or merely answers, with no nudge that it could be about."""
    if folded(text) in NONE:
        return is_settled(book, now) or heard.intent is Intent.NOTE
    bare = heard.intent in OUTCOME_OF and heard.value in {Value(), Value(parts=heard.value.parts)}
    return bare and LEARNT not in heard.rule and _is_alone(book, now)


def is_what_helped(book: Book, text: str, heard: Understanding, now: datetime) -> bool:
    """Whether a text may be what helped: words of theirs, and no order."""
    said = folded(text).split()
    if heard.value.contact or not said or courtesy(normalise(text)):
        return False
    if heard.intent is Intent.PAUSE:
        return not any("paus" in word for word in said) and len(said) < A_BREAK and heard.value == Value()
    if heard.intent in ORDERS:
        return LEARNT in heard.rule and ABOUT_US.isdisjoint(said) and not book.history.silent(now)
    return heard.intent is Intent.NOTE or _is_no_answer(book, heard, now)


def _is_no_answer(book: Book, heard: Understanding, now: datetime) -> bool:
    """Whether what is taken for an answer to a nudge can hardly be one: none waits, or there is none at all."""
    if heard.intent not in ABOUT_A_NUDGE or heard.value.ago is not None:
        return False
    if LEARNT in heard.rule and is_settled(book, now):
        return True
    return (bool(heard.value.note) or heard.intent is Intent.COUNT) and _is_alone(book, now)


def is_settled(book: Book, now: datetime) -> bool:
    """Whether no nudge of late waits for an answer."""
    return not any(is_open(book, message) for message in reachable(book, Value(), now))


def _is_alone(book: Book, now: datetime) -> bool:
    return not reachable(book, Value(), now)
