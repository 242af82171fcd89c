"""What a person's facts add up to."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import assert_never

from nudges.core import facts as f
from nudges.core.words import Kind, Safety

ALWAYS = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Message:
    """One message and how far it came."""

    queued: f.Queued
    attempts: int = 0
    claimed_at: datetime | None = None
    outcome: f.Accepted | f.Rejected | f.Expired | None = None
    delivered: bool = False

    @property
    def left(self) -> bool:
        """Whether the gateway took it."""
        return isinstance(self.outcome, f.Accepted)


@dataclass(frozen=True, slots=True)
class Silence:
    """A stretch in which nothing may be sent for a plan, or for any when `plan` is None."""

    start: datetime
    end: datetime
    plan: str | None


@dataclass(slots=True)
class History:
    """The state that follows from facts; whoever holds one only reads it."""

    consented_at: datetime | None = None
    stopped_at: datetime | None = None
    silences: list[Silence] = field(default_factory=list)
    messages: dict[str, Message] = field(default_factory=dict)
    open: dict[str, Message] = field(default_factory=dict)
    dropped: dict[str, f.Dropped] = field(default_factory=dict)
    last_due: dict[str, datetime] = field(default_factory=dict)
    checkins: dict[tuple[str, date, str | None], f.CheckedIn] = field(default_factory=dict)
    answers: dict[str, f.CheckedIn] = field(default_factory=dict)
    snoozes: list[f.Snoozed] = field(default_factory=list)
    replies: list[f.Replied] = field(default_factory=list)
    ratings: list[f.Rated] = field(default_factory=list)
    flags: list[f.Flagged] = field(default_factory=list)

    @property
    def stopped(self) -> bool:
        """Whether they opted out, and have not come back."""
        return self.stopped_at is not None

    def silent(self, moment: datetime, plan: str | None = None) -> bool:
        """Whether nothing may be sent at a moment, for a plan or for all."""
        return any(s.start <= moment < s.end and s.plan in {None, plan} for s in self.silences)

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
        found = [c for (p, d, _), c in self.checkins.items() if p == plan and d == day]
        return found[-1] if found else None

    def copy(self) -> "History":
        """Return one that can be changed without this one noticing."""
        return History(
            self.consented_at,
            self.stopped_at,
            list(self.silences),
            dict(self.messages),
            dict(self.open),
            dict(self.dropped),
            dict(self.last_due),
            dict(self.checkins),
            dict(self.answers),
            list(self.snoozes),
            list(self.replies),
            list(self.ratings),
            list(self.flags),
        )


def fold(facts: Iterable[f.Fact]) -> History:
    """Return what the facts add up to, in the order in which they were recorded."""
    facts = tuple(facts)
    taken_back = {fact.taken_back for fact in facts if isinstance(fact, f.Undone)}
    history = History()
    for fact in facts:
        if not taken_back or fact.key not in taken_back:
            _take_in(history, fact)
    return history


def extend(history: History, facts: tuple[f.Fact, ...]) -> History | None:
    """Return the history with more facts taken in, or None if they take back an old one: then fold all again."""
    if any(isinstance(fact, f.Undone) for fact in facts):
        return None
    history = history.copy()
    for fact in facts:
        _take_in(history, fact)
    return history


def _take_in(h: History, fact: f.Fact) -> None:  # noqa: C901, PLR0912, PLR0915  a line for each fact
    match fact:
        case f.Queued():
            _queued(h, fact)
        case f.Claimed():
            _change(h, fact.id, lambda m: replace(m, attempts=fact.attempt, claimed_at=fact.at))
        case f.Accepted() | f.Rejected() | f.Expired():
            _change(h, fact.id, lambda m: replace(m, outcome=fact))
        case f.Unsent():
            _change(h, fact.id, lambda m: replace(m, claimed_at=None))
        case f.Delivered():
            _change(h, fact.id, lambda m: replace(m, delivered=True))
        case f.Replied():
            h.replies.append(fact)
        case f.CheckedIn():
            h.checkins.pop((fact.plan, fact.day, fact.nudge), None)
            h.checkins[fact.plan, fact.day, fact.nudge] = fact
            if fact.nudge is not None:
                h.answers[fact.nudge] = fact
        case f.Dropped():
            h.dropped[fact.id] = fact
            h.last_due[fact.plan] = max(fact.due, h.last_due.get(fact.plan, fact.due))
        case f.Rated():
            h.ratings.append(fact)
        case f.Snoozed():
            h.snoozes.append(fact)
        case f.Flagged():
            _flagged(h, fact)
        case f.Consented():
            _consented(h, fact)
        case f.Started():
            _start(h, fact.at)
        case f.Stopped():
            h.stopped_at = fact.at
            h.silences.append(Silence(fact.at, ALWAYS, None))
        case f.Paused():
            h.silences.append(Silence(fact.at, fact.until, fact.plan))
        case f.Resumed():
            h.silences = [_ended(s, fact.at) if s.plan == fact.plan and s.end != ALWAYS else s for s in h.silences]
        case f.Unknown() | f.Undone():
            pass
        case _:
            assert_never(fact)


def _consented(h: History, fact: f.Consented) -> None:
    """Begin; a proof of consent ends no stop, pause or rest: only the person's own START does."""
    h.consented_at = h.consented_at or fact.at


def _queued(h: History, fact: f.Queued) -> None:
    h.messages[fact.id] = h.open[fact.id] = Message(fact)
    if fact.plan is not None and fact.again is None:
        h.last_due[fact.plan] = max(fact.due, h.last_due.get(fact.plan, fact.due))


def _change(h: History, message_id: str, change: Callable[[Message], Message]) -> None:
    if message := h.messages.get(message_id):
        changed = h.messages[message_id] = change(message)
        if changed.outcome is None:
            h.open[message_id] = changed
        else:
            h.open.pop(message_id, None)


def _flagged(h: History, fact: f.Flagged) -> None:
    h.flags.append(fact)
    if fact.tier is Safety.HARD:
        h.silences.append(Silence(fact.at, ALWAYS, None))


def _start(h: History, at: datetime) -> None:
    """End every silence that is for all plans: the person asked for their nudges."""
    h.stopped_at = None
    h.silences = [_ended(s, at) if s.plan is None else s for s in h.silences]


def _ended(silence: Silence, at: datetime) -> Silence:
    return replace(silence, end=min(silence.end, at))
