"""One person's files: a TinyDB document, a journal of what came after it, and one document per past month.

A commit is one line appended to the journal and fsynced: on disk that is the cheapest thing that lasts, and a
line that was cut off by a crash is known by its missing end. Every so often the journal is folded into the
document, which is replaced in one step. Lines the document has already taken in are known by their number, so
a crash between the two steps changes nothing.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
from tinydb import TinyDB

from nudges.core.at_hand import recent
from nudges.core.book import Book, decode_facts, decode_person, decode_plans, encode
from nudges.core.facts import Fact
from nudges.core.forget import forgotten
from nudges.store import Change
from nudges.store.atomic import DISK, AtomicStorage, Disk, sync_folder, write_all
from nudges.store.monthfiles import UNREADABLE, Damaged, MonthFiles

VERSION = 1
"""What the documents look like; one that is newer is left alone, not taken for damaged."""

FOLD_AFTER = 48 * 1024
"""Bytes of journal after which it is folded into the document."""


class TooNew(Exception):
    """A file was written by a newer version."""


class Line(msgspec.Struct, frozen=True, omit_defaults=True):
    """One commit: what is new, and the profile and plans where they changed."""

    seq: int
    birth: str
    wake: datetime | None = None
    facts: list[Any] = []
    person: dict[str, Any] | None = None
    plans: list[Any] | None = None


class Kept(msgspec.Struct, frozen=True):
    """A book as the files hold it: `size` is where the journal's last whole line ends."""

    book: Book
    wake: datetime | None
    seq: int
    size: int
    mark: tuple[int, ...]
    birth: str


_lines = msgspec.json.Decoder(Line)
_encode = msgspec.json.Encoder().encode


class BookFile:
    """The files of one person. The caller holds the person's lock, except for `load`."""

    def __init__(self, people: Path, months: Path, person: str, disk: Disk = DISK) -> None:
        # As strings: making Path objects costs as much as the file calls themselves.
        self.document = f"{people}/{person}.json"
        self.journal = f"{people}/{person}.log"
        self._months = f"{months}/{person}"
        self._disk = disk

    @property
    def months(self) -> Path:
        """Where the documents of past months are."""
        return Path(self._months)

    def exists(self) -> bool:
        """Whether there is such a person."""
        return os.path.exists(self.document)  # noqa: PTH110  see above

    def mark(self) -> tuple[int, ...]:
        """Return what changes whenever the files do; FileNotFoundError if there are none."""
        document = os.stat(self.document)  # noqa: PTH116  see above
        try:
            journal = os.stat(self.journal).st_size  # noqa: PTH116  see above
        except FileNotFoundError:
            journal = 0
        return document.st_ino, document.st_mtime_ns, document.st_size, journal

    def load(self) -> Kept:
        """Return the book, read so that a change meanwhile cannot mix two states; raise Damaged if unreadable."""
        while True:
            before = self.mark()
            content = Path(self.document).read_bytes()
            journal = Path(self.journal).read_bytes() if before[-1] else b""
            if self.mark() == before:
                return self._read(content, journal, before)

    def _read(self, content: bytes, journal: bytes, mark: tuple[int, ...]) -> Kept:
        try:
            tables = msgspec.json.decode(content, type=dict[str, dict[str, Any]])
            meta = tables["meta"]["1"]
            if int(meta["version"]) > VERSION:
                raise TooNew(self.document)
            wake = msgspec.convert(meta["wake"], datetime | None)
            plans = list(tables.get("plans", {}).values())
            facts, seq = list(tables.get("facts", {}).values()), int(meta["seq"])
            person, whole = tables["person"]["1"], journal.rfind(b"\n") + 1
            for line in map(_lines.decode, journal[:whole].splitlines()):
                # A line of another birth is left over from someone who was removed.
                if line.seq > seq and line.birth == meta["birth"]:
                    seq, wake = line.seq, line.wake
                    person, plans = line.person or person, plans if line.plans is None else line.plans
                    facts += line.facts
            # Words that were taken back may still stand in a line of the journal, which is never written again.
            book = Book(decode_person(person), decode_plans(plans), forgotten(decode_facts(facts)))
        except UNREADABLE as error:
            raise Damaged(str(error)) from error
        return Kept(book, wake, seq, whole, mark, meta["birth"])

    def append(self, kept: Kept, book: Book, wake: datetime | None) -> Kept:
        """Record what the book has more than the kept one, and return it as kept now."""
        line = Line(
            seq=kept.seq + 1,
            birth=kept.birth,
            wake=wake,
            facts=[encode(fact) for fact in book.facts[len(kept.book.facts) :]],
            person=encode(book.person) if book.person != kept.book.person else None,
            plans=[encode(plan) for plan in book.plans] if book.plans != kept.book.plans else None,
        )
        content = _encode(line) + b"\n"
        file = self._disk.open(self.journal, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        try:
            if os.fstat(file).st_size > kept.size:
                self._disk.cut(file, kept.size)
            self._append_line(file, content, kept.size)
        finally:
            self._disk.close(file)
        size = kept.size + len(content)
        return Kept(book, wake, line.seq, size, (*kept.mark[:3], size), kept.birth)

    def _append_line(self, file: int, content: bytes, size: int) -> None:
        try:
            write_all(file, content, self._disk)
            self._disk.sync(file)
            if size == 0:  # the journal may be new, and its name not on disk yet
                sync_folder(Path(self.journal).parent, self._disk)
        except OSError:
            self._disk.cut(file, size)
            raise

    def fold(self, kept: Kept, now: datetime) -> Kept:
        """Put everything into the document, past months into their own, and empty the journal."""
        facts, past = recent(kept.book.facts, now)
        self._past().add(past)
        book = Book(kept.book.person, kept.book.plans, facts)
        database = TinyDB(Path(self.document), storage=AtomicStorage, disk=self._disk)
        for table, rows in _tables(book, kept).items():
            database.drop_table(table)
            database.table(table, cache_size=0).insert_multiple(rows)
        storage = database.storage
        assert isinstance(storage, AtomicStorage)
        storage.flush()
        self._empty_journal()
        return Kept(book, kept.wake, kept.seq, 0, self.mark(), kept.birth)

    def _empty_journal(self) -> None:
        with suppress(FileNotFoundError):
            file = self._disk.open(self.journal, os.O_WRONLY)
            try:
                self._disk.cut(file, 0)
            finally:
                self._disk.close(file)

    def past(self) -> Iterator[Fact]:
        """Yield the facts of past months, oldest first."""
        return self._past().all()

    def reword(self, change: Change, first: datetime, before: datetime) -> int:
        """Keep the facts of past months between two moments as `change` makes them; return how many it changed."""
        return self._past().reword(change, first, before)

    def _past(self) -> MonthFiles:
        return MonthFiles(self.months, self._disk)

    def remove(self) -> None:
        """Erase every file of the person."""
        document = Path(self.document)
        paths = [*self.months.glob("*")] if self.months.exists() else []
        paths += document.parent.glob(f".{document.name}*")
        # The document goes before the journal: an older document alone would be a book without its last facts.
        for path in [*paths, document, Path(self.journal)]:
            path.unlink(missing_ok=True)
        if self.months.exists():
            self.months.rmdir()


def _tables(book: Book, kept: Kept) -> dict[str, list[dict[str, Any]]]:
    wake = kept.wake.astimezone(UTC).isoformat() if kept.wake else None
    return {
        "meta": [{"version": VERSION, "birth": kept.birth, "seq": kept.seq, "wake": wake}],
        "person": [encode(book.person)],
        "plans": [encode(plan) for plan in book.plans],
        "facts": [encode(fact) for fact in book.facts],
    }
