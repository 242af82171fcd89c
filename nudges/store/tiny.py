"""Books in files, one person a file: what one small machine needs, and nothing more."""

import re
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from secrets import token_hex
from threading import Lock

from nudges.core.book import Book
from nudges.core.facts import Fact
from nudges.core.problem import Problem
from nudges.store import Change, taken, unknown_person
from nudges.store.aside import Aside
from nudges.store.atomic import DISK, Disk, locked, private_folder
from nudges.store.bookfile import FOLD_AFTER, BookFile, Kept, TooNew
from nudges.store.feed import Feed
from nudges.store.index import Index
from nudges.store.monthfiles import Damaged
from nudges.store.remembered import Remembered

NEW = "+new"
"""The name of the lock under which a phone is given to someone; no person is called so."""

SAFE = re.compile(r"[a-z0-9][a-z0-9_-]*")
"""What an id may be: it becomes the name of a file."""


class TinyStore:
    """Books in a folder, through TinyDB. Several threads and processes may use it at the same time."""

    def __init__(self, home: Path, disk: Disk = DISK, fold_after: int = FOLD_AFTER) -> None:
        self._disk, self._fold_after = disk, fold_after
        self._people = private_folder(home / "people")
        self._months = private_folder(home / "months")
        self._locks = private_folder(home / "locks")
        self._damaged = Aside(private_folder(home / "damaged"))
        home.chmod(0o700)
        self._feed = Feed(home / "changes", disk=disk)
        self._index: Index | None = None
        self._making = Lock()
        self._unread: dict[str, str] = {}
        self._books = Remembered()

    @contextmanager
    def open(self, person: str) -> Iterator["_TinyPage"]:
        """Open a book under its lock."""
        # Asked before the lock, so that a mistyped name leaves no lock file behind.
        if not self._file(person).exists():
            raise unknown_person(person, self.people())
        with self._lock(person):
            yield _TinyPage(self, person, self._load(person))

    def create(self, book: Book, wake: datetime | None) -> None:
        """Keep a new book."""
        person = book.person.id
        with self._lock(NEW):
            self.refresh()
            if self._file(person).exists():
                raise Problem(f"'{person}' exists already", hint="choose another id")
            if other := self.find(book.person.phone):
                raise taken(book, other)
            with self._lock(person):
                moment = book.facts[-1].at if book.facts else book.person.since
                self.keep(self._file(person).fold(Kept(book, wake, 0, 0, (), token_hex(4)), moment))

    def remove(self, person: str) -> None:
        """Erase a person's book and their past."""
        file, aside = self._file(person), self._damaged.of(person)
        if not file.exists() and not aside:
            raise unknown_person(person, self.people())
        with self._lock(person):
            file.remove()
            for path in aside:
                path.unlink(missing_ok=True)
            self._forget(person)
            self._feed.tell(person)
        Path(f"{self._locks}/{person}.lock").unlink(missing_ok=True)

    def read(self, person: str) -> Book:
        """Return a book as it stands, without a lock."""
        return self._load(person).book

    def past(self, person: str) -> Iterator[Fact]:
        """Yield the facts that are older than those in the book."""
        seen = self.read(person).keys
        yield from (fact for fact in self._file(person).past() if fact.key not in seen)

    def reword(self, person: str, change: Change, first: datetime, before: datetime) -> int:
        """Keep what is past of somebody, between two moments, as `change` makes it; return how much that changed."""
        with self._lock(person):
            return self._file(person).reword(change, first, before)

    def people(self) -> list[str]:
        """Return the ids of all people."""
        return sorted(path.stem for path in self._people.glob("*.json"))

    def find(self, phone: str) -> str | None:
        """Return whose phone this is."""
        return self._known().owner(phone)

    def due(self, now: datetime) -> list[str]:
        """Return who wants to be woken by now."""
        return self._known().due(now)

    def next_wake(self) -> datetime | None:
        """Return the earliest moment at which anyone wants to be woken."""
        return self._known().earliest()

    def refresh(self) -> None:
        """Notice what another process has changed."""
        if self._index is not None:
            for person in self._feed.news():
                self._look(person, self._index)

    def notices(self) -> list[str]:
        """Return one sentence for each file that was set aside."""
        self._known()
        return [*self._damaged.notices(), *self._unread.values()]

    def append(self, kept: Kept, book: Book, wake: datetime | None, person: str) -> Kept:
        """Record a change; called with the person's lock held."""
        with self._phone_kept_free(kept.book, book):
            file = self._file(person)
            forgets = book.facts[: len(kept.book.facts)] != kept.book.facts
            kept = file.append(kept, book, wake)
        self.keep(kept)
        # From here on the change is on disk: what fails below is upkeep, and must not look as if it were not.
        if kept.size > self._fold_after or forgets:
            with suppress(OSError):
                kept = file.fold(kept, book.facts[-1].at if book.facts else book.person.since)
                self.keep(kept)
        return kept

    @contextmanager
    def _phone_kept_free(self, before: Book, after: Book) -> Iterator[None]:
        """Let nobody else take the phone that a change gives to a person."""
        if before.person.phone == after.person.phone:
            yield
            return
        with self._lock(NEW):
            self.refresh()
            if other := self.find(after.person.phone):
                raise taken(after, other)
            yield

    def keep(self, kept: Kept) -> None:
        """Remember a book and tell the others that it changed."""
        person = kept.book.person.id
        self._books.put(kept)
        if self._index is not None:
            self._index.put(person, kept.book.person.phone, kept.wake)
        with suppress(OSError):
            self._feed.tell(person)

    def _known(self) -> Index:
        """Return the index; the first time it is made from the files, and nobody sees it before it is whole."""
        with self._making:
            if self._index is None:
                self._feed.skip()
                index = Index()
                for person in self.people():
                    self._look(person, index)
                self._index = index
                self.refresh()
            return self._index

    def _look(self, person: str, index: Index) -> None:
        """Take what the files say of a person into the index."""
        try:
            kept = self._load(person)
        except (Problem, OSError) as error:
            self._forget(person)
            index.drop(person)
            if isinstance(error, OSError):
                self._unread[person] = f"the files of '{person}' cannot be opened ({error.strerror}); the others go on"
        else:
            index.put(person, kept.book.person.phone, kept.wake)

    def _load(self, person: str) -> Kept:
        file = self._file(person)
        try:
            remembered = self._books.get(person)
            if remembered is not None and remembered.mark == file.mark():
                return remembered
            return file.load()
        except FileNotFoundError:
            raise unknown_person(person, self.people()) from None
        except TooNew as error:
            raise Problem(f"{error} was written by a newer nudges", hint="use that one on this folder") from None
        except Damaged as error:
            raise self._set_aside(person, str(error)) from error

    def _set_aside(self, person: str, why: str) -> Problem:
        """Move a damaged book where nothing reads it, and say so."""
        file = self._file(person)
        moved = self._damaged.put(Path(file.document), Path(file.journal))
        self._forget(person)
        names = " and ".join(str(path) for path in moved)
        return Problem(f"the book of '{person}' cannot be read ({why})", hint=f"set aside, untouched, as {names}")

    def _forget(self, person: str) -> None:
        self._books.drop(person)
        if self._index is not None:
            self._index.drop(person)

    def _file(self, person: str) -> BookFile:
        if not SAFE.fullmatch(person):
            raise unknown_person(person, self.people())
        return BookFile(self._people, self._months, person, self._disk)

    def _lock(self, name: str) -> AbstractContextManager[None]:
        return locked(f"{self._locks}/{name}.lock", self._disk)


class _TinyPage:
    def __init__(self, store: TinyStore, person: str, kept: Kept) -> None:
        self._store, self._person, self._kept = store, person, kept

    @property
    def book(self) -> Book:
        return self._kept.book

    def commit(self, book: Book, wake: datetime | None) -> None:
        self._kept = self._store.append(self._kept, book, wake, self._person)
