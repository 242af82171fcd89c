"""Does the doctor see what is wrong, and say what to do?"""

import json
import socket
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from filelock import FileLock

from nudges.cli import root
from nudges.gateways.phone import PhoneGateway
from nudges.store.tiny import TinyStore
from tests.samples import person, plan, service


class Well(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/healthz" else 404)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[int]:
    running = HTTPServer(("127.0.0.1", 0), Well)
    thread = threading.Thread(target=running.serve_forever)
    thread.start()
    yield running.server_port
    running.shutdown()
    thread.join()
    running.server_close()


@pytest.fixture
def nobody() -> int:
    """Return a port on which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def home(tmp_path: Path) -> Path:
    now = datetime.now(UTC)
    folder = tmp_path / "home"
    made = service(TinyStore(folder), PhoneGateway(folder / "phones"))
    made.enrol(person(since=now), (plan(since=now),), now, "on paper")
    return folder


def run(home: Path, port: int, *words: str, **env: str) -> Result:
    settings = {"NUDGES_HOME": str(home), "NUDGES_PORT": str(port)} | env
    return CliRunner().invoke(root, ["doctor", *words], env=settings)


def unwell(home: Path, port: int, **env: str) -> dict[str, Any]:
    result = run(home, port, "--json", **env)
    found = json.loads(result.stdout)
    assert (result.exit_code, found["well"]) == (1, False)
    return {check["name"]: check for check in found["checks"] if not check["well"]}


def test_all_is_well_where_a_server_runs_on_a_sound_folder(home: Path, server: int) -> None:
    result = run(home, server)
    assert result.exit_code == 0, result.stdout
    assert "LOOK" not in result.stdout
    assert json.loads(run(home, server, "--json").stdout)["well"] is True


def test_texts_that_wait_without_a_server_are_told(home: Path, nobody: int) -> None:
    found = unwell(home, nobody)
    assert set(found) == {"server"}
    assert found["server"]["do"] == "start it with nudges serve"


def test_a_server_at_another_address_is_found_by_its_lock(home: Path, nobody: int) -> None:
    with FileLock(home / "serve.lock", mode=0o600):
        result = run(home, nobody)
    assert (result.exit_code, "at another address" in result.stdout) == (0, True)


@pytest.mark.parametrize("host", ["::1", "no such host", "0.0.0.0"])
def test_any_host_can_be_asked(home: Path, nobody: int, host: str) -> None:
    assert set(unwell(home, nobody, NUDGES_HOST=host)) == {"server"}


def test_something_else_on_the_port_is_not_taken_for_the_server(home: Path) -> None:
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen()
        assert set(unwell(home, int(deaf.getsockname()[1]))) == {"server"}


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path, nobody: int) -> None:
    found = unwell(tmp_path / "gone", nobody)
    assert found["data folder"]["do"] == "make it with nudges init"
    assert not (tmp_path / "gone").exists()


def test_what_others_may_read_is_told_and_how_to_mend_it(home: Path, server: int) -> None:
    (home / "people" / "ana.json").chmod(0o644)
    home.chmod(0o755)
    found = unwell(home, server)
    assert "ana.json" in found["data folder"]["says"]
    assert found["data folder"]["do"] == f"chmod -R go-rwx '{home}'"


def test_a_book_that_cannot_be_read_is_named(home: Path, server: int) -> None:
    (home / "people" / "ana.json").write_bytes(b"{")
    found = unwell(home, server)
    assert "ana.json" in found["books"]["says"]


def test_a_past_month_that_cannot_be_read_is_named(home: Path, server: int) -> None:
    month = home / "months" / "ana" / "2026-01.json"
    month.parent.mkdir(mode=0o700)
    month.write_bytes(b"{")
    month.chmod(0o600)
    assert "2026-01.json" in unwell(home, server)["books"]["says"]


@pytest.mark.parametrize(
    ("name", "value"), [("NUDGES_STORE", "sqlite:"), ("NUDGES_GATEWAY", "pigeon"), ("NUDGES_PROGRAM", "x" * 21)]
)
def test_a_setting_that_cannot_be_right_is_named(home: Path, server: int, name: str, value: str) -> None:
    found = unwell(home, server, **{name: value})
    assert any(name in check["says"] for check in found.values())
    assert all(check["says"] for check in found.values())
