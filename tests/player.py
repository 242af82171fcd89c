"""Plays a transcript: a whole conversation, minute by minute, through the real service.

    # One sentence that says what this conversation shows.
    person: tz=Europe/Madrid language=es cap=1 consent=yes contacts=Mum,Leo
    plan: three-breaths weekdays at 8:30
    2026-03-02 08:00 start
    2026-03-02 08:31 < done
    2026-03-02 08:31 > Noted: done. Thank you.
    2026-03-03 08:30 - three-breaths: cap
    2026-03-03 09:00 ! down
    2026-03-08 20:00 end

The player types the `<` lines (twice each, as carriers do), obeys the `!` lines, and writes all others itself.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from nudges.core.book import Book
from nudges.core.change import moved
from nudges.core.facts import CheckedIn, Happened, Paused, Proposed, Resumed
from nudges.core.localtime import day_of
from nudges.core.protection import ask_trust
from nudges.core.research import ask_research
from nudges.core.sharing import propose
from nudges.core.thread import Entry, Side, thread
from nudges.core.values import Contact, Hours, Move, Person, Plan, Trusted
from nudges.core.when import parse_when
from nudges.core.words import Held, Language, Outcome
from nudges.gateways import Heard
from nudges.library import load
from nudges.service import Service
from tests.samples import person, service

LINE = re.compile(r"(\d{4}-\d\d-\d\d \d\d:\d\d) (start|end|[<>!=-])\s?(.*)")
MINUTE = timedelta(minutes=1)


@dataclass
class Transcript:
    """A conversation as it is written down."""

    about: list[str]
    header: list[str]
    zone: ZoneInfo
    person: Person
    consent: bool
    plans: list[Plan]
    start: datetime
    end: datetime
    inputs: list[tuple[datetime, str, str]] = field(default_factory=list)


def read(text: str) -> Transcript:
    """Return what a transcript asks for; what it expects is compared as text."""
    lines = text.splitlines()
    about = [line for line in lines if line.startswith("#")]
    header = [line for line in lines if line.startswith(("person:", "plan:"))]
    words = dict(word.split("=", 1) for word in header[0].removeprefix("person:").split())
    zone = ZoneInfo(words.get("tz", "America/New_York"))
    moments = [(_moment(m[1], zone), m[2], m[3]) for line in lines if (m := LINE.match(line))]
    start = next(at for at, mark, _ in moments if mark == "start")
    end = next(at for at, mark, _ in moments if mark == "end")
    who = _person(words, zone, start)
    plans = [_plan(line.removeprefix("plan:").split(), who) for line in header[1:]]
    inputs = [each for each in moments if each[1] in {"<", "!"}]
    return Transcript(about, header, zone, who, "consent" in words, plans, start, end, inputs)


def _moment(text: str, zone: ZoneInfo) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


def _person(words: dict[str, str], zone: ZoneInfo, start: datetime) -> Person:
    hours = [datetime.strptime(part, "%H:%M").time() for part in words.get("hours", "08:00-21:00").split("-")]  # noqa: DTZ007
    names = words["contacts"].split(",") if "contacts" in words else []
    return person(
        zone=zone,
        language=Language(words.get("language", "en")),
        country=words.get("country", "US"),
        cap=int(words.get("cap", "1")),
        gap=int(words.get("gap", "30")),
        hours=Hours(opens=hours[0], closes=hours[1]),
        contacts=tuple(Contact(name=each) for each in names),
        discreet=words.get("discreet") == "yes",
        answers=words.get("answers") != "no",
        report_words=words.get("words") == "yes",
        month_text=words.get("month") == "yes",
        trusted=Trusted(name="Mum", phone=words["trusted"]) if "trusted" in words else None,
        since=start,
    )


def _plan(words: list[str], who: Person) -> Plan:
    """Return a plan of the library; `each` before the phrase makes every nudge ask anew, `drop` lets none wait."""
    name, *phrase = words
    every_time, drop = phrase[0] == "each", phrase[0] == "drop"
    ready = load().plans[name]
    return Plan(
        id=name,
        title=ready.title[who.language],
        cue=ready.cue[who.language],
        when=str(parse_when(" ".join(phrase[every_time or drop :]))),
        library=name,
        goal=ready.goal,
        grace=ready.grace,
        contacts=ready.contacts,
        every_time=every_time,
        held=Held.DROP if drop else Held.WAIT,
        since=who.since,
    )


class Carrier:
    """How the texts of a transcript come and go: by a phone in memory, unless a test brings another way."""

    alone = True
    """Whether nothing but the player changes a book, so that it need not ask at each minute who is due."""

    def __init__(self, made: Service | None = None) -> None:
        self.service = made or service()

    def clock(self, now: datetime) -> None:
        """Take the time."""

    def say(self, name: str, phone: str, text: str, now: datetime) -> None:
        """Bring a text, twice, as carriers do."""
        for _ in range(2):
            self.service.hear(Heard(id=name, phone=phone, text=text), now)


def play(transcript: Transcript, carrier: Carrier | None = None) -> str:
    """Return the transcript as it really goes."""
    carrier = carrier or Carrier()
    played = carrier.service
    who, consent = transcript.person, "on paper" if transcript.consent else None
    played.enrol(who, tuple(transcript.plans), transcript.start, consent)
    now, up, waiting, inputs = transcript.start, True, list(transcript.inputs), [(transcript.start, "start", "")]
    wake = played.store.next_wake()
    while now <= transcript.end:
        carrier.clock(now)
        while waiting and waiting[0][0] <= now:
            inputs.append(waiting[0])
            _, mark, text = waiting.pop(0)
            if mark == "<":
                carrier.say(f"in/{len(inputs)}", who.phone, text, now)
            elif text in {"down", "up"}:
                up = text == "up"
            else:
                _obey(played, who, text, now)
            wake = played.store.next_wake()
        rings = not carrier.alone or (wake is not None and wake <= now)
        if up and rings and played.store.due(now):
            played.attend(who.id, now)
            wake = played.store.next_wake()
        now += MINUTE
    inputs.append((transcript.end, "end", ""))
    return _written(transcript, played, inputs)


def _obey(played: Service, who: Person, text: str, now: datetime) -> None:
    command, *words = text.split()
    played.edit(who.id, lambda book: _COMMANDS[command](book, words, now), now)


def _edit(book: Book, words: list[str], now: datetime) -> Book:
    return book.with_plan(msgspec.structs.replace(book.plan(words[0]), when=" ".join(words[1:]), since=now))


def _pause(book: Book, words: list[str], now: datetime) -> Book:
    return book.add(Paused(at=now, until=now + timedelta(days=int(words[1])), plan=words[0]))


def _resume(book: Book, words: list[str], now: datetime) -> Book:
    return book.add(Resumed(at=now, plan=words[0]))


def _log(book: Book, words: list[str], now: datetime) -> Book:
    day = date.fromisoformat(words[2]) if len(words) > 2 else day_of(book.person, now)
    return book.add(CheckedIn(at=now, plan=words[0], day=day, outcome=Outcome(words[1]), source="command"))


def _move(book: Book, words: list[str], now: datetime) -> Book:
    return book.with_person(moved(book.person, Move(at=now, zone=ZoneInfo(words[0]))))


def _trust(book: Book, words: list[str], now: datetime) -> Book:
    return book.add(*ask_trust(book.person, load().words, now))


def _research(book: Book, words: list[str], now: datetime) -> Book:
    return book.add(*ask_research(book, load().words, "Nudges", now, words_too=words == ["words"]))


def _share(book: Book, words: list[str], now: datetime) -> Book:
    wanted = Proposed(
        at=now,
        name=words[0],
        whom=words[0].replace("-", " ").title(),
        lines=tuple(words[1:]),
        weeks=4,
        days=14,
        until=now,
    )
    return propose(book, wanted, load().words)


def _word(book: Book, words: list[str], now: datetime) -> Book:
    word, outcome = words[1].split("=")
    plan = book.plan(words[0])
    return book.with_plan(msgspec.structs.replace(plan, words=(*plan.words, (word, Outcome(outcome)))))


def _happened(book: Book, words: list[str], now: datetime) -> Book:
    return book.add(Happened(at=now, event=words[0], source=f"test/{now}"))


_COMMANDS: dict[str, Callable[[Book, list[str], datetime], Book]] = {
    "edit": _edit,
    "pause": _pause,
    "resume": _resume,
    "log": _log,
    "move": _move,
    "happened": _happened,
    "trust": _trust,
    "share": _share,
    "research": _research,
    "word": _word,
}


def _written(transcript: Transcript, played: Service, inputs: list[tuple[datetime, str, str]]) -> str:
    entries = thread(played.whole(transcript.person.id))
    ours = [(e.at, *_mark(e)) for e in entries if e.side is not Side.THEM]
    order = {"start": 0, "-": 1, "!": 2, "<": 3, ">": 4, "end": 9}
    rows = sorted([*inputs, *ours], key=lambda row: (row[0].replace(second=0, microsecond=0), order[row[1]]))
    lines = [f"{at.astimezone(transcript.zone):%Y-%m-%d %H:%M} {mark} {text}".rstrip() for at, mark, text in rows]
    report = played.report(transcript.person.id, day_of(transcript.person, transcript.end), transcript.end)
    total = f"= {report.done} done, {report.partly} partly, {report.skipped} skipped, {report.no_reply} no reply"
    return "\n".join([*transcript.about, *transcript.header, *lines, total, ""])


def _mark(entry: Entry) -> tuple[str, str]:
    if entry.side is Side.NOTHING:
        return "-", f"{entry.plan}: {entry.state}" + (f", {entry.detail}" if entry.detail else "")
    return (
        (">", entry.text)
        if entry.state in {"accepted", "delivered"}
        else ("-", f"{entry.plan or 'text'}: {entry.state}")
    )


def transcripts() -> list[Path]:
    """Return every transcript there is."""
    return sorted((Path(__file__).parent / "transcripts").glob("*.txt"))
