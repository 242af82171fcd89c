"""Books carried from one store to another: fact for fact, as often as it takes, and never half a book."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import msgspec

from nudges.core.book import Book
from nudges.core.facts import Fact
from nudges.core.problem import Failure, Problem
from nudges.store import Store

MOVED = "moved"
"""The file in a data folder that says where its books went."""


class Carried(msgspec.Struct, frozen=True):
    """What became of one book: `how` is copied, renewed, there already, or erased as it was before."""

    person: str
    facts: int
    how: str


def whole(store: Store, person: str) -> Book:
    """Return a book with its past."""
    book = store.read(person)
    past = tuple(fact for fact in store.past(person) if fact.key not in book.keys)
    return Book(book.person, book.plans, (*past, *book.facts))


def same(one: Book, other: Book) -> bool:
    """Whether two books say the same: the person, the plans, and each fact."""
    return (one.person, one.plans) == (other.person, other.plans) and _facts(one) == _facts(other)


def _facts(book: Book) -> dict[str, Fact]:
    return {fact.key: fact for fact in book.facts}


def carry(
    source: Store, target: Store, wake: Callable[[Book], datetime | None], *, again: bool, dry_run: bool
) -> Iterator[Carried]:
    """Carry everybody over, one after the other, and yield what became of each.

    Who is in the target and not in the source is a Problem, unless the target's are only older copies (`again`):
    then they were erased meanwhile, and are erased there too.
    """
    there, here = set(target.people()), source.people()
    if (strange := sorted(there - set(here))) and not again:
        hint = "choose an empty place, or remove them there first"
        raise Problem(f"there are people in the target who are not here: {', '.join(strange[:8])}", hint=hint)
    for person in strange:
        if not dry_run:
            target.remove(person)
        yield Carried(person, 0, "erased")
    for person in here:
        book = whole(source, person)
        yield Carried(person, len(_facts(book)), _one(book, target, wake(book), there=person in there, dry_run=dry_run))


def _one(book: Book, target: Store, wake: datetime | None, *, there: bool, dry_run: bool) -> str:
    """Carry one book over, look whether all of it arrived, and return what was done."""
    person = book.person.id
    if there and same(book, whole(target, person)):
        return "there already"
    if dry_run:
        return "renewed" if there else "copied"
    if there:
        if newer := set(_facts(whole(target, person))) - set(_facts(book)):
            what = f"the book of '{person}' in the target has {len(newer)} facts that are not here"
            raise Problem(what, hint="choose an empty place, or remove them there first")
        target.remove(person)
    target.create(book, wake)
    if not same(book, whole(target, person)):
        raise Failure(f"the book of '{person}' did not arrive as it was", hint="nothing was taken away here; tell us")
    return "renewed" if there else "copied"


def unlike(source: Store, target: Store) -> list[str]:
    """Return whose books are not the same in both."""
    here, there = set(source.people()), set(target.people())
    return sorted(
        (here ^ there) | {each for each in here & there if not same(whole(source, each), whole(target, each))}
    )


def went(home: Path) -> str | None:
    """Return where the books of a data folder went, if they did."""
    try:
        return (home / MOVED).read_text("utf-8").strip() or "another place"
    except FileNotFoundError:
        return None


def mark(home: Path, to: str | None) -> None:
    """Write down where the books of a data folder went, or that they are back."""
    if to is None:
        (home / MOVED).unlink(missing_ok=True)
        return
    from nudges.store.atomic import replace

    replace(home / MOVED, f"{to}\n".encode())
