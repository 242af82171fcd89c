"""A database that cannot be used is told in a sentence, with the exit status that fits, and nothing is half done."""

from collections.abc import Callable, Iterator
from pathlib import Path
from secrets import token_hex

import pytest
from filelock import FileLock

from nudges.core.problem import Problem
from nudges.store.backup.restoring import check, put_back
from nudges.store.memory import MemoryStore
from nudges.store.moving import unlike
from nudges.store.postgres import connect, set_up
from nudges.web.secret import read_secret
from tests.cli.stores import Run, run_on
from tests.database import schema
from tests.samples import ANA, MONDAY, book
from tests.store.test_backup import filled, written
from tests.store.test_postgres import ask, cut, record, reply
from tests.store.test_postgres_tables import shape


@pytest.fixture
def empty(database: str) -> Iterator[str]:
    with schema(database, migrated=False) as address:
        yield address


@pytest.fixture
def run(tmp_path: Path) -> Run:
    home = tmp_path / "home"
    read_secret(home / "secret")
    return run_on(home)


OLD = """
CREATE FUNCTION current_setting(text) RETURNS text LANGUAGE sql AS
$$ SELECT CASE $1 WHEN 'server_version_num' THEN '130014' ELSE pg_catalog.current_setting($1) END $$"""


def test_a_server_that_is_too_old_is_told_and_nothing_is_made_there(empty: str, run: Run) -> None:
    ask(empty, OLD)
    # Ours is asked before the server's own, which else comes first.
    old = empty.replace("%20-c", "%2Cpg_catalog%20-c", 1)
    for words in (["migrate"], ["migrate", "--dry-run"], ["person", "list"]):
        assert "PostgreSQL 13 is too old; use 14 or newer" in run(*words, store=old, fails=2).stderr
    with pytest.raises(Problem, match="too old"):
        set_up(old, "ours", MONDAY)
    assert shape(empty) == {}


def test_a_user_who_may_only_read_is_told_what_they_lack_and_the_book_stays_as_it_was(database: str) -> None:
    role = f"nudges_{token_hex(4)}"
    with schema(database) as address:
        store = connect(address)
        store.create(book(), MONDAY)
        name = address.split("search_path%3D")[1].split("%20")[0]
        grants = f"GRANT USAGE ON SCHEMA {name} TO {role}; GRANT SELECT ON ALL TABLES IN SCHEMA {name} TO {role}"
        ask(address, f"CREATE ROLE {role} LOGIN; {grants}")
        try:
            reader = connect(address.replace("//postgres@", f"//{role}@"))
            assert reader.read("ana").person == ANA
            attempts: list[Callable[[], None]] = [lambda: record(reader, reply(1)), lambda: reader.remove("ana")]
            for attempt in attempts:
                with pytest.raises(Problem, match="may not do this; grant it the right"):
                    attempt()
            reader.close()
            assert len(store.read("ana").facts) == 1
        finally:
            ask(address, f"DROP OWNED BY {role}; DROP ROLE {role}")
            store.close()


def test_each_trouble_has_one_sentence_and_its_exit_status(empty: str, database: str, run: Run) -> None:
    def said(store: str, status: int) -> str:
        text = run("person", "list", store=store, fails=status).stderr
        assert text.count("\n") == 1
        return text

    assert "nothing answers there" in said("postgresql://postgres@127.0.0.1:1/test", 1)
    assert "there is no such database" in said(database.rsplit("/", 1)[0] + "/no_such_database", 2)
    assert "not the address of a database" in said("postgresql://postgres@127.0.0.1:port/test", 2)
    assert "has no tables for nudges yet" in said(empty, 2)
    run("migrate", store=empty)
    run("person", "list", store=empty)
    ask(empty, "UPDATE alembic_version SET version_num = '0001'")
    assert "of an older nudges" in said(empty, 2)
    ask(empty, "UPDATE alembic_version SET version_num = '9999'")
    assert "of a newer nudges" in said(empty, 2)
    assert "of a newer nudges" in run("migrate", store=empty, fails=2).stderr


def test_another_installation_is_refused_by_every_command_until_it_is_taken_over(
    empty: str, run: Run, tmp_path: Path
) -> None:
    run("migrate", store=empty)
    other = tmp_path / "other"
    read_secret(other / "secret")
    for words in (["person", "list"], ["migrate"], ["backup", str(tmp_path)]):
        said = run(*words, store=empty, folder=other, fails=2).stderr
        assert "belongs to another installation; copy the file 'secret'" in said
    run("person", "list", store=empty)


def test_a_connection_that_is_lost_while_books_are_put_back_is_made_again(database: str, tmp_path: Path) -> None:
    source = filled(MemoryStore(), 6)
    written(source, tmp_path / "a.gz")
    with schema(database) as address:
        store = connect(address)
        list(put_back(check(tmp_path / "a.gz"), store, lambda _: cut(address)))
        assert unlike(source, store) == []
        store.close()


def test_books_are_not_put_back_under_a_server_that_works_on_them(run: Run, tmp_path: Path) -> None:
    written(filled(MemoryStore(), 1), tmp_path / "a.gz")
    with FileLock(tmp_path / "home" / "serve.lock", mode=0o600):
        assert "stop it first" in run("restore", str(tmp_path / "a.gz"), fails=2).stderr
    run("restore", str(tmp_path / "a.gz"))
