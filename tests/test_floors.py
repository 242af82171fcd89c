"""The floors hold, and breaking one turns the check red."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LONGEST_FILE = 230

BROKEN = {
    "the core imports the service": ("core/due.py", "from nudges import service\n"),
    "the core reads a file store": ("core/due.py", "import tinydb\n"),
    "a store imports a gateway": ("store/memory.py", "from nudges import gateways\n"),
    "the service imports the web": ("service.py", "from nudges import web\n"),
    "a new module that is on no floor": ("somewhere.py", '"""Where?"""\n'),
}


def lint_imports(root: Path) -> "subprocess.CompletedProcess[str]":
    script = "import sys; sys.path.insert(0, ''); from importlinter.cli import lint_imports_command as lint; lint()"
    words = [sys.executable, "-c", script, "--no-cache"]
    return subprocess.run(words, cwd=root, capture_output=True, text=True, check=False)


def copied(tmp_path: Path) -> Path:
    for source in [ROOT / "pyproject.toml", *(ROOT / "nudges").rglob("*.py"), *(ROOT / "nudges").rglob("*.lark")]:
        target = tmp_path / source.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(source.read_bytes())
    return tmp_path


@pytest.mark.parametrize(("file", "line"), BROKEN.values(), ids=BROKEN)
def test_a_broken_floor_turns_the_check_red(tmp_path: Path, file: str, line: str) -> None:
    root = copied(tmp_path)
    module = root / "nudges" / file
    module.write_text((module.read_text("utf-8") if module.exists() else "") + line, "utf-8")
    assert lint_imports(root).returncode == 1


def test_the_floors_hold_as_they_are(tmp_path: Path) -> None:
    done = lint_imports(copied(tmp_path))
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_file_is_longer_than_a_sitting() -> None:
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in (ROOT / "nudges").rglob("*.py")}
    assert {str(path): length for path, length in lengths.items() if length > LONGEST_FILE} == {}


def test_only_the_clock_reads_a_clock() -> None:
    reader = re.compile(r"\bgmtime\(|\blocaltime\(|\bdatetime\.now\(|\btime\.time\(\)|\butcnow\(|\bdate\.today\(")
    found = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "nudges").rglob("*.py")
        if reader.search(path.read_text("utf-8"))
    ]
    assert found == ["nudges/clock.py"]
