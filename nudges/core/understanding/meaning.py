"""What understanding a text gives back."""

from enum import StrEnum

import msgspec

from nudges.core.words import Intent, Language, Safety


class Pending(StrEnum):
    """The question of ours that is still open."""

    NOTHING = "nothing"
    CONSENT = "consent"
    SAFE_CHECK = "safe_check"


class Value(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What was said beside the intent: a rating 0 to 10, a count, when to ask again, how long to pause, a note."""

    rating: int | None = None
    count: int | None = None
    minutes: int | None = None
    at: str | None = None
    days: int | None = None
    note: str | None = None
    safe: bool | None = None


class Understanding(msgspec.Struct, frozen=True, kw_only=True):
    """What a text means, by which rule, and how sure that is (0 to 1)."""

    intent: Intent
    value: Value
    language: Language
    safety: Safety
    also: tuple[Intent, ...]
    rule: str
    sure: float
