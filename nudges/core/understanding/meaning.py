"""What understanding a text gives back."""

from enum import StrEnum

import msgspec

from nudges.core.words import Intent, Language, Outcome, Rest, Safety


class Pending(StrEnum):
    """The question of ours that is still open."""

    NOTHING = "nothing"
    CONSENT = "consent"
    SAFE_CHECK = "safe_check"


class Part(msgspec.Struct, frozen=True, omit_defaults=True):
    """How one of several nudges went: the one in its `place` (EVERY is each that is open), or of a named plan."""

    outcome: Outcome
    place: int | None = None
    plan: str | None = None


EVERY = 0
"""The place of an outcome that is meant for every open nudge."""


class Value(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What was said beside the intent: a rating 0 to 10, a count, when to ask again, how long to pause, a note.

    A pause may say when it `begins` and ends, in days as `dates.stretch` hands them on, and `why`; `zone` is a place,
    `language` one that we write, and `plan` the one that was chosen among several, `discreet` whether texts
    are to say nothing to others, `research` whether a study may have what they answer. An answer may be for a day that
    is past, so many days `ago`, or for a `part` of one (morning, afternoon, evening); it may have several `parts`, or
    say what the last one `meant`. `contact` is one of their own people with whom they were in touch.
    """

    rating: int | None = None
    count: int | None = None
    minutes: int | None = None
    at: str | None = None
    days: int | None = None
    begins: str | None = None
    until: str | None = None
    through: str | None = None
    why: Rest | None = None
    zone: str | None = None
    language: str | None = None
    plan: str | None = None
    note: str | None = None
    safe: bool | None = None
    discreet: bool | None = None
    research: bool | None = None
    parts: tuple[Part, ...] = ()
    ago: int | None = None
    part: str | None = None
    meant: bool | None = None
    contact: str | None = None


class Understanding(msgspec.Struct, frozen=True, kw_only=True):
    """What a text means, by which rule, and how sure that is (0 to 1)."""

    intent: Intent
    value: Value
    language: Language
    safety: Safety
    also: tuple[Intent, ...]
    rule: str
    sure: float
