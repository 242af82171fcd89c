"""A phone without a carrier: what it receives is a line in a file, and a page or a terminal shows it."""

import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import msgspec

from nudges.core.sms import measure
from nudges.gateways import Absent, Outgoing, Taken, Unclear


class Received(msgspec.Struct, frozen=True, kw_only=True):
    """One text as the phone received it."""

    id: str
    at: datetime
    text: str


class PhoneGateway:
    """Phones as files in a folder. It takes every text it is given, twins too: it is the witness of what we send."""

    platform_opt_out = False
    dedicated = True

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._folder = folder

    def send(self, message: Outgoing, now: datetime) -> Taken:
        """Let the phone receive a text."""
        # It begins with a new line too: what a crash cut off before it must not swallow it.
        line = b"\n" + msgspec.json.encode(Received(id=message.id, at=now, text=message.text)) + b"\n"
        with open(self._path(message.to), "ab", opener=_for_its_owner) as file:
            file.write(line)
            file.flush()
            os.fsync(file.fileno())
        return _taken(message)

    def find(self, message: Outgoing) -> Taken | Absent | Unclear:
        """Look whether the phone has received a text of this id."""
        found = any(received.id == message.id for received in self.received(message.to))
        return _taken(message) if found else Absent()

    def forget(self, phone: str) -> None:
        """Throw the phone away."""
        self._path(phone).unlink(missing_ok=True)

    def received(self, phone: str) -> list[Received]:
        """Return what a phone has received, oldest first; a line that was cut off does not count."""
        try:
            content = self._path(phone).read_bytes()
        except FileNotFoundError:
            return []
        return list(_whole(content[: content.rfind(b"\n") + 1]))

    def arrived(self, phone: str) -> list[str]:
        """Return the ids of our texts that arrived, one as often as it did."""
        return [each.id for each in self.received(phone)]

    def _path(self, phone: str) -> Path:
        return self._folder / f"{phone}.jsonl"


def _for_its_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _whole(content: bytes) -> Iterator[Received]:
    for line in filter(None, content.splitlines()):
        with suppress(msgspec.DecodeError):
            yield msgspec.json.decode(line, type=Received)


def _taken(message: Outgoing) -> Taken:
    return Taken(provider_id=f"phone/{message.id}", segments=measure(message.text).segments)
