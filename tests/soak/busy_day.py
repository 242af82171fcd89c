"""A simulated busy day: a server killed at random moments, people who reply, and commands that edit plans meanwhile."""

import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from datetime import time as clock_time
from pathlib import Path
from threading import Event, Thread
from zoneinfo import ZoneInfo

import msgspec

from nudges.core.book import Book
from nudges.core.values import Hours, Plan
from nudges.service import Service
from tests.samples import person
from tests.soak.server import FastClock, make_service

ZONE = ZoneInfo("America/New_York")
PEOPLE = 6
FIXED = ("three-breaths", "one-kind-thing")
EDITED = "reach-out-to-give"
EVERY = 12
AFTER_READY = 0.75
"""How many of the kills wait until the server is at work."""

LONGEST_END = 120
"""Seconds within which everything that was due must have its outcome, once nobody kills any more."""

REPLIES = ("done", "skip", "done! felt 7/10", "half of it", "nah not today", "later", "status", "how kind this is")


@dataclass
class Day:
    """One run: where, on which clock, with which dice, and what happened."""

    home: Path
    rate: float
    dice: random.Random
    epoch: float = field(default_factory=time.time)
    port: int = 0
    accepted: list[tuple[str, str]] = field(default_factory=list)
    kills: int = 0
    edits: int = 0
    commands: int = 0
    over: datetime | None = None
    ending: Event = field(default_factory=Event)

    @property
    def clock(self) -> FastClock:
        """The clock all processes share."""
        return FastClock(self.epoch, self.rate)


def enrol(day: Day) -> datetime:
    """Enrol people who agreed, with plans that are due every few minutes all day long; return since when they are."""
    service, now = make_service(day.home), day.clock.now()
    for number in range(PEOPLE):
        who = person(
            id=f"p{number}",
            phone=f"+1415555010{number}",
            cap=9999,
            gap=0,
            hours=Hours(opens=clock_time(0), closes=clock_time(0)),
            since=now,
        )
        plans = tuple(_plan(name, now, shift) for shift, name in enumerate((*FIXED, EDITED)))
        service.enrol(who, plans, now, consent="on paper")
    return now


def phrase(shift: int) -> str:
    """Return a phrase that is due every few minutes, from a minute of the hour on."""
    return f"cron: {shift}-59/{EVERY} * * * *"


def _plan(name: str, now: datetime, shift: int) -> Plan:
    from nudges.core.when import parse_when

    return Plan(
        id=name,
        title=name,
        cue="After your coffee",
        when=str(parse_when(phrase(shift))),
        library=name,
        every_time=True,
        grace=12 * 60,
        contacts=name == EDITED,
        since=now,
    )


def live(day: Day, kills: int) -> None:
    """Live through the day: start the server, kill it, so many times, and let it finish in peace."""
    day.port = _free_port()
    helpers = [Thread(target=step, args=(day,)) for step in (_reply, _edit, _command)]
    for helper in helpers:
        helper.start()
    try:
        while day.kills < kills:
            server = _start(day)
            if day.dice.random() < AFTER_READY:
                _until_ready(day)
            time.sleep(day.dice.uniform(0.0, 1.2))
            os.kill(server.pid, signal.SIGKILL)
            server.wait()
            day.kills += 1
    finally:
        day.ending.set()
        for helper in helpers:
            helper.join()
    day.over = day.clock.now()
    _in_peace(day)


def _start(day: Day) -> "subprocess.Popen[bytes]":
    words = [sys.executable, "-m", "tests.soak.server", str(day.home), str(day.port), repr(day.epoch), repr(day.rate)]
    return subprocess.Popen(words, stderr=subprocess.DEVNULL)


def _until_ready(day: Day) -> None:
    """Wait until the server takes texts; one that is killed before it does is tested too, but not each time."""
    for _ in range(LONGEST_END * 20):
        with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{day.port}/readyz", timeout=5):
            return
        time.sleep(0.05)
    raise TimeoutError("the server did not begin")


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number: int = free.getsockname()[1]
        return number


def _reply(day: Day) -> None:
    """Text something now and then, again and again until it is accepted, as a carrier does."""
    dice, number = random.Random(day.dice.random()), 0
    while not day.ending.is_set():
        number += 1
        who = f"p{dice.randrange(PEOPLE)}"
        body = json.dumps({"id": f"t{number}", "text": dice.choice(REPLIES)}).encode()
        while not _posted(day, who, body):
            if day.ending.wait(0.05):
                return
        day.accepted.append((who, f"phone/t{number}"))
        time.sleep(dice.uniform(0.0, 0.1))


def _posted(day: Day, who: str, body: bytes) -> bool:
    address = f"http://127.0.0.1:{day.port}/phone/{who}/texts"
    request = urllib.request.Request(address, body, {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:
            return bool(answer.status < 300)
    except (urllib.error.URLError, OSError):
        return False


def _edit(day: Day) -> None:
    """Change one plan of someone's schedule, from another process than the server's."""
    service, dice = make_service(day.home), random.Random(day.dice.random())
    while not day.ending.wait(0.2):
        now, shift = day.clock.now(), dice.randrange(EVERY)

        def change(book: Book, now: datetime = now, shift: int = shift) -> Book:
            return book.with_plan(msgspec.structs.replace(book.plan(EDITED), when=phrase(shift), since=now))

        service.edit(f"p{dice.randrange(PEOPLE)}", change, now)
        day.edits += 1


def _command(day: Day) -> None:
    """Edit plans by the real command line."""
    dice, environment = random.Random(day.dice.random()), os.environ | {"NUDGES_HOME": str(day.home)}
    while not day.ending.is_set():
        who, plan, cue = f"p{dice.randrange(PEOPLE)}", dice.choice(FIXED), f"After cup {day.commands % 9}"
        words = [sys.executable, "-m", "nudges", "plan", "edit", who, plan, "--cue", cue, "--yes"]
        subprocess.run(words, env=environment, check=True, capture_output=True)
        day.commands += 1


def _in_peace(day: Day) -> None:
    """Let a server finish what is due, then stop it."""
    server, service = _start(day), make_service(day.home)
    try:
        for _ in range(LONGEST_END * 10):
            if _is_settled(service, day):
                return
            time.sleep(0.1)
        raise TimeoutError("the day did not come to its end")
    finally:
        server.terminate()
        server.wait()


def _is_settled(service: Service, day: Day) -> bool:
    """Whether everything from before the last kill has its outcome."""
    before = day.over
    service.store.refresh()
    assert before is not None
    books = [service.store.read(f"p{number}") for number in range(PEOPLE)]
    waiting = [m for book in books for m in book.history.open.values() if m.queued.due < before]
    replied = {f"reply/{name}" for _, name in day.accepted}
    recorded = {key for book in books for key in book.keys} | {
        f.key for b in books for f in service.store.past(b.person.id)
    }
    answered = all(wake is None or wake > before for wake in [service.store.next_wake()])
    return not waiting and replied <= recorded and answered
