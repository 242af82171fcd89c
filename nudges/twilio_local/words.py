"""Which words Twilio has for where a text stands and which way it goes."""

from datetime import UTC, datetime
from email.utils import format_datetime
from enum import StrEnum
from hashlib import blake2b

VERSION = "2010-04-01"


class Status(StrEnum):
    """Where a text stands."""

    SCHEDULED = "scheduled"
    ACCEPTED = "accepted"
    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"
    FAILED = "failed"
    CANCELED = "canceled"
    RECEIVED = "received"


FINAL = frozenset({Status.DELIVERED, Status.UNDELIVERED, Status.FAILED, Status.CANCELED, Status.RECEIVED})
"""Where nothing follows. A text may also stay at `sent`, where its carrier gives no receipts."""

DONE = FINAL | {Status.SENT}
"""Where Twilio has finished its own part, so that a text may be redacted or deleted."""


class Direction(StrEnum):
    """Which way a text goes, and what made it."""

    INBOUND = "inbound"
    API = "outbound-api"
    REPLY = "outbound-reply"


def sid(prefix: str, *parts: object) -> str:
    """Return an id as Twilio writes them: the same parts have the same id.

    >>> sid("SM", 1)[:2], len(sid("SM", 1))
    ('SM', 34)
    """
    return prefix + blake2b("/".join(map(str, parts)).encode(), digest_size=16).hexdigest()


def rfc_2822(moment: datetime | None) -> str | None:
    """Return a moment as Twilio writes it.

    >>> rfc_2822(datetime(2026, 3, 2, 12, 30, tzinfo=UTC))
    'Mon, 02 Mar 2026 12:30:00 +0000'
    """
    return None if moment is None else format_datetime(moment.astimezone(UTC))
