"""What a backup looks like: lines of JSON in one gzip file, which `zcat` shows, and a checksum of all at its end.

A line is one person's book, so that neither writing nor reading ever holds more than one.
"""

import gzip
import zlib
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from nudges.core import book as core
from nudges.core.problem import Problem

VERSION = 1

LONGEST = 1 << 28
"""So many bytes a line may have: no book is longer, and a file that says so would fill the memory."""

ANOTHER = "nothing was changed; take another backup"


class _Line(msgspec.Struct, frozen=True, kw_only=True, tag_field="is"):
    pass


class Head(_Line, frozen=True, kw_only=True, tag="nudges backup"):
    """The first line: what the file is, when it was begun, and by which program from which store."""

    version: int
    made: datetime
    program: str
    store: str


class File(_Line, frozen=True, kw_only=True, tag="file"):
    """A file of the data folder that is no book."""

    name: str
    content: bytes


class Book(_Line, frozen=True, kw_only=True, tag="book"):
    """Somebody's book as it was at a moment; with `again` it takes the place of the one before, which got old."""

    taken: datetime
    person: dict[str, Any]
    plans: list[Any]
    facts: list[Any]
    again: bool = False

    @property
    def id(self) -> str:
        """Whose it is."""
        return str(self.person["id"])

    @classmethod
    def of(cls, book: core.Book, taken: datetime, *, again: bool = False) -> "Book":
        """Return a book as a line."""
        return cls(
            taken=taken,
            person=core.encode(book.person),
            plans=[core.encode(plan) for plan in book.plans],
            facts=[core.encode(fact) for fact in book.facts],
            again=again,
        )

    def book(self) -> core.Book:
        """Return the line as a book."""
        return core.Book(core.decode_person(self.person), core.decode_plans(self.plans), core.decode_facts(self.facts))


class Gone(_Line, frozen=True, kw_only=True, tag="gone"):
    """Somebody who was erased while the backup was made: what stands of them before does not count."""

    person: str


class End(_Line, frozen=True, kw_only=True, tag="end"):
    """The last line: how many lines of each kind there are, and the SHA-256 of all that stands before it."""

    books: int
    facts: int
    files: int
    sha256: str


class _Any(msgspec.Struct, frozen=True, tag_field="is", tag="nudges backup"):
    """As much of a first line as every version has."""

    version: int


Line = Head | File | Book | Gone | End
_decoder: msgspec.json.Decoder[Line] = msgspec.json.Decoder(Line)


def read(path: Path) -> Iterator[Line]:
    """Yield the lines of a backup, the head first and the end last, or raise Problem where it is not whole."""
    summed, counts, ended = sha256(), {"books": 0, "facts": 0, "files": 0}, False
    for content, line in each(path):
        if ended:
            raise damaged(path, "something follows its end")
        if isinstance(line, End):
            ended = True
            if line != End(**counts, sha256=summed.hexdigest()):
                raise damaged(path, "its checksum is another")
        elif isinstance(line, Book):
            counts["books"] += 1
            counts["facts"] += len(line.facts)
        elif isinstance(line, File):
            counts["files"] += 1
        summed.update(content)
        yield line
    if not ended:
        raise damaged(path, "it has no end")


def each(path: Path) -> Iterator[tuple[bytes, Line]]:
    """Yield each line as it stands and what it is; whether all are there is not looked at."""
    try:
        with gzip.open(path, "rb") as file:
            first = True
            while content := file.readline(LONGEST):
                yield content, _line(path, content, first=first)
                first = False
            if first:
                raise Problem(f"{path} is empty", hint=ANOTHER)
    except (EOFError, zlib.error):
        raise damaged(path, "it ends too early, or was changed") from None
    except gzip.BadGzipFile:
        raise Problem(f"{path} is no backup of nudges, or a damaged one", hint=ANOTHER) from None
    except IsADirectoryError:
        raise Problem(f"{path} is a folder", hint="name the file in it") from None
    except FileNotFoundError:
        raise Problem(f"there is no file {path}", hint="nudges backup says where it wrote one") from None


def _line(path: Path, content: bytes, *, first: bool) -> Line:
    """Return a line; the first one says whether this is a file of ours, and the others are none of its kind."""
    try:
        if first:
            head = msgspec.json.decode(content, type=_Any)
            if head.version > VERSION:
                raise Problem(f"{path} was made by a newer nudges", hint="restore it with that one")
        line = _decoder.decode(content)
    except msgspec.DecodeError:
        if first:
            raise Problem(f"{path} is no backup of nudges", hint=ANOTHER) from None
        raise damaged(path, "a line of it cannot be read") from None
    if first is not isinstance(line, Head):
        raise damaged(path, "its lines are not in order")
    return line


def damaged(path: Path, why: str) -> Problem:
    """Return the problem of a file that is not whole."""
    return Problem(f"{path} is damaged: {why}", hint=ANOTHER)
