"""The secret is made once, and is nobody else's to read."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from nudges.core.problem import Problem
from nudges.web.secret import read_secret


def test_it_is_made_once_and_stays(tmp_path: Path) -> None:
    path = tmp_path / "home" / "secret"
    secret = read_secret(path)
    assert len(secret) == 32
    assert read_secret(path) == secret
    assert path.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in path.parent.iterdir()] == ["secret"]


def test_two_installations_have_two(tmp_path: Path) -> None:
    assert read_secret(tmp_path / "a") != read_secret(tmp_path / "b")


def test_many_who_begin_together_agree(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as many:
        secrets = set(many.map(lambda _: read_secret(tmp_path / "secret"), range(64)))
    assert len(secrets) == 1


def test_one_that_was_cut_short_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"short")
    with pytest.raises(Problem, match="cut short"):
        read_secret(tmp_path / "secret")
