"""Who changed lately: a file to which every process adds a name, so that the others need not look at all files."""

import os
from collections.abc import Callable
from io import BufferedReader
from pathlib import Path
from threading import Lock
from weakref import finalize

from nudges.store.atomic import DISK, Disk, open_locked

LONGEST = 1024 * 1024


class Feed:
    """A growing list of names. One that got long is left behind for a new one; whoever starts looks at everything."""

    def __init__(self, path: Path, longest: int = LONGEST, disk: Disk = DISK) -> None:
        self._disk = disk
        self._name, self._before, self._longest = str(path), f"{path}.old", longest
        self._reading: BufferedReader | None = None
        self._close: Callable[[], object] = lambda: None
        self._one_at_a_time = Lock()

    def tell(self, name: str) -> None:
        """Say that something of this name changed."""
        # A list that was left behind meanwhile is not written to any more.
        file = open_locked(self._name, os.O_WRONLY | os.O_APPEND, self._disk)
        try:
            self._disk.write(file, f"{name}\n".encode())
            if os.fstat(file).st_size > self._longest:
                self._disk.rename(self._name, self._before)
        finally:
            self._disk.close(file)

    def news(self) -> list[str]:
        """Return the names that were told since the last call, each once."""
        with self._one_at_a_time:
            told = _lines(self._reading)
            if (current := _opened(self._name)) is not None and not _same(current, self._reading):
                # Nobody writes to a list that was left behind, so what it holds now is all.
                told += _lines(self._reading)
                between = _opened(self._before)
                if between is not None and self._reading is not None and not _same(between, self._reading):
                    told += _lines(between)
                told += _lines(current)
                if between is not None:
                    between.close()
                self._close()
                self._reading, self._close = current, finalize(self, current.close)
            elif current is not None:
                current.close()
        return [name.decode() for name in dict.fromkeys(told)]

    def skip(self) -> None:
        """Take everything told so far as known."""
        self.news()


def _opened(path: str) -> BufferedReader | None:
    try:
        return Path(path).open("rb")
    except FileNotFoundError:
        return None


def _same(one: BufferedReader, other: BufferedReader | None) -> bool:
    # A reader keeps its file open, so that its number cannot be given to another file meanwhile.
    return other is not None and os.path.sameopenfile(one.fileno(), other.fileno())


def _lines(file: BufferedReader | None) -> list[bytes]:
    """Return the whole lines from where the file was read to; half a line is read again next time."""
    if file is None:
        return []
    begun = file.tell()
    content = file.read()
    whole = content.rfind(b"\n") + 1
    file.seek(begun + whole)
    return content[:whole].split()
