"""What a person took back, and the words of theirs that are forgotten."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime

from msgspec.structs import replace

from nudges.core.facts import CheckedIn, Fact, Replied, Stepped, Undone


def taken_back(facts: Sequence[Fact]) -> frozenset[str]:
    """Return the keys of the facts that no longer hold; to take back a taking back lets the fact hold again."""
    gone: set[str] = set()
    for fact in reversed(facts):
        if isinstance(fact, Undone) and fact.key not in gone:
            gone.add(fact.taken_back)
    return frozenset(gone)


def without_words(facts: Iterable[Fact], gone: AbstractSet[str]) -> tuple[Fact, ...]:
    """Return the facts, where a reply that was taken back has no words; that it came stays."""
    return tuple(_without_words(fact, gone) for fact in facts)


def _without_words(fact: Fact, gone: AbstractSet[str]) -> Fact:
    if isinstance(fact, Replied) and fact.text and fact.key in gone:
        return replace(fact, text="")
    if isinstance(fact, Stepped) and fact.words is not None and f"reply/{fact.source}" in gone:
        return replace(fact, words=None)
    return fact


def aged(facts: Iterable[Fact], before: datetime, now: datetime) -> tuple[Fact, ...]:
    """Return the facts, where what somebody wrote before a moment has lost its words, and says since when.

    What it meant, counts and numbers stay.
    """
    return tuple(_aged(fact, now) if fact.at < before else fact for fact in facts)


def _aged(fact: Fact, now: datetime) -> Fact:
    match fact:
        case Replied() if fact.text:
            return replace(fact, text="", dropped=now)
        case Stepped() if fact.words is not None:
            return replace(fact, words=None, dropped=now)
        case CheckedIn() if fact.note is not None:
            return replace(fact, note=None, dropped=now)
        case _:
            return fact


def forgotten(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """Return the facts as they may be kept: without the words that somebody took back."""
    gone = taken_back(facts)
    return without_words(facts, gone) if gone else facts
