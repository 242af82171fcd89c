"""Everything about one person in one value: what is read, changed, kept, exported and erased as a whole."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from nudges.core import facts as f
from nudges.core.facts import Fact
from nudges.core.forget import taken_back
from nudges.core.history import History, Message, extend, fold
from nudges.core.problem import Problem, nearest
from nudges.core.values import Person, Plan
from nudges.core.words import Kind
from nudges.core.zones import zone_named

KEPT = timedelta(days=40)
"""For how long facts surely stay at hand; more than anything in the core looks back."""

CAPPED = (Kind.NUDGE, Kind.REPORT)
"""What nobody asked for, and so counts for the cap and keeps its distance."""

_STANDING = (f.Consented, f.Stopped, f.Started, f.Paused, f.Resumed, f.Flagged, f.Entrusted, f.Contacted,
             f.ResearchAgreed, f.ResearchEnded,
             f.CourseBegun, f.CourseLeft, f.Proposed, f.Shared, f.Shown,
             f.Arranged, f.TrialBegun, f.TrialEnded, f.Quieted,
             f.Suggested, f.Thinned, f.Retained)  # fmt: skip


class Twin(Exception):
    """A fact of this key has been recorded already."""


class Book(msgspec.Struct, frozen=True, dict=True):
    """A person, their plans and their recent facts, in the order in which they were recorded."""

    person: Person
    plans: tuple[Plan, ...] = ()
    facts: tuple[Fact, ...] = ()

    @cached_property
    def history(self) -> History:
        """What the facts add up to."""
        return fold(self.facts)

    @cached_property
    def keys(self) -> frozenset[str]:
        """The natural keys of the facts."""
        return frozenset(fact.key for fact in self.facts)

    @cached_property
    def texts(self) -> tuple[Message, ...]:
        """The nudges and reports that left or may still leave, each text once."""
        return tuple(
            message
            for message in self.history.messages.values()
            if message.queued.kind in CAPPED and message.into is None and (message.outcome is None or message.left)
        )

    def add(self, *facts: Fact) -> "Book":
        """Return the book with these facts recorded, or raise Twin if one of them is there already."""
        if not facts:
            return self
        keys = [fact.key for fact in facts]
        twins = [key for key in keys if key in self.keys]
        if twins or len(set(keys)) < len(keys):
            raise Twin(twins or keys)
        book = Book(self.person, self.plans, self.facts + facts)
        book.__dict__["keys"] = self.keys.union(keys)
        if (history := extend(self.history, facts)) is not None:
            book.__dict__["history"] = history
        return book

    def plan(self, plan_id: str) -> Plan:
        """Return a plan by its id, or raise Problem with the nearest names."""
        for plan in self.plans:
            if plan.id == plan_id:
                return plan
        known = [plan.id for plan in self.plans]
        raise Problem(
            f"{self.person.id} has no plan '{plan_id}'",
            hint=nearest(plan_id, known, f"plans: {', '.join(known)}" if known else "add one with nudges plan add"),
        )

    def with_plan(self, plan: Plan) -> "Book":
        """Return the book with a plan added, or put in the place of the one with its id."""
        known = any(each.id == plan.id for each in self.plans)
        plans = tuple(plan if each.id == plan.id else each for each in self.plans)
        return Book(self.person, plans if known else (*plans, plan), self.facts)

    def without_plan(self, plan_id: str) -> "Book":
        """Return the book without a plan; its facts stay."""
        gone = self.plan(plan_id)
        return Book(self.person, tuple(plan for plan in self.plans if plan is not gone), self.facts)

    def with_person(self, person: Person) -> "Book":
        """Return the book with the profile changed."""
        return Book(person, self.plans, self.facts)


def kept_from(now: datetime) -> datetime:
    """Return since when every fact is at hand: forty days ago, in whole months."""
    return (now - KEPT).replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def recent(facts: Sequence[Fact], now: datetime) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
    """Split facts into those a moment needs (forty days, in whole months, and what still stands) and the past."""
    start = kept_from(now)
    if not facts or min(fact.at for fact in facts) >= start:
        return tuple(facts), ()
    keys = {fact.key for fact in _standing(facts, start)}
    keep = [fact for fact in facts if fact.at >= start or fact.key in keys]
    return tuple(keep), tuple(fact for fact in facts if fact.at < start)


def _standing(facts: Sequence[Fact], start: datetime) -> Iterator[Fact]:
    """Yield the old facts that still say whether someone may be texted.

    That is their consent, whom they trust, all since they last began again, the pauses that have not ended, with what
    ended them, the course they take, when they were last in touch with each of their people, the sheets that are
    still shared, and how few texts come because they do not answer. Of a plan that learns its time or is in a trial it
    is what was settled last, and of trials all.
    """
    # What was taken back goes together with the fact that says so, or it would hold again without it.
    gone = taken_back(facts)
    old = [fact for fact in facts if isinstance(fact, _STANDING) and fact.key not in gone]
    began = max((place for place, fact in enumerate(old) if isinstance(fact, f.Started) and fact.at < start), default=0)
    latest = [*_latest(old), *_shared(old, facts, start), *_quieted(old, facts)]
    for place, fact in enumerate(old):
        match fact:
            case (
                f.Contacted() | f.CourseBegun() | f.CourseLeft() | f.ResearchAgreed() | f.ResearchEnded()
                | f.Proposed() | f.Shared() | f.Shown() | f.Arranged() | f.Quieted()
                | f.Suggested() | f.Thinned() | f.Retained()
            ):  # fmt: skip
                if fact in latest:
                    yield fact
            case f.Consented() | f.Resumed() | f.Entrusted() | f.TrialBegun() | f.TrialEnded():
                yield fact
            case f.Paused():
                if fact.until >= start:
                    yield fact
            case f.Stopped() | f.Started() | f.Flagged():
                if place >= began:
                    yield fact


def _shared(old: Sequence[Fact], facts: Sequence[Fact], start: datetime) -> list[Fact]:
    """Return what is known of the sheets that somebody may still open."""
    about = [fact for fact in old if isinstance(fact, f.Proposed | f.Shared | f.Shown)]
    sheets = fold(facts).sheets if about else {}
    live = {name for name, each in sheets.items() if each.shared and not each.ended and each.shared.until >= start}
    return [fact for fact in about if fact.name in live]


def _quieted(old: Sequence[Fact], facts: Sequence[Fact]) -> list[Fact]:
    """Return what was announced because somebody does not answer, and holds until they do."""
    about = [fact for fact in old if isinstance(fact, f.Quieted)]
    return [fact for fact in fold(facts).quieted if fact in about] if about else []


def _latest(facts: Sequence[Fact]) -> list[Fact]:
    """Return the last touch with each of their people, the last word on a course and on each plan that becomes less."""
    found: dict[str, Fact] = {}
    for fact in facts:
        match fact:
            case f.Contacted():
                found[f"contact/{fact.contact}"] = fact
            case f.CourseBegun() | f.CourseLeft():
                found["course"] = fact
            case f.Suggested() | f.Thinned() | f.Retained():
                found[f"{type(fact).__name__}/{fact.plan}"] = fact
            case f.Arranged():
                found[f"arranged/{fact.plan}/{fact.trial or ''}"] = fact
            case f.ResearchAgreed():
                found.setdefault(f"research/{fact.words}", fact)
            case f.ResearchEnded() | f.Stopped():
                found.pop("research/False", None)
                found.pop("research/True", None)
            case _:
                pass
    return [*found.values()]


def in_order(facts: Iterable[Fact]) -> list[Fact]:
    """Return facts by their moments and keys: the same ones in the same order, wherever they are kept."""
    return sorted(facts, key=lambda fact: (fact.at, fact.key))


def encode(value: Person | Plan | Fact) -> dict[str, Any]:
    """Return a value as plain JSON data."""
    data = msgspec.to_builtins(value, enc_hook=_plain)
    assert isinstance(data, dict)
    return data


def decode_person(data: object) -> Person:
    """Return a person from plain JSON data."""
    return msgspec.convert(_with_contacts(data), Person, dec_hook=_typed)


def _with_contacts(data: object) -> object:
    """Return the data of a person, where contacts that are only names, as they once were, have become contacts."""
    if not isinstance(data, dict) or not isinstance(contacts := data.get("contacts"), list):
        return data
    return data | {"contacts": [{"name": each} if isinstance(each, str) else each for each in contacts]}


def decode_plans(data: Iterable[object]) -> tuple[Plan, ...]:
    """Return plans from plain JSON data."""
    return msgspec.convert(data, tuple[Plan, ...], dec_hook=_typed)


def decode_facts(data: Iterable[object]) -> tuple[Fact, ...]:
    """Return facts from plain JSON data."""
    return msgspec.convert(data, tuple[Fact, ...], dec_hook=_typed)


def _plain(value: object) -> str:
    if isinstance(value, ZoneInfo):
        return value.key
    raise NotImplementedError(type(value))


def _typed(kind: type, data: object) -> object:
    if kind is ZoneInfo and isinstance(data, str):
        return zone_named(data)
    raise NotImplementedError(kind)
