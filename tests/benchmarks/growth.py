"""What a nudge costs with ten thousand people in the database, and with a million: it must not grow with them."""

import os
import shutil
import statistics
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg

from tests.benchmarks import populace
from tests.benchmarks.fleet import Fleet, database_spent, twilio_elsewhere
from tests.benchmarks.nudges_a_second import durable, ended_rate
from tests.database import server

FEW, MANY = 10_000, int(os.environ.get("NUDGES_BENCH_PEOPLE", "1000000"))
DUE, ROUNDS, AT_ONCE = 1000, 3, 100_000
ROOM = 12 * 2**30
"""So many bytes have to be free before a million people are made."""


def run(folder: Path) -> Iterator[str]:
    """Yield the lines to print."""
    if shutil.disk_usage(folder).free < ROOM:
        yield f"there is too little room here: {ROOM / 2**30:.0f} GB have to be free"
        return
    with server() as base, durable(base) as few, durable(base) as many:
        due = populace.minute_of(datetime.now(UTC) - timedelta(minutes=5))
        far = due + timedelta(days=30)
        for address, people in ((few, FEW), (many, MANY)):
            for start in range(0, people, AT_ONCE):
                some = range(start, min(start + AT_ONCE, people))
                populace.fill(address, some, due, far, days=1, tidy=some.stop == people)
            yield f"{people} people, each with their rows   {_size(address) / 2**20:8.0f} MB"
        costs: dict[str, list[float]] = {few: [], many: []}
        with twilio_elsewhere() as one, twilio_elsewhere() as other:
            fleets = {few: Fleet(folder / "few", few, 2, one), many: Fleet(folder / "many", many, 2, other)}
            try:
                for turn in range(ROUNDS + 1):
                    for address, people in ((few, FEW), (many, MANY)):
                        cost = _cost(fleets[address], address, people, turn)
                        costs[address] += [cost] if turn else []  # the first one warms
            finally:
                for fleet in fleets.values():
                    fleet.stop()
    small, large = (statistics.median(costs[address]) for address in (few, many))
    yield f"a nudge with {FEW} people      {small * 1e3:8.2f} ms of processor, the database's and Twilio's too"
    yield f"a nudge with {MANY} people    {large * 1e3:8.2f} ms   {large / small:.2f} times (at most 1.3)"


def _cost(fleet: Fleet, address: str, people: int, turn: int) -> float:
    """Return the seconds of processor that a nudge took, of some who are due, spread over everybody."""
    step = people // DUE
    chosen = [f"p{number * step + turn}" for number in range(DUE)]
    with psycopg.connect(address) as connection:
        connection.execute("UPDATE books SET wake = %s WHERE person_id = ANY(%s)", (datetime.now(UTC), chosen))
    before = sum(fleet.spent().values()) + database_spent(address)
    told = fleet.twilio.counts()[1]
    populace.ring(address, datetime.now(UTC))
    ended_rate(fleet, told, DUE)
    return (sum(fleet.spent().values()) + database_spent(address) - before) / DUE


def _size(address: str) -> int:
    with psycopg.connect(address) as connection:
        row = connection.execute(
            "SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class c WHERE relnamespace = current_schema()::regnamespace"
            " AND relkind = 'r'"
        ).fetchone()
    assert row is not None
    return int(row[0])
