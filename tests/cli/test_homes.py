"""Is a folder taken for ours only if it is, and is a setting that cannot be right told in a sentence?"""

import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from nudges.cli import root
from nudges.cli.home import usable
from nudges.core.problem import Problem
from nudges.settings import read_settings

NOT_OURS = "is not empty and not ours; choose another with NUDGES_HOME"


def run(*args: str, **env: str) -> Result:
    return CliRunner(env=env).invoke(root, args, prog_name="nudges")


@pytest.mark.parametrize("args", [("init",), ("person", "list"), ("next",), ("report",), ("plan", "list", "ana")])
def test_a_folder_that_holds_something_else_is_left_alone(tmp_path: Path, args: tuple[str, ...]) -> None:
    (tmp_path / "letter.txt").write_text("Dear Sam")
    tmp_path.chmod(0o755)
    result = run(*args, NUDGES_HOME=str(tmp_path))
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"error: {tmp_path} {NOT_OURS}\n")
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_the_doctor_says_so_too_and_once(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Sam")
    result = run("doctor", NUDGES_HOME=str(tmp_path), NUDGES_PORT="9")
    assert (result.exit_code, result.stdout.count("not ours")) == (1, 1)


def test_a_folder_is_ours_by_what_is_in_it(tmp_path: Path) -> None:
    assert usable(tmp_path / "new") == tmp_path / "new"
    (tmp_path / "lost+found").mkdir()
    assert usable(tmp_path) == tmp_path, "a fresh disk holds this"
    (tmp_path / "notes").write_text("")
    with pytest.raises(Problem, match="not ours"):
        usable(tmp_path)
    (tmp_path / "people").mkdir()
    assert usable(tmp_path) == tmp_path


@pytest.mark.parametrize("args", [("init",), ("person", "list"), ("next",)])
def test_a_place_where_nothing_can_be_made_is_one_sentence(args: tuple[str, ...]) -> None:
    result = run(*args, NUDGES_HOME="/proc/nudges")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("error: /proc/nudges")
    assert "another folder with NUDGES_HOME" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_an_empty_variable_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = read_settings()
    for name in ("HOME", "STORE", "GATEWAY", "PROGRAM", "HOST", "PORT", "PUBLIC_URL"):
        monkeypatch.setenv(f"NUDGES_{name}", "")
    assert read_settings() == usual


def test_a_tilde_is_the_home_of_its_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NUDGES_HOME", "~/nudges")
    assert read_settings().home == Path.home() / "nudges"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("HOME", "~nobody-at-all/x", "'~nobody-at-all/x' names no home; name a folder"),
        ("PORT", "http", "'http' is not a port; use a whole number from 0 to 65535"),
        ("PORT", "65536", "'65536' is not a port; use a whole number from 0 to 65535"),
        ("PROGRAM", "x" * 21, "is too long; 20 characters at most"),
        ("PUBLIC_URL", "nudges", "'nudges' is not an address; write it like https://nudges.example.org"),
        ("PUBLIC_URL", "ftp://nudges.example.org", "is not an address"),
        ("PUBLIC_URL", "https://", "is not an address"),
        ("PUBLIC_URL", "https://example.org:port", "is not an address"),
        ("PUBLIC_URL", "https://[half", "is not an address"),
    ],
)
def test_a_setting_that_cannot_be_right_is_told_in_our_words(name: str, value: str, said: str) -> None:
    result = run("person", "list", **{f"NUDGES_{name}": value})
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"error: NUDGES_{name}: ")
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_the_doctor_names_a_wrong_setting_once() -> None:
    result = run("doctor", NUDGES_PORT="http")
    assert (result.exit_code, result.stdout.count("NUDGES_PORT")) == (1, 1)
