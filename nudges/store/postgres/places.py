"""How far each address has been told, in the database: several workers share what is to be told."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import Engine, text

from nudges.store.places import ITSELF, Place
from nudges.store.postgres.months import month_of
from nudges.store.postgres.rows import new_mark

LEASE = timedelta(minutes=1)
"""For so long somebody's turn is nobody else's; each event that was told begins it anew."""

OVERLAP = timedelta(minutes=10)
"""So far back each look for what is new goes beyond the last one: commits take a moment, and clocks differ."""

MANY = 500

LATELY = text(
    "SELECT DISTINCT f.person_id FROM facts f JOIN books b USING (person_id)"
    " LEFT JOIN places p ON p.person_id = f.person_id AND p.hook = :hook"
    " WHERE f.month >= :month AND f.at >= :since AND p.facts IS DISTINCT FROM b.facts ORDER BY f.person_id"
)
EVER = text(
    "SELECT b.person_id FROM books b LEFT JOIN places p ON p.person_id = b.person_id AND p.hook = :hook"
    " WHERE b.person_id > :after AND p.facts IS DISTINCT FROM b.facts ORDER BY b.person_id LIMIT :many"
)
GONE = text(
    "SELECT person_id FROM places p WHERE hook = :hook AND person_id <> :itself"
    " AND NOT EXISTS (SELECT 1 FROM books b WHERE b.person_id = p.person_id)"
)
WAITING = text(
    "SELECT person_id FROM places WHERE hook = :hook AND until <= :now AND person_id <> :itself"
    " ORDER BY until, person_id LIMIT :many"
)
CLAIM = text(
    "INSERT INTO places (person_id, hook, until, claim) VALUES (:person, :hook, :lease, :claim)"
    " ON CONFLICT (person_id, hook) DO UPDATE SET until = :lease, claim = :claim"
    " WHERE places.until IS NULL OR places.until <= :now"
    " RETURNING person_id AS person, key, at, tries, since, detail, claim"
)
FACTS = text("SELECT facts FROM books WHERE person_id = :person")
KEEP = text(
    "UPDATE places SET key = :key, at = :at, tries = :tries, until = :until, since = :since, detail = :detail,"
    " facts = :facts WHERE person_id = :person AND hook = :hook AND claim = :claim"
)
PUT = text(
    "INSERT INTO places (person_id, hook, tries, until, since, detail) VALUES (:person, :hook, :tries, :until, :since,"
    " :detail) ON CONFLICT (person_id, hook)"
    " DO UPDATE SET tries = :tries, until = :until, since = :since, detail = :detail"
)
ITS = text(
    "SELECT person_id AS person, key, at, tries, until, since, detail FROM places"
    " WHERE person_id = :person AND hook = :hook"
)
FORGET = text("DELETE FROM places WHERE person_id = :person AND hook = :hook")
DROP = text("DELETE FROM places WHERE hook = :hook")


class PostgresPlaces:
    """Places in a table. The claim of someone is a row's, and of a worker that dies it ends by itself."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._seen: datetime | None = None

    def news(self, hook: str, now: datetime, *, whole: bool) -> Iterator[str]:
        """Yield who may have something new."""
        since, self._seen = (self._seen or now) - OVERLAP, now
        if whole:
            yield from self._ask(GONE, hook=hook, itself=ITSELF)
            yield from self._ever(hook)
            return
        yield from self._ask(LATELY, hook=hook, since=since, month=month_of(since.astimezone(UTC)))

    def _ever(self, hook: str) -> Iterator[str]:
        after, some = "", [""]
        while some:
            some = self._ask(EVER, hook=hook, after=after, many=MANY)
            yield from some
            after = some[-1] if some else after

    def waiting(self, hook: str, now: datetime) -> list[str]:
        """Return whose turn was put off and has come."""
        return self._ask(WAITING, hook=hook, now=now, itself=ITSELF, many=MANY)

    def claim(self, hook: str, person: str, now: datetime) -> Place | None:
        """Return how far someone is, for nobody else until it is kept."""
        with self._engine.begin() as connection:
            asked = {"person": person, "hook": hook, "lease": now + LEASE, "claim": new_mark(), "now": now}
            row = connection.execute(CLAIM, asked).one_or_none()
            # Counted before the book is read: what comes meanwhile is looked at once more.
            facts = connection.execute(FACTS, {"person": person}).scalar_one_or_none()
        return None if row is None else msgspec.structs.replace(_place(row), facts=facts or 0)

    def keep(self, hook: str, place: Place, now: datetime, *, go_on: bool) -> bool:
        """Keep a place, and with `go_on` the claim to it."""
        values = _values(place) | {"hook": hook, "until": now + LEASE if go_on else place.until}
        # Until all is told the count is one that no book has, so that whoever looks finds that more is to come.
        values["facts"] = -1 if go_on or place.until is not None else place.facts
        with self._engine.begin() as connection:
            return connection.execute(KEEP, values).rowcount == 1

    def itself(self, hook: str) -> Place:
        """Return how an address itself is."""
        with self._engine.connect() as connection:
            row = connection.execute(ITS, {"person": ITSELF, "hook": hook}).one_or_none()
        return Place(person=ITSELF) if row is None else _place(row)

    def put_itself(self, hook: str, place: Place) -> None:
        """Keep how an address itself is."""
        with self._engine.begin() as connection:
            connection.execute(PUT, _values(place) | {"hook": hook})

    def is_gone(self, person: str) -> bool:
        """Whether someone was erased."""
        with self._engine.connect() as connection:
            return connection.execute(FACTS, {"person": person}).scalar_one_or_none() is None

    def forget(self, hook: str, person: str) -> None:
        """Forget a place."""
        with self._engine.begin() as connection:
            connection.execute(FORGET, {"hook": hook, "person": person})

    def drop(self, hook: str) -> None:
        """Forget everything of an address."""
        with self._engine.begin() as connection:
            connection.execute(DROP, {"hook": hook})

    def _ask(self, statement: Any, **values: object) -> list[str]:
        with self._engine.connect() as connection:
            return [*connection.execute(statement, values).scalars()]


def _values(place: Place) -> dict[str, Any]:
    return {field: getattr(place, field) for field in place.__struct_fields__}


def _place(row: Any) -> Place:
    found = dict(row._mapping)  # noqa: SLF001  its public name
    moments = {name: found[name].astimezone(UTC) for name in ("at", "until", "since") if found.get(name) is not None}
    return Place(**(found | moments))
