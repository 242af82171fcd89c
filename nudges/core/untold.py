"""Which facts of a book come after one: an address is told of them in the order in which they were recorded."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from nudges.core.book import Book, kept_from
from nudges.core.facts import Fact, Started, Stopped


def untold(
    book: Book, past: Callable[[], Iterable[Fact]], last: tuple[str, datetime] | None, since: datetime, now: datetime
) -> Sequence[Fact]:  # fmt: skip
    """Return the facts after the last one that was told, by its key and moment; none from before `since`.

    The past is asked for only where what was told last is so old that it left the book.
    """
    key, reached = last or ("", since)
    facts: Sequence[Fact] = book.facts
    if reached < kept_from(now):
        known = {fact.key: fact for fact in (*past(), *book.facts)}
        facts = sorted(known.values(), key=lambda fact: fact.at)
    # Looked for from the end: what was told last is rarely far from there.
    for place in range(len(facts) - 1, -1, -1):
        if facts[place].key == key:
            return [fact for fact in facts[place + 1 :] if fact.at >= since]
    after = max(reached, since)
    return [fact for fact in facts if (fact.at > after if last else fact.at >= since)]


def is_no_return(book: Book, fact: Fact) -> bool:
    """Whether a beginning again follows no stop: then it ends a rest after danger, if anything, and must stay here."""
    if not isinstance(fact, Started):
        return False
    turns = [each for each in book.facts if isinstance(each, Started | Stopped)]
    before = turns[: turns.index(fact)] if fact in turns else []
    return not before or not isinstance(before[-1], Stopped)
