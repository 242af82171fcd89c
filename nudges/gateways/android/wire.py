"""How the app writes: its resources as they come, and our ids in a form that it keeps and gives back."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime
from enum import StrEnum
from typing import NamedTuple

import msgspec

OURS = "nudges-"
"""What the ids of our messages begin with; other programs may send through the same phone."""


class State(StrEnum):
    """How far the app has come with a message."""

    PENDING = "Pending"
    CANCELLING = "Cancelling"
    CANCELLED = "Cancelled"
    PROCESSED = "Processed"
    SENT = "Sent"
    DELIVERED = "Delivered"
    FAILED = "Failed"


class Wire(msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """Something the app writes or reads; what it leaves out is the default here."""


class Text(Wire, frozen=True, kw_only=True):
    """The words of a message."""

    text: str


class Sending(Wire, frozen=True, kw_only=True):
    """A message as the app takes it; `ttl` is in seconds."""

    id: str
    phone_numbers: tuple[str, ...]
    text_message: Text
    ttl: int
    with_delivery_report: bool


class Recipient(Wire, frozen=True, kw_only=True):
    """One recipient of a message, and how far it came there."""

    phone_number: str
    state: State
    error: str = ""


class Sent(Wire, frozen=True, kw_only=True):
    """A message as the app keeps it."""

    id: str
    state: State
    recipients: tuple[Recipient, ...] = ()

    @property
    def error(self) -> str:
        """What the app says went wrong, if anything."""
        return next((each.error for each in self.recipients if each.error), "")


class Name(NamedTuple):
    """Whose message it is, and our id of it."""

    person: str
    id: str


def packed(name: Name) -> str:
    """Return the id of a message for the app: one part of a path, and no sign that the app cuts ids at.

    >>> packed(Name("ana", "nudge/walk/2026-11-24T12:30Z"))
    'nudges-YW5hCm51ZGdlL3dhbGsvMjAyNi0xMS0yNFQxMjozMFo'
    """
    return OURS + urlsafe_b64encode("\n".join(name).encode()).decode().rstrip("=")


def unpacked(id_: str) -> Name | None:
    """Return what an id of the app's stands for, or None where the message is not ours.

    >>> unpacked("nudges-YW5hCm51ZGdlL3dhbGsvMjAyNi0xMS0yNFQxMjozMFo")
    Name(person='ana', id='nudge/walk/2026-11-24T12:30Z')
    """
    packing = id_.removeprefix(OURS)
    try:
        person, _, id_of_ours = urlsafe_b64decode(packing + "=" * (-len(packing) % 4)).decode().partition("\n")
    except ValueError:
        return None
    name = Name(person, id_of_ours)
    return name if packed(name) == id_ else None


def java_hash(text: str) -> int:
    """Return the number by which Java knows a string, without a sign.

    >>> java_hash("hello"), java_hash("42")
    (99162322, 1662)
    """
    number, units = 0, text.encode("utf-16-be", "surrogatepass")
    for high, low in zip(units[::2], units[1::2], strict=True):
        number = (31 * number + (high << 8) + low) & 0xFFFFFFFF
    return number


def moment(text: str) -> datetime | None:
    """Return a moment that the app writes, or None: old phones write offsets that nobody can read."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found.astimezone(UTC) if found.tzinfo is not None else None
