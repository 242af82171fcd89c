"""Books go to a database and back, and nothing is lost, doubled or texted from both places."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from nudges.core.facts import Resumed
from nudges.store.moving import carry
from nudges.store.postgres import connect, engine
from nudges.store.postgres.versions import migrate
from nudges.store.tiny import TinyStore
from tests.cli.stores import Run, exports, lived_in, run_on
from tests.database import schema
from tests.samples import MONDAY, book, person


@pytest.fixture
def address(database: str) -> Iterator[str]:
    with schema(database, migrated=False) as found:
        yield found


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return lived_in(tmp_path / "home")


@pytest.fixture
def run(home: Path) -> Run:
    return run_on(home)


def test_there_and_back_leaves_every_byte_of_every_export_as_it_was(run: Run, address: str) -> None:
    before = exports(run, "tinydb:")
    assert before[3].count('"fact"') > 960
    told = json.loads(run("move", "--to", address, "--json").stdout)
    assert [(each["person"], each["how"]) for each in told["books"]] == [("ana", "copied"), ("bo", "copied")]
    assert exports(run, address) == before
    run("move", "--to", "tinydb:", store=address)
    assert exports(run, "tinydb:") == before


def test_a_rehearsal_says_what_would_be_carried_and_carries_nothing(run: Run, address: str) -> None:
    assert run("move", "--to", address, "--dry-run").stdout.splitlines()[0].endswith("facts, copied")
    assert "has no tables" in run("person", "list", store=address, fails=2).stderr
    run("person", "list")


def test_where_books_have_left_nobody_is_texted_from_the_old_place(run: Run, address: str) -> None:
    run("move", "--to", address)
    left = run("person", "list", fails=2).stderr
    assert "moved to postgresql://" in left
    assert "set NUDGES_STORE" in left
    run("move", "--to", "tinydb:", store=address)
    assert "moved to tinydb:" in run("person", "list", store=address, fails=2).stderr
    run("person", "list")


def test_a_move_that_was_interrupted_goes_on_where_it_was(run: Run, address: str, home: Path) -> None:
    made = engine(address)
    with made.begin() as connection:
        migrate(connection)
    made.dispose()
    half = connect(address)
    next(carry(TinyStore(home), half, lambda _: MONDAY, again=False, dry_run=False))
    assert half.people() == ["ana"]
    half.close()
    with TinyStore(home).open("bo") as page:
        page.commit(page.book.add(Resumed(at=MONDAY + timedelta(days=300))), None)
    assert run("move", "--to", address).stdout.splitlines()[0].endswith("facts, there already")
    assert exports(run, address)[3].count('"fact"') > 960


def test_what_happened_in_the_database_comes_back_and_who_was_erased_there_stays_erased(run: Run, address: str) -> None:
    run("move", "--to", address)
    run("person", "remove", "ana", "--yes", store=address)
    run("person", "set", "bo", "--name", "Bob", store=address)
    assert run("move", "--to", "tinydb:", store=address).stdout.startswith("ana: 0 facts, erased")
    assert json.loads(run("person", "list", "--json").stdout)[0]["name"] == "Bob"


def test_people_of_somebody_else_are_never_mixed_in(run: Run, address: str) -> None:
    made = engine(address)
    with made.begin() as connection:
        migrate(connection)
    made.dispose()
    store = connect(address)
    store.create(book(who=person(id="cy", phone="+14155550102")), None)
    store.close()
    assert "who are not here: cy" in run("move", "--to", address, fails=2).stderr


def test_whoever_is_in_the_folder_is_not_erased_by_books_of_another_database(
    run: Run, address: str, database: str
) -> None:
    run("move", "--to", address)
    with schema(database, migrated=False) as other:
        run("migrate", store=other)
        assert "who are not here: ana, bo" in run("move", "--to", "tinydb:", store=other, fails=2).stderr


@pytest.mark.parametrize(
    ("to", "sentence"),
    [
        ("tinydb:", "are in tinydb: already"),
        ("mysql://x", "is not a kind of store"),
        ("postgresql://postgres@127.0.0.1:1/x", "nothing answers there"),
    ],
)
def test_a_place_that_cannot_be_is_told_in_a_sentence(run: Run, to: str, sentence: str) -> None:
    result = run("move", "--to", to, fails=1 if "answers" in sentence else 2)
    assert sentence in result.stderr
    run("person", "list")
