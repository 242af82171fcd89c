"""What lies between the servers of a world and their database: each statement and each commit is a seam.

A greenlet must not wait in the database for another one, so it waits for a row here, before it asks for it.
"""

import re
from collections.abc import Iterable
from typing import Any

import psycopg
from psycopg import errors

from tests.simulation.world.scheduler import Killed, Scheduler
from tests.simulation.world.weather import Weather

FAILS = "DO $$ BEGIN RAISE EXCEPTION 'could not serialize access' USING ERRCODE = '40001'; END $$"
"""A statement with which a serialization failure is what it is."""

PING = ";"
KEEPS = "UPDATE books SET"
OURS = re.compile(r"\b(FROM|INTO|UPDATE) (books|facts)\b")


class WaitedThere(BaseException):
    """Somebody waited in the database for a row of which nobody knew here that it is held."""


class Wire:
    """Knows who holds which row. One world after the other takes it."""

    def __init__(self) -> None:
        self._held: dict[str, BadConnection] = {}
        self._scheduler: Scheduler | None = None
        self._weather: Weather | None = None

    def begin(self, scheduler: Scheduler, weather: Weather) -> None:
        """Let a world take it."""
        self._held.clear()
        self._scheduler, self._weather = scheduler, weather

    def end(self) -> None:
        """Let nobody have it."""
        self._scheduler = self._weather = None

    @property
    def in_use(self) -> bool:
        """Whether a task of a world speaks on it."""
        return self._scheduler is not None and self._scheduler.current is not None

    def strikes(self, what: str) -> bool:
        """Whether something goes wrong now."""
        return self.in_use and self._weather is not None and self._weather.strikes(what)

    def seam(self, point: str) -> None:
        """Let somebody else go on first, or the process die here."""
        if self._scheduler is not None:
            self._scheduler.pause(point)

    def alive(self) -> None:
        """Let nobody speak whose process is no more."""
        if self._scheduler is not None:
            self._scheduler.alive()

    def takes(self, connection: "BadConnection", people: Iterable[str]) -> None:
        """Hold rows, once nobody else does."""
        wanted = [*people]
        assert self._scheduler is not None
        self._scheduler.wait(lambda: all(self._held.get(each, connection) is connection for each in wanted))
        self.holds(connection, wanted)

    def holds(self, connection: "BadConnection", people: Iterable[str]) -> None:
        """Take in that rows are held."""
        self._held |= dict.fromkeys(people, connection)

    def holds_any(self, connection: "BadConnection") -> bool:
        """Whether it holds a row."""
        return connection in self._held.values()

    def gives_back(self, connection: "BadConnection") -> None:
        """Take in that no row is held any more."""
        mine = [person for person, holder in self._held.items() if holder is connection]
        for person in mine:
            del self._held[person]
        if mine and self._scheduler is not None:
            self._scheduler.released()

    def changes(self) -> None:
        """Take in that something is kept."""
        if self._scheduler is not None:
            self._scheduler.changes += 1


class BadConnection(psycopg.Connection[Any]):
    """A connection that may break at any statement, before a commit, or after it."""

    wire: Wire

    def commit(self) -> None:
        """Commit, or break: then nobody knows what became of it."""
        wire = self.wire
        try:
            if wire.holds_any(self):
                wire.seam("COMMIT")
            wire.alive()
        except Killed:
            self.close()
            raise
        if wire.strikes("lost before commit"):
            self.close()
        try:
            wire.changes()
            super().commit()
            if wire.strikes("lost after commit"):
                self.close()
                super().commit()  # which now says that the connection is lost
        finally:
            wire.gives_back(self)

    def rollback(self) -> None:
        """Give up what was begun."""
        if self.closed:
            self.wire.alive()  # whose process is no more is not told of a lost connection
        super().rollback()
        self.wire.gives_back(self)

    def close(self) -> None:
        """Break."""
        super().close()
        self.wire.gives_back(self)


class BadCursor(psycopg.Cursor[Any]):
    """Where each statement is a seam."""

    def execute(self, query: Any, params: Any = None, **options: Any) -> "BadCursor":
        """Ask the database, once the row that is asked for is held by nobody else."""
        connection = self.connection
        assert isinstance(connection, BadConnection)
        wire = connection.wire
        if query == PING and not connection.closed:
            return self  # whether the wire is whole is known here
        wire.alive()
        words = query if isinstance(query, str) else ""
        skips = "SKIP LOCKED" in words
        if "FOR UPDATE" in words and not skips:
            wire.takes(connection, [params["person"]] if isinstance(params, dict) else params[0])
        elif KEEPS in words and not skips and wire.strikes("serialization failure"):
            query, params = FAILS, None
        # What a new connection begins with is not of the world: how many are open hangs on the worlds before.
        if OURS.search(words) and wire.strikes("lost in a step"):
            connection.close()
        try:
            super().execute(query, params, **options)
        except errors.LockNotAvailable:
            raise WaitedThere(words) from None
        if skips and (rows := self.fetchall()):
            wire.holds(connection, [row[0] for row in rows])
            self.scroll(0, "absolute")
        return self


def connected(wire: Wire, *words: Any, **named: Any) -> BadConnection:
    """Return a connection on a wire."""
    made = BadConnection.connect(*words, **named, cursor_factory=BadCursor)
    assert isinstance(made, BadConnection)
    made.wire = wire
    return made
