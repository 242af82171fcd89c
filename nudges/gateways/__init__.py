"""Ways for texts to leave: what every gateway promises."""

from datetime import datetime
from typing import Protocol

import msgspec


class Outgoing(msgspec.Struct, frozen=True, kw_only=True):
    """A message to hand over. `id` is ours; after `expires` it is of no use any more."""

    id: str
    to: str
    text: str
    expires: datetime


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """The gateway took the message."""

    provider_id: str
    segments: int


class Refused(msgspec.Struct, frozen=True, kw_only=True):
    """The gateway will never send it; `detail` says why."""

    detail: str


class Unclear(msgspec.Struct, frozen=True, kw_only=True):
    """Nobody can say whether it left: look before sending anything again."""

    detail: str


class Absent(msgspec.Struct, frozen=True):
    """It surely did not leave."""


class Gateway(Protocol):
    """A way for texts to leave. `platform_opt_out` says that the carrier answers STOP itself."""

    @property
    def platform_opt_out(self) -> bool:
        """Whether a stop is confirmed by the carrier, so that we must not."""

    def send(self, message: Outgoing, now: datetime) -> Taken | Refused | Unclear:
        """Hand over a message, once."""

    def find(self, message: Outgoing) -> Taken | Absent | Unclear:
        """Return what became of a message that was perhaps handed over."""

    def forget(self, phone: str) -> None:
        """Erase what this gateway keeps of a phone."""
