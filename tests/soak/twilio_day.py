"""A day with Twilio on which everything goes wrong: answers get lost, calls come twice or never, the server dies."""

import os
import random
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event, Thread

import msgspec

from nudges.clock import ManualClock
from nudges.core.problem import Problem
from nudges.service import Service
from nudges.settings import read_settings
from nudges.twilio_local import NUMBER, Fault, LocalTwilio, On, Rule, Speed
from nudges.worker.polling import DAY, Polling
from tests.soak.server import FastClock
from tests.soak.twilio_people import enrol, phone
from tests.soak.twilio_server import make_gateway, make_service

RATE = 40.0
"""So many times as fast as ours is the clock of all: a lease of a minute is over in a second and a half."""

PATIENCE = 6.5 * 3600 / RATE
"""Of two texts with the same words, lost at nearly the same moment, nobody can say which left until they expire."""

REPLIES = ("done", "done! felt 7/10", "half of it", "nah not today", "status", "how kind this is", "later", "help")
OFTEN = 0.05
RULES = (
    Rule(fault=Fault.TIMEOUT_BEFORE, chance=OFTEN),
    Rule(fault=Fault.TIMEOUT_AFTER, chance=OFTEN),
    Rule(fault=Fault.ERROR_AFTER, chance=OFTEN),
    Rule(fault=Fault.BUSY, chance=OFTEN),
    Rule(fault=Fault.ERROR_BEFORE, chance=OFTEN, on=On.READ),
    Rule(fault=Fault.DROP_CALLBACK, chance=OFTEN),
    Rule(fault=Fault.DOUBLE_CALLBACK, chance=OFTEN),
    Rule(fault=Fault.REORDER_CALLBACK, chance=OFTEN),
    Rule(fault=Fault.DOUBLE_WEBHOOK, chance=OFTEN),
    Rule(fault=Fault.REORDER_WEBHOOK, chance=OFTEN),
    Rule(fault=Fault.FAIL, chance=0.02, code=30008),
    Rule(fault=Fault.NO_RECEIPT, chance=0.02),
)


@dataclass
class Day:
    """One run: how many people and plans, for how many seconds their nudges come due, and what happened."""

    home: Path
    people: int
    plans: int
    lasts: float
    port: int
    dice: random.Random
    epoch: float = field(default_factory=time.time)
    kills: int = 0
    wrote: list[tuple[str, str]] = field(default_factory=list)
    due: set[tuple[str, str]] = field(default_factory=set)
    ending: Event = field(default_factory=Event)

    @property
    def clock(self) -> FastClock:
        """The clock that all share."""
        return FastClock(self.epoch, RATE)

    @property
    def public(self) -> str:
        """Where the server is called."""
        return f"http://127.0.0.1:{self.port}"


def twilio_of(day: Day) -> LocalTwilio:
    """Return a Twilio on the same clock that calls the server."""
    twilio = LocalTwilio(now=day.clock.now, speed=Speed(step=timedelta(seconds=4)), seed=day.dice.random())
    for name, number in twilio.account.numbers.items():
        url = f"{day.public}/twilio/message#rc=2&rp=ct,rt,5xx"
        twilio.account.numbers[name] = msgspec.structs.replace(number, sms_url=url)
    return twilio


def environment(day: Day, twilio: LocalTwilio) -> dict[str, str]:
    """Return the settings of the server."""
    return {
        "NUDGES_HOME": str(day.home),
        "NUDGES_GATEWAY": "twilio",
        "NUDGES_PORT": str(day.port),
        "NUDGES_PUBLIC_URL": day.public,
        "NUDGES_TWILIO_API": twilio.url,
        "NUDGES_RATE": "1000",
        "TWILIO_ACCOUNT_SID": twilio.account.sid,
        "TWILIO_AUTH_TOKEN": twilio.account.token,
        "TWILIO_FROM": NUMBER,
    }


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number: int = free.getsockname()[1]
        return number


def live(day: Day, twilio: LocalTwilio) -> None:
    """Live through the day: start the server and kill it again and again, then let it finish in peace."""
    settings = environment(day, twilio)
    with _settings(settings):
        gateway = make_gateway(read_settings())
        service = make_service(read_settings(), gateway)
    day.due = enrol(service, day.clock.now(), (day.people, day.plans), day.lasts * RATE, day.dice)
    twilio.fail(*RULES)
    over = day.clock.now() + timedelta(seconds=day.lasts * RATE)
    writer = Thread(target=_write, args=(day, twilio), daemon=True)
    writer.start()
    while day.clock.now() < over:
        server = _start(day, settings)
        _until(lambda: _is_ready(day), 60, "the server to begin")
        time.sleep(day.dice.uniform(0.5, 4.0))
        os.kill(server.pid, signal.SIGKILL)
        server.wait()
        day.kills += 1
    day.ending.set()
    writer.join()
    server = _start(day, settings)
    try:
        _until(lambda: _is_settled(day, service), PATIENCE, "every text to have its end")
        twilio.finish(60)
    finally:
        server.terminate()
        server.wait()
    # The daily pass, a day later: it asks for what nobody told.
    twilio.faults.clear()
    Polling(service, gateway, ManualClock(day.clock.now() + timedelta(hours=24)), DAY, lambda _person: None).look_into()


@contextmanager
def _settings(settings: dict[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.update(settings)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _start(day: Day, settings: dict[str, str]) -> "subprocess.Popen[bytes]":
    words = [sys.executable, "-m", "tests.soak.twilio_server", repr(day.epoch), repr(RATE)]
    with (day.home / "serve.log").open("ab") as log:
        return subprocess.Popen(words, env=os.environ | settings, stderr=log)


def _is_ready(day: Day) -> bool:
    with suppress(OSError), urllib.request.urlopen(f"{day.public}/readyz", timeout=5):
        return True
    return False


def _until(condition: Callable[[], bool], patience: float, what: str) -> None:
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if condition():
            return
        time.sleep(0.1)
    raise TimeoutError(f"waited in vain for {what}")


def _write(day: Day, twilio: LocalTwilio) -> None:
    """Let people text something now and then."""
    dice = random.Random(day.dice.random())
    while not day.ending.wait(dice.uniform(0.0, 0.2)):
        number = dice.randrange(day.people)
        text = twilio.receive(phone(number), dice.choice(REPLIES))
        day.wrote.append((f"p{number}", text.sid))


def _is_settled(day: Day, service: Service) -> bool:
    """Whether every nudge was worded or dropped, every reply was taken in, and no text is open."""
    service.store.refresh()
    if day.clock.now() < max(_moment(name) for _, name in day.due):
        return False
    wrote = {(who, f"reply/{sid}") for who, sid in day.wrote}
    for number in range(day.people):
        try:
            book = service.store.read(f"p{number}")
        except Problem:
            return False
        wrote -= {(book.person.id, key) for key in book.keys}
        if book.history.open or any(who == book.person.id and key not in book.keys for who, key in day.due):
            return False
    return not wrote


def _moment(name: str) -> datetime:
    return datetime.fromisoformat(name.rsplit("/", 1)[1])
