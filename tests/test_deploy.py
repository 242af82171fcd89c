"""What `deploy/` holds is as careful as it says: held to rules here, since it is run elsewhere."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from ruamel.yaml import YAML

from nudges.cli import root
from nudges.cli.group import COMMANDS
from nudges.settings import Settings

ROOT = Path(__file__).parent.parent
UNITS = sorted((ROOT / "deploy/systemd").glob("*.service"))
COMPOSE = sorted((ROOT / "deploy/docker").glob("compose*.yaml"))
DOCKERFILE = (ROOT / "deploy/docker/Dockerfile").read_text()
OPEN_AT_MOST = 2.0

needs_systemd = pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed")


@needs_systemd
@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_a_unit_leaves_little_open(unit: Path) -> None:
    words = ["systemd-analyze", "security", "--offline=true", "--no-pager", str(unit)]
    said = subprocess.run(words, capture_output=True, text=True, check=False).stdout
    found = re.search(r"Overall exposure level for \S+: ([\d.]+)", said)
    assert found is not None, said
    assert float(found[1]) <= OPEN_AT_MOST


@needs_systemd
@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_a_unit_is_one_that_systemd_understands(unit: Path, tmp_path: Path) -> None:
    copy = tmp_path / unit.name
    copy.write_text(re.sub(r"ExecStart=\S+", f"ExecStart={shutil.which('true')}", unit.read_text()))
    said = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(copy)], capture_output=True, text=True, check=False
    ).stderr
    assert [line for line in said.splitlines() if unit.name in line] == []


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_a_unit_runs_a_command_that_exists_as_somebody_without_rights(unit: Path) -> None:
    settings = dict(line.split("=", 1) for line in unit.read_text().splitlines() if re.match(r"\w+=", line))
    assert settings["User"] == "nudges"
    assert (settings["Restart"], settings["UMask"]) == ("always", "0077")
    command = settings["ExecStart"].split()[1]
    assert command in {"serve", "web", "worker"}
    said = subprocess.run([sys.executable, "-m", "nudges", command, "--help"], capture_output=True, check=False)
    assert said.returncode == 0


def test_the_example_of_an_environment_names_settings_that_exist() -> None:
    text = (ROOT / "deploy/systemd/env.example").read_text()
    named = set(re.findall(r"^#?([A-Z_]+)=", text, re.MULTILINE))
    fields = {str(field.validation_alias or f"NUDGES_{name}".upper()) for name, field in Settings.model_fields.items()}
    assert named
    assert named <= fields, named - fields


def test_the_image_copies_what_exists_and_what_is_not_ignored() -> None:
    allowed = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    copied = {
        name for line in re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.MULTILINE) for name in line.split()[:-1]
    }
    assert copied == allowed
    assert [name for name in copied if not (ROOT / name).exists()] == []


def test_the_image_is_of_a_fixed_release_runs_as_nobody_in_particular_and_says_how_it_is() -> None:
    lines = DOCKERFILE.splitlines()
    assert re.search(r"^ARG PYTHON=3\.\d+-slim-\w+$", DOCKERFILE, re.MULTILINE)
    users = [line.split()[1] for line in lines if line.startswith("USER ")]
    assert users == ["10001:10001"]
    assert "--require-hashes" in DOCKERFILE
    assert any(line.startswith("HEALTHCHECK") for line in lines)
    assert not re.search(r"\b(ADD|sudo|latest|curl|wget)\b", DOCKERFILE)
    assert not re.search(r"TOKEN|PASSWORD|SECRET", DOCKERFILE)


@pytest.mark.parametrize("path", COMPOSE, ids=lambda path: path.name)
def test_what_is_composed_may_do_little_and_is_open_to_this_machine_alone(path: Path) -> None:
    services = YAML(typ="safe").load(path)["services"]
    for name, service in services.items():
        assert service["cap_drop"] == ["ALL"], name
        assert "no-new-privileges:true" in service["security_opt"], name
        assert service["read_only"] is True, name
        assert service["restart"] in {"unless-stopped", "no"}, name
        assert service["restart"] == "unless-stopped" or name == "migrate"
        assert not service["image"].endswith(":latest"), name
        assert all(str(port).startswith("127.0.0.1:") for port in service.get("ports", [])), name
        build = service.get("build")
        if build is not None:
            assert (path.parent / build["context"] / build["dockerfile"]).is_file(), name


@pytest.mark.parametrize("folder", ["systemd", "docker"])
def test_each_way_tells_how_to_begin_upgrade_and_back_up(folder: str) -> None:
    text = (ROOT / "deploy" / folder / "README.md").read_text()
    assert [part for part in ("## Upgrade", "## Back up", "## What was tried") if part not in text] == []
    for path in re.findall(r"deploy/[\w./@-]*\w", text):
        assert (ROOT / path).exists(), path


def lines_of(folder: str) -> list[str]:
    text = (ROOT / "deploy" / folder / "README.md").read_text()
    blocks = re.findall(r"^```\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines()]


def commands_of(folder: str) -> list[list[str]]:
    """Return our commands among the lines, each from its name on."""
    found = []
    for words in map(str.split, lines_of(folder)):
        places = [place for place, word in enumerate(words[1:], 1) if word in COMMANDS]
        found += [words[places[-1] :]] if places and words[0] in {"runuser", "docker"} else []
    return found


@pytest.mark.parametrize("folder", ["systemd", "docker"])
def test_each_command_of_ours_that_is_told_exists_and_backup_and_restore_are_among_them(folder: str) -> None:
    found = commands_of(folder)
    assert {"backup", "restore", "doctor"} <= {words[0] for words in found}
    for words in found:
        context = click.Context(root)
        command = root.get_command(context, words[0])
        assert command is not None
        while isinstance(command, click.Group):
            words = words[1:]  # noqa: PLW2901  one step down
            command = command.get_command(click.Context(command), words[0])
        assert command is not None, words
        command.make_parser(click.Context(command)).parse_args(words[1:])


def test_each_volume_that_is_told_is_one_that_is_composed() -> None:
    known = set()
    for path in COMPOSE:
        composed = YAML(typ="safe").load(path)
        known |= {f"{composed['name']}_{volume}" for volume in composed["volumes"]}
    told = [line.split()[-1] for line in lines_of("docker") if line.startswith("docker volume rm")]
    assert told
    assert set(told) <= known
