"""Whole nudges a second, against jobs that do nothing: due, worded, recorded, sent to Twilio, their end recorded.

Everything is on this machine: the database, Twilio, the web that Twilio calls, and the workers. So all of it together
has the processors that the engines have for themselves.
"""

import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import psycopg

from tests.benchmarks import engines, populace
from tests.benchmarks.fleet import Fleet, database_spent, twilio_elsewhere
from tests.database import schema, server

ROUNDS, PEOPLE, WARM, DAYS = 3, 3000, 400, 7
PATIENCE = 90.0


class Measured(NamedTuple):
    """Nudges a second, and the seconds of processor that one took: ours, and all of it."""

    rate: float
    ours: float
    everything: float


def run(folder: Path) -> Iterator[str]:
    """Yield the lines to print."""
    environment = engines.celery_environment(folder)
    found: dict[str, list[float]] = {"procrastinate": [], "celery": []}
    two: list[Measured] = []
    with server() as base:
        for turn in range(ROUNDS):
            with durable(base) as address:
                found["procrastinate"].append(engines.procrastinate(folder, address))
            found["celery"].append(engines.celery(folder, environment))
            two.append(nudges(folder / f"two-{turn}", base, 2, PEOPLE))
            yield (
                f"round {turn + 1}: Procrastinate {found['procrastinate'][-1]:.0f}, Celery {found['celery'][-1]:.0f},"
                f" whole nudges {two[-1].rate:.0f} a second"
            )
        one = nudges(folder / "one", base, 1, PEOPLE)
    rate, ours, everything = (statistics.median(each[place] for each in two) for place in range(3))
    jobs, tasks = statistics.median(found["procrastinate"]), statistics.median(found["celery"])
    yield f"Procrastinate, jobs that do nothing, 2 workers  {jobs:7.0f} a second   1.0"
    yield f"Celery on Redis, the same                       {tasks:7.0f} a second   {tasks / jobs:.1f} times Procrastinate"
    yield f"whole nudges, 2 workers                         {rate:7.0f} a second   {rate / jobs:.1f} times Procrastinate, {rate / tasks:.1f} times Celery"
    yield f"  of processor each {everything * 1e3:5.2f} ms, {ours * 1e3:.2f} ms of it ours; the rest is the database and Twilio"
    yield f"whole nudges, 1 worker                          {one.rate:7.0f} a second   2 workers do {rate / one.rate:.1f} times as many"


@contextmanager
def durable(base: str) -> Iterator[str]:
    """Give a schema of its own in which a commit is on the disk when it is said to be."""
    with schema(base) as address:
        yield address.replace("%20-csynchronous_commit%3Doff", "")


def nudges(home: Path, base: str, workers: int, people: int) -> Measured:
    """Return what whole nudges cost, by so many workers, from when the first tenth is done to when nine are."""
    with durable(base) as address, twilio_elsewhere() as twilio:
        fleet = Fleet(home, address, workers, twilio)
        try:
            due = populace.minute_of(datetime.now(UTC) - timedelta(minutes=5))
            _due(address, fleet, range(WARM), due)
            spent, database = fleet.spent(), database_spent(address)
            rate = _due(address, fleet, range(WARM, WARM + people), due)
            after, all_of_it = fleet.spent(), database_spent(address) - database
            cost = {name: (after[name] - spent[name]) / people for name in after}
            _audit(address, fleet, WARM + people)
        finally:
            fleet.stop()
    ours = sum(each for name, each in cost.items() if name != "twilio")
    return Measured(rate, ours, sum(cost.values()) + all_of_it / people)


def _due(address: str, fleet: Fleet, some: range, due: datetime) -> float:
    """Let nudges of people be due, and return how many a second came to their end."""
    populace.fill(address, some, due, datetime.now(UTC), DAYS)
    populace.ring(address, datetime.now(UTC))
    return ended_rate(fleet, some.start, len(some))


def ended_rate(fleet: Fleet, before: int, nudges: int) -> float:
    """Return how many nudges a second came to their end, where so many had before."""
    end, seen = time.monotonic() + PATIENCE, list[tuple[float, int]]()
    while not seen or seen[-1][1] < nudges:
        assert time.monotonic() < end, f"{seen[-1][1]} of {nudges} nudges came to their end in time"
        time.sleep(0.05)
        seen.append((time.perf_counter(), fleet.twilio.counts()[1] - before))
    first = next(each for each in seen if each[1] >= 0.1 * nudges)
    last = next(each for each in seen if each[1] >= 0.9 * nudges)
    return (last[1] - first[1]) / (last[0] - first[0])


def _audit(address: str, fleet: Fleet, people: int) -> None:
    """Make sure that each text left once, and that all of it is kept."""
    asked, twice = fleet.twilio.counts()[0], fleet.twilio.doubled()
    assert (asked, twice) == (people, 0), (asked, twice, people)
    with psycopg.connect(address) as connection:
        kept = connection.execute(
            "SELECT split_part(key, '/', 1), count(*) FROM facts WHERE at > now() - interval '1 hour' GROUP BY 1"
        ).fetchall()
    assert {people} == {count for _, count in kept}, kept
