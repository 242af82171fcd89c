"""Our wording: the texts a plan draws from, and the answers to what people write."""

import re
import zlib
from collections.abc import Mapping
from enum import StrEnum

import msgspec

from nudges.core.values import Quiet
from nudges.core.words import Ask, Language, Safety

PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


class TextKind(StrEnum):
    """What a text of a plan does: four kinds to draw from, those that tell others nothing, and the very first one."""

    PROMPT = "prompt"
    REASON = "reason"
    SMALLER = "smaller"
    QUESTION = "question"
    DISCREET = "discreet"
    FIRST = "first"


DRAWN = (TextKind.PROMPT, TextKind.REASON, TextKind.SMALLER, TextKind.QUESTION)
"""The kinds that a nudge is usually drawn from."""


class Text(msgspec.Struct, frozen=True, kw_only=True):
    """One text of a plan, with its places in braces: `{cue}`, `{contact}`, `{own}`."""

    kind: TextKind
    words: str


class StepKind(StrEnum):
    """What answers a step: words, a number from 0 to 10, or one of a few words."""

    WORDS = "words"
    RATING = "rating"
    CHOICE = "choice"


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One question of a plan that asks in steps. It comes right after an answer, or `after` minutes of the first."""

    id: str
    ask: Mapping[Language, str]
    kind: StepKind = StepKind.WORDS
    choices: Mapping[Language, tuple[str, ...]] = {}
    after: int = 0


class Own(msgspec.Struct, frozen=True, kw_only=True):
    """What a plan takes of the person's own: what it is, what stands there until they say it, and how many at most."""

    what: Mapping[Language, str]
    otherwise: Mapping[Language, str]
    most: int = 1


class LibraryPlan(msgspec.Struct, frozen=True, kw_only=True):
    """A ready plan of the library. `when` is a phrase; `goal` is times a week; `grace` is in minutes.

    `holds` are the tiers of danger after which it rests until somebody brings it back. `steps` are asked one by one
    once somebody answers; each `keyword`, texted alone, begins with the first at any hour. `ending` is the choice
    after which the plan has done its work and rests for good; `quiet` is after how long without an answer fewer come.
    """

    id: str
    version: int
    category: str
    title: Mapping[Language, str]
    why: str
    evidence: str
    limit: str
    action: Mapping[Language, str]
    cue: Mapping[Language, str]
    cues: Mapping[Language, tuple[str, ...]]
    when: str
    goal: int | None
    ask: Ask
    grace: int
    contacts: bool
    smaller: Mapping[Language, str]
    logged: str
    reported: str
    safety: Mapping[Language, str]
    review: str
    techniques: tuple[str, ...] = ()
    audience: str = "person"
    own: Own | None = None
    ending: str | None = None
    holds: tuple[Safety, ...] = ()
    steps: tuple[Step, ...] = ()
    keyword: Mapping[Language, tuple[str, ...]] = {}
    quiet: Quiet | None = None


class Stretch(msgspec.Struct, frozen=True, kw_only=True):
    """Some weeks of a course: what they are about, and the days of the week on which each plan comes."""

    weeks: int
    focus: Mapping[Language, str]
    plans: Mapping[str, str]
    taper: bool = False


class Course(msgspec.Struct, frozen=True, kw_only=True):
    """Plans one after another, one text a day in all, that end by themselves."""

    id: str
    version: int
    audience: str
    title: Mapping[Language, str]
    about: Mapping[Language, str]
    begins: Mapping[Language, str]
    ends: Mapping[Language, str]
    stretches: tuple[Stretch, ...]
    review: str

    @property
    def weeks(self) -> int:
        """How many weeks it takes."""
        return sum(stretch.weeks for stretch in self.stretches)


class Lines(msgspec.Struct, frozen=True, kw_only=True):
    """Whom a person in danger can call or text, as phrases for a sentence."""

    line: str
    violence: str
    emergency: str


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """Everything we may say: per language, the texts of each plan and the answers by name; per country, who helps.

    `ready` are the plans of the library, `courses` what they add up to.
    """

    plans: Mapping[Language, Mapping[str, tuple[Text, ...]]]
    answers: Mapping[Language, Mapping[str, tuple[str, ...]]]
    lines: Mapping[str, Mapping[Language, Lines]] = {}
    ready: Mapping[str, LibraryPlan] = {}
    courses: Mapping[str, Course] = {}

    def lines_for(self, country: str, language: Language) -> Lines:
        """Return a country's lines, or those for anywhere."""
        return (self.lines.get(country) or self.lines["*"])[language]


def fill(words: str, places: Mapping[str, str]) -> str:
    """Return the text with each `{place}` filled in; a place nobody knows stays as it is written.

    What is put in is never read again, so a contact called `{cue}` stays called that.

    >>> fill("{cue}: three slow breaths.", {"cue": "After your coffee"})
    'After your coffee: three slow breaths.'
    """
    return PLACEHOLDER.sub(lambda match: places.get(match[1], match[0]), words)


def mark(template: str) -> int:
    """Return a small number that tells texts apart."""
    return zlib.crc32(template.encode())
