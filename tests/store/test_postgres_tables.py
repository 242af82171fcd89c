"""The tables: made from any version, refused when they are not ours, and never read from end to end."""

from collections.abc import Iterator
from datetime import timedelta
from secrets import token_hex
from typing import Any

import psycopg
import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Dialect, Executable, inspect, text
from sqlalchemy.dialects import postgresql

from nudges.core.problem import Problem
from nudges.store.postgres import connect, engine, set_up
from nudges.store.postgres import statements as sql
from nudges.store.postgres.months import month_of
from nudges.store.postgres.rows import fact_rows, new_row
from nudges.store.postgres.store import PostgresStore
from nudges.store.postgres.tables import HEAD, metadata
from nudges.store.postgres.versions import _config, migrate
from tests.database import schema
from tests.samples import MONDAY, book, person
from tests.store.test_postgres import ask, reply

PEOPLE = 3000


@pytest.fixture
def empty(database: str) -> Iterator[str]:
    with schema(database, migrated=False) as address:
        yield address


def shape(address: str) -> dict[str, dict[str, str]]:
    made = engine(address)
    found = inspect(made)
    names = [name for name in metadata.tables if found.has_table(name)]
    there = {name: {c["name"]: str(c["type"]).upper() for c in found.get_columns(name)} for name in names}
    made.dispose()
    return there


def versions(address: str) -> list[str]:
    made = engine(address)
    with made.connect() as connection, _config(connection) as config:
        known = [each.revision for each in ScriptDirectory.from_config(config).walk_revisions()]
    made.dispose()
    return sorted(each for each in known if each <= HEAD)


def test_from_each_version_and_from_nothing_the_tables_become_what_the_program_sees(database: str) -> None:
    dialect: Dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    wanted = {
        name: {c.name: str(c.type.compile(dialect)).upper() for c in table.columns}
        for name, table in metadata.tables.items()
    }
    wanted = {name: {c: kind.split(" COLLATE")[0] for c, kind in table.items()} for name, table in wanted.items()}
    with schema(database) as address:
        starts = ["", *versions(address)]
    assert starts[-1] == HEAD
    for start in starts:
        with schema(database, migrated=False) as address:
            made = engine(address)
            if start:
                with made.begin() as connection:
                    migrate(connection, start)
            made.dispose()
            assert [step.version for step in set_up(address, None, MONDAY)[1]] == [v for v in starts if v > start]
            set_up(address, "ours", MONDAY)
            found = {n: {c: k.split(" COLLATE")[0] for c, k in t.items()} for n, t in shape(address).items()}
            assert found == {n: {c: k.replace("TIMESTAMP WITH TIME ZONE", "TIMESTAMP") for c, k in t.items()}
                             for n, t in wanted.items()}, start  # fmt: skip
            connect(address, "ours").close()


def test_tables_that_are_not_there_or_old_are_told_with_the_command_that_helps(empty: str) -> None:
    with pytest.raises(Problem, match="has no tables for nudges yet; run nudges migrate"):
        connect(empty)
    made = engine(empty)
    with made.begin() as connection:
        migrate(connection, "0001")
    made.dispose()
    with pytest.raises(Problem, match=r"of an older nudges \(version 0001.*run nudges migrate"):
        connect(empty)


def test_tables_of_a_newer_program_are_left_alone(tables: str, database: str) -> None:
    with schema(database) as address:
        ask(address, "UPDATE alembic_version SET version_num = '9999'")
        for attempt in (lambda: connect(address), lambda: set_up(address, "ours", MONDAY)):
            with pytest.raises(Problem, match="of a newer nudges"):
                attempt()


def test_tables_of_another_program_are_left_alone(empty: str) -> None:
    with psycopg.connect(empty) as connection:
        connection.execute("CREATE TABLE books (title text)")
    with pytest.raises(Problem, match="'books' that is not ours"):
        set_up(empty, "ours", MONDAY)


def test_a_user_without_rights_is_told_so_and_nothing_is_half_made(empty: str) -> None:
    role = f"nudges_{token_hex(4)}"
    ask(empty, f"CREATE ROLE {role} LOGIN")
    try:
        with pytest.raises(Problem, match=r"may not do this|may not open|no schema to put tables in"):
            set_up(empty.replace("//postgres@", f"//{role}@"), "ours", MONDAY)
        assert shape(empty) == {}
    finally:
        ask(empty, f"DROP ROLE {role}")


def test_a_migration_that_fails_in_the_middle_leaves_nothing(empty: str) -> None:
    with psycopg.connect(empty) as connection:
        connection.execute("CREATE TABLE installation (wrong text)")
    with pytest.raises(Problem):
        set_up(empty, "ours", MONDAY)
    assert set(shape(empty)) == {"installation"}


@pytest.fixture(scope="module")
def crowded(database: str) -> Iterator[str]:
    """Return a database with many people and four months of facts, as the planner has to know it."""
    with schema(database) as address:
        store = connect(address)
        with store._engine.begin() as connection:
            for number in range(PEOPLE):
                _add(store, connection, number)
            connection.execute(text("ANALYZE"))
        store.close()
        yield address


def _add(store: PostgresStore, connection: Connection, number: int) -> None:
    from nudges.core.book import Book
    from nudges.store.postgres.rows import Kept, after

    made = book(*(reply(turn, days=30 * turn) for turn in range(1, 5)),
                who=person(id=f"p{number}", phone=f"+1415{number:07}"))  # fmt: skip
    rows = fact_rows(made.person.id, made.facts, 0)
    if number == 0:
        store._months.make({row["month"] for row in rows})
    kept = after(Kept(Book(made.person), MONDAY.date().replace(year=1), 0, 0), made)
    wake = MONDAY + timedelta(minutes=number)
    connection.execute(sql.CREATE, {"person_id": made.person.id, **new_row(kept, wake)})
    connection.execute(sql.ADD, rows)


LATE = MONDAY + timedelta(minutes=5)
MONTH = month_of(MONDAY + timedelta(days=80))
ROW = {"new_kept": "[]", "new_since": MONTH, "new_facts": 1, "new_mark": 1, "new_wake": LATE}
HOT: dict[str, tuple[Executable, dict[str, Any]]] = {
    "due": (sql.DUE, {"now": LATE}),
    "next_wake": (sql.NEXT, {}),
    "find": (sql.FIND, {"phone": "+14150000007"}),
    "mark": (sql.MARK, {"person": "p7"}),
    "open": (sql.LOCK, {"person": "p7"}),
    "facts": (sql.FACTS, {"person": "p7", "since": MONTH}),
    "read": (sql.READ, {"person": "p7"}),
    "past": (sql.PAST, {"person": "p7", "since": MONTH}),
    "claim": (sql.CLAIM, {"now": LATE, "limit": 100, "until": LATE}),
    "forget": (sql.FORGET, {"person": "p7", "in_month": MONTH, "of_key": "k", "new_body": "{}"}),
    "commit": (sql.MOVE_ON, {"person": "p7", **ROW}),
    "change": (sql.KEEP, {"person": "p7", **ROW, "new_phone": "+14150000007", "new_profile": "{}", "new_plans": "[]"}),
    "near": (sql.NEAR, {"word": "p7"}),
    "erase": (sql.ERASE_FACTS, {"person": "p7"}),
}


@pytest.mark.parametrize("name", HOT)
def test_no_table_is_read_from_end_to_end_on_a_hot_path(crowded: str, name: str) -> None:
    statement, values = HOT[name]
    assert scanned(crowded, statement, values) == set()


def test_a_scan_would_be_noticed(crowded: str) -> None:
    assert scanned(crowded, text("SELECT * FROM books WHERE profile->>'name' = 'Ana'"), {}) == {"books"}
    assert len(scanned(crowded, text("SELECT * FROM facts WHERE key = 'reply/r1/30'"), {})) >= 4


def scanned(address: str, statement: Any, values: dict[str, Any]) -> set[str]:
    """Return the tables with anything in them that a statement reads from end to end."""
    made = engine(address)
    with made.connect() as connection:
        compiled = statement.compile(made, compile_kwargs={"render_postcompile": True})
        explained = connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {compiled}", compiled.construct_params(values))
        nodes = [explained.scalar_one()[0]["Plan"]]
        found = set()
        while nodes:
            node = nodes.pop()
            nodes += node.get("Plans", [])
            if node["Node Type"] == "Seq Scan":
                found.add(node["Relation Name"])
        found = {n for n in found if connection.execute(text(f"SELECT EXISTS (SELECT FROM {n})")).scalar_one()}
    made.dispose()
    return found
