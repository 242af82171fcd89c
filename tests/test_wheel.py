"""What is installed from the wheel works from an empty folder, with the library inside."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)], cwd=ROOT, check=True)
    [made] = folder.glob("*.whl")
    return made


def test_it_holds_the_library_the_words_and_the_manual(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for source in ("schedules/*.yaml", "templates/*/*.txt", "templates/pages/*.html"):
        for path in ROOT.glob(source):
            assert f"nudges/_shipped/{path.relative_to(ROOT)}" in names
    assert "nudges/core/when/when.lark" in names
    assert "nudges/help/start.md" in names


def test_the_demo_runs_from_it_in_a_clean_environment_and_an_empty_folder(wheel: Path, tmp_path: Path) -> None:
    environment = tmp_path / "environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(environment)], check=True)
    [packages] = environment.glob("lib/python*/site-packages")
    zipfile.ZipFile(wheel).extractall(packages)
    # What it needs comes from here, so that the test reaches no network; nudges itself does not.
    (packages / "needs.pth").write_text(os.pathsep.join(_site_packages()) + "\n")
    empty, home = tmp_path / "empty", tmp_path / "home"
    empty.mkdir()
    done = subprocess.run(
        [str(environment / "bin" / "python"), "-P", "-m", "nudges", "demo", "--once"],
        cwd=empty,
        env={"HOME": str(home), "PATH": "/usr/bin:/bin", "NUDGES_HOME": str(home / "data")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Reply DONE, LATER or SKIP." in done.stdout
    assert (home / "data" / "demo" / "report.html").exists()
    assert list(empty.iterdir()) == []


def _site_packages() -> list[str]:
    import tinydb

    return [str(Path(tinydb.__file__).parent.parent)]
