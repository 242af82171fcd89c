"""That texts reached their phones: the most frequent news there is, kept for many at once and without reading a book.

It changes neither what may leave nor when to look again (a test holds it to that), so nothing of a book has to be known
but that the text left under this number, and that no end of it is known yet.
"""

from collections.abc import Sequence
from typing import Any

from psycopg import Connection as Driver

from nudges.store.many import Receipt
from nudges.store.postgres.batch import ADD
from nudges.store.postgres.months import following, month_of
from nudges.store.postgres.rows import as_json, fact_rows, new_mark

LOCK = (
    "SELECT person_id, facts FROM books WHERE person_id = ANY(%s) AND since <= %s"
    " ORDER BY person_id FOR UPDATE SKIP LOCKED"
)
KNOWN = (
    "SELECT facts.person_id, facts.key, body->>'provider_id'"
    " FROM json_to_recordset(%s) AS asked (person text, key text)"
    " JOIN facts ON facts.person_id = asked.person AND facts.month = ANY(%s) AND facts.key = asked.key"
)
MOVE_ON = (
    "UPDATE books SET facts = books.facts + 1, mark = new.mark"
    " FROM json_to_recordset(%s) AS new (person_id text, mark bigint) WHERE books.person_id = new.person_id"
)


def keep(driver: "Driver[Any]", receipts: Sequence[Receipt]) -> set[Receipt]:
    """Keep what can be kept so, one receipt of a person; return which that is. The rest is for whoever reads books."""
    by_person = {each.person: each for each in reversed(receipts)}
    months = _months(receipts)
    try:
        places = dict(driver.execute(LOCK, (list(by_person), months[0])).fetchall())
        mine = [by_person[person] for person in places]
        asked = [{"person": each.person, "key": key} for each in mine for key in _keys(each)]
        found = driver.execute(KNOWN, (as_json(asked), months)).fetchall()
        known = {(person, key): number for person, key, number in found}
        plain = [each for each in mine if _is_plain(each, known)]
        ended = [each for each in plain if each.delivered]
        rows = [row for each in ended for row in fact_rows(each.person, [each.fact], places[each.person])]
        if rows:
            driver.execute(ADD, (as_json(rows),))
            marks = [{"person_id": each.person, "mark": new_mark()} for each in ended]
            driver.execute(MOVE_ON, (as_json(marks),))
        driver.commit()
        return set(plain)
    finally:
        driver.rollback()


def _months(receipts: Sequence[Receipt]) -> list[Any]:
    """Return the months in which a text may have left of which it is told now: the last two."""
    now = max(month_of(each.at) for each in receipts)
    return [following(now, -1), now]


def _keys(receipt: Receipt) -> tuple[str, str, str]:
    return f"accepted/{receipt.id}", receipt.fact.key, f"failed/{receipt.id}"


def _is_plain(receipt: Receipt, known: dict[tuple[str, str], str | None]) -> bool:
    """Whether a text left under this number, and nothing else is known of it."""
    accepted, delivered, failed = ((receipt.person, key) for key in _keys(receipt))
    return known.get(accepted) == receipt.provider_id and delivered not in known and failed not in known
