"""Ten thousand people who are due in one minute after a year, against the plain stack that a newcomer would write.

That is one APScheduler job for each plan, kept in SQLite; TinyDB as it ships, in one file; and Twilio's client, which
waits for each answer. It works, and it is how many programs of the kind are written. It is measured for some texts
only, and what all of them would take is said from that: each costs the same, because each writes the whole file anew.
"""

import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from tinydb import Query, TinyDB
from twilio.http.http_client import TwilioHttpClient  # type: ignore[import-untyped]
from twilio.rest import Client  # type: ignore[import-untyped]

from nudges.clock import ManualClock
from nudges.core.at_hand import recent
from nudges.core.book import Book
from nudges.core.facts import Accepted, Claimed, Consented, Delivered, Fact, Queued, nudge_id
from nudges.core.wake import next_wake
from nudges.core.words import Kind
from nudges.gateways.twilio.config import TwilioConfig
from nudges.gateways.twilio.gateway import TwilioGateway
from nudges.library import load
from nudges.service import Service
from nudges.store.bookfile import BookFile, Kept
from nudges.store.tiny import TinyStore
from nudges.twilio_local import NUMBER
from nudges.worker import Worker
from nudges.worker.elsewhere import MANY_HANDS
from tests.benchmarks.fleet import Address, twilio_elsewhere
from tests.samples import at, person, plan

PEOPLE, DAYS = 10_000, 365
LEAST = 50
PLAIN = 3
"""So many texts are sent by the plain stack."""

LONGEST = 90.0
"""So many seconds it has for them at most."""

DUE = at("2026-03-02 08:30")
WORDS = "After your coffee: three slow breaths. How was it, 1 to 10?"


def run(folder: Path) -> Iterator[str]:
    """Yield the lines to print."""
    with twilio_elsewhere(step=timedelta(seconds=30)) as twilio:
        ours = _ours(folder / "home", twilio.address)
        yield f"nudges on TinyDB, {PEOPLE} due in a minute    {ours:8.1f} a second, with {DAYS} days of history of each"
        done, took = Plain(folder, twilio.address).minute()
        plain = done / took
        yield f"the plain stack                               {plain:8.2f} a second   1.0   ({done} texts in {took:.0f} s)"
        yield f"  all {PEOPLE} would take it {PEOPLE / plain / 3600:.1f} hours, reckoned from these; ours took {PEOPLE / ours:.0f} s"
        yield f"  nudges against the plain stack              {ours / plain:8.0f} times (at least {LEAST})"


def _ours(home: Path, twilio: Address) -> float:
    """Return how many whole nudges a second leave: worded, recorded, taken by Twilio and settled."""
    _fill(home)
    store = TinyStore(home)
    store.next_wake()
    config = TwilioConfig(account_sid=twilio.sid, auth_tokens=(twilio.token,), sender=NUMBER, api_base=twilio.url)
    gateway, clock = TwilioGateway(config), ManualClock(DUE)
    worker = Worker(Service(store, gateway, load().words), clock, MANY_HANDS)
    begun = time.perf_counter()
    worker.attend_all()
    taken = time.perf_counter() - begun
    gateway.close()
    assert not store.due(DUE)
    return PEOPLE / taken


def _fill(home: Path) -> None:
    """Let people be there with a year behind them; what is long past is in files of its own, which nobody opens."""
    (home / "people").mkdir(parents=True, mode=0o700)
    since = DUE - timedelta(days=DAYS)
    facts: list[Fact] = [Consented(at=since, how="on paper")]
    for ago in range(DAYS, 0, -1):
        facts += _day(DUE - timedelta(days=ago))
    whole = Book(person(since=since), (plan(when="daily at 8:30", since=since),), tuple(facts))
    wake = next_wake(whole, DUE - timedelta(minutes=1))
    now = DUE - timedelta(minutes=1)
    for number in range(PEOPLE):
        who = person(id=f"p{number}", phone=f"+1415{number:07}", since=since)
        book = whole if number == 0 else Book(who, whole.plans, recent(whole.facts, now)[0])
        file = BookFile(home / "people", home / "months", who.id)
        file.fold(Kept(msgspec.structs.replace(book, person=who), wake, 0, 0, (), who.id), now)
        if number:  # the past of all of them is the same
            file.months.mkdir(mode=0o700, exist_ok=True)
            for month in (home / "months" / "p0").iterdir():
                if not (file.months / month.name).exists():
                    (file.months / month.name).hardlink_to(month)


def _day(due: datetime) -> list[Fact]:
    name, ends = nudge_id("three-breaths", due), due + timedelta(hours=2)
    return [
        Queued(at=due, id=name, kind=Kind.NUDGE, text=WORDS, due=due, expires=ends, plan="three-breaths", drawn=1),
        Claimed(at=due, id=name, attempt=1),
        Accepted(at=due, id=name, provider_id=f"SM{due:%Y%m%d}", segments=1),
        Delivered(at=due, id=name),
    ]


class _Elsewhere(TwilioHttpClient):  # type: ignore[misc]
    """The library's own client, sent to the Twilio on this machine."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Any:
        """Return the answer to a request."""
        return super().request(method, url.replace("https://api.twilio.com", self._url), *args, **kwargs)


class Plain:
    """The plain stack. What it keeps of a text is one row, so it keeps less than we do."""

    def __init__(self, folder: Path, twilio: Address) -> None:
        self._client = Client(twilio.sid, twilio.token, http_client=_Elsewhere(twilio.url))
        self._database = TinyDB(_year(folder / "plain.json"))
        self._folder, self._done = folder, 0

    def minute(self) -> tuple[int, float]:
        """Return how many texts were sent in a while, and how many seconds that took."""
        module = sys.modules[__name__]
        module.__dict__["_running"] = self
        store = SQLAlchemyJobStore(url=f"sqlite:///{self._folder / 'jobs.sqlite'}")
        scheduler = BackgroundScheduler(
            jobstores={"default": store}, executors={"default": ThreadPoolExecutor(1)}, timezone=UTC,
            job_defaults={"misfire_grace_time": None},
        )  # fmt: skip
        scheduler.start(paused=True)
        soon = datetime.now(UTC) - timedelta(seconds=1)
        for number in range(PLAIN):
            scheduler.add_job(
                send, "cron", hour=8, minute=30, next_run_time=soon, args=(f"p{number}",), id=f"j{number}"
            )
        begun = time.perf_counter()
        scheduler.resume()
        while self._done < PLAIN and time.perf_counter() - begun < LONGEST:
            time.sleep(0.05)
        done, took = self._done, time.perf_counter() - begun
        scheduler.shutdown(wait=True)
        return max(done, 1), took

    def send(self, name: str) -> None:
        """Send somebody's text, and keep what became of it."""
        who = self._database.table("people").get(Query().id == name)
        assert isinstance(who, dict)
        made = self._client.messages.create(to=who["phone"], from_=NUMBER, body=WORDS)
        row = {"person": name, "at": datetime.now(UTC).isoformat(), "text": WORDS, "sid": made.sid, "status": "sent"}
        self._database.table("messages").insert(row)
        self._done += 1


def send(name: str) -> None:
    """Do the job of one plan: a job is found again by the name of its function."""
    running: Plain = sys.modules[__name__].__dict__["_running"]
    running.send(name)


def _year(path: Path) -> Path:
    """Write the file of a year: a row for each text, as the plain stack would have written it.

    It holds the texts of one month only, so that it can be read at all in the time there is: that flatters it.
    """
    rows = {
        str(number * 30 + day + 1): {
            "person": f"p{number}",
            "at": (DUE - timedelta(days=day)).isoformat(),
            "text": WORDS,
            "sid": f"SM{number:016x}{day:016x}",
            "status": "delivered",
        }
        for number in range(PEOPLE)
        for day in range(30)
    }
    people = {str(n + 1): {"id": f"p{n}", "phone": f"+1415{n:07}"} for n in range(PEOPLE)}
    path.write_bytes(msgspec.json.encode({"people": people, "messages": rows}))
    return path
