"""What of a fact may leave for a program outside: its kind, its moment, and marks in the place of names.

What people write, what we text them, phones, places and the names of others never leave, and nothing of danger does.
"""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import Any, assert_never

import msgspec

from nudges.core import facts as f
from nudges.core.facts import Fact
from nudges.core.weekly import REPORT
from nudges.core.words import Intent, Kind, Rest, Safety

Data = dict[str, Any]

NUDGE = "nudge/"
PREFIX = "nudges."
ERASED, TEST = f"{PREFIX}person.erased", f"{PREFIX}test"
OTHER = "other"
_OF_A_TEXT = ("queued", "joined", "waits", "dropped", "sent", "delivered", "rejected", "failed", "expired", "put_off")
TYPES = tuple(
    f"{PREFIX}{kind}"
    for kind in (
        "person.agreed", "person.stopped", "person.came_back", "person.paused", "person.resumed",
        *(f"nudge.{what}" for what in _OF_A_TEXT),
        *(f"report.{what}" for what in ("queued", "sent", "delivered", "rejected", "failed", "expired")),
        "reply.came", "checkin.noted", "rating.given", "contact.made", "fact.taken_back", "event.told",
        "course.begun", "course.left",
    )
)  # fmt: skip
"""Every kind of event that may leave."""

SAID = frozenset({
    Intent.DONE, Intent.PARTLY, Intent.SKIP, Intent.NOT_APPLICABLE, Intent.SNOOZE, Intent.RATING, Intent.COUNT,
    Intent.PAUSE, Intent.RESUME, Intent.STOP, Intent.START, Intent.UNDO, Intent.STATUS, Intent.LIST,
})  # fmt: skip
"""Meanings that say nothing of what somebody wrote about."""


class More(StrEnum):
    """What may leave beside kinds, moments and marks, where the operator says so."""

    NAMES = "names"
    """The ids of people, plans and courses, and the names of events, instead of marks."""
    NUMBERS = "numbers"
    """How people rated something, and how often they did it."""


class Leaving(msgspec.Struct, frozen=True, kw_only=True):
    """What leaves of a fact: a mark that is the same however often it is told, whose it is, and what it says."""

    id: str
    type: str
    subject: str
    at: datetime
    data: Data


class Outward:
    """How the facts of someone are told: with marks for names, and with the more that was asked for."""

    def __init__(self, person: str, mark: Callable[[str], str], more: frozenset[More] = frozenset()) -> None:
        self._person, self._mark, self._more = person, mark, more

    def told(self, fact: Fact) -> Leaving | None:
        """Return what leaves of a fact, or None where nothing does."""
        found = self._said(fact)
        if found is None:
            return None
        kind, data = found
        said = {name: value for name, value in data.items() if value is not None}
        return self.event(fact.key, f"{PREFIX}{kind}", fact.at, said)

    def event(self, key: str, kind: str, at: datetime, data: Data) -> Leaving:
        """Return an event, under the natural key of what happened."""
        return Leaving(id=self._of(key), type=kind, subject=self._name(self._person) or "", at=at, data=data)

    def _of(self, key: str) -> str:
        """Return the id under which the fact of a key is told; keys themselves hold names."""
        return self._mark(f"{self._person}\n{key}")

    def _name(self, name: str | None) -> str | None:
        return name if name is None or More.NAMES in self._more else self._mark(name)

    def _number(self, number: int | None) -> int | None:
        return number if More.NUMBERS in self._more else None

    def _said(self, fact: Fact) -> tuple[str, Data] | None:  # noqa: C901, PLR0911, PLR0912  a line for each fact
        match fact:
            case f.Consented():
                return "person.agreed", {}
            case f.Stopped():
                return "person.stopped", {}
            case f.Started():
                return "person.came_back", {}
            case f.Paused(why=Rest.SAFETY):
                return None
            case f.Paused():
                return "person.paused", {"plan": self._name(fact.plan), "begins": fact.begins, "until": fact.until}
            case f.Resumed():
                return "person.resumed", {"plan": self._name(fact.plan)}
            case f.Queued(kind=Kind.NUDGE | Kind.REPORT):
                return self._of_text("queued", fact.id, due=fact.due)
            case f.Joined():
                return self._of_text("joined", fact.id, due=fact.due, into=self._of(fact.into))
            case f.Deferred():
                return self._of_text("waits", fact.id, due=fact.due, until=fact.until, reason=fact.reason)
            case f.Dropped():
                return self._of_text("dropped", fact.id, due=fact.due, reason=fact.reason)
            case f.Accepted():
                return self._of_text("sent", fact.id)
            case f.Delivered():
                return self._of_text("delivered", fact.id)
            case f.Rejected():
                return self._of_text("rejected", fact.id, reason=fact.why)
            case f.Failed():
                return self._of_text("failed", fact.id, reason=fact.why)
            case f.Expired():
                return self._of_text("expired", fact.id)
            case f.Replied(safety=Safety.NONE):
                means = fact.intent.value if fact.intent in SAID else OTHER
                return "reply.came", {"intent": means, "nudge": fact.nudge and self._of(fact.nudge)}
            case f.CheckedIn():
                return "checkin.noted", self._checkin(fact)
            case f.Rated():
                return "rating.given", {"plan": self._name(fact.plan), "rating": self._number(fact.rating)}
            case f.Snoozed():
                return self._of_text("put_off", fact.nudge, until=fact.until)
            case f.Contacted():
                return "contact.made", {"day": fact.day}
            case f.Undone():
                return "fact.taken_back", {"of": self._of(fact.taken_back)}
            case f.Happened():
                return "event.told", {"event": self._name(fact.event)}
            case f.CourseBegun():
                return "course.begun", {"course": self._name(fact.course), "begins": fact.begins}
            case f.CourseLeft():
                return "course.left", {"course": self._name(fact.course)}
            case (
                f.Flagged() | f.Moved() | f.Asked() | f.Queued() | f.Claimed() | f.Unknown() | f.Unsent() | f.Replied()
                | f.Adjusted() | f.Spoken() | f.Erasing() | f.Worded() | f.Entrusted() | f.Stepped() | f.Offered()
                | f.Focused() | f.ResearchAgreed() | f.ResearchEnded() | f.Helped() | f.Proposed() | f.Shared()
                | f.Unshared() | f.Shown() | f.Arranged() | f.TrialBegun() | f.TrialEnded() | f.Quieted() | f.Returned()
                | f.Suggested() | f.Thinned() | f.Retained()
            ):  # fmt: skip
                return None
            case _:
                assert_never(fact)

    def _checkin(self, fact: f.CheckedIn) -> Data:
        return {
            "plan": self._name(fact.plan),
            "day": fact.day,
            "outcome": fact.outcome,
            "nudge": fact.nudge and self._of(fact.nudge),
            "rating": self._number(fact.rating),
            "count": self._number(fact.count),
        }

    def _of_text(self, what: str, name: str, **data: object) -> tuple[str, Data] | None:
        """Return what is told of a nudge or a report; of any other text nothing is."""
        if name.startswith(REPORT):
            return f"report.{what}", {"report": self._of(name), **data}
        if not name.startswith(NUDGE):
            return None
        plan = name.removeprefix(NUDGE).rpartition("/")[0]
        return f"nudge.{what}", {"nudge": self._of(name), "plan": self._name(plan), **data}
