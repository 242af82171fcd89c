"""What must hold after a day on which everything went wrong, judged from the books' files and Twilio's record."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from nudges.twilio_local import Fault, LocalTwilio, Text
from nudges.twilio_local.words import Direction
from tests.soak.audit import Findings, _book

Named = tuple[str, str]
"""A person, and the name of a message of theirs."""

ENDS = ("delivered", "failed", "rejected", "expired")
"""What ends a text for good; one that was accepted and of which no more is told counts as accepted."""

ANSWERED = "it was done meanwhile"
"""The one reason for which a nudge may be given up on such a day: all have grace enough."""


@dataclass
class Audit:
    """What was counted, and everything that is wrong."""

    states: Counter[str] = field(default_factory=Counter)
    nudges: Counter[str] = field(default_factory=Counter)
    struck: Counter[Fault] = field(default_factory=Counter)
    open: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    mistaken: list[str] = field(default_factory=list)
    replies: int = 0
    lost_replies: list[str] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)
    taken: int = 0
    looked: Counter[str] = field(default_factory=Counter)

    @property
    def wrong(self) -> list[str]:
        """Everything that must not be."""
        return [*self.open, *self.doubled, *self.lost, *self.mistaken, *self.lost_replies, *self.unreadable]

    def table(self) -> Iterator[str]:
        """Yield the lines to print."""
        yield f"{'nudges that came due':<34}{sum(self.nudges.values()):>8}"
        yield from (f"  {name:<32}{count:>8}" for name, count in sorted(self.nudges.items()))
        yield f"{'texts in the books':<34}{sum(self.states.values()):>8}"
        yield from (f"  {name:<32}{count:>8}" for name, count in sorted(self.states.items()))
        yield f"{'texts Twilio took':<34}{self.taken:>8}"
        yield from (f"  {name:<32}{count:>8}" for name, count in sorted(self.looked.items()))
        yield "what went wrong on purpose"
        yield from (f"  {fault.value:<32}{count:>8}" for fault, count in sorted(self.struck.items()))
        yield f"{'texts of theirs':<34}{self.replies:>8}"
        rows = {
            "without an end": self.open,
            "doubled": self.doubled,
            "lost": self.lost,
            "taken for another": self.mistaken,
            "texts of theirs lost or doubled": self.lost_replies,
            "unreadable": self.unreadable,
        }
        yield from (f"{name:<34}{len(lines):>8}" for name, lines in rows.items())


def audit(home: Path, twilio: LocalTwilio, due: set[Named], wrote: list[Named]) -> Audit:
    """Return what the books in a folder and a Twilio show of a day."""
    books, facts = Findings(), dict[str, list[dict[str, object]]]()
    for path in sorted((home / "people").glob("*.json")):
        person, own, _ = _book(path, books)
        if person is not None:
            facts[person["id"]] = own
    unreadable = [*books.unreadable, *(path.name for path in (home / "damaged").glob("*"))]
    found = judge(facts, twilio, due, wrote)
    found.unreadable += unreadable
    return found


def judge(facts: dict[str, list[dict[str, object]]], twilio: LocalTwilio, due: set[Named], wrote: list[Named]) -> Audit:
    """Return what everybody's facts, as they are kept, and a Twilio show of a day."""
    found = Audit(struck=twilio.faults.struck)
    taken: dict[Named, list[Text]] = {}
    for text in twilio.texts():
        if text.direction is Direction.API:
            taken.setdefault(_name(text), []).append(text)
    found.taken = sum(map(len, taken.values()))
    found.doubled += [f"{name} was taken {len(texts)} times" for name, texts in taken.items() if len(texts) > 1]
    states = {who: _states(own) for who, own in facts.items()}
    for who, messages in states.items():
        for name, state in messages.items():
            _judge(found, (who, name), state, taken.get((who, name), []))
    found.lost += [f"{name} is in no book, and Twilio took it" for name in taken if name[1] not in states[name[0]]]
    _judge_nudges(found, due, facts, states)
    _judge_replies(found, wrote, facts)
    return found


def _name(text: Text) -> Named:
    """Return which message a text is, by the address where its sender wanted to be told of it."""
    query = parse_qs(urlsplit(text.callback or "").query)
    return query["p"][0], query["n"][0]


@dataclass
class _State:
    """How a message ended, by its facts."""

    end: str = "open"
    why: str = ""
    sid: str | None = None
    looks: int = 0


def _states(facts: list[dict[str, object]]) -> dict[str, _State]:
    states = {str(fact["id"]): _State() for fact in facts if fact["fact"] == "queued"}
    for fact in facts:
        state = states.get(str(fact.get("id")))
        if state is None:
            continue
        match kind := str(fact["fact"]):
            case "accepted":
                state.sid = str(fact["provider_id"])
                state.end = "accepted" if state.end == "open" else state.end
            case "unknown":
                state.looks += 1
            case _:
                if kind in ENDS:
                    state.end, state.why = kind, str(fact.get("detail", ""))
    return states


def _judge(found: Audit, name: Named, state: _State, taken: list[Text]) -> None:
    """Compare what the book says of a message with what Twilio has of it."""
    found.states[f"{state.end}: {state.why}" if state.end == "expired" else state.end] += 1
    if state.looks:
        found.looked["of which nobody knew for a while"] += 1
    if state.end == "open":
        found.open.append(f"{name} has no end")
    if state.sid is not None and not taken:
        found.lost.append(f"{name} is taken for sent, and Twilio never took it")
    if state.sid is None and taken:
        found.mistaken.append(f"{name} is taken for {state.end}, and Twilio took it")
    if state.sid is not None and taken and state.sid not in {text.sid for text in taken}:
        found.mistaken.append(f"{name} is taken for the text of another")
    ended = {text.status.value for text in taken}
    if state.end == "accepted" and "sent" not in ended:
        found.open.append(f"{name} came to its end at Twilio as {ended}, and the book does not say so")
    if state.end in {"failed", "rejected", "expired"} and not state.why:
        found.open.append(f"{name} ended as {state.end} without a reason")
    if state.end == "expired" and state.why != ANSWERED:
        found.lost.append(f"{name} was given up: {state.why}")


def _judge_nudges(
    found: Audit, due: set[Named], facts: dict[str, list[dict[str, object]]], states: dict[str, dict[str, _State]]
) -> None:
    """Look for each nudge that came due: a text of its own, inside another, or dropped with a reason."""
    for who, name in sorted(due):
        joined = {str(fact["id"]): str(fact["into"]) for fact in facts.get(who, []) if fact["fact"] == "joined"}
        dropped = {str(fact["id"]): str(fact["reason"]) for fact in facts.get(who, []) if fact["fact"] == "dropped"}
        state = states.get(who, {}).get(joined.get(name, name))
        if state is not None:
            found.nudges[state.end] += 1
        elif name in dropped:
            found.nudges[f"dropped: {dropped[name]}"] += 1
            found.lost += [f"{who} {name} was dropped: {dropped[name]}"] if dropped[name] in {"expired", "cap"} else []
        else:
            found.nudges["lost"] += 1
            found.lost.append(f"{who} {name} was never worded")


def _judge_replies(found: Audit, wrote: list[Named], facts: dict[str, list[dict[str, object]]]) -> None:
    found.replies = len(wrote)
    counts = Counter((who, str(fact["id"])) for who, own in facts.items() for fact in own if fact["fact"] == "replied")
    found.lost_replies += [f"{name} is recorded {counts[name]} times" for name in wrote if counts[name] != 1]
