"""What every fact has: a moment, and a natural key."""

from datetime import datetime

import msgspec

MINUTES, SECONDS = 16, 19
"""How long a moment is as text up to its minutes, and up to its seconds."""


class Recorded(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False, tag_field="fact"):
    """Something that happened, at a moment in UTC."""

    at: datetime

    @property
    def key(self) -> str:
        """The natural key: the same thing told twice has the same one, and a store refuses it."""
        raise NotImplementedError


def stamp(moment: datetime) -> str:
    """Return a moment in UTC as it stands in keys, to the microsecond where it has any."""
    return moment.isoformat(timespec="auto").replace("+00:00", "Z")


def nudge_id(plan: str, due: datetime) -> str:
    """Return the natural key of a nudge: one plan, one due moment.

    >>> from datetime import UTC
    >>> nudge_id("three-breaths", datetime(2026, 11, 24, 12, 30, tzinfo=UTC))
    'nudge/three-breaths/2026-11-24T12:30Z'
    """
    return f"nudge/{plan}/{due.isoformat()[: SECONDS if due.second else MINUTES]}Z"
