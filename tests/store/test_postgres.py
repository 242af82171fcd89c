"""What the database store promises beyond the contract: crashes, other processes, lost connections, and no scans."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread
from traceback import format_exception
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest

from nudges.core.book import Twin
from nudges.core.facts import Replied
from nudges.core.problem import Failure, Problem
from nudges.core.words import Intent, Language
from nudges.store.postgres import connect, set_up
from nudges.store.postgres import statements as sql
from nudges.store.postgres.store import PostgresStore
from tests.database import emptied, schema, started
from tests.samples import ANA, MONDAY, book, minutes, person
from tests.store.cutting import AFTER, BEFORE, Wire


def reply(number: int, days: int = 0, words: str = "done") -> Replied:
    at = MONDAY + timedelta(days=days, minutes=number)
    return Replied(at=at, id=f"r{number}/{days}", text=words, intent=Intent.DONE, language=Language.EN)


@pytest.fixture
def address(tables: str) -> str:
    """Return where Ana's book is, and no other."""
    store = connect(emptied(tables))
    store.create(book(), MONDAY)
    store.close()
    return tables


@pytest.fixture
def store(address: str) -> Iterator[PostgresStore]:
    made = connect(address)
    yield made
    made.close()


def record(store: PostgresStore, *facts: Replied) -> None:
    with store.open("ana") as page:
        page.commit(page.book.add(*facts), MONDAY)


def ask(address: str, question: str) -> list[tuple[object, ...]]:
    with psycopg.connect(address, autocommit=True) as connection:
        answer = connection.execute(question.encode())
        return answer.fetchall() if answer.description else []


def cut(address: str) -> None:
    """End every connection of a store to the database, as a restart of it does."""
    name = parse_qs(urlsplit(address).query)["application_name"][0]
    others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = %s AND query ~ '.'"
    with psycopg.connect(address, autocommit=True, application_name="test") as connection:
        connection.execute(others, (name,))


def test_two_stores_on_one_database_see_each_other(store: PostgresStore, address: str) -> None:
    other = connect(address)
    record(store, reply(1))
    record(other, reply(2))
    record(store, reply(3))
    assert len(store.read("ana").facts) == len(other.read("ana").facts) == 4
    other.remove("ana")
    with pytest.raises(Problem, match="there is no person 'ana'"):
        store.read("ana")
    other.close()


def test_a_person_who_was_removed_and_added_anew_is_not_taken_for_the_old_one(
    store: PostgresStore, address: str
) -> None:
    record(store, reply(1))
    other = connect(address)
    other.remove("ana")
    other.create(book(who=person(name="Anna")), None)
    other.close()
    with store.open("ana") as page:
        assert (page.book.person.name, len(page.book.facts)) == ("Anna", 1)


def test_a_book_in_use_for_too_long_is_a_problem_and_nothing_hangs(store: PostgresStore, address: str) -> None:
    hasty = connect(address.replace("options=", "options=-clock_timeout%3D100ms%20"))
    with store.open("ana") as page:
        with pytest.raises(Failure, match="in use elsewhere for longer than"), hasty.open("ana"):
            pass
        page.commit(page.book.add(reply(1)), None)
    hasty.close()
    assert len(store.read("ana").facts) == 2


def test_lost_connections_are_made_again_by_themselves(store: PostgresStore, address: str) -> None:
    record(store, reply(1))
    cut(address)
    record(store, reply(2))
    cut(address)
    assert len(store.read("ana").facts) == 3


def test_a_connection_lost_in_the_middle_of_a_step_leaves_the_book_as_it_was(
    store: PostgresStore, address: str
) -> None:
    with pytest.raises(Failure, match="connection was lost"), store.open("ana") as page:
        cut(address)
        page.commit(page.book.add(reply(1)), None)
    assert len(store.read("ana").facts) == 1
    record(store, reply(1))
    assert len(store.read("ana").facts) == 2


def test_a_commit_whose_answer_was_lost_is_looked_up_and_never_done_twice(address: str) -> None:
    wire = Wire(address)
    with closing(wire):
        store = connect(wire.address)
        wire.cut = AFTER
        record(store, reply(1))
        wire.cut = BEFORE
        with pytest.raises(Failure, match="connection was lost"):
            record(store, reply(2))
        assert [fact.key for fact in store.read("ana").facts][1:] == ["reply/r1/0"]
        record(store, reply(2))
        assert len(store.read("ana").facts) == 3
        store.close()


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("53100", "the disk of the database is full"),
        ("40001", "two changes met"),
        ("25006", "only lets itself be read"),
        ("XX000", "failed with the code XX000"),
    ],
)
def test_what_the_database_cannot_do_is_a_sentence_without_a_word_of_the_person_and_leaves_the_book(
    store: PostgresStore, address: str, code: str, sentence: str
) -> None:
    secret = "-".join(["very", "private"])
    refuse = f"""
    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '%', NEW.body USING ERRCODE = '{code}'; END $$;
    CREATE TRIGGER refuse BEFORE INSERT ON facts FOR EACH ROW EXECUTE FUNCTION refuse()"""
    ask(address, refuse)
    try:
        with pytest.raises(Failure, match=sentence) as told:
            record(store, reply(1, words=secret))
        assert secret not in "".join(format_exception(told.value))
    finally:
        ask(address, "DROP TRIGGER refuse ON facts; DROP FUNCTION refuse()")
    assert len(store.read("ana").facts) == 1
    record(store, reply(1))
    assert len(store.read("ana").facts) == 2


BLOCKED = """
import json, sys
from click.testing import CliRunner
from nudges.cli import root
sys.modules[sys.argv[1]] = None
ran = [CliRunner().invoke(root, words.split()) for words in sys.argv[2:]]
print(json.dumps([[each.exit_code, isinstance(each.exception, SystemExit), each.output] for each in ran]))
"""


@pytest.mark.parametrize("part", ["sqlalchemy", "psycopg", "alembic"])
def test_a_part_that_is_not_installed_is_named_with_the_command_that_installs_it(tmp_path: Path, part: str) -> None:
    (tmp_path / "people").mkdir(mode=0o700)
    env = os.environ | {"NUDGES_HOME": str(tmp_path), "NUDGES_STORE": "postgresql://x/y"}
    script = [sys.executable, "-c", BLOCKED, part, "person list", "migrate", "doctor"]
    ran = json.loads(subprocess.run(script, env=env, capture_output=True, text=True, check=True).stdout)
    assert [status for status, _, _ in ran] == [2, 2, 1]
    for _, is_told, output in ran:
        assert is_told
        assert "pip install 'nudges[postgres]'" in output
        assert "Traceback" not in output


def test_nothing_of_it_is_loaded_where_nobody_asked_for_a_database(tmp_path: Path) -> None:
    heavy = "{'sqlalchemy', 'psycopg', 'alembic', 'procrastinate'} & set(sys.modules)"
    script = "import sys, atexit; atexit.register(lambda: print(" + heavy + ")); from nudges.cli import main; main()"
    env = os.environ | {"NUDGES_HOME": str(tmp_path), "NUDGES_STORE": "tinydb:"}
    for words in (["--help"], ["person", "list"]):
        done = subprocess.run(
            [sys.executable, "-c", script, *words], env=env, capture_output=True, text=True, check=True
        )
        assert done.stdout.splitlines()[-1] == "set()"


def test_a_person_whose_month_nobody_foresaw_loses_nothing(store: PostgresStore, address: str) -> None:
    record(store, reply(1, days=500))
    record(store, reply(2, days=500))
    assert [fact.key for fact in store.read("ana").facts][1:] == ["reply/r1/500", "reply/r2/500"]
    assert ask(address, "SELECT count(*) FROM facts_other") == [(0,)], "they were moved to a partition of their own"


def test_the_database_itself_refuses_a_key_twice_in_a_month_and_keeps_nothing_of_such_a_commit(
    store: PostgresStore,
) -> None:
    record(store, reply(1))
    with store.open("ana") as page:
        blind = type(page.book)(page.book.person, page.book.plans, (*page.book.facts, reply(2), reply(1)))
        with pytest.raises(Twin):
            page.commit(blind, None)
        page.commit(page.book.add(reply(3)), None)
    assert [fact.key for fact in store.read("ana").facts][1:] == ["reply/r1/0", "reply/r3/0"]


def test_words_that_were_taken_back_are_in_no_row(store: PostgresStore, address: str) -> None:
    record(store, reply(1, words="a secret"))
    with store.open("ana") as page:
        facts = (page.book.facts[0], reply(1, words=""))
        changed = type(page.book)(page.book.person, page.book.plans, facts)
        page.commit(changed.add(reply(2)), None)
    assert [row for row in ask(address, "SELECT body::text FROM facts") if "secret" in str(row)] == []
    assert len(store.read("ana").facts) == 3


def test_those_who_are_due_are_claimed_by_one_worker_each(store: PostgresStore, address: str) -> None:
    for number in range(20):
        who = person(id=f"p{number}", phone=f"+1415555{number:04}")
        store.create(book(who=who), MONDAY + minutes(number))
    other, now = connect(address), MONDAY + minutes(60)
    with store._engine.begin() as connection:
        first = [*connection.execute(sql.CLAIM, {"now": now, "limit": 8, "until": now + minutes(1)}).scalars()]
        second = other.claim_due(now, 8)
    assert (len(first), len(second), set(first) & set(second)) == (8, 8, set())
    assert len(other.claim_due(now, 100)) == 5
    assert other.claim_due(now, 100) == []
    assert len(other.claim_due(now + minutes(2), 100)) == 21, "who was not served is due again"
    other.close()


def test_a_database_of_another_installation_is_refused_unless_it_is_taken_over(database: str) -> None:
    with schema(database) as address:
        connect(address, "one").close()
        connect(address, "one").close()
        with pytest.raises(Problem, match="belongs to another installation"):
            connect(address, "two")
        set_up(address, "two", MONDAY, take_over=True)
        connect(address, "two").close()


@pytest.mark.parametrize("threads", [8])
def test_the_first_facts_of_a_month_from_many_at_once_all_count(address: str, threads: int) -> None:
    stores = [connect(address) for _ in range(threads)]
    for number, made in enumerate(stores):
        made.create(book(who=person(id=f"p{number}", phone=f"+1415555{number:04}")), None)
    ready, missed = Event(), list[int]()

    def write(number: int) -> None:
        ready.wait()
        for turn in range(20):
            for _ in range(5):
                with suppress(Failure), stores[number].open(f"p{number}") as page:
                    page.commit(page.book.add(reply(turn, days=30 * turn)), None)
                    break
            else:
                missed.append(turn)

    at_work = [Thread(target=write, args=(number,)) for number in range(threads)]
    for thread in at_work:
        thread.start()
    ready.set()
    for thread in at_work:
        thread.join()
    assert missed == []
    for number, made in enumerate(stores):
        assert len({f.key for f in (*made.past(f"p{number}"), *made.read(f"p{number}").facts)}) == 21
        made.close()


def test_a_server_of_our_own_can_be_started_where_none_runs(tmp_path_factory: pytest.TempPathFactory) -> None:
    from tempfile import TemporaryDirectory

    from tests.database import server_programs

    programs = server_programs()
    with TemporaryDirectory(prefix="nudges-pg-", ignore_cleanup_errors=True) as folder:
        with started(programs, Path(folder)) as cluster:
            address = cluster.address
            set_up(address, "one", MONDAY)
            kept = connect(address, "one")
            kept.create(book(), None)
        with pytest.raises(Failure, match=r"connection was lost|nothing answers there"):
            kept.find(ANA.phone)
        with pytest.raises(Failure):
            connect(address)
        kept.close()


WRONG: dict[str, Callable[[str], str]] = {
    "there is no such database": lambda base: base.rsplit("/", 1)[0] + "/no_such_database",
    "nothing answers there": lambda _: "postgresql://postgres@127.0.0.1:1/test",
    "there is no such host": lambda _: "postgresql://postgres@no-such-host.invalid/test",
    "names no database": lambda _: "postgresql://postgres@127.0.0.1",
    "not the address of a database": lambda _: "postgresql://postgres@127.0.0.1:port/test",
    "has an option that is none": lambda base: f"{base}?colour=blue",
}


@pytest.mark.parametrize("sentence", WRONG)
def test_an_address_that_cannot_be_right_is_told_in_a_sentence(sentence: str, database: str) -> None:
    with pytest.raises(Problem, match=sentence) as told:
        connect(WRONG[sentence](database.split("?", maxsplit=1)[0]))
    assert "\n" not in str(told.value)
