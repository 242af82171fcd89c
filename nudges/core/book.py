"""Everything about one person in one value: what is read, changed, kept, exported and erased as a whole."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from nudges.core.facts import Fact
from nudges.core.history import History, Message, extend, fold
from nudges.core.problem import Problem, nearest
from nudges.core.values import Person, Plan
from nudges.core.words import Kind
from nudges.core.zones import zone_named

CAPPED = (Kind.NUDGE, Kind.REPORT)
"""What nobody asked for, and so counts for the cap and keeps its distance."""


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
