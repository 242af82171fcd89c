"""A command line on a real data folder."""

from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from nudges.cli import root
from nudges.core.book import Book
from nudges.store.tiny import TinyStore

Run = Callable[..., Result]
Reading = Callable[[], Book]
Refused = Callable[..., str]
ANA = ("person", "add", "Ana", "--phone", "+14155550100", "--tz", "America/New_York", "--discreet", "no")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def run(home: Path) -> Run:
    """Run a command; unless it is to fail it must not."""

    def invoke(*args: str, fails: int = 0, given: str | bytes | None = None) -> Result:
        env = {"NUDGES_HOME": str(home), "COLUMNS": "80"}
        result = CliRunner(env=env).invoke(root, args, input=given, prog_name="nudges")
        assert result.exit_code == fails, result.output
        assert isinstance(result.exception, SystemExit | None), result.exception
        return result

    return invoke


@pytest.fixture
def ana(run: Run) -> Run:
    """Run commands where Ana is, who has agreed and has no plan yet."""
    run(*ANA, "--consent", "on paper")
    return run


@pytest.fixture
def book(home: Path) -> Callable[[], Book]:
    """Return Ana's book as it is on disk."""
    return lambda: TinyStore(home).read("ana")


@pytest.fixture
def refused(run: Run, home: Path) -> Callable[..., str]:
    """Run a command that cannot be; return what it says, after a look that it wrote nothing."""

    def invoke(*args: str, given: str | bytes | None = None) -> str:
        before = _content(home)
        result = run(*args, fails=2, given=given)
        assert _content(home) == before
        assert result.stdout == ""
        assert "Traceback" not in result.stderr
        return click.unstyle(result.stderr).strip()

    return invoke


def _content(home: Path) -> dict[str, bytes]:
    files = (path for path in home.rglob("*") if path.is_file() and path.parent.name != "locks")
    return {str(path.relative_to(home)): path.read_bytes() for path in files}
