"""Options and fixtures for all tests."""

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

from nudges.store import Store

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from xdist.remote import Producer

    from tests.sharing_out import Sharing


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-transcripts", action="store_true", help="write what really happens into the transcripts")


CHROMIUM = Path("/usr/bin/chromium")
CAREFUL = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: "Producer") -> "Sharing":
    """Share the tests out among the workers."""
    from tests.sharing_out import Sharing

    return Sharing(config, log)


hypothesis.settings.register_profile("unhurried", hypothesis.settings(), deadline=None)
hypothesis.settings.load_profile("unhurried")
gc.set_threshold(50_000)  # the thousands of tests themselves stay: to look through them often takes a tenth of all time


def pytest_collection_finish() -> None:
    """Look no more through what was collected."""
    gc.collect()
    gc.freeze()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what is long, so that no worker is left alone with it at the end."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    """Chromium, without a window; where it is missing this is skipped loudly, and in CI it is a failure."""
    if not CHROMIUM.exists():
        missing = f"{CHROMIUM} is missing: nothing here was tested in a browser (apt-get install chromium)"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(missing)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=CHROMIUM, headless=True, args=CAREFUL)
        yield chromium
        chromium.close()


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
