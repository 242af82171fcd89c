"""Of every kind of fact it is known what may leave of it, and nothing of what anybody said ever does."""

from datetime import UTC, date, datetime
from types import UnionType
from typing import Any, get_args

import msgspec
import pytest

from nudges.core import facts as f
from nudges.core.facts import Fact
from nudges.core.outward import TYPES, More, Outward
from nudges.core.words import Intent, Kind, Language, Reason, Rest, Safety

NOW = datetime(2026, 3, 2, 13, tzinfo=UTC)
WORD = "secretword"
KINDS: tuple[type[msgspec.Struct], ...] = get_args(Fact)
ALL = frozenset(More)
SAMPLES: dict[Any, Any] = {
    str: WORD, int: 7, float: 0.5, bool: True, datetime: NOW, date: NOW.date(),
    Intent: Intent.DONE, Language: Language.EN, Safety: Safety.NONE, Kind: Kind.NUDGE,
    Reason: Reason.CAP, Rest: Rest.PAUSE,
}  # fmt: skip
NAMED = {"plan", "event", "course"}
"""Fields that may hold a name where names are wanted."""


def sample(what: type[msgspec.Struct], /, **changes: object) -> Any:
    """Return a fact with the same word in each of its texts."""
    found = {field.name: _value(field.type) for field in msgspec.structs.fields(what)}
    return what(**found | {name: value for name, value in changes.items() if name in found})


def _value(kind: Any) -> Any:
    if isinstance(kind, UnionType):
        kind = get_args(kind)[0]
    if kind in SAMPLES:
        return SAMPLES[kind]
    return () if "tuple" in str(kind) else next(iter(kind))


def mark(_: str) -> str:
    return "a-mark"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_no_text_of_a_fact_leaves(kind: type[msgspec.Struct]) -> None:
    for name in ("nudge/walk/2026-03-02T13:00Z", WORD):
        told = Outward("ana", mark).told(sample(kind, id=name, nudge=name))
        assert WORD not in repr(told)
        named = Outward("ana", mark, ALL).told(sample(kind, id=name, nudge=name))
        held = {field for field, value in (named.data if named else {}).items() if WORD in str(value)}
        assert held <= NAMED
        assert told is None or told.type in TYPES


@pytest.mark.parametrize(
    "fact",
    [
        sample(f.Flagged),
        sample(f.Entrusted),
        sample(f.Replied, safety=Safety.SOFT),
        sample(f.Paused, why=Rest.SAFETY),
        sample(f.Queued, kind=Kind.SAFETY),
        sample(f.Queued, kind=Kind.ANSWER),
        sample(f.Accepted, id="safety/SM1"),
        sample(f.Failed, id="safety/SM1"),
        sample(f.Expired, id="answer/SM1/consented"),
        sample(f.Moved),
        sample(f.Shared),
    ],
)
def test_what_must_stay_here_does_not_leave_whatever_is_asked_for(fact: Fact) -> None:
    assert Outward("ana", mark, ALL).told(fact) is None


def test_numbers_leave_only_where_they_are_wanted() -> None:
    for kind in (f.Rated, f.CheckedIn):
        told, more = (Outward("ana", mark, each).told(sample(kind)) for each in (frozenset[More](), ALL))
        assert told is not None
        assert more is not None
        assert "rating" not in told.data
        assert more.data["rating"] == 7


def test_a_meaning_that_tells_what_somebody_wrote_about_is_told_as_another() -> None:
    told = Outward("ana", mark, ALL).told(sample(f.Replied, intent=Intent.TRUST))
    assert told is not None
    assert told.data["intent"] == "other"
