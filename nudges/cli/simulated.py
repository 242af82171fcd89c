"""A played time in words: the lines of the conversation, and what it came to."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

import msgspec

from nudges.cli.look import MARKS, NOT_KEPT
from nudges.cli.output import fields
from nudges.cli.why import WHY, why_held
from nudges.core.standing import State, state_of
from nudges.core.thread import Entry, Side, thread
from nudges.core.values import Person
from nudges.core.words import Kind, Reason
from nudges.simulation import Played, Summary, count

CHANGE = "*"
LEFT = frozenset({"accepted", "delivered"})
NEVER_LEFT = frozenset({"rejected", "expired"})
KINDS = {
    Kind.NUDGE: ("nudge", "nudges"),
    Kind.ANSWER: ("answer", "answers"),
    Kind.REPORT: ("report", "reports"),
    Kind.OPT_IN: ("first text", "first texts"),
    Kind.SAFETY: ("safety answer", "safety answers"),
}
QUIET = {
    State.STOPPED: "they opted out, so nothing is sent until they text START",
    State.DECLINED: "they opted out, so nothing is sent until they text START",
    State.RESTING: "nudges rest after a text that spoke of danger, until they text START or RESUME",
}
"""Why a whole rehearsal may stay silent."""


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the conversation. `mark` is > for ours, < for theirs, - for not sent, * for a change."""

    at: datetime
    day: str
    clock: str
    mark: str
    text: str
    note: str = ""


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """What is shown of a played time."""

    person: str
    name: str
    persona: str
    seed: int
    days: int
    price: Decimal
    currency: str
    about: str
    transcript: tuple[Line, ...]
    summary: Summary

    @property
    def counts(self) -> list[tuple[str, str]]:
        """The numbers, each with its name."""
        return [(name, said) for name, said in _counts(self) if said]

    @property
    def by_day(self) -> dict[str, list[Line]]:
        """The lines of each day, by its heading."""
        days: dict[str, list[Line]] = {}
        for line in self.transcript:
            days.setdefault(line.day, []).append(line)
        return days

    def plain(self, *, summary: bool) -> dict[str, object]:
        """Return it as data; amounts are texts, so that no digit is lost."""
        names = ("person", "persona", "seed", "days", *(() if summary else ("transcript",)))
        cost = {"price": str(self.price), "currency": self.currency, "cost": str(self.summary.cost)}
        return {name: getattr(self, name) for name in names} | {
            "summary": msgspec.structs.asdict(self.summary) | cost,
        }


def shown(played: Played, price: Decimal, currency: str) -> Shown:
    """Return what is shown of a played time; `price` is that of a segment."""
    rehearsal, person = played.rehearsal, played.book.person
    return Shown(
        person=person.id,
        name=person.name,
        persona=rehearsal.persona.value,
        seed=rehearsal.seed,
        days=rehearsal.days,
        price=price,
        currency=currency,
        about=QUIET.get(state_of(rehearsal.book, rehearsal.begins), ""),
        transcript=tuple(sorted(_lines(played), key=lambda line: (line.at, line.mark == ">"))),
        summary=count(played, price),
    )


def text_of(found: Shown, *, summary: bool) -> str:
    """Return it for a terminal."""
    whose = f"{_many(found.days, 'day', 'days')} of {found.name} ({found.person})"
    parts = [f"{whose}; persona {found.persona}, seed {found.seed}"]
    parts += [found.about] if found.about else []
    if not summary:
        for day, lines in found.by_day.items():
            parts += ["", day, *map(_said, lines)]
    return "\n".join([*parts, "", fields(found.counts)])


def _said(line: Line) -> str:
    return f"  {line.clock:>5} {line.mark} {' / '.join(line.text.splitlines())}" + (
        f"  [{line.note}]" if line.note else ""
    )


def _lines(played: Played) -> Iterator[Line]:
    person, begins = played.book.person, played.rehearsal.begins
    for entry in thread(played.book):
        if entry.at >= begins and (line := _line(person, entry)):
            yield line
    for change in played.changes:
        yield _at(person, change.at, CHANGE, f"{person.name} {change.about}")


def _line(person: Person, entry: Entry) -> Line | None:
    mark = MARKS[entry.side]
    match entry.side:
        case Side.US:
            if entry.state in NEVER_LEFT:
                what = entry.plan or "a text"
                return _at(person, entry.at, MARKS[Side.NOTHING], f"{what} was not sent: {entry.detail}")
            many = f"{entry.segments} segment{'' if entry.segments == 1 else 's'}"
            return _at(person, entry.at, mark, entry.text, many) if entry.state in LEFT else None
        case Side.THEM:
            words = NOT_KEPT if entry.state == "crisis" and not entry.text else entry.text
            return _at(person, entry.at, mark, words, entry.state)
        case Side.NOTHING:
            return _at(person, entry.at, mark, f"{entry.plan} {why_held(person, entry)}")


def _at(person: Person, at: datetime, mark: str, text: str, note: str = "") -> Line:
    there = at.astimezone(person.clock)
    day = f"{there:%A} {there.day} {there:%B} {there.year}"
    if person.moves:
        day += f", {person.zone_at(at).key}"
    return Line(at=at, day=day, clock=f"{there.hour}:{there:%M}", mark=mark, text=text, note=note)


def _why(reason: str) -> str:
    """Return why something was not sent: a reason in words, or what is words already."""
    return WHY.get(Reason(reason), reason) if reason in set(Reason) else reason


def _counts(found: Shown) -> Iterator[tuple[str, str]]:
    summary = found.summary
    kinds = ", ".join(_many(summary.kinds[kind], *words) for kind, words in KINDS.items() if kind in summary.kinds)
    rate = "an example rate" if found.currency else "your rate"
    yield "texts", f"{summary.texts}" + (f" ({kinds})" if kinds else "")
    yield "shared", f"{_many(summary.shared, 'nudge', 'nudges')} in the text of another one" if summary.shared else ""
    yield "segments", f"{summary.segments}"
    yield "cost", f"{summary.cost:f} {found.currency}".rstrip() + f", at {found.price} a segment ({rate})"
    yield "answered", f"{summary.answered} of {summary.asked} nudges; {_many(summary.replies, 'reply', 'replies')}"
    yield "most on a day", f"{summary.most_a_day} of {summary.cap} that may come"
    yield "closest", "-" if summary.closest is None else f"{_span(summary.closest)} between two texts"
    yield "not sent", _held(summary.held)
    longest = "" if summary.longest_wait is None else f", {_span(summary.longest_wait)} at most"
    yield "waited", f"{summary.waited}{longest}"
    yield "pauses", f"{summary.pauses}"
    yield "helplines", f"{summary.helplines}"
    yield "promises", "all kept" if not summary.broken else f"{len(summary.broken)} broken: {'; '.join(summary.broken)}"


def _held(held: dict[str, int]) -> str:
    """Return how many were not sent and why; a single reason needs no number of its own."""
    whys = [_why(reason) if len(held) == 1 else f"{number}: {_why(reason)}" for reason, number in held.items()]
    return f"{sum(held.values())}" + (f" ({'; '.join(whys)})" if whys else "")


def _many(number: int, word: str, words: str) -> str:
    return f"{number} {word if number == 1 else words}"


def _span(minutes: int) -> str:
    """Return minutes as people say them.

    >>> _span(95), _span(40), _span(3000)
    ('1 h 35 min', '40 min', '2 days 2 h')
    """
    days, rest = divmod(minutes, 24 * 60)
    hours, left = divmod(rest, 60)
    parts = [_many(days, "day", "days")] if days else []
    parts += [f"{hours} h"] if hours else []
    parts += [f"{left} min"] if (left and not days) or not parts else []
    return " ".join(parts)
