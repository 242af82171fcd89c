"""Ways for texts to leave and to arrive: what every gateway promises, and what some can do beside that."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Protocol, runtime_checkable

import msgspec

from nudges.core.words import Status, Why


class Outgoing(msgspec.Struct, frozen=True, kw_only=True):
    """A message to hand over. `id` is ours, one of a `person`'s; after `expires` it is of no use any more."""

    id: str
    person: str = ""
    to: str
    text: str
    expires: datetime


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """The gateway took the message."""

    provider_id: str
    segments: int


class Refused(msgspec.Struct, frozen=True, kw_only=True):
    """The gateway did not take it, and it surely did not leave; `detail` says why in plain words.

    `code` is the provider's, and `after` how long it asks to wait where it may be tried again.
    """

    detail: str
    why: Why = Why.RECIPIENT
    code: int | None = None
    after: timedelta | None = None


class Unclear(msgspec.Struct, frozen=True, kw_only=True):
    """Nobody can say whether it left: look before sending anything again."""

    detail: str


class Absent(msgspec.Struct, frozen=True):
    """It surely did not leave."""


class Heard(msgspec.Struct, frozen=True, kw_only=True):
    """A text that arrived: the provider's id, who wrote, what, and how many pictures came with it.

    `opted_out` tells that the carrier has taken it for a stop (True) or for a start (False) already.
    """

    id: str
    phone: str
    text: str
    pictures: int = 0
    opted_out: bool | None = None


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What a provider says of a text that we sent: by its own id, and by ours and the person's where it has them."""

    provider_id: str
    status: Status
    id: str | None = None
    person: str | None = None
    code: int | None = None
    why: Why | None = None
    detail: str = ""

    def of(self, person: str, name: str) -> "Told":
        """Return the same about a message of ours, where the provider knows only its own number."""
        return msgspec.structs.replace(self, person=person, id=name)


class Posted(msgspec.Struct, frozen=True, kw_only=True):
    """A request as it came in: `url` is the address as the provider was given it, with its query."""

    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes


class Answered(msgspec.Struct, frozen=True, kw_only=True):
    """What to answer a provider at once."""

    status: int
    content_type: str
    body: str


class Gateway(Protocol):
    """A way for texts to leave. `platform_opt_out` says that the carrier answers STOP itself."""

    @property
    def dedicated(self) -> bool:
        """Whether its number is for this program alone; to a phone of somebody's own their friends write too."""

    @property
    def platform_opt_out(self) -> bool:
        """Whether a stop is confirmed by the carrier, so that we must not."""

    def send(self, message: Outgoing, now: datetime) -> Taken | Refused | Unclear:
        """Hand over a message, once."""

    def find(self, message: Outgoing) -> Taken | Absent | Unclear:
        """Return what became of a message that was perhaps handed over."""

    def forget(self, phone: str) -> None:
        """Erase what this gateway keeps of a phone."""


@runtime_checkable
class Pushes(Protocol):
    """A gateway whose provider calls us: with texts that arrive, and with what became of ours."""

    def read(self, request: Posted) -> list[Heard | Told] | None:
        """Return what a request says, or None where it is not surely the provider's. Nothing is ever raised."""

    def answer(self, *, known: bool) -> Answered:
        """Return the answer to a request, `known` to be the provider's or not."""


@runtime_checkable
class Polls(Protocol):
    """A gateway that can be asked what arrived, for those whom no provider can call."""

    def poll(self, since: datetime) -> list[Heard]:
        """Return what arrived since a moment, oldest first; the same text may come again."""

    def status(self, provider_id: str) -> Told | None:
        """Return how far a text came that was taken, or None where nobody knows yet."""


@runtime_checkable
class Lists(Protocol):
    """A way out that itself keeps a list of what arrived at a phone."""

    def arrived(self, phone: str) -> list[str]:
        """Return the ids of our texts that arrived, one as often as it did."""
