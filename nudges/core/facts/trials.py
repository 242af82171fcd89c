"""What is drawn for the days to come of a plan that learns its time or is in a trial, and the trials themselves."""

from datetime import date

from nudges.core.facts.base import Recorded, stamp
from nudges.core.words import Doubt, TrialEnd, Vary


class Arranged(Recorded, frozen=True, kw_only=True, tag="arranged"):
    """From here on it is settled how a plan's nudges come on some days: which arm each day draws, how probably.

    `arms` are hours such as `7:00-9:00`, times such as `20:30`, or kinds of texts, and `chances` are how probable each
    is; `usual` is the one in which the plan's own moment lies. `counts` are done and tried of each arm as they were
    known: those of a plan that learns fade with the days, those of a trial do not. `doubt` is why it keeps to the
    usual one.
    """

    plan: str
    first: date
    days: tuple[date, ...]
    arms: tuple[str, ...]
    chances: tuple[float, ...]
    usual: int
    counts: tuple[tuple[float, float], ...]
    trial: str | None = None
    doubt: Doubt | None = None

    @property
    def key(self) -> str:
        return f"arranged/{self.plan}/{stamp(self.at)}"

    @property
    def last(self) -> date:
        """The last of its days."""
        return self.days[-1]


class TrialBegun(Recorded, frozen=True, kw_only=True, tag="trial_begun"):
    """Somebody agreed to a trial of a plan, and how: on each day one of two arms is drawn, with known chances."""

    name: str
    plan: str
    vary: Vary
    arms: tuple[str, ...]
    chances: tuple[float, ...]
    first: date
    last: date
    how: str

    @property
    def key(self) -> str:
        return f"trial_begun/{self.name}"


class TrialEnded(Recorded, frozen=True, kw_only=True, tag="trial_ended"):
    """A trial is over, or was ended before; `counts` are done and tried of each arm, told once it is over."""

    name: str
    why: TrialEnd
    counts: tuple[tuple[float, float], ...] = ()

    @property
    def key(self) -> str:
        return f"trial_ended/{self.name}"
