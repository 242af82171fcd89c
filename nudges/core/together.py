"""Nudges that fall together: one text instead of several."""

import re
from collections.abc import Sequence
from datetime import datetime

import msgspec

from nudges.core.book import Book
from nudges.core.due import Nudge
from nudges.core.facts import Fact, Joined, Queued
from nudges.core.said import how_many, part_of_day
from nudges.core.sms import measure
from nudges.core.texts import Words
from nudges.core.wording import say, say_to, word_anew, word_nudge

SENTENCES = re.compile(r"(?<=[.?!]) ")
MOST = 5
"""More plans than this in one text are no longer a nudge."""


def word_together(book: Book, nudges: list[Nudge], words: Words, now: datetime) -> list[Fact]:
    """Return the one text in which nudges leave that are due together; those beyond the most wait for the next."""
    if not nudges:
        return []
    nudges = sorted(nudges, key=lambda nudge: (nudge.due, book.plans.index(nudge.plan)))[:MOST]
    return _one_text(book, [word_nudge(book, nudge, words, now) for nudge in nudges], words, now)


def word_rest(book: Book, parts: Sequence[Queued], words: Words, now: datetime) -> list[Fact]:
    """Return the text in which those nudges leave that are left of one that more were to share."""
    return _one_text(book, [word_anew(book, part, words, now) for part in parts], words, now)


def _one_text(book: Book, worded: list[Queued], words: Words, now: datetime) -> list[Fact]:
    first, *others = worded
    if not others:
        return [first]
    text = _text(book, worded, words, now)
    expires = min(queued.expires for queued in worded)
    joined = [
        Joined(
            at=now,
            id=q.id,
            plan=q.plan or "",
            due=q.due,
            into=first.id,
            contact=q.contact,
            drawn=q.drawn,
            arm=q.arm,
            chance=q.chance,
        )
        for q in others
    ]
    return [msgspec.structs.replace(first, text=text, expires=expires), *joined]


def _text(book: Book, worded: list[Queued], words: Words, now: datetime) -> str:
    """Return the texts themselves where that costs no more than they would alone, else what they are called."""
    if book.person.is_discreet:
        return _neutral(book, len(worded), words, now)
    whole = _listed(book, [queued.text for queued in worded], words, now)
    alone = sum(measure(queued.text).segments for queued in worded)
    if measure(whole).segments <= min(alone, 2):
        return whole
    return _listed(book, [book.plan(queued.plan or "").title for queued in worded], words, now)


def _neutral(book: Book, number: int, words: Words, now: datetime) -> str:
    person = book.person
    places = {"number": how_many(person, number), "part": part_of_day(person, now)}
    return say_to(words, person, "together", f"{person.id}/{now}", places)


def _listed(book: Book, texts: list[str], words: Words, now: datetime) -> str:
    person = book.person
    bodies, ending = _without_ending(texts)
    places = {
        "number": how_many(person, len(texts)),
        "part": part_of_day(person, now),
        "texts": " ".join(f"{place}) {body}" for place, body in enumerate(bodies, 1)) + ending,
    }
    return say(words, person.language, "together", f"{person.id}/{now}", places)


def _without_ending(texts: list[str]) -> tuple[list[str], str]:
    """Return texts without the last sentence that all of them share, such as how to reply, and that sentence."""
    parts = [SENTENCES.split(text) for text in texts]
    endings = {sentences[-1] for sentences in parts}
    if len(endings) > 1 or any(len(sentences) < 2 for sentences in parts):
        return texts, ""
    return [text.removesuffix(parts[0][-1]).rstrip() for text in texts], f" {parts[0][-1]}"
