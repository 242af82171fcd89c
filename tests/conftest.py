"""Options and fixtures for all tests."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from nudges.store import Store


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-transcripts", action="store_true", help="write what really happens into the transcripts")


@pytest.fixture(scope="session")
def database() -> Iterator[str]:
    """The address of a PostgreSQL."""
    from tests.database import server

    with server() as address:
        yield address


@pytest.fixture(scope="session")
def tables(database: str) -> Iterator[str]:
    """The address of tables of ours that these tests share, one after the other."""
    from tests.database import schema

    with schema(database) as address:
        yield address


@pytest.fixture
def make_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[str], Store]]:
    """Return an empty store of a kind: memory, tinydb or postgres."""
    from nudges.store.memory import MemoryStore
    from nudges.store.tiny import TinyStore

    with ExitStack() as stack:

        def make(kind: str) -> Store:
            if kind != "postgres":
                return MemoryStore() if kind == "memory" else TinyStore(tmp_path / "home")
            from nudges.store.postgres import connect
            from tests.database import emptied

            store = connect(emptied(request.getfixturevalue("tables")))
            stack.callback(store.close)
            return store

        yield make
