"""What is known of a person: the state that their facts add up to."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import msgspec

from nudges.core import facts as f
from nudges.core.disclosed import Disclosure
from nudges.core.thinned import Thinning
from nudges.core.words import Kind, Rest

ALWAYS = datetime.max.replace(tzinfo=UTC)
FOR_GOOD = timedelta(days=3650)
"""What rests for so long comes back when somebody brings it back, and not by itself."""


class Message(msgspec.Struct, frozen=True):
    """One message and how far it came; with `into`, a nudge that shares the text of that message."""

    queued: f.Queued
    attempts: int = 0
    claimed_at: datetime | None = None
    outcome: f.Accepted | f.Rejected | f.Expired | None = None
    delivered: bool = False
    failed: f.Failed | None = None
    until: datetime | None = None
    into: str | None = None

    @property
    def left(self) -> bool:
        """Whether the gateway took it."""
        return isinstance(self.outcome, f.Accepted)


class Silence(msgspec.Struct, frozen=True):
    """A stretch in which nothing may be sent for a plan, or for any when `plan` is None; `why` says it is a rest."""

    start: datetime
    end: datetime
    plan: str | None
    why: Rest | None = None


class Trial(msgspec.Struct, frozen=True):
    """A trial and, once it is over, when and why it ended."""

    begun: f.TrialBegun
    ended: f.TrialEnded | None = None


@dataclass(slots=True)
class History:
    """The state that follows from facts; whoever holds one only reads it."""

    consented_at: datetime | None = None
    stopped_at: datetime | None = None
    silences: list[Silence] = field(default_factory=list)
    messages: dict[str, Message] = field(default_factory=dict)
    open: dict[str, Message] = field(default_factory=dict)
    joined: dict[str, tuple[str, ...]] = field(default_factory=dict)
    dropped: dict[str, f.Dropped] = field(default_factory=dict)
    deferred: dict[str, f.Deferred] = field(default_factory=dict)
    waits: dict[str, dict[str, f.Deferred]] = field(default_factory=dict)
    last_due: dict[str, datetime] = field(default_factory=dict)
    checkins: dict[tuple[str, date, str | None], f.CheckedIn] = field(default_factory=dict)
    told: dict[tuple[str, date, str | None], datetime] = field(default_factory=dict)
    """When each check-in had its outcome first: what is added to it later, such as a number, changes that not."""
    days: dict[tuple[str, date], f.CheckedIn] = field(default_factory=dict)
    answers: dict[str, f.CheckedIn] = field(default_factory=dict)
    snoozes: list[f.Snoozed] = field(default_factory=list)
    replies: list[f.Replied] = field(default_factory=list)
    ratings: list[f.Rated] = field(default_factory=list)
    flags: list[f.Flagged] = field(default_factory=list)
    events: list[f.Happened] = field(default_factory=list)
    question: f.Asked | None = None
    erasing: bool = False
    entrusted: str | None = None
    research: f.ResearchAgreed | None = None
    research_words: f.ResearchAgreed | None = None
    research_asked: f.Asked | None = None
    stepped: list[f.Stepped] = field(default_factory=list)
    touches: list[f.Contacted] = field(default_factory=list)
    course: f.CourseBegun | None = None
    focus: f.Focused | None = None
    helped: list[f.Helped] = field(default_factory=list)
    sheets: dict[str, Disclosure] = field(default_factory=dict)
    arranged: dict[str, tuple[f.Arranged, ...]] = field(default_factory=dict)
    trials: dict[str, Trial] = field(default_factory=dict)
    talk: str | None = None
    """The conversation in steps that was begun last, as `<plan>/<conversation>`, if nothing has ended it."""
    alive_at: datetime | None = None
    """When they last gave a sign of life: a text, or anything that they or somebody for them noted."""
    quieted: list[f.Quieted] = field(default_factory=list)
    """What was announced since, because no answer came."""
    back_at: datetime | None = None
    """When they last wrote although fewer texts had been announced."""
    thinning: dict[str, Thinning] = field(default_factory=dict)

    def last_touch(self, contact: str) -> date | None:
        """Return the last day on which they were in touch with one of their people."""
        return max((fact.day for fact in self.touches if fact.contact == contact), default=None)

    @property
    def stopped(self) -> bool:
        """Whether they opted out, and have not come back."""
        return self.stopped_at is not None

    def silent(self, moment: datetime, plan: str | None = None) -> bool:
        """Whether nothing may be sent at a moment, for a plan or for all."""
        return any(s.start <= moment < s.end and s.plan in {None, plan} for s in self.silences)

    def silent_until(self, moment: datetime, plan: str | None = None) -> datetime | None:
        """Return until when a silence lasts that holds at a moment, for a plan or for all; None if none does."""
        ends = (s.end for s in self.silences if s.start <= moment < s.end and s.plan in {None, plan})
        return max(ends, default=None)

    def rests(self, moment: datetime) -> bool:
        """Whether everything rests until the person begins again: after a stop, or for their safety."""
        return any(s.plan is None and s.end == ALWAYS and s.start <= moment for s in self.silences)

    def paused(self, moment: datetime) -> list[str | None]:
        """Return which pauses run: the plans, and None for one of everything."""
        running = [s.plan for s in self.silences if s.start <= moment < s.end < ALWAYS]
        return list(dict.fromkeys(running))

    def nudges(self) -> Iterator[Message]:
        """Yield the nudges that were queued, oldest first."""
        return (m for m in self.messages.values() if m.queued.kind is Kind.NUDGE)

    def checkin(self, plan: str, day: date, nudge: str | None = None) -> f.CheckedIn | None:
        """Return how a plan went on a day; with a nudge, how that one nudge went."""
        if nudge is not None:
            return self.checkins.get((plan, day, nudge))
        return self.days.get((plan, day))

    def copy(self) -> "History":
        """Return one that can be changed without this one noticing."""
        return History(
            self.consented_at,
            self.stopped_at,
            list(self.silences),
            dict(self.messages),
            dict(self.open),
            dict(self.joined),
            dict(self.dropped),
            dict(self.deferred),
            {plan: dict(held) for plan, held in self.waits.items()},
            dict(self.last_due),
            dict(self.checkins),
            dict(self.told),
            dict(self.days),
            dict(self.answers),
            list(self.snoozes),
            list(self.replies),
            list(self.ratings),
            list(self.flags),
            list(self.events),
            self.question,
            self.erasing,
            self.entrusted,
            self.research,
            self.research_words,
            self.research_asked,
            list(self.stepped),
            list(self.touches),
            self.course,
            self.focus,
            list(self.helped),
            dict(self.sheets),
            dict(self.arranged),
            dict(self.trials),
            self.talk,
            self.alive_at,
            list(self.quieted),
            self.back_at,
            dict(self.thinning),
        )
