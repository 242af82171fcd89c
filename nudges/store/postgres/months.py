"""Partitions of facts, one a month: made ahead, and made good where a fact came first."""

from collections.abc import Iterable
from datetime import date, datetime
from threading import Lock

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

AHEAD = 2
"""So many months are made before anything happens in them."""

KNOWN = text(
    "SELECT to_date(right(c.relname, 7), 'YYYY_MM') FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid"
    " WHERE i.inhparent = to_regclass('facts') AND c.relname ~ '^facts_[0-9]{4}_[0-9]{2}$'"
)
ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(7205759403792794)")
SOON = text("SET LOCAL lock_timeout = '2s'")


def month_of(moment: datetime) -> date:
    """Return the month of a moment in UTC, as its first day."""
    return moment.date().replace(day=1)


def following(month: date, turns: int = 1) -> date:
    """Return the month so many months later.

    >>> following(date(2026, 11, 1), 2)
    datetime.date(2027, 1, 1)
    """
    years, place = divmod(month.month - 1 + turns, 12)
    return date(month.year + years, place + 1, 1)


class Months:
    """Which months have a partition. Safe from several threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._known: frozenset[date] | None = None
        self._making = Lock()

    def lack(self, months: Iterable[date]) -> bool:
        """Whether one of these months, or of those that follow soon, has no partition."""
        wanted = {following(month, turn) for month in months for turn in range(AHEAD + 1)}
        return not wanted <= (self._known or frozenset())

    def make(self, months: Iterable[date]) -> None:
        """Make the partitions that these months and those that follow soon lack; called outside any transaction.

        What cannot be made now is made another time: until then its facts lie in the partition for all others.
        """
        wanted = {following(month, turn) for month in months for turn in range(AHEAD + 1)}
        with self._making:
            try:
                for month in sorted(wanted - self._look()):
                    with self._engine.begin() as connection:
                        _make(connection, month)
                self._look()
            except DBAPIError:
                return

    def _look(self) -> frozenset[date]:
        with self._engine.connect() as connection:
            self._known = frozenset(connection.execute(KNOWN).scalars())
        return self._known


def _make(connection: Connection, month: date) -> None:
    """Make a partition, and move what already lies elsewhere of its month there."""
    name = f"facts_{month:%Y_%m}"
    connection.execute(SOON)
    connection.execute(ONE_AT_A_TIME)
    if connection.execute(text("SELECT to_regclass(:name)"), {"name": name}).scalar_one() is not None:
        return
    connection.execute(text("LOCK TABLE facts_other IN ACCESS EXCLUSIVE MODE"))
    connection.execute(text(f"CREATE TABLE {name} (LIKE facts INCLUDING ALL)"))
    elsewhere = "WITH moved AS (DELETE FROM facts_other WHERE month = :month RETURNING *)"
    connection.execute(text(f"{elsewhere} INSERT INTO {name} SELECT * FROM moved"), {"month": month})  # noqa: S608  a month
    ends = following(month)
    connection.execute(text(f"ALTER TABLE facts ATTACH PARTITION {name} FOR VALUES FROM ('{month}') TO ('{ends}')"))
