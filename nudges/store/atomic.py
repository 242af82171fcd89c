"""How a file is replaced: wholly or not at all, and for its owner only."""

import fcntl
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import msgspec
from tinydb.storages import Storage

FOLDER_MODE, FILE_MODE = 0o700, 0o600


class AtomicStorage(Storage):
    """A TinyDB storage that gathers the writes of one change in memory and puts them on disk in one step.

    TinyDB's own JSON storage rewrites the file in place, so a kill in the middle leaves half a file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._data: dict[str, dict[str, Any]] | None = None

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Return what the file holds, with the changes made so far."""
        if self._data is None:
            with suppress(FileNotFoundError):
                self._data = msgspec.json.decode(self._path.read_bytes(), type=dict[str, dict[str, Any]])
        return self._data

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Remember a change."""
        self._data = {table: dict(rows) for table, rows in data.items()}

    def flush(self) -> None:
        """Put the changes on disk, all or none."""
        replace(self._path, msgspec.json.encode(self._data or {}))


def replace(path: Path, content: bytes) -> None:
    """Write a file so that whoever looks, even after a crash, sees the old content or the new."""
    fresh = path.with_name(f".{path.name}.new")
    file = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, FILE_MODE)
    try:
        write_all(file, content)
        os.fsync(file)
    finally:
        os.close(file)
    fresh.rename(path)
    sync_folder(path.parent)


@contextmanager
def locked(path: str) -> Iterator[None]:
    """Hold a file's lock: against every other thread and process, and gone with whoever dies.

    A commit takes one each time. filelock's costs as much as the commit itself, so it guards only what is held long.
    """
    file = open_locked(path, os.O_RDWR)
    try:
        yield
    finally:
        os.close(file)


def open_locked(path: str, flags: int) -> int:
    """Return an open file under its lock, surely the one of that name: another may have taken its place meanwhile."""
    while True:
        file = os.open(path, flags | os.O_CREAT, FILE_MODE)
        fcntl.flock(file, fcntl.LOCK_EX)
        with suppress(FileNotFoundError):
            if os.stat(path).st_ino == os.fstat(file).st_ino:  # noqa: PTH116  Path objects cost as much as the call
                return file
        os.close(file)


def write_all(file: int, content: bytes) -> None:
    """Write every byte, however many calls it takes."""
    view = memoryview(content)
    while view:
        view = view[os.write(file, view) :]


def sync_folder(folder: Path) -> None:
    """Make a rename, a new file or a removal in a folder survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def private_folder(path: Path) -> Path:
    """Return the folder, made for its owner only if it was not there."""
    path.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    return path
