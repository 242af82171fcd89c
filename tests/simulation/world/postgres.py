"""Tables of books, at the end of a wire that breaks: before a commit, after it, or in the middle of a step."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import psycopg
from sqlalchemy import Engine, event

from nudges.store import Store
from nudges.store.postgres.address import make_engine
from nudges.store.postgres.months import Months
from nudges.store.postgres.store import PostgresStore
from tests.simulation.world.lived import MakeHome
from tests.simulation.world.scheduler import Process, Scheduler
from tests.simulation.world.stores import Facts, Home
from tests.simulation.world.weather import Weather
from tests.simulation.world.wire import Wire, connected

MONTHS = [date(2026, month, 1) for month in range(2, 6)]
"""Whoever makes a partition waits in the database for all who write: that is not what is lived here."""


class DatabaseHome:
    """One database that outlives the processes; who dies leaves it as a client does whose connection ends."""

    def __init__(self, address: str, looker: psycopg.Connection, engine: Engine) -> None:
        self._address, self._looker, self._engine = address, looker, engine
        self._looker.execute("DELETE FROM facts")
        self._looker.execute("DELETE FROM books")

    def store(self, process: Process) -> Store:
        """Return a store that knows nothing yet."""
        made = PostgresStore(self._address, way=self._engine)
        made.close.detach()  # the connections stay: only whose they are changes
        return made

    def facts(self, person: str) -> Facts:
        """Return all facts in the table."""
        rows = self._looker.execute("SELECT body FROM facts WHERE person_id = %s ORDER BY place", (person,))
        return [row[0] for row in rows]

    def cut_power(self) -> None:
        """Lose nothing: the database keeps its own promises."""

    def close(self) -> None:
        """Leave nothing behind."""


@contextmanager
def database(address: str) -> Iterator[MakeHome]:
    """Give what makes homes in tables that are there already, one after the other, over the same connections."""
    wire, engine = Wire(), make_engine(address)
    event.listen(engine, "do_connect", lambda _dialect, _record, words, named: connected(wire, *words, **named))
    with psycopg.connect(address, autocommit=True) as looker:
        Months(engine).make(MONTHS)

        def make(scheduler: Scheduler, weather: Weather) -> Home:
            wire.begin(scheduler, weather)
            return DatabaseHome(address, looker, engine)

        yield make
        wire.end()
    engine.dispose()
