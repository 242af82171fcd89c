"""A backup, put back: looked through first, then book by book, and as often as it takes."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import msgspec

from nudges.core.book import Book
from nudges.core.facts import Queued
from nudges.core.problem import Failure, Problem
from nudges.core.restored import is_of_restoring, passed
from nudges.core.wake import next_wake
from nudges.store import Store
from nudges.store.backup import form
from nudges.store.moving import Carried, same, whole
from nudges.store.tiny import SAFE

PHONE = re.compile(r"\+[0-9]+")
"""What a phone is written like in a book."""

Skip = Callable[[Book], str | None]
"""Says why somebody is left out, or None for who is not."""


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """What a file holds that was read to its end: of `renewed` people the last line counts, and `gone` count not."""

    path: Path
    head: form.Head
    end: form.End
    renewed: frozenset[str]
    gone: frozenset[str]

    def books(self) -> Iterator[form.Book]:
        """Yield the line of each person, once."""
        for line in form.read(self.path):
            if isinstance(line, form.Book) and line.id not in self.gone and line.again is (line.id in self.renewed):
                yield line

    def files(self) -> Iterator[form.File]:
        """Yield the files that are no books."""
        return (line for line in form.read(self.path) if isinstance(line, form.File))


def check(path: Path, without: tuple[str, ...] = ()) -> Checked:
    """Read a file to its end, every fact of it, or raise Problem where it is not whole, or lacks one of `without`."""
    head, end, renewed, gone, missing = None, None, set(), set(), set(without)
    for line in form.read(path):
        match line:
            case form.Head():
                head = line
            case form.End():
                end = line
            case form.Gone():
                gone.add(line.person)
            case form.Book():
                _parsed(path, line)
                missing.discard(line.id)
                renewed |= {line.id} if line.again else set()
            case form.File():
                pass
    assert head is not None and end is not None, "the reader sees to it"  # noqa: PT018  one sentence
    for name in sorted(missing):
        raise Problem(f"there is no '{name}' in {path}", where="--without", hint="nothing was changed; look at the id")
    return Checked(path=path, head=head, end=end, renewed=frozenset(renewed), gone=frozenset(gone))


def _parsed(path: Path, line: form.Book) -> Book:
    try:
        book = line.book()
    except (msgspec.ValidationError, KeyError, ValueError, TypeError, Problem):
        raise _unreadable(path, line) from None
    # Ids and phones become names of files.
    if not SAFE.fullmatch(book.person.id) or not all(PHONE.fullmatch(each) for each in _phones(book)):
        raise _unreadable(path, line)
    return book


def _unreadable(path: Path, line: form.Book) -> Problem:
    return Problem(f"{path}: the book of '{line.person.get('id')}' is none this nudges can read",
                   hint="restore it with the one that made it, or a newer one")  # fmt: skip


def _phones(book: Book) -> Iterator[str]:
    """Yield the phones that texts go to."""
    yield book.person.phone
    if book.person.trusted is not None:
        yield book.person.trusted.phone
    yield from (fact.to for fact in book.facts if isinstance(fact, Queued) and fact.to is not None)


def put_back(
    checked: Checked, store: Store, skip: Skip, *, goes_on: bool = False, dry_run: bool = False
) -> Iterator[Carried]:
    """Put each book into a store where nobody is, or only who is the same there; yield what became of each.

    `goes_on` is whether this was begun before. Nobody is woken yet: see `settle`.
    """
    there = frozenset(store.people())
    if there:
        _refuse_others(checked, store, there, goes_on=goes_on)
    for line in checked.books():
        book = line.book()
        why = skip(book)
        if why is None and line.id not in there and not dry_run:
            store.create(book, None)
            if not same(book, whole(store, line.id)):
                hint = "the backup is whole and untouched; tell us"
                raise Failure(f"the book of '{line.id}' did not arrive as it was", hint=hint)
        yield Carried(line.id, len(book.facts), why or ("there already" if line.id in there else "restored"))


def _refuse_others(checked: Checked, store: Store, there: frozenset[str], *, goes_on: bool) -> None:
    """Raise Problem unless everybody in the store is in the backup, and the same."""
    others = set(there)
    for line in checked.books():
        if line.id in others and _as_in(line.book(), whole(store, line.id), goes_on=goes_on):
            others.discard(line.id)
    if others:
        names = ", ".join(sorted(others)[:8])
        hint = "restore into an empty place: another NUDGES_HOME, or another database"
        raise Problem(f"there are people already who are not those of the backup: {names}", hint=hint)


def _as_in(backup: Book, there: Book, *, goes_on: bool) -> bool:
    """Whether a book is as it is in the backup, but for what restoring it adds."""
    known = backup.keys
    added = [fact for fact in there.facts if fact.key not in known] if goes_on else []
    mine = Book(there.person, there.plans, tuple(fact for fact in there.facts if fact.key in known or not goes_on))
    return same(backup, mine) and all(is_of_restoring(fact) for fact in added)


def settle(checked: Checked, store: Store, now: datetime) -> int:
    """Let nothing leave that may have left since, and everybody be woken again; return how many that touched."""
    touched, there = 0, frozenset(store.people())
    for line in checked.books():
        if line.id in there:
            with store.open(line.id) as page:
                facts = passed(page.book, line.taken, now)
                book = page.book.add(*facts)
                page.commit(book, next_wake(book, now))
            touched += bool(facts)
    return touched
