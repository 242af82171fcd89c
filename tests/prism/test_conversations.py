"""Whole conversations by Twilio, with prism between: nothing is said either way that Twilio would not understand."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from nudges.clock import ManualClock
from nudges.twilio_local import LocalTwilio, running
from tests.player import play, read, transcripts
from tests.prism.proxy import Prism, prism_before
from tests.samples import MONDAY
from tests.test_transcripts_by_twilio import ByTwilio

A_FEW = 3


@pytest.fixture(scope="module")
def between(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Prism, int]]:
    """A prism, and the port at which it looks for a Twilio."""
    with running() as first:
        upstream = first.url
    with prism_before(upstream, tmp_path_factory.mktemp("prism")) as prism:
        yield prism, urlsplit(upstream).port or 0


def held(path: Path, between: tuple[Prism, int]) -> int:
    """Return how many texts a conversation had, none of which was wrong."""
    prism, port = between
    clock = ManualClock(MONDAY)
    with running(LocalTwilio(now=clock.now), port) as twilio:
        twilio.url = prism.url
        play(read(path.read_text("utf-8")), ByTwilio(twilio, clock))
        assert prism.wrong() == []
        return len(twilio.texts())


def test_a_few_conversations_are_in_their_language(between: tuple[Prism, int]) -> None:
    paths = sorted(transcripts(), key=lambda path: (path.stat().st_size, path.name))
    middle = len(paths) // 2
    assert sum(held(path, between) for path in paths[middle : middle + A_FEW]) > 2 * A_FEW


@pytest.mark.soak
@pytest.mark.parametrize("path", transcripts(), ids=lambda path: path.stem)
def test_every_conversation_is_in_their_language(path: Path, between: tuple[Prism, int]) -> None:
    assert held(path, between) > 0
