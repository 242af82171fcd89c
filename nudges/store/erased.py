"""Who was erased: marks of them, kept so that an older backup does not bring anybody back."""

import os
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path

from nudges.core.values import Person
from nudges.store.atomic import FILE_MODE, sync_folder


class Erased:
    """A list of marks in a file, or in memory where there is no path. Without the key a mark tells nothing of anyone.

    Lists of several machines may be put behind one another.
    """

    def __init__(self, path: Path | None = None, key: Callable[[], bytes] = bytes) -> None:
        self._path, self._key = path, key
        self._marks: set[str] = set()

    def add(self, person: Person) -> None:
        """Keep the mark of somebody who is erased."""
        mark = self._mark(person)
        self._marks.add(mark)
        if self._path is not None and mark not in _lines(self._path):
            new = not self._path.exists()
            with open(self._path, "ab", opener=lambda name, flags: os.open(name, flags, FILE_MODE)) as file:
                file.write(f"{mark}\n".encode())
                file.flush()
                os.fsync(file.fileno())
            if new:
                sync_folder(self._path.parent)

    def knows(self, person: Person) -> bool:
        """Whether somebody was erased: they, and nobody who was added later under the same name."""
        self._marks |= _lines(self._path) if self._path is not None and not self._marks else set()
        return self._mark(person) in self._marks

    def _mark(self, person: Person) -> str:
        name = f"{person.id}\n{person.since.isoformat()}"
        return blake2b(name.encode(), key=self._key()[:64], digest_size=16).hexdigest()


def _lines(path: Path) -> set[str]:
    try:
        return set(path.read_text("ascii", errors="replace").split())
    except FileNotFoundError:
        return set()
