"""Whose week a link shows, and for how long."""

from datetime import datetime, timedelta
from typing import Annotated
from urllib.parse import quote

import msgspec
from itsdangerous import BadData, URLSafeSerializer

from nudges.core.values import Person

SALT = "nudges.report"
LINK_LASTS = timedelta(days=60)
Moment = Annotated[datetime, msgspec.Meta(tz=True)]


class Link(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """Whose week a link shows, and when it was made.

    `since` tells the person from somebody new who has the same id after them.
    """

    person: str
    since: Moment
    week: str
    made: Moment

    def is_of(self, person: Person) -> bool:
        """Whether this is the person it was made for."""
        return (self.person, self.since) == (person.id, person.since)


def report_link(secret: bytes, person: Person, week: str, base: str, now: datetime) -> str:
    """Return the address of a person's week, such as `2026-W47`, below the address of a server."""
    token = _signer(secret).dumps(msgspec.to_builtins(Link(person.id, person.since, week, now)))
    return f"{base.rstrip('/')}/reports/{quote(str(token))}"


def read_link(secret: bytes, token: str, now: datetime) -> Link | None:
    """Return whose week a token shows, or None where it is forged, cut off or too old."""
    try:
        link = msgspec.convert(_signer(secret).loads(token), Link)
    except (BadData, msgspec.ValidationError):
        return None
    return link if now - link.made <= LINK_LASTS else None


def _signer(secret: bytes) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt=SALT)
