"""The statements of the store, each by its purpose."""

from sqlalchemy import bindparam, func, insert, select, text, update

from nudges.store.postgres.tables import books, facts

MANY = 10_000
"""So many who are due are told at once; the rest follow when they are served."""

_mine = books.c.person_id == bindparam("person")
_of = facts.c.person_id == bindparam("person")
_row = (books.c.profile, books.c.plans, books.c.kept, books.c.since, books.c.facts, books.c.mark)

MARK = select(books.c.mark).where(_mine)
LOCK = select(*_row).where(_mine).with_for_update()
FACTS = text(
    "SELECT '[' || coalesce(string_agg(body::text, ',' ORDER BY place), '') || ']' FROM facts"
    " WHERE person_id = :person AND month >= :since"
)
READ = text(
    "SELECT profile, plans, kept, since, facts, mark, (SELECT '[' || coalesce(string_agg(body::text, ','"
    " ORDER BY place), '') || ']' FROM facts WHERE facts.person_id = books.person_id AND month >= books.since)"
    " FROM books WHERE person_id = :person"
)
PAST = select(facts.c.body).where(_of, facts.c.month < bindparam("since")).order_by(facts.c.place)
CREATE = insert(books)
KEEP = (
    update(books)
    .where(_mine)
    .values({c: bindparam(f"new_{c}") for c in ("phone", "profile", "plans", "kept", "since", "facts", "mark", "wake")})
)
MOVE_ON = (
    update(books).where(_mine).values({c: bindparam(f"new_{c}") for c in ("kept", "since", "facts", "mark", "wake")})
)
ADD = insert(facts)
FORGET = (
    update(facts)
    .where(_of, facts.c.month == bindparam("in_month"), facts.c.key == bindparam("of_key"))
    .values(body=bindparam("new_body"))
)
PEOPLE = select(books.c.person_id).order_by(books.c.person_id)
NEAR = PEOPLE.where(books.c.person_id >= bindparam("word")).limit(500)
FIND = select(books.c.person_id).where(books.c.phone == bindparam("phone"))
_waiting = select(books.c.person_id).where(books.c.wake <= bindparam("now")).order_by(books.c.wake, books.c.person_id)
DUE = _waiting.limit(MANY)
NEXT = select(books.c.wake).where(books.c.wake.is_not(None)).order_by(books.c.wake).limit(1)
CLAIM = text(
    "UPDATE books SET wake = :until WHERE person_id IN (SELECT person_id FROM books WHERE wake <= :now"
    " ORDER BY wake, person_id LIMIT :limit FOR UPDATE SKIP LOCKED) RETURNING person_id"
)
ERASE_FACTS = facts.delete().where(_of)
ERASE = books.delete().where(_mine)
GONE = text("UPDATE places SET until = to_timestamp(0) WHERE person_id = :person")
"""Whoever tells addresses of somebody's events is to find out at once that there are no more."""
COUNT = select(func.count()).select_from(books)
