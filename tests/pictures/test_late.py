"""Matplotlib is loaded by a picture, and by nothing else."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from nudges.store.tiny import TinyStore
from tests.samples import book


def loaded(home: Path, *words: str) -> str:
    """Run a command, and return what it loaded, a module a line."""
    line = [sys.executable, "-X", "importtime", "-m", "nudges", *words]
    env = os.environ | {"NUDGES_HOME": str(home)}
    done = subprocess.run(line, capture_output=True, text=True, env=env, check=False)
    assert done.returncode == 0, done.stderr[-500:]
    return done.stderr


@pytest.fixture
def home(tmp_path: Path) -> Path:
    TinyStore(tmp_path).create(book(), None)
    return tmp_path


@pytest.mark.parametrize("words", [("--help",), ("report", "--help"), ("report", "ana")], ids=" ".join)
def test_a_command_in_words_loads_no_matplotlib(home: Path, words: tuple[str, ...]) -> None:
    assert "matplotlib" not in loaded(home, *words)


def test_a_picture_loads_it(home: Path, tmp_path: Path) -> None:
    picture = tmp_path / "week.png"
    assert "matplotlib" in loaded(home, "report", "ana", "--format", "png", "--out", str(picture))
    assert picture.read_bytes().startswith(b"\x89PNG")
