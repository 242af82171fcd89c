"""A backup, made while everything runs: each book as it is at one moment, and the file as a whole or not at all."""

import gzip
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, cast

import msgspec

from nudges.core.book import Book
from nudges.core.problem import Failure, Problem
from nudges.store import Store
from nudges.store.atomic import FILE_MODE, open_locked, sync_folder
from nudges.store.backup import form
from nudges.store.moving import whole

DRAFT = ".nudges-backup.part"
"""What a backup is called until it is whole; one that a crash left behind is written over by the next."""

TRIES = 5
"""So often a book is read anew that changes while it is read; then it is read under its lock."""

Clock = Callable[[], datetime]


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """What a backup holds: how many people and facts, which other files, and whose book could not be read."""

    file: str
    bytes: int
    people: int
    facts: int
    files: tuple[str, ...]
    unread: tuple[str, ...]


class Writer:
    """Puts lines into a file, and counts them."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._summed, self._packed = file, sha256(), self._pack(file)
        self.books = self.facts = self.files = 0

    @staticmethod
    def _pack(file: BinaryIO) -> gzip.GzipFile:
        return gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0)

    def put(self, line: form.Line) -> None:
        """Put a line behind the others."""
        if isinstance(line, form.Book):
            self.books, self.facts = self.books + 1, self.facts + len(line.facts)
        elif isinstance(line, form.File):
            self.files += 1
        content = msgspec.json.encode(line) + b"\n"
        self._summed.update(content)
        self._packed.write(content)

    def settle(self) -> None:
        """Let what was put so far be read in the file."""
        self._packed.close()
        self._file.flush()
        self._packed = self._pack(self._file)

    def end(self) -> None:
        """Put the last line, and everything onto the disk."""
        self.put(form.End(books=self.books, facts=self.facts, files=self.files, sha256=self._summed.hexdigest()))
        self._packed.close()
        self._file.flush()
        os.fsync(self._file.fileno())


def write(path: Path, store: Store, files: Mapping[str, bytes], head: form.Head, now: Clock) -> Written:
    """Write all books and some files to a place where nothing is yet, read them back, and return what is there."""
    with _draft(path) as (place, file):
        writer = Writer(file)
        writer.put(head)
        for name, content in files.items():
            writer.put(form.File(name=name, content=content))
        unread = tuple(person for person in store.people() if _put(writer, store, person, now) is False)
        writer.settle()
        for person in _outdated(place, store):
            if _put(writer, store, person, now, again=True) is not True:
                writer.put(form.Gone(person=person))
        writer.end()
        gone = [line for line in form.read(place) if isinstance(line, form.Gone) or _is_again(line)]
        _refuse_what_is_there(path)
        place.rename(path)
        sync_folder(place.parent)
        size, people = os.fstat(file.fileno()).st_size, writer.books - len(gone)
    return Written(file=str(path), bytes=size, people=people, facts=writer.facts, files=tuple(files), unread=unread)


def _is_again(line: form.Line) -> bool:
    return isinstance(line, form.Book) and line.again


@contextmanager
def _draft(path: Path) -> Iterator[tuple[Path, BinaryIO]]:
    """Give an empty file beside the place, held by nobody else, which is gone afterwards unless it was renamed."""
    _refuse_what_is_there(path)
    place = path.absolute().parent / DRAFT
    if not place.parent.is_dir():
        raise Problem(f"there is no folder {path.parent}", hint="make it, or name a place in one that is there")
    with os.fdopen(open_locked(str(place), os.O_RDWR | os.O_NOFOLLOW), "r+b") as file:
        if os.fstat(file.fileno()).st_uid != os.geteuid():
            raise Problem(f"{place} belongs to somebody else", hint="name a folder of your own")
        os.fchmod(file.fileno(), FILE_MODE)
        file.truncate(0)
        try:
            yield place, cast("BinaryIO", file)
        except BaseException:
            place.unlink(missing_ok=True)
            raise


def _refuse_what_is_there(path: Path) -> None:
    if path.exists():
        raise Problem(f"{path} is there already", hint="name another place, or a folder")


def _put(writer: Writer, store: Store, person: str, now: Clock, *, again: bool = False) -> bool | None:
    """Put somebody's book, and return whether it could be read; None if there is no such person any more."""
    taken = now()
    try:
        book = _at_rest(store, person)
    except Failure:
        raise
    except Problem as error:
        # A damaged file has been set aside by now, and is no longer among the people: only its error tells.
        return None if error.__cause__ is None and person not in store.people() else False
    writer.put(form.Book.of(book, taken, again=again))
    return True


def _at_rest(store: Store, person: str) -> Book:
    """Return a book with its past, both of the same moment."""
    for _ in range(TRIES):
        before = store.read(person)
        found = whole(store, person)
        if store.read(person) == before:
            return found
    with store.open(person):
        return whole(store, person)


def _outdated(place: Path, store: Store) -> Iterator[str]:
    """Yield whose book in the file cannot stand beside the others: erased since, or their phone became another's."""
    store.refresh()
    for _, line in form.each(place):
        if isinstance(line, form.Book) and store.find(str(line.person["phone"])) != line.id:
            yield line.id
