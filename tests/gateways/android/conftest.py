"""A phone for each test."""

from collections.abc import Iterator

import pytest

from tests.gateways.android.parts import Set, a_set


@pytest.fixture
def it() -> Iterator[Set]:
    with a_set() as one:
        yield one
