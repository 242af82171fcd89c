"""Which facts of a book come after one: an address is told of them in the order in which they were recorded."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from itertools import takewhile

from nudges.core.at_hand import kept_from
from nudges.core.book import Book
from nudges.core.facts import Fact, Paused, Resumed, Started, Stopped
from nudges.core.words import Rest


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


def ends_what_is_untold(book: Book, fact: Fact) -> bool:
    """Whether a fact ends a rest after danger, if anything: no such rest is told of, and so no end of one is."""
    match fact:
        case Started():
            turns = _before(book, fact, lambda each: isinstance(each, Started | Stopped))
            return not turns or not isinstance(turns[-1], Stopped)
        case Resumed():
            turns = _before(book, fact, lambda each: isinstance(each, Paused | Resumed) and each.plan == fact.plan)
            since = takewhile(lambda each: isinstance(each, Paused), reversed(turns))
            return any(isinstance(each, Paused) and each.why is Rest.SAFETY for each in since)
        case _:
            return False


def _before(book: Book, fact: Fact, which: Callable[[Fact], bool]) -> list[Fact]:
    return [each for each in takewhile(lambda each: each.key != fact.key, book.facts) if which(each)]
