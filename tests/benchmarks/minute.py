"""How long ten thousand people who are due in one minute take, through the real worker and phones."""

import time
from collections.abc import Iterator
from pathlib import Path

from nudges.clock import ManualClock
from nudges.gateways.phone import PhoneGateway
from nudges.library import load
from nudges.service import Service
from nudges.store.tiny import TinyStore
from nudges.worker import Worker
from tests.benchmarks import crowd
from tests.samples import at


def run(folder: Path) -> Iterator[str]:
    """Yield the lines to print."""
    due = at("2026-03-02 08:30")
    crowd.make(folder / "home", crowd.YESTERDAY, "weekdays at 8:30")
    store = TinyStore(folder / "home")
    begun = time.perf_counter()
    store.next_wake()
    yield f"look at {crowd.PEOPLE} books for the first time     {time.perf_counter() - begun:6.1f} s"
    service = Service(store, PhoneGateway(folder / "home" / "phones"), load().words)
    worker = Worker(service, ManualClock(due))
    begun = time.perf_counter()
    worker.attend_all()
    taken = time.perf_counter() - begun
    received = sum(1 for _ in (folder / "home" / "phones").iterdir())
    begun = time.perf_counter()
    with (folder / "bare").open("ab", buffering=0) as file:
        for _ in range(3 * crowd.PEOPLE):
            file.write(b"x" * 599 + b"\n")
            _sync(file.fileno())
    bare = time.perf_counter() - begun
    yield f"word, record, send and settle {received} nudges  {taken:6.1f} s   {received / taken:.0f} a second"
    yield f"three appends with fsync for each of them      {bare:6.1f} s   the work takes {taken / bare:.1f} times as long"


def _sync(file: int) -> None:
    import os

    os.fsync(file)
