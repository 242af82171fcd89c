"""What people wrote long ago, in partitions of months that are past: looked for, and kept without its words."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from sqlalchemy import Engine, text

from nudges.core.book import decode_facts, encode
from nudges.core.facts import Fact
from nudges.store import Change
from nudges.store.postgres import statements as sql
from nudges.store.postgres.failures import told
from nudges.store.postgres.months import month_of

WORDED = text(
    "SELECT DISTINCT person_id FROM facts WHERE month BETWEEN :first_month AND :last_month AND at < :before AND ("
    "body->>'fact' = 'replied' AND body->>'text' <> '' OR body->>'fact' = 'stepped' AND body->>'words' IS NOT NULL"
    " OR body->>'fact' = 'checked_in' AND body->>'note' IS NOT NULL) ORDER BY person_id"
)
"""Reads the partitions of the months that are asked for, once a day."""

THEIRS = text(
    "SELECT body FROM facts WHERE person_id = :person AND month BETWEEN :first_month AND :last_month AND at < :before"
)


class PostgresWords:
    """What people wrote, beside a store of books in the same database."""

    def __init__(self, engine: Engine, place: str) -> None:
        self._engine, self._place = engine, place

    def worded(self, first: datetime, before: datetime) -> Sequence[str]:
        """Return who wrote something between two moments that still has its words."""
        with told(self._place), self._engine.connect() as connection:
            return connection.execute(WORDED, _span(first, before)).scalars().all()

    def reword(self, person: str, change: Change, first: datetime, before: datetime) -> int:
        """Keep what is past of somebody, between two moments, as `change` makes it; return how much that changed."""
        with told(self._place), self._engine.begin() as connection:
            # The row is held, so that no book is written meanwhile from what was read before.
            if connection.execute(sql.LOCK, {"person": person}).one_or_none() is None:
                return 0
            bodies = connection.execute(THEIRS, {"person": person, **_span(first, before)}).scalars().all()
            facts = decode_facts(bodies)
            changed = [new for old, new in zip(facts, change(facts), strict=True) if old != new]
            if changed:
                connection.execute(sql.FORGET, [_row(person, fact) for fact in changed])
            return len(changed)


def _row(person: str, fact: Fact) -> dict[str, object]:
    return {"person": person, "in_month": _month(fact.at), "of_key": fact.key, "new_body": encode(fact)}


def _span(first: datetime, before: datetime) -> dict[str, object]:
    return {"first_month": _month(first), "last_month": _month(before), "before": before}


def _month(moment: datetime) -> date:
    return month_of(moment.astimezone(UTC))
