"""A disk that tears, fills up, fails and forgets: what was not fsynced may be gone once the power is cut."""

import errno
import fcntl
import os
import random
from contextlib import suppress
from pathlib import Path

from nudges.store.atomic import Disk
from tests.simulation.world.scheduler import Killed, Process, Scheduler
from tests.simulation.world.weather import Weather

Before = int | bytes | None
"""What surely survives of a file: so many of its first bytes, other bytes, or nothing at all."""


class Platter:
    """What is really on a disk, as against what everybody sees until the power is cut."""

    def __init__(self, dice: random.Random) -> None:
        self._dice = dice
        self._content: dict[str, Before] = {}
        self._names: dict[str, Before] = {}

    def grows(self, path: str, size: int) -> None:
        """Take in that a file is about to be written to at its end."""
        self._content.setdefault(path, size)

    def shrinks(self, path: str) -> None:
        """Take in that a file is about to be cut."""
        if not isinstance(self._content.get(path), bytes):
            kept = self._content.get(path)
            content = Path(path).read_bytes()
            self._content[path] = content[:kept] if isinstance(kept, int) else content

    def made(self, path: str) -> None:
        """Take in that a name is new in its folder."""
        self._names.setdefault(path, None)

    def renamed(self, old: str, new: str, before: bytes | None) -> None:
        """Take in that a file has another name now, and what had that name before."""
        self._names.setdefault(new, before)
        self._names.pop(old, None)
        self._content.pop(new, None)
        if old in self._content:
            self._content[new] = self._content.pop(old)

    def synced(self, path: str) -> None:
        """Take in that a file or a folder has reached the platter."""
        self._content.pop(path, None)
        for name in [name for name in self._names if name.rpartition("/")[0] == path]:
            del self._names[name]

    def cut_power(self) -> None:
        """Leave of everything what reached the platter, and of the rest whatever the die says."""
        for path, before in self._content.items():
            with suppress(FileNotFoundError):
                self._tear(Path(path), before)
        for path, before in self._names.items():
            if self._dice.random() < 0.5:
                if isinstance(before, bytes):
                    Path(path).write_bytes(before)
                else:
                    Path(path).unlink(missing_ok=True)
        self._content.clear()
        self._names.clear()

    def _tear(self, path: Path, before: Before) -> None:
        now = path.read_bytes()
        if isinstance(before, int):
            path.write_bytes(now[: self._dice.randint(min(before, len(now)), len(now))])
        elif isinstance(before, bytes) and self._dice.random() < 0.5:
            path.write_bytes(before)


class BadDisk(Disk):
    """The disk as one process has it."""

    def __init__(self, scheduler: Scheduler, weather: Weather, process: Process, platter: Platter) -> None:
        self._scheduler, self._weather, self._process, self._platter = scheduler, weather, process, platter
        self._paths: dict[int, str] = {}

    def open(self, path: str, flags: int) -> int:
        """Open a file, unless the process is no more."""
        self._live()
        new = bool(flags & os.O_CREAT) and not os.path.exists(path)  # noqa: PTH110
        file = super().open(path, flags)
        self._paths[file] = path
        if new:
            self._platter.made(path)
        if flags & os.O_TRUNC:
            self._platter.grows(path, 0)
        return file

    def write(self, file: int, content: bytes | memoryview) -> int:
        """Write all, a part, or nothing."""
        self._live()
        path = self._paths[file]
        if path.endswith("/changes"):  # held under a lock of its own, and never fsynced
            return super().write(file, content)
        self._scheduler.pause("write")
        self._platter.grows(path, os.fstat(file).st_size)
        some = memoryview(content)
        if self._weather.strikes("disk full"):
            super().write(file, some[: self._scheduler.dice.randrange(len(some))])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        if self._weather.strikes("torn write"):
            super().write(file, some[: self._scheduler.dice.randrange(len(some))])
            self._scheduler.kill(self._process)
            raise Killed
        if self._weather.strikes("short write"):
            some = some[: 1 + self._scheduler.dice.randrange(len(some))]
        return super().write(file, some)

    def sync(self, file: int) -> None:
        """Let what was written reach the platter, or fail."""
        self._scheduler.pause("sync")
        if self._weather.strikes("failed fsync"):
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        self._platter.synced(self._paths[file])

    def cut(self, file: int, size: int) -> None:
        """Cut a file."""
        self._scheduler.pause("cut")
        self._platter.shrinks(self._paths[file])
        super().cut(file, size)

    def close(self, file: int) -> None:
        """Close a file: that happens to a dead process too."""
        self._paths.pop(file, None)
        super().close(file)
        self._scheduler.released()

    def rename(self, old: str, new: str) -> None:
        """Give a file another name."""
        self._scheduler.pause("rename")
        before = Path(new).read_bytes() if os.path.exists(new) else None  # noqa: PTH110
        super().rename(old, new)
        self._platter.renamed(old, new, before)
        self._scheduler.pause("renamed")

    def lock(self, file: int) -> None:
        """Wait for a lock, while the others go on."""
        self._scheduler.wait(lambda: _taken(file))
        self._live()

    def _live(self) -> None:
        if not self._process.alive:
            raise Killed


def _taken(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
