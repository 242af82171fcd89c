"""Whole conversations: the product's specification. `pytest --update-transcripts` writes what really happens."""

from collections.abc import Callable
from pathlib import Path

import pytest

from nudges.store import Store
from tests.player import Carrier, play, read, transcripts
from tests.samples import STORES, service


@pytest.mark.parametrize("kind", STORES)
@pytest.mark.parametrize("path", transcripts(), ids=lambda path: path.stem)
def test_it_goes_as_it_is_written(
    path: Path, kind: str, request: pytest.FixtureRequest, make_store: Callable[[str], Store]
) -> None:
    written = path.read_text("utf-8")
    really = play(read(written), Carrier(service(make_store(kind))))
    if request.config.getoption("--update-transcripts"):
        path.write_text(really, "utf-8")
    assert really == written or request.config.getoption("--update-transcripts")


def test_there_are_enough_of_them_and_each_says_what_it_shows() -> None:
    texts = [path.read_text("utf-8") for path in transcripts()]
    assert len(texts) >= 15
    assert all(text.startswith("# ") for text in texts)
