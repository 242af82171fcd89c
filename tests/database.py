"""A PostgreSQL to test with: the one that is named, the one that runs here, or one that is started for these tests."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_hex

import psycopg
import pytest

from nudges.store.postgres import engine
from nudges.store.postgres.versions import migrate

ATTEMPTS = 20
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
    programs = server_programs()
    with (
        tempfile.TemporaryDirectory(prefix="nudges-pg-", ignore_cleanup_errors=True) as folder,
        started(programs, Path(folder)) as cluster,
    ):
        yield cluster.address


def _answers(address: str) -> bool:
    try:
        psycopg.connect(address, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def server_programs() -> Path:
    """Return where the server's programs are; without them this is skipped loudly, and in CI it is a failure."""
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    found = shutil.which("initdb") or next(iter(places), None)
    if found is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(MISSING)
    return Path(found).parent


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


@dataclass
class Cluster:
    """A server of our own, in a folder; it listens on this machine alone, and can be killed."""

    programs: Path
    folder: Path
    options: str = "-c fsync=off"
    port: int = field(default_factory=free_port)

    def make(self) -> None:
        """Make its files."""
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres")
        words: list[str | Path] = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"]
        _run([*self._as_user, self.programs / "initdb", "-D", self.folder / "data", *words], self.folder)

    def start(self) -> None:
        """Start it, and wait until it answers; after a kill its last children may still be in the way."""
        options = f"-c listen_addresses=127.0.0.1 -c port={self.port} -c unix_socket_directories='{self.folder}' "
        words: list[str | Path] = ["-w", "-o", options + self.options, "-l", self.folder / "log", "start"]
        for attempt in range(ATTEMPTS):
            try:
                return _run([*self._control, *words], self.folder)
            except subprocess.CalledProcessError:
                if attempt == ATTEMPTS - 1:
                    raise
                time.sleep(0.5)
        return None

    def stop(self) -> None:
        """Stop it at once."""
        _run([*self._control, "-m", "immediate", "stop"], self.folder)

    def kill(self) -> None:
        """Kill it as a crash does."""
        first_line = (self.folder / "data" / "postmaster.pid").read_text().splitlines()[0]
        os.kill(int(first_line), signal.SIGKILL)

    @property
    def address(self) -> str:
        """Where its database is."""
        return f"postgresql://postgres@127.0.0.1:{self.port}/postgres"

    @property
    def _as_user(self) -> list[str | Path]:
        return ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []

    @property
    def _control(self) -> list[str | Path]:
        return [*self._as_user, self.programs / "pg_ctl", "-D", self.folder / "data"]


@contextmanager
def started(programs: Path, folder: Path, options: str = "-c fsync=off") -> Iterator[Cluster]:
    """Give a server of our own in a folder."""
    cluster = Cluster(programs, folder, options)
    cluster.make()
    cluster.start()
    try:
        yield cluster
    finally:
        cluster.stop()


@contextmanager
def one_to_harm() -> Iterator[Cluster]:
    """Give a server that may be killed at any moment and keeps what it said it kept, or skip loudly."""
    programs = server_programs()
    with (
        tempfile.TemporaryDirectory(prefix="nudges-pg-", ignore_cleanup_errors=True) as folder,
        started(programs, Path(folder), "-c fsync=on -c max_connections=200") as cluster,
    ):
        yield cluster


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
