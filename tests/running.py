"""A real server in a process of its own, on a folder of its own."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from datetime import time as clock
from pathlib import Path
from threading import Thread
from typing import TypeVar
from zoneinfo import ZoneInfo

import uvicorn
from starlette.applications import Starlette

from nudges.core.values import Hours, Person, Plan
from nudges.gateways.phone import PhoneGateway
from nudges.service import Service
from nudges.settings import Settings
from nudges.wiring import make_service

T = TypeVar("T")
LONG = 30.0
"""Seconds to wait for a condition before a test gives up; a machine that is busy needs some."""

PHONE = "+14155550100"
NEW_YORK = ZoneInfo("America/New_York")
ALL_DAY = Hours(opens=clock(0), closes=clock(0))


def until(condition: Callable[[], T | None], what: str, patience: float = LONG, pause: float = 0.05) -> T:
    """Return what the condition gives once it gives something, or fail."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if found := condition():
            return found
        time.sleep(pause)
    raise AssertionError(f"waited {patience:.0f} s in vain for {what}")


class Running:
    """`nudges serve` on a folder; it can be stopped, killed and started again."""

    def __init__(self, home: Path, **settings: str) -> None:
        self.home, self.settings = home, settings
        self.service = service_on(home)
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, *options: str) -> None:
        """Start it, and wait until it says where."""
        with (self.home / "serve.log").open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "nudges", "serve", "--port", "0", *options],
                env={**environment(self.home), **self.settings},
                stdout=subprocess.DEVNULL,
                stderr=log,
                start_new_session=True,
            )
        self.address = until(self._address, "the server to say where it is")

    def _address(self) -> str | None:
        assert self.process is not None
        assert self.process.poll() is None, self.log()
        found = re.search(r"(http://\S+)/phone", self.log())
        return found[1] if found else None

    def log(self) -> str:
        """Return what it said."""
        return (self.home / "serve.log").read_text()

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Stop it, and return its exit status."""
        assert self.process is not None
        self.process.send_signal(how)
        status = self.process.wait(LONG)
        self.process = None
        return status

    def get(self, path: str) -> str:
        """Return what a path answers."""
        with urllib.request.urlopen(self.address + path, timeout=LONG) as answer:
            text: str = answer.read().decode()
        return text

    def write(self, text: str, name: str) -> None:
        """Write a text on Ana's phone."""
        body = json.dumps({"id": name, "text": text}).encode()
        asked = urllib.request.Request(
            f"{self.address}/phone/ana/texts", data=body, headers={"content-type": "application/json"}
        )
        with urllib.request.urlopen(asked, timeout=LONG) as answer:
            assert answer.status == 202

    def stream(self) -> Iterator[str]:
        """Yield the lines of Ana's stream."""
        with urllib.request.urlopen(f"{self.address}/phone/ana/stream", timeout=LONG) as answer:
            for line in answer:
                yield line.decode().rstrip("\n")

    def received(self) -> list[str]:
        """Return the ids of what Ana's phone received, as its own file has it."""
        return [each.id for each in PhoneGateway(self.home / "phones").received(PHONE)]


@contextmanager
def served(home: Path) -> Iterator[Running]:
    """Give a server that runs, with Ana in its folder, for those who only look at it or talk to it."""
    server = Running(home)
    enrol_ana(server.service)
    server.start()
    yield server
    server.stop()


def environment(home: Path) -> dict[str, str]:
    """Return the environment of a process that works on a folder and knows no other setting of this machine."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NUDGES_")}
    return {**kept, "NUDGES_HOME": str(home)}


def service_on(home: Path) -> Service:
    """Return another pair of hands on the same folder, as a command line has."""
    return make_service(Settings(home=home))


def enrol_ana(service: Service) -> None:
    """Add Ana, who is awake all day, and who agreed five minutes ago."""
    then = datetime.now(UTC) - timedelta(minutes=5)
    person = Person(
        id="ana",
        phone=PHONE,
        zone=NEW_YORK,
        name="Ana",
        country="US",
        hours=ALL_DAY,
        cap=10,
        discreet=False,
        since=then,
    )
    service.enrol(person, (), then, "on paper")


def due_already() -> Plan:
    """Return a plan that came due at the beginning of the last minute, and was known before."""
    now = datetime.now(UTC)
    due = (now - timedelta(minutes=1)).astimezone(NEW_YORK)
    return Plan(
        id="three-breaths",
        title="Three breaths",
        cue="After your coffee",
        when=f"daily at {due.hour}:{due:%M}",
        library="three-breaths",
        every_time=True,
        since=now - timedelta(minutes=4),
    )


@contextmanager
def serving(app: Starlette) -> Iterator[str]:
    """Serve an app in a thread while inside, and give its address."""
    # With the protocol named, asyncio switches Nagle off; without it each answer takes 40 ms.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False, lifespan="off"))
    thread = Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    try:
        until(lambda: server.started, "the app to be served")
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(timeout=LONG)
        listener.close()
