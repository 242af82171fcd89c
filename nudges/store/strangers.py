"""Texts from numbers that belong to nobody here: that they came is kept, and nothing of what they say."""

import os
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from threading import Lock

import msgspec


class Stranger(msgspec.Struct, frozen=True, kw_only=True):
    """One such text: the provider's id, when it came, a mark that tells the number from others, and the danger."""

    id: str
    at: datetime
    mark: str
    safety: str


class Strangers:
    """A list in a file, or in memory where there is no path."""

    def __init__(self, path: Path | None = None, key: bytes = b"") -> None:
        self._path, self._key, self._guard = path, key[:64], Lock()
        self._seen = {each.id: each for each in _read(path)}

    def first(self, name: str, phone: str, safety: str, now: datetime) -> bool:
        """Record a text; whether it came for the first time."""
        mark = blake2b(phone.encode(), key=self._key, digest_size=8).hexdigest()
        with self._guard:
            if name in self._seen:
                return False
            stranger = self._seen[name] = Stranger(id=name, at=now, mark=mark, safety=safety)
            if self._path is not None:
                self._append(self._path, msgspec.json.encode(stranger) + b"\n")
            return True

    def knows(self, name: str) -> bool:
        """Whether a text came before."""
        with self._guard:
            return name in self._seen

    def latest(self, phone: str, safety: str) -> datetime | None:
        """Return when a number last wrote of such danger."""
        mark = blake2b(phone.encode(), key=self._key, digest_size=8).hexdigest()
        return max((s.at for s in self._seen.values() if (s.mark, s.safety) == (mark, safety)), default=None)

    @property
    def count(self) -> int:
        """How many such texts came."""
        return len(self._seen)

    @staticmethod
    def _append(path: Path, line: bytes) -> None:
        with open(path, "ab", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            file.write(line)
            file.flush()
            os.fsync(file.fileno())


def _read(path: Path | None) -> list[Stranger]:
    """Return what is kept; a line that was cut off does not count."""
    try:
        lines = path.read_bytes().splitlines() if path is not None else []
    except FileNotFoundError:
        return []
    found = []
    for line in lines:
        try:
            found.append(msgspec.json.decode(line, type=Stranger))
        except msgspec.DecodeError:
            continue
    return found
