"""The command line as a whole."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from nudges import __version__
from nudges.cli import root
from nudges.cli.group import COMMANDS
from nudges.cli.output import clean, encoded
from tests.cli.conftest import Run

NUDGES = [sys.executable, "-m", "nudges"]


def test_help_imports_click_and_the_table_and_nothing_else() -> None:
    code = (
        "import sys, nudges.cli\n"
        "try: nudges.cli.root.main(['--help'], prog_name='nudges')\n"
        "except SystemExit: pass\n"
        "heavy = {'rich', 'msgspec', 'pydantic', 'lark'}\n"
        "print(sorted(m for m in sys.modules if m.startswith('nudges') or m in heavy))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    modules = "['nudges', 'nudges.cli', 'nudges.cli.group', 'nudges.core', 'nudges.core.problem']"
    assert out.splitlines()[-1] == modules
    assert all(f"  {name} " in out and entry.help in out for name, entry in COMMANDS.items())


@pytest.mark.parametrize("name", ["init", "person", "plan", "apply", "export", "log", "completion"])
def test_every_command_is_where_the_table_says_and_means_the_same(name: str) -> None:
    result = CliRunner().invoke(root, [name, "--help"], prog_name="nudges")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"Usage: nudges {name}")
    with root.make_context("nudges", [name]) as context:
        command = root.get_command(context, name)
    assert command is not None
    assert command.name == name
    assert command.short_help == COMMANDS[name].help


def test_the_version_is_the_package_s() -> None:
    assert CliRunner().invoke(root, ["--version"]).stdout == f"nudges {__version__}\n"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["persn"], "error: 'persn' is not a command; try person\n"),
        (["zzz"], "error: 'zzz' is not a command; see nudges --help\n"),
        (["--jsn"], "error: no such option '--jsn'; see nudges --help\n"),
        (["init", "--hlp"], "error: no such option '--hlp'; did you mean '--help'; see nudges init --help\n"),
        (["person", "ad"], "error: no such command 'ad'; did you mean 'add'; see nudges person --help\n"),
        (
            ["completion"],
            "error: missing argument '{bash|zsh|fish}'; choose from: bash, zsh, fish; see nudges completion --help\n",
        ),
        (["next", "--days", "0"], "error: --days: use a whole number from 1 to 62\n"),
        (["next", "--days", "many"], "error: --days: use a whole number from 1 to 62\n"),
        (["serve", "--port", "99999"], "error: --port: use a whole number from 0 to 65535\n"),
        (["thread", "ana", "--last", "x"], "error: --last: use a whole number from 1\n"),
        (["log", "ana"], "error: missing argument 'PLAN'; see nudges log --help\n"),
    ],
)  # fmt: skip
def test_a_command_that_is_none_is_one_sentence_with_the_nearest(run: Run, args: list[str], said: str) -> None:
    result = run(*args, fails=2)
    assert (result.stdout, result.stderr) == ("", said)


def test_a_home_that_is_a_file_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = _nudges(tmp_path / "file", "init")
    assert (done.returncode, done.stdout) == (2, "")
    said = "is a file, and data is kept in a folder; choose another with NUDGES_HOME"
    assert done.stderr == f"error: {tmp_path / 'file'} {said}\n"


def test_a_bad_setting_is_one_sentence(tmp_path: Path) -> None:
    env = {"NUDGES_HOME": str(tmp_path), "NUDGES_STORE": "mysql://x"}
    result = CliRunner(env=env).invoke(root, ["person", "list"])
    assert result.exit_code == 2
    assert result.stderr == "error: NUDGES_STORE: 'mysql' is not a kind of store; use tinydb: or postgresql://\n"


def test_a_reader_that_has_seen_enough_is_no_error(tmp_path: Path) -> None:
    command = f"{sys.executable} -m nudges completion bash | true"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True, env=_env(tmp_path))
    assert done.stderr == ""


@pytest.mark.parametrize("args", [("library",), ("library", "--json"), ("help",), ("--help",)])
def test_a_full_disk_is_one_sentence_and_status_1(tmp_path: Path, args: tuple[str, ...]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*NUDGES, *args], stdout=full, stderr=subprocess.PIPE, text=True, check=False, env=_env(tmp_path / "home")
        )
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert done.stderr.startswith("error: no space left on device")


def test_letters_a_terminal_has_not_are_marked(tmp_path: Path) -> None:
    done = _nudges(tmp_path / "home", "library", "--language", "es", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, "")
    assert "---" in done.stdout or "?" in done.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_is_told_how_to_complete(run: Run, shell: str) -> None:
    assert f"_NUDGES_COMPLETE={shell}_complete" in run("completion", shell).stdout


def test_a_shell_completes_commands_people_and_plans(home: Path) -> None:
    assert _completed(home, "nudges person show ", 3) == []
    assert not home.exists()
    _nudges(home, "person", "add", "Ana", "--phone", "+14155550100", "--tz", "UTC", "--consent", "x")
    _nudges(home, "plan", "add", "ana", "three-breaths")
    assert _completed(home, "nudges pe", 1) == ["person"]
    assert _completed(home, "nudges person show ", 3) == ["ana"]
    assert _completed(home, "nudges plan show ana t", 4) == ["three-breaths"]
    assert _completed(home, "nudges plan show bob t", 4) == []
    assert _completed(home, "nudges plan add ana thr", 4) == ["three-breaths"]


def test_json_has_moments_in_utc_and_text_as_it_is() -> None:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    madrid = datetime(2026, 11, 24, 13, 30, tzinfo=ZoneInfo("Europe/Madrid"))
    said = encoded({"at": madrid, "who": ["José"], "zone": madrid.tzinfo})
    assert json.loads(said) == {"at": "2026-11-24T12:30:00Z", "who": ["José"], "zone": "Europe/Madrid"}


def test_what_people_wrote_cannot_move_the_cursor() -> None:
    assert clean("a\x1b[2J\rb\nc", keep="\n") == "a\ufffd[2J\ufffdb\nc"


def _env(home: Path, **more: str) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "HOME": str(home), "NUDGES_HOME": str(home), **more}


def _nudges(home: Path, *args: str, **env: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([*NUDGES, *args], capture_output=True, text=True, check=False, env=_env(home, **env))


def _completed(home: Path, line: str, word: int) -> list[str]:
    code = "from nudges.cli import main; main()"
    env = _env(home, _NUDGES_COMPLETE="bash_complete", COMP_WORDS=line, COMP_CWORD=str(word))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env=env)
    assert done.stderr == ""
    return [row.split(",", 1)[1] for row in done.stdout.splitlines() if row]
