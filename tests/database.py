"""A PostgreSQL to test with: the one that is named, the one that runs here, or one that is started for these tests."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

import psycopg
import pytest

from nudges.store.postgres import engine
from nudges.store.postgres.versions import migrate

USUAL = "postgresql://postgres@127.0.0.1:5432/test"
MISSING = (
    "PostgreSQL is missing: nothing here was tested on it"
    " (apt-get install postgresql, or name one in NUDGES_TEST_DATABASE)"
)


@contextmanager
def server() -> Iterator[str]:
    """Give the address of a database; without one this is skipped loudly, and in CI it is a failure."""
    named = os.environ.get("NUDGES_TEST_DATABASE")
    if named or _answers(USUAL):
        yield named or USUAL
        return
    programs = _programs()
    if programs is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(MISSING)
    with (
        tempfile.TemporaryDirectory(prefix="nudges-pg-", ignore_cleanup_errors=True) as folder,
        started(programs, Path(folder)) as address,
    ):
        yield address


def _answers(address: str) -> bool:
    try:
        psycopg.connect(address, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def _programs() -> Path | None:
    """Return where the server's programs are."""
    found = shutil.which("initdb")
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    return Path(found).parent if found else places[0].parent if places else None


@contextmanager
def started(programs: Path, folder: Path) -> Iterator[str]:
    """Give the address of a server of our own, in a folder; it listens on this machine alone."""
    as_user: list[str | Path] = []
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
        as_user = ["runuser", "-u", "postgres", "--"]
    data = folder / "data"
    init: list[str | Path] = [
        *as_user,
        programs / "initdb",
        "-D",
        data,
        "-U",
        "postgres",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--no-sync",
    ]
    _run(init, folder)
    control: list[str | Path] = [*as_user, programs / "pg_ctl", "-D", data]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories='{folder}' -c fsync=off"
    _run([*control, "-w", "-o", options, "-l", folder / "log", "start"], folder)
    try:
        yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
    finally:
        _run([*control, "-m", "immediate", "stop"], folder)


def _run(words: Sequence[str | Path], folder: Path) -> None:
    subprocess.run(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True, cwd=folder)


@contextmanager
def schema(base: str, *, migrated: bool = True) -> Iterator[str]:
    """Give the address of a schema of its own, with our tables or empty; it is gone afterwards."""
    name = f"nudges_{token_hex(5)}"
    with psycopg.connect(base, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}".encode())
    address = f"{base}{'&' if '?' in base else '?'}options=-csearch_path%3D{name}%20-csynchronous_commit%3Doff"
    address += f"&application_name={name}"  # so that a test can cut its own connections, and nobody else's
    try:
        if migrated:
            made = engine(address)
            with made.begin() as connection:
                migrate(connection)
            made.dispose()
        yield address
    finally:
        with psycopg.connect(base, autocommit=True) as connection:
            connection.execute(f"DROP SCHEMA {name} CASCADE".encode())


def emptied(address: str) -> str:
    """Return the address, with nobody in its tables."""
    with psycopg.connect(address) as connection:
        connection.execute("TRUNCATE books, facts, installation, places")
    return address
