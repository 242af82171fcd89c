"""Histories as one writes them by hand: a person, plans, and a line for each thing that happened.

Every time is by the person's clock, wherever they are then.
"""

import json
import shlex
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from nudges.core import facts as f
from nudges.core.book import Book
from nudges.core.values import Move, Person, Plan
from nudges.core.words import Intent, Kind, Language, Outcome, Reason, Rest
from tests.samples import person, plan

FOLDER = Path(__file__).parent
NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))


class Golden(NamedTuple):
    """A history, the moment from which a week of it is looked at, and what is said of it, written by hand."""

    book: Book
    week: str
    now: datetime
    text: tuple[str, ...]
    data: dict[str, Any]
    page: tuple[str, ...]


class Reading:
    """What was read of a file so far."""

    def __init__(self) -> None:
        self.zone = ZoneInfo("America/New_York")
        self.changes: dict[str, Any] = {"report_words": True}
        self.plans: list[Plan] = []
        self.facts: list[f.Fact] = []
        self.moves: list[Move] = []
        self.seen: dict[str, Any] = {}

    def moment(self, day: str, time: str) -> datetime:
        """Return a moment from how it is written."""
        return datetime.fromisoformat(f"{day} {time}").replace(tzinfo=self.zone).astimezone(UTC)


def read(name: str) -> Golden:
    """Return the history of a file and what is said of it."""
    head, *parts = (FOLDER / f"{name}.txt").read_text("utf-8").split("\n= ")
    said = {part.partition("\n")[0]: part.partition("\n")[2].strip() for part in parts}
    reading = Reading()
    for line in head.splitlines():
        if line.strip() and not line.startswith("#"):
            _take(reading, shlex.split(line))
    came = reading.seen["came"]
    who: Person = person(zone=ZoneInfo(reading.seen.get("zone", "America/New_York")), since=came,
                         moves=tuple(reading.moves), **reading.changes)  # fmt: skip
    book = Book(who, tuple(reading.plans)).add(f.Consented(at=came, how="on paper"), *reading.facts)
    lines = {part: tuple(said.get(part, "").splitlines()) for part in ("text", "page")}
    data = json.loads(said["json"])
    return Golden(book, reading.seen["week"], reading.seen["now"], lines["text"], data, lines["page"])


def _take(reading: Reading, words: list[str]) -> None:
    """Take a line in: what the person is like, or what happened at a moment."""
    if words[0] == "zone":
        reading.zone, reading.seen["zone"] = ZoneInfo(words[1]), words[1]
    elif words[0] == "week":
        reading.seen["week"] = words[1]
    elif words[0] in {"came", "now"}:
        reading.seen[words[0]] = reading.moment(*words[1:3])
    elif words[0] == "plan":
        goal = int(words[4]) if words[4:] and words[4].isdigit() else None
        since = reading.seen["came"]
        every = "every_time" in words
        reading.plans.append(plan(id=words[1], title=words[2], when=words[3], goal=goal, every_time=every, since=since))
    else:
        at = reading.moment(*words[:2])
        reading.facts += HAPPENED[words[2]](reading, at, words[3:])


def _nudge(_reading: Reading, due: datetime, words: list[str]) -> Iterator[f.Fact]:
    """Yield a nudge and how it fared: `nudge PLAN`, with `late 40`, `refused`, `unknown` or `dropped cap` behind it."""
    who, how, *rest = [*words, "left"]
    name = f.nudge_id(who, due)
    if how == "dropped":
        yield f.Dropped(at=due + timedelta(hours=3), id=name, plan=who, due=due, reason=Reason(rest[0]))
        return
    if how == "held":
        until = due + timedelta(minutes=int(rest[0]))
        yield f.Deferred(at=due, id=name, plan=who, due=due, until=until, reason=Reason.GAP)
    worded = due + timedelta(minutes=int(rest[0])) if how in {"late", "held"} else due
    contact = rest[0] if how == "about" else None
    ends = due + timedelta(hours=2)
    yield f.Queued(at=worded, id=name, kind=Kind.NUDGE, text="x", due=due, expires=ends, plan=who, contact=contact)
    if how == "unknown":
        yield f.Claimed(at=due, id=name, attempt=1)
        yield f.Unknown(at=due + timedelta(seconds=30), id=name, detail="no answer")
        yield f.Expired(at=ends + timedelta(minutes=1), id=name, detail="it could not leave in time")
    elif how == "refused":
        yield f.Rejected(at=due, id=name, detail="no such number")
    else:
        yield f.Accepted(at=worded + timedelta(seconds=3), id=name, provider_id=name, segments=1)


def _said(reading: Reading, at: datetime, words: list[str]) -> Iterator[f.Fact]:
    """Yield an answer: `done PLAN to DAY TIME`, with `rated 7`, `note WORDS` or `again 1000` behind it."""
    outcome, who, _, day, time, *more = words
    extra = dict(zip(more[::2], more[1::2], strict=True))
    due = reading.moment(day, time)
    name, note = f.nudge_id(who, due), extra.get("note")
    rating = int(extra["rated"]) if "rated" in extra else None
    own = (due.astimezone(reading.zone) - timedelta(hours=4)).date()
    for turn in range(int(extra.get("again", 1))):
        then, source = at + timedelta(seconds=turn), f"{at:%m%d%H%M}{who}{turn}"
        yield f.Replied(at=then, id=source, text=note or outcome, intent=Intent(OUTCOMES[outcome]),
                        language=Language.EN, nudge=name)  # fmt: skip
        yield f.CheckedIn(at=then, plan=who, day=own, outcome=Outcome(outcome), source=source, nudge=name,
                          rating=rating, note=note)  # fmt: skip


OUTCOMES = {"done": "done", "partly": "partly", "skipped": "skip", "not_applicable": "not_applicable"}


def _wrote(_reading: Reading, at: datetime, words: list[str]) -> Iterator[f.Fact]:
    yield f.Replied(at=at, id=f"{at:%m%d%H%M}", text=words[0], intent=Intent.NOTE, language=Language.EN)


def _felt(_reading: Reading, at: datetime, words: list[str]) -> Iterator[f.Fact]:
    yield f.Rated(at=at, source=f"{at:%m%d%H%M}", rating=int(words[0]))


def _rests(reading: Reading, at: datetime, words: list[str]) -> Iterator[f.Fact]:
    """Yield a rest: `rests sick until DAY TIME`, of one plan with `of PLAN` behind it."""
    why, _, day, time, *of = words
    yield f.Paused(at=at, until=reading.moment(day, time), why=Rest(why), plan=of[1] if of else None)


def _moved(reading: Reading, at: datetime, words: list[str]) -> Iterator[f.Fact]:
    reading.zone = ZoneInfo(words[0])
    reading.moves.append(Move(at=at, zone=reading.zone))
    yield f.Moved(at=at, zone=words[0])


def _touched(reading: Reading, at: datetime, words: list[str]) -> Iterator[f.Fact]:
    yield f.Contacted(at=at, contact=words[0], day=at.astimezone(reading.zone).date(), source=f"{at:%m%d%H%M}")


HAPPENED: dict[str, Callable[[Reading, datetime, list[str]], Iterator[f.Fact]]] = {
    "nudge": _nudge,
    "wrote": _wrote,
    "felt": _felt,
    "rests": _rests,
    "moved": _moved,
    "touched": _touched,
    **{outcome: lambda reading, at, words, outcome=outcome: _said(reading, at, [outcome, *words])  # type: ignore[misc]
       for outcome in OUTCOMES},
}  # fmt: skip
