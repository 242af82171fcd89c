"""A fleet at work: Twilio, the web and workers, each a process of its own, and what they do in a second."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path

import msgspec
import psycopg

from nudges.twilio_local import NUMBER, LocalTwilio, Speed, running
from tests.soak.twilio_day import free_port

PATIENCE = 40.0
"""So many seconds a fleet has for what it is to do."""

STEP = timedelta(seconds=1)


class Address(msgspec.Struct, frozen=True):
    """Where the Twilio is, and whose."""

    url: str
    sid: str
    token: str


class Fleet:
    """Its processes, and what each of them cost."""

    def __init__(self, home: Path, store: str, workers: int, twilio: "Elsewhere") -> None:
        self.home, self.store, self.port, self.twilio = home, store, free_port(), twilio
        names = ["web", *(f"worker-{number}" for number in range(workers))]
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        try:
            for name in names:  # one after the other: the first one makes the folder theirs
                self._running[name] = self._started(name)
                self._wait(self._is_ready)
        except BaseException:
            self.stop()
            raise

    def _started(self, name: str) -> "subprocess.Popen[bytes]":
        words = [sys.executable, "-m", "nudges", "web" if name == "web" else "worker"]
        with (self.home.with_name(f"{self.home.name}-{name}.log")).open("ab") as log:
            return subprocess.Popen(words, env=os.environ | self._environment(), stderr=log)

    def _environment(self) -> dict[str, str]:
        at = self.twilio.address
        return {
            "NUDGES_HOME": str(self.home),
            "NUDGES_STORE": self.store,
            "NUDGES_TIMER": "procrastinate",
            "NUDGES_GATEWAY": "twilio",
            "NUDGES_PORT": str(self.port),
            "NUDGES_PUBLIC_URL": f"http://127.0.0.1:{self.port}",
            "NUDGES_TWILIO_API": at.url,
            "NUDGES_RATE": "1000",
            "TWILIO_ACCOUNT_SID": at.sid,
            "TWILIO_AUTH_TOKEN": at.token,
            "TWILIO_FROM": NUMBER,
        }

    def _is_ready(self) -> bool:
        at_work = all(
            "At work" in (self.home.with_name(f"{self.home.name}-{name}.log")).read_text()
            for name in self._running
            if name != "web"
        )
        with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=5):
            return at_work
        return False

    def _wait(self, what: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if what():
                return
            time.sleep(0.1)
        raise TimeoutError("waited in vain for the fleet")

    def spent(self) -> dict[str, float]:
        """Return the seconds of processor that each process has had, the database's too as far as this is it."""
        own = {name: _spent(each.pid) for name, each in self._running.items()}
        return own | {"twilio": _spent(self.twilio.pid)}

    def memory(self) -> dict[str, float]:
        """Return the megabytes that each process holds by itself."""
        return {name: _memory(each.pid) for name, each in self._running.items()}

    def pid(self, name: str) -> int:
        """Return the number of a process."""
        return self._running[name].pid

    def stop(self) -> None:
        """Stop every process politely."""
        for each in self._running.values():
            each.send_signal(signal.SIGTERM)
        for each in self._running.values():
            each.wait(60)


class Elsewhere:
    """A Twilio in a process of its own."""

    def __init__(self, pipe: Connection, pid: int) -> None:
        self._pipe, self.pid = pipe, pid
        self.address: Address = pipe.recv()

    def counts(self) -> tuple[int, int]:
        """Return how many texts were asked for, and of how many of them the end was told and heard."""
        self._pipe.send("counts")
        found: tuple[int, int] = self._pipe.recv()
        return found

    def doubled(self) -> int:
        """Return how many texts were asked for more than once."""
        self._pipe.send("doubled")
        found: int = self._pipe.recv()
        return found

    def delays(self, since: datetime) -> list[float]:
        """Return how many seconds after a moment each text was asked for."""
        self._pipe.send("moments")
        found: list[float] = self._pipe.recv()
        return [each - since.timestamp() for each in found]

    def end(self) -> None:
        """Stop it."""
        self._pipe.send(None)


@contextmanager
def twilio_elsewhere(step: timedelta = STEP) -> Iterator[Elsewhere]:
    """Run a Twilio in a process of its own; each status of a text takes a step."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, step), daemon=True)
    process.start()
    assert process.pid is not None
    twilio = Elsewhere(ours, process.pid)
    try:
        yield twilio
    finally:
        twilio.end()
        process.join(20)


def _serve(pipe: Connection, step: timedelta) -> None:
    with running(LocalTwilio(speed=Speed(step=step))) as twilio:
        pipe.send(Address(twilio.url, twilio.account.sid, twilio.account.token))
        told, seen = 0, 0
        while (asked := pipe.recv()) is not None:
            record = twilio.record
            if asked == "counts":
                until = len(record.called)
                told += sum(e.said == "delivered" and e.outcome[:1] == "2" for e in record.called[seen:until])
                seen = until
                pipe.send((len(record.asked), told))
            elif asked == "doubled":
                pipe.send(len(record.asked) - len({(each.to, each.body) for each in record.asked}))
            else:
                pipe.send([each.at.timestamp() for each in record.asked])


def _spent(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:  # it ended meanwhile, and its parent has what it spent
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _memory(pid: int) -> float:
    """Return the megabytes of a process that it shares with nobody."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    found = {line.split(":")[0]: line.split()[1] for line in lines[1:]}
    return (int(found["Private_Clean"]) + int(found["Private_Dirty"])) / 1024


def database_spent(address: str) -> float:
    """Return the seconds of processor that the database's processes have had."""
    with psycopg.connect(address) as connection:
        row = connection.execute("SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'").fetchone()
    assert row is not None
    parent = Path(f"/proc/{row[0]}/stat").read_text().rpartition(")")[2].split()[1]
    fields = Path(f"/proc/{parent}/stat").read_text().rpartition(")")[2].split()
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    ended = (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")
    return ended + _spent(int(parent)) + sum(_spent(int(child)) for child in children)
