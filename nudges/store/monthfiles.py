"""What is past of one person: a TinyDB document for each month."""

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from pathlib import Path

import msgspec
from tinydb import TinyDB

from nudges.core.book import decode_facts, encode
from nudges.core.facts import Fact
from nudges.core.problem import Problem
from nudges.store import Change
from nudges.store.atomic import AtomicStorage, Disk, private_folder

UNREADABLE = (msgspec.DecodeError, msgspec.ValidationError, Problem, KeyError, ValueError, TypeError, AttributeError)


class Damaged(Exception):
    """A file does not hold what it must."""


class MonthFiles:
    """The months of one person. The caller holds the person's lock, except for `all`."""

    def __init__(self, folder: Path, disk: Disk) -> None:
        self._folder, self._disk = folder, disk

    def add(self, past: tuple[Fact, ...]) -> None:
        """Add facts to the documents of their months; those a crash has already put there stay as they are."""
        for month, facts in groupby(sorted(past, key=lambda fact: fact.at), lambda fact: f"{fact.at:%Y-%m}"):
            database = self._open(private_folder(self._folder) / f"{month}.json")
            table = database.table("facts", cache_size=0)
            known = {fact.key for fact in decode_facts(table.all())}
            table.insert_multiple(encode(fact) for fact in facts if fact.key not in known)
            _flush(database)

    def all(self) -> Iterator[Fact]:
        """Yield the facts, oldest month first."""
        for path in self._paths():
            yield from self._of(path)

    def reword(self, change: Change, first: datetime, before: datetime) -> int:
        """Keep the facts between two moments as `change` makes them; return how many it changed."""
        changed = 0
        for path in self._paths():
            if f"{first:%Y-%m}" <= path.stem <= f"{before:%Y-%m}":
                new = change(facts := self._of(path))
                differ = sum(one != other for one, other in zip(facts, new, strict=True))
                if differ:
                    database = self._open(path)
                    database.drop_table("facts")
                    database.table("facts", cache_size=0).insert_multiple(map(encode, new))
                    _flush(database)
                changed += differ
        return changed

    def _paths(self) -> list[Path]:
        return sorted(self._folder.glob("*.json")) if self._folder.exists() else []

    def _of(self, path: Path) -> tuple[Fact, ...]:
        try:
            return decode_facts(self._open(path).table("facts", cache_size=0).all())
        except UNREADABLE as error:
            hint = "move it away and keep it; the rest is whole"
            raise Problem(f"{path} cannot be read", hint=hint) from Damaged(str(error))

    def _open(self, path: Path) -> TinyDB:
        return TinyDB(path, storage=AtomicStorage, disk=self._disk)


def _flush(database: TinyDB) -> None:
    storage = database.storage
    assert isinstance(storage, AtomicStorage)
    storage.flush()
