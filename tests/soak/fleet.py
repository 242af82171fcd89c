"""A fleet with Twilio on a day on which everything goes wrong: workers and the web are killed and held still."""

import os
import random
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Thread

import msgspec
import psycopg

from nudges.core.problem import Problem
from nudges.service import Service
from nudges.settings import Settings
from nudges.twilio_local import NUMBER, LocalTwilio, Speed
from nudges.wiring import make_service
from tests.soak.twilio_day import REPLIES, free_port
from tests.soak.twilio_people import enrol, phone

WORKERS = 3
STILL = (2.0, 75.0)
"""So many seconds a process is held still: up to well over the minute for which a claim holds."""

PATIENCE = 900.0


@dataclass
class Fleet:
    """One run: its processes, how many people and plans, for how many seconds nudges come due, and what happened."""

    home: Path
    store: str
    people: int
    plans: int
    lasts: float
    dice: random.Random
    port: int = field(default_factory=free_port)
    kills: int = 0
    stills: int = 0
    restarts: int = 0
    heard: int = 0
    wrote: list[tuple[str, str]] = field(default_factory=list)
    due: set[tuple[str, str]] = field(default_factory=set)
    ending: Event = field(default_factory=Event)
    running: dict[str, "subprocess.Popen[bytes]"] = field(default_factory=dict)

    def environment(self, twilio: LocalTwilio) -> dict[str, str]:
        """Return the settings of each process."""
        return {
            "NUDGES_HOME": str(self.home),
            "NUDGES_STORE": self.store,
            "NUDGES_TIMER": "procrastinate",
            "NUDGES_GATEWAY": "twilio",
            "NUDGES_PORT": str(self.port),
            "NUDGES_PUBLIC_URL": f"http://127.0.0.1:{self.port}",
            "NUDGES_TWILIO_API": twilio.url,
            "NUDGES_RATE": "1000",
            "TWILIO_ACCOUNT_SID": twilio.account.sid,
            "TWILIO_AUTH_TOKEN": twilio.account.token,
            "TWILIO_FROM": NUMBER,
        }

    def start(self, name: str, twilio: LocalTwilio) -> None:
        """Start a process."""
        words = [sys.executable, "-m", "nudges", "web" if name == "web" else "worker"]
        with (self.home / f"{name}.log").open("ab") as log:
            self.running[name] = subprocess.Popen(words, env=os.environ | self.environment(twilio), stderr=log)

    def stop(self) -> None:
        """Stop every process politely."""
        for each in self.running.values():
            each.send_signal(signal.SIGTERM)
        for each in self.running.values():
            each.wait(60)

    def service(self, twilio: LocalTwilio) -> Service:
        """Return the service as the processes have it."""
        before = dict(os.environ)
        os.environ.update(self.environment(twilio))
        try:
            return make_service(Settings())
        finally:
            os.environ.clear()
            os.environ.update(before)

    def facts(self) -> dict[str, list[dict[str, object]]]:
        """Return everybody's facts as they are kept, straight from the table."""
        found: dict[str, list[dict[str, object]]] = {}
        with psycopg.connect(self.store) as connection:
            for person, body in connection.execute("SELECT person_id, body FROM facts ORDER BY person_id, place"):
                found.setdefault(person, []).append(body)
        return found


def twilio_for(fleet: Fleet) -> LocalTwilio:
    """Return a Twilio that calls the web of a fleet."""
    twilio = LocalTwilio(
        now=lambda: datetime.now(UTC), speed=Speed(step=timedelta(seconds=0.3)), seed=fleet.dice.random()
    )
    for name, number in twilio.account.numbers.items():
        url = f"http://127.0.0.1:{fleet.port}/twilio/message#rc=2&rp=ct,rt,5xx"
        twilio.account.numbers[name] = msgspec.structs.replace(number, sms_url=url)
    return twilio


def live(fleet: Fleet, twilio: LocalTwilio, restart: Callable[[], None] | None = None) -> None:
    """Live through the day, and then let the fleet finish in peace. `restart` lets the database die and come back."""
    service = fleet.service(twilio)
    fleet.due = enrol(service, datetime.now(UTC), (fleet.people, fleet.plans), fleet.lasts, fleet.dice)
    over = max(_moment(name) for _, name in fleet.due) + timedelta(seconds=5)
    names = ["web", *(f"worker-{number}" for number in range(WORKERS))]
    for name in names:
        fleet.start(name, twilio)
    _until(lambda: _is_ready(fleet), "the web to begin")
    writer = Thread(target=_write, args=(fleet, twilio), daemon=True)
    writer.start()
    still: dict[str, float] = {}
    while datetime.now(UTC) < over:
        time.sleep(fleet.dice.uniform(1, 5))
        _go_on(fleet, still)
        _harm(fleet, twilio, still, names, restart)
    _go_on(fleet, still, everyone=True)
    fleet.ending.set()
    writer.join()
    for name in names:
        if fleet.running[name].poll() is not None:
            fleet.start(name, twilio)
    _until(lambda: _is_settled(fleet, service), "every text to have its end")
    fleet.heard = sum(len(service.store.read(f"p{number}").history.replies) for number in range(fleet.people))
    twilio.finish(60)


def _go_on(fleet: Fleet, still: dict[str, float], *, everyone: bool = False) -> None:
    """Let those go on who were held still for long enough."""
    for name, until in [*still.items()]:
        if everyone or time.monotonic() >= until:
            fleet.running[name].send_signal(signal.SIGCONT)
            del still[name]


def _harm(
    fleet: Fleet, twilio: LocalTwilio, still: dict[str, float], names: list[str], restart: Callable[[], None] | None
) -> None:
    """Kill a process and start it again, hold it still, or let the database die."""
    chance, name = fleet.dice.random(), fleet.dice.choice(names)
    if restart is not None and chance < 0.05:
        restart()
        fleet.restarts += 1
    elif name in still:
        return
    elif chance < 0.7:
        fleet.running[name].send_signal(signal.SIGKILL)
        fleet.running[name].wait()
        fleet.start(name, twilio)
        fleet.kills += 1
    else:
        fleet.running[name].send_signal(signal.SIGSTOP)
        still[name] = time.monotonic() + fleet.dice.uniform(*STILL)
        fleet.stills += 1


def _write(fleet: Fleet, twilio: LocalTwilio) -> None:
    """Let people text something now and then."""
    dice = random.Random(fleet.dice.random())
    while not fleet.ending.wait(dice.uniform(0.0, 0.6)):
        number = dice.randrange(fleet.people)
        text = twilio.receive(phone(number), dice.choice(REPLIES))
        fleet.wrote.append((f"p{number}", text.sid))


def _until(condition: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if condition():
            return
        time.sleep(0.5)
    raise TimeoutError(f"waited in vain for {what}")


def _is_ready(fleet: Fleet) -> bool:
    with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{fleet.port}/readyz", timeout=5):
        return True
    return False


def _is_settled(fleet: Fleet, service: Service) -> bool:
    """Whether every nudge was worded or dropped and no text is open; what nobody told us is asked for afterwards."""
    for number in range(fleet.people):
        try:
            book = service.store.read(f"p{number}")
        except Problem:
            return False
        if book.history.open or any(who == book.person.id and key not in book.keys for who, key in fleet.due):
            return False
    return True


def _moment(name: str) -> datetime:
    return datetime.fromisoformat(name.rsplit("/", 1)[1])
