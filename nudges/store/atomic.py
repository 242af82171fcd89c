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


class Disk:
    """The calls by which files change and are locked: whatever can go wrong with a disk goes wrong in one of them."""

    def open(self, path: str, flags: int) -> int:
        """Return a file's number; one that is made is for its owner only."""
        return os.open(path, flags, FILE_MODE)

    def write(self, file: int, content: bytes | memoryview) -> int:
        """Write, and return how many bytes were written."""
        return os.write(file, content)

    def sync(self, file: int) -> None:
        """Return once everything in a file or folder survives a power cut."""
        os.fsync(file)

    def cut(self, file: int, size: int) -> None:
        """Leave only so many bytes in a file."""
        os.ftruncate(file, size)

    def close(self, file: int) -> None:
        """Give a file back, and its lock."""
        os.close(file)

    def rename(self, old: str, new: str) -> None:
        """Give a file another name, in one step; what had it before is gone."""
        os.replace(old, new)  # noqa: PTH105  Path objects cost as much as the call

    def lock(self, file: int) -> None:
        """Wait until a file is ours alone."""
        fcntl.flock(file, fcntl.LOCK_EX)


DISK = Disk()
"""The disk of this machine."""


class AtomicStorage(Storage):
    """A TinyDB storage that gathers the writes of one change in memory and puts them on disk in one step.

    TinyDB's own JSON storage rewrites the file in place, so a kill in the middle leaves half a file.
    """

    def __init__(self, path: Path, disk: Disk = DISK) -> None:
        self._path, self._disk = path, disk
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
        replace(self._path, msgspec.json.encode(self._data or {}), self._disk)


def replace(path: Path, content: bytes, disk: Disk = DISK) -> None:
    """Write a file so that whoever looks, even after a crash, sees the old content or the new."""
    fresh = str(path.with_name(f".{path.name}.new"))
    file = disk.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    try:
        write_all(file, content, disk)
        disk.sync(file)
    finally:
        disk.close(file)
    disk.rename(fresh, str(path))
    sync_folder(path.parent, disk)


@contextmanager
def locked(path: str, disk: Disk = DISK) -> Iterator[None]:
    """Hold a file's lock: against every other thread and process, and gone with whoever dies.

    A commit takes one each time. filelock's costs as much as the commit itself, so it guards only what is held long.
    """
    file = open_locked(path, os.O_RDWR, disk)
    try:
        yield
    finally:
        disk.close(file)


def open_locked(path: str, flags: int, disk: Disk = DISK) -> int:
    """Return an open file under its lock, surely the one of that name: another may have taken its place meanwhile."""
    while True:
        file = disk.open(path, flags | os.O_CREAT)
        disk.lock(file)
        with suppress(FileNotFoundError):
            if os.stat(path).st_ino == os.fstat(file).st_ino:  # noqa: PTH116  Path objects cost as much as the call
                return file
        disk.close(file)


def write_all(file: int, content: bytes, disk: Disk = DISK) -> None:
    """Write every byte, however many calls it takes."""
    view = memoryview(content)
    while view:
        view = view[disk.write(file, view) :]


def sync_folder(folder: Path, disk: Disk = DISK) -> None:
    """Make a rename, a new file or a removal in a folder survive a power cut."""
    handle = disk.open(str(folder), os.O_RDONLY)
    try:
        disk.sync(handle)
    finally:
        disk.close(handle)


def private_folder(path: Path) -> Path:
    """Return the folder, made for its owner only if it was not there."""
    path.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    return path
