"""That texts reached their phones: the most frequent news there is, kept for many at once and without reading a book.

It changes neither what may leave nor when to look again (a test holds it to that), so nothing of a book has to be known
but that the text left under this number, and that no end of it is known yet.
"""

from collections import defaultdict
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
    "UPDATE books SET facts = books.facts + new.facts, mark = new.mark"
    " FROM json_to_recordset(%s) AS new (person_id text, facts bigint, mark bigint)"
    " WHERE books.person_id = new.person_id"
)
Known = dict[tuple[str, str], str | None]


def keep(driver: "Driver[Any]", receipts: Sequence[Receipt]) -> set[Receipt]:
    """Keep what can be kept so; return which that is. The rest is for whoever reads books."""
    news = list(dict.fromkeys(receipts))
    try:
        ended = _kept(driver, [each for each in news if each.delivered])
        # That a text is on its way is no fact once it is known to have left, so nobody's book is held for it.
        going = [each for each in news if not each.delivered]
        known = _known(driver, going)
        driver.commit()
        return {*ended, *(each for each in going if _left(each, known))}
    finally:
        driver.rollback()


def _kept(driver: "Driver[Any]", receipts: Sequence[Receipt]) -> list[Receipt]:
    """Keep the ends of texts, under the locks of their books, and return them."""
    if not receipts:
        return []
    places = dict(driver.execute(LOCK, (sorted({each.person for each in receipts}), _months(receipts)[0])).fetchall())
    known = _known(driver, [each for each in receipts if each.person in places])
    by_person = defaultdict[str, dict[str, Receipt]](dict)
    for each in receipts:
        if each.person in places and _is_plain(each, known):
            by_person[each.person].setdefault(each.id, each)
    rows = [
        row
        for person, mine in by_person.items()
        for row in fact_rows(person, [each.fact for each in mine.values()], places[person])
    ]
    if rows:
        driver.execute(ADD, (as_json(rows),))
        moved = [{"person_id": who, "facts": len(mine), "mark": new_mark()} for who, mine in by_person.items()]
        driver.execute(MOVE_ON, (as_json(moved),))
    return [each for mine in by_person.values() for each in mine.values()]


def _known(driver: "Driver[Any]", receipts: Sequence[Receipt]) -> Known:
    """Return what is known already of texts."""
    if not receipts:
        return {}
    asked = [{"person": each.person, "key": key} for each in receipts for key in _keys(each)]
    found = driver.execute(KNOWN, (as_json(asked), _months(receipts))).fetchall()
    return {(person, key): number for person, key, number in found}


def _months(receipts: Sequence[Receipt]) -> list[Any]:
    """Return the months in which a text may have left of which it is told now: the last two."""
    now = max(month_of(each.at) for each in receipts)
    return [following(now, -1), now]


def _keys(receipt: Receipt) -> tuple[str, ...]:
    left = f"accepted/{receipt.id}"
    return (left, receipt.fact.key, f"failed/{receipt.id}") if receipt.delivered else (left,)


def _left(receipt: Receipt, known: Known) -> bool:
    """Whether a text is known to have left under this number."""
    return known.get((receipt.person, _keys(receipt)[0])) == receipt.provider_id


def _is_plain(receipt: Receipt, known: Known) -> bool:
    """Whether a text left under this number, and nothing else is known of it."""
    return _left(receipt, known) and all((receipt.person, key) not in known for key in _keys(receipt)[1:])
