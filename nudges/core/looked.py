"""What a look back holds: the values that every form of a report is drawn from."""

from datetime import date, datetime

import msgspec

from nudges.core.report import Report

SETTLES = 14
"""After so many days a practice strength is shown."""


class Strength(msgspec.Struct, frozen=True, kw_only=True):
    """How settled a plan is, from 0 to 1, day by day, oldest first; a frozen day repeats the day before it."""

    plan: str
    title: str
    days: tuple[tuple[date, float], ...]

    @property
    def says_something(self) -> bool:
        """Whether there are days enough: what is new is near 0 whatever one does, and that would only discourage."""
        return len(self.days) >= SETTLES

    @property
    def latest(self) -> float:
        """The strength on the last day, 0 where there is none."""
        return self.days[-1][1] if self.days else 0.0


class Ratings(msgspec.Struct, frozen=True, kw_only=True):
    """Numbers from 0 to 10 that a person gave, oldest first; `plan` is None for how they felt as such."""

    plan: str | None
    title: str
    values: tuple[tuple[date, int], ...]


class Rhythm(msgspec.Struct, frozen=True, kw_only=True):
    """How replies come: nudges answered out of nudges that asked, and the median minutes to the reply."""

    answered: int
    asked: int
    median_minutes: int | None


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """Why something was skipped or partly done, or a note, in the person's own words."""

    day: date
    plan: str | None
    title: str
    text: str


class Late(msgspec.Struct, frozen=True, kw_only=True):
    """A nudge of ours that left late, or never (`minutes` is None), and why, as a code of the core's own."""

    plan: str
    due: datetime
    minutes: int | None
    why: str


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """What was promised by us and kept: nudges due, those that left within a minute or so, and the others."""

    promised: int
    on_time: int
    others: tuple[Late, ...]


class BestTime(msgspec.Struct, frozen=True, kw_only=True, tag_field="claim", tag="best_time"):
    """A part of the day in which a plan was done more often, with enough behind it to say so."""

    plan: str
    title: str
    window: str
    done: int
    sent: int


class MoodLink(msgspec.Struct, frozen=True, kw_only=True, tag_field="claim", tag="mood_link"):
    """Mood was higher or lower on days with a done than on days with a skip: the counts, and the 99 % interval."""

    plan: str
    title: str
    with_days: int
    without_days: int
    difference: float
    low: float
    high: float


Claim = BestTime | MoodLink


class LookBack(msgspec.Struct, frozen=True, kw_only=True):
    """A span of whole weeks, looked back on from its last one.

    `weeks` are oldest first and end with `report`. All else is of those weeks; strengths reach back as far as they
    need. `words` are the person's notes, only where they wanted them in the report (else empty).
    """

    person: str
    report: Report
    weeks: tuple[Report, ...]
    strengths: tuple[Strength, ...]
    ratings: tuple[Ratings, ...]
    rhythm: Rhythm
    reached: tuple[str, ...]
    reasons: tuple[Reason, ...]
    kept: Kept
    claims: tuple[Claim, ...]
