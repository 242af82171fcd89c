"""Tables of books on connections that break: before a commit, after it, or in the middle of a step."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from sqlalchemy import Connection, Engine, event

from nudges.store import Store
from nudges.store.postgres.address import make_engine
from nudges.store.postgres.store import PostgresStore
from tests.simulation.world.lived import MakeHome
from tests.simulation.world.scheduler import Killed, Process, Scheduler
from tests.simulation.world.stores import Facts, Home
from tests.simulation.world.weather import Weather

FAILS = "DO $$ BEGIN RAISE EXCEPTION 'could not serialize access' USING ERRCODE = '40001'; END $$"
"""A statement with which a serialization failure is what it is."""

Locks = dict[str, object]


class DatabaseHome:
    """One database that outlives the processes; who dies leaves it as a client does whose connection ends."""

    def __init__(self, scheduler: Scheduler, weather: Weather, address: str, looker: psycopg.Connection) -> None:
        self._scheduler, self._weather, self._address, self._looker = scheduler, weather, address, looker
        self._held: Locks = {}
        self._engines: list[Engine] = []
        self._empty()

    def _empty(self) -> None:
        self._looker.execute("DELETE FROM facts")
        self._looker.execute("DELETE FROM books")

    def store(self, process: Process) -> Store:
        """Return a store with connections of its own."""
        engine = make_engine(self._address)
        self._engines.append(engine)
        made = PostgresStore(self._address, way=engine)
        BadWire(engine, self._scheduler, self._weather, process, self._held)
        return made

    def facts(self, person: str) -> Facts:
        """Return all facts in the table."""
        rows = self._looker.execute("SELECT body FROM facts WHERE person_id = %s ORDER BY place", (person,))
        return [row[0] for row in rows]

    def cut_power(self) -> None:
        """Lose nothing: the database keeps its own promises."""

    def close(self) -> None:
        """Leave nothing behind."""
        for engine in self._engines:
            engine.dispose()
        self._empty()


class BadWire:
    """Stands between a process and the database: each statement and each commit is a seam.

    A greenlet must not wait in the database for another one, so it waits for a row here, before it asks for it.
    """

    def __init__(self, engine: Engine, scheduler: Scheduler, weather: Weather, process: Process, held: Locks) -> None:
        self._scheduler, self._weather, self._process, self._held = scheduler, weather, process, held
        event.listen(engine, "before_cursor_execute", self._asks, retval=True)
        event.listen(engine, "commit", self._commits)
        event.listen(engine, "checkin", lambda *_: self._gives_back())

    def _asks(
        self, connection: Connection, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool
    ) -> tuple[str, Any]:
        if not self._process.alive:
            raise Killed
        if "FOR UPDATE" in statement and "SKIP LOCKED" not in statement:
            self._scheduler.wait(lambda: self._takes(parameters["person"]))
            if self._weather.strikes("lost before commit"):
                _lose(connection)
        elif statement.startswith("UPDATE books SET kept") and self._weather.strikes("serialization failure"):
            return FAILS, {}
        return statement, parameters

    def _takes(self, person: str) -> bool:
        me = self._scheduler.current
        if self._held.get(person, me) is not me:
            return False
        self._held[person] = me
        return True

    def _commits(self, connection: Connection) -> None:
        try:
            if self._held_by_me():  # who only claims holds rows of which nobody knows here
                self._scheduler.pause("COMMIT")
        except Killed:
            _lose(connection)
            raise
        if self._weather.strikes("lost before commit"):
            _lose(connection)
        elif self._weather.strikes("lost after commit"):
            connection.connection.driver_connection.commit()  # type: ignore[union-attr]
            _lose(connection)
        self._gives_back()

    def _held_by_me(self) -> list[str]:
        me = self._scheduler.current
        return [person for person, task in self._held.items() if task is me]

    def _gives_back(self) -> None:
        for person in self._held_by_me():
            del self._held[person]
        self._scheduler.released()


def _lose(connection: Connection) -> None:
    connection.connection.driver_connection.close()  # type: ignore[union-attr]


@contextmanager
def database(address: str) -> Iterator[MakeHome]:
    """Give what makes homes in tables that are there already, one after the other."""
    with psycopg.connect(address, autocommit=True) as looker:

        def make(scheduler: Scheduler, weather: Weather) -> Home:
            return DatabaseHome(scheduler, weather, address, looker)

        yield make
