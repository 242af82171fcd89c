"""How late nudges are while a thousand people get their week's text at the same moment, in one process."""

import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from nudges.core.book import Book
from nudges.core.facts import Accepted, CheckedIn, Claimed, Consented, Fact, Queued, Replied
from nudges.core.localtime import day_of
from nudges.core.wake import next_wake
from nudges.core.words import Intent, Kind, Language, Outcome
from nudges.gateways import Outgoing, Taken
from nudges.gateways.phone import PhoneGateway
from nudges.library import load
from nudges.service import Service
from nudges.store.bookfile import BookFile, Kept
from nudges.store.tiny import TinyStore
from nudges.worker import Worker
from tests.samples import at, person, plan
from tests.soak.server import FastClock

REPORTS, NUDGES, WEEKS = 1000, 200, 8
SUNDAY = at("2026-03-08 18:00")
PATIENCE = 300


class Timed(PhoneGateway):
    """Keeps when each text left by the clock that all share."""

    def __init__(self, folder: Path, clock: FastClock) -> None:
        super().__init__(folder)
        self._clock = clock
        self.left: dict[str, list[datetime]] = {"nudge": [], "report": []}

    def send(self, message: Outgoing, now: datetime) -> Taken:
        """Take a text."""
        taken = super().send(message, now)
        self.left.setdefault(message.id.partition("/")[0], []).append(self._clock.now())
        return taken


def run(folder: Path) -> Iterator[str]:
    """Yield the lines to print."""
    for name, reports in (("nobody's week", 0), (f"{REPORTS} weeks", REPORTS)):
        home = folder / name.replace(" ", "-")
        _make(home, reports)
        nudges, weeks = _live(home, reports)
        late = sorted(nudges)
        p50, p99 = late[len(late) // 2], late[int(len(late) * 0.99)]
        yield f"{2 * NUDGES} nudges beside {name:13}  late p50 {p50:5.2f} s, p99 {p99:5.2f} s"
        if weeks:
            yield f"  the last week's text left {max(weeks):.1f} s after its moment, {len(weeks) / max(weeks):.0f} a second"


def _live(home: Path, reports: int) -> tuple[list[float], list[float]]:
    """Return how late nudges and weeks left, in seconds after their minute."""
    store = TinyStore(home)
    store.next_wake()
    clock = FastClock(time.time(), 1.0)
    begun = clock.now()
    ours = _Shifted(clock, SUNDAY - timedelta(seconds=2) - begun)
    gateway = Timed(home / "phones", ours)
    worker = Worker(Service(store, gateway, load().words), ours)
    worker.start()
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if len(gateway.left["nudge"]) >= 2 * NUDGES and len(gateway.left["report"]) >= reports:
            break
        time.sleep(0.1)
    worker.stop()
    nudges = [(moment - SUNDAY).total_seconds() for moment in gateway.left["nudge"]]
    # Half of them are due a minute later.
    return [late % 60 if late >= 60 else late for late in nudges], [
        (moment - SUNDAY).total_seconds() for moment in gateway.left["report"]
    ]


class _Shifted(FastClock):
    def __init__(self, clock: FastClock, ahead: timedelta) -> None:
        self._clock, self._ahead = clock, ahead

    def now(self) -> datetime:
        """Return the moment."""
        return self._clock.now() + self._ahead


def _make(home: Path, reports: int) -> None:
    """Put people into a folder: some whose week is due, among them some whose nudge is, in the same or next minute."""
    (home / "people").mkdir(parents=True, mode=0o700)
    began = SUNDAY - timedelta(weeks=WEEKS)
    every = (REPORTS + 2 * NUDGES) // (2 * NUDGES)
    nudged = 0
    for number in range(REPORTS + 2 * NUDGES):
        who = person(id=f"p{number:04}", phone=f"+1415{number:07}", since=began)
        if number % every == 0 and nudged < 2 * NUDGES:
            late = nudged % 2
            nudged += 1
            who = person(id=who.id, phone=who.phone, since=began, report_day=2)
            book = Book(who, (plan(when=f"sun at 18:0{late}", since=began),)).add(Consented(at=began, how="on paper"))
        elif reports:
            book = Book(who, (plan(since=began),)).add(Consented(at=began, how="on paper"), *_past(who.id, began))
        else:
            continue
        moment = SUNDAY - timedelta(minutes=5)
        kept = Kept(book, next_wake(book, moment), 0, 0, (), who.id)
        BookFile(home / "people", home / "months", who.id).fold(kept, moment)


def _past(who: str, began: datetime) -> Iterator[Fact]:
    """Yield eight weeks of weekdays, most of them answered."""
    for ahead in range(WEEKS * 7):
        due = at(f"{(began + timedelta(days=ahead)).date()} 08:30")
        if due.weekday() > 4 or due < began or due > SUNDAY:
            continue
        name = f"nudge/three-breaths/{due:%Y-%m-%dT%H:%MZ}"
        text = "After your coffee: 3 slow breaths, out longer than in."
        yield Queued(
            at=due, id=name, kind=Kind.NUDGE, text=text, due=due, expires=due + timedelta(hours=4), plan="three-breaths"
        )
        yield Claimed(at=due, id=name, attempt=1)
        yield Accepted(at=due, id=name, provider_id=f"phone/{who}/{ahead}", segments=1)
        if ahead % 3:
            then = due + timedelta(minutes=11)
            yield Replied(at=then, id=f"r{ahead}", text="done", intent=Intent.DONE, language=Language.EN, nudge=name)
            yield CheckedIn(
                at=then, plan="three-breaths", day=day_of(person(), due), outcome=Outcome.DONE,
                source=f"r{ahead}", nudge=name,
            )  # fmt: skip
