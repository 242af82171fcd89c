"""What the operator's page costs with ten thousand people, and what it takes from a worker that has to be on time."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from starlette.testclient import TestClient

from nudges.clock import ManualClock
from nudges.gateways.memory import MemoryGateway
from nudges.library import load
from nudges.service import Service
from nudges.store.tiny import TinyStore
from nudges.web import create_app
from nudges.web.operator_census import FIRST, LATER, Census
from tests.benchmarks import crowd

T = TypeVar("T")


def run(folder: Path) -> Iterator[str]:
    """Yield the lines to print."""
    now = datetime.now(UTC)
    later = now + timedelta(hours=6)
    crowd.make(folder / "home", now, f"daily at {later.hour}:{later:%M}")
    store = TinyStore(folder / "home")
    store.due(now)
    read, _ = _timed(lambda: [store.read(person) for person in store.people()])
    yield f"reading all {crowd.PEOPLE} books once                        {read * 1000:8.0f} ms"
    census = Census(store, ZoneInfo("UTC"))
    worked = 0.0
    while len(census._seen) < crowd.PEOPLE:
        worked += _timed(lambda: census.look(now, 0.05))[0]
    yield f"looking into all of them, in pieces of 50 ms            {worked * 1000:8.0f} ms   {worked / read:.1f} times as much"
    yield f"  at a quarter of a processor they are looked into after {worked / FIRST:7.0f} s, then again every {worked / LATER:.0f} s"
    count, found = _timed(lambda: census.count(now))
    yield f"counting what is known of them                           {count * 1000:7.0f} ms   {found.looked_into} people, {len(found.plans)} plan"
    clock = ManualClock(now)
    app = create_app(
        Service(store, MemoryGateway(), load().words), clock, lambda _: None, secret=b"s", local_phones=False
    )
    web = TestClient(app, base_url="http://127.0.0.1", client=("127.0.0.1", 50000))
    for path in ("/", "/metrics"):
        fresh, again = list[float](), list[float]()
        for _ in range(20):
            clock.moment += timedelta(seconds=3)
            for times in (fresh, again):
                times.append(_timed(partial(web.get, path))[0])
        yield (
            f"{path:<9} {len(web.get(path).content) / 1024:4.0f} kB   at first {max(fresh) * 1000:6.0f} ms at most"
            f"   within two seconds again {max(again) * 1000:6.0f} ms at most"
        )


def _timed(act: Callable[[], T]) -> tuple[float, T]:
    began = time.perf_counter()
    made = act()
    return time.perf_counter() - began, made
