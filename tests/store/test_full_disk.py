"""A disk that is really full: a sentence, the book as it was, and once there is room it goes on by itself."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory

import psycopg
import pytest

from nudges.core.facts import Replied
from nudges.core.problem import Failure
from nudges.store.postgres import connect, set_up
from nudges.store.postgres.store import PostgresStore
from tests.database import server_programs, started
from tests.samples import MONDAY, book
from tests.store.test_postgres import reply

SMALL = "size=6m,mode=0700"
FILLER, ROOM = 4 * 1024 * 1024, 2000


def long(number: int) -> Replied:
    """Return a reply of some pages that cannot be packed."""
    return reply(number, words=token_hex(8000))


def record(store: PostgresStore, number: int) -> None:
    with store.open("ana") as page:
        page.commit(page.book.add(long(number)), MONDAY)


@contextmanager
def small_disk(place: Path) -> Iterator[None]:
    """Mount a disk of few megabytes that belongs to the database."""
    place.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", SMALL, "none", place], capture_output=True, check=False)
    if mounted.returncode != 0:
        pytest.skip("a small disk cannot be mounted here")
    try:
        (place / "filler").write_bytes(b"\0" * FILLER)
        (place / "tables").mkdir(mode=0o700)
        for each in (place, place / "tables"):
            shutil.chown(each, "postgres")
        yield
    finally:
        subprocess.run(["umount", "--lazy", place], check=True)


def test_a_database_whose_disk_is_full_keeps_what_it_has_and_goes_on_once_there_is_room() -> None:
    programs = server_programs()
    if os.geteuid() != 0:
        pytest.skip("a small disk can be mounted by root only")
    with (
        TemporaryDirectory(prefix="nudges-pg-", ignore_cleanup_errors=True) as folder,
        started(programs, Path(folder)) as server,
        small_disk(disk := Path(folder) / "disk"),
    ):
        with psycopg.connect(server.address, autocommit=True) as connection:
            connection.execute(f"CREATE TABLESPACE small LOCATION '{disk}/tables'".encode())
        address = f"{server.address}?options=-cdefault_tablespace%3Dsmall"
        set_up(address, "one", MONDAY)
        store = connect(address, "one")
        store.create(book(), MONDAY)
        kept = 0
        with pytest.raises(Failure, match=r"the disk of the database is full; make room there; nothing was changed"):
            for kept in range(ROOM):
                record(store, kept)
        assert 0 < kept < ROOM - 1
        other = connect(address, "one")
        assert len(other.read("ana").facts) == len(store.read("ana").facts) == kept + 1
        (disk / "filler").unlink()
        record(store, kept)
        assert len(other.read("ana").facts) == kept + 2
        other.close()
        store.close()


FILES = """
import sys
from pathlib import Path
from secrets import token_hex
from nudges.store.tiny import TinyStore
from tests.samples import MONDAY, book
from tests.store.test_tiny import reply
disk = Path(sys.argv[1])
filler = disk / "filler"
filler.write_bytes(bytes(200_000))
store = TinyStore(disk / "home")
store.create(book(), MONDAY)
def record(number):
    with store.open("ana") as page:
        page.commit(page.book.add(reply(number, text=token_hex(4000))), MONDAY)
kept = 0
try:
    while True:
        record(kept)
        kept += 1
except OSError as error:
    print(error.strerror)
assert kept > 0
assert len(TinyStore(disk / "home").read("ana").facts) == kept + 1
filler.unlink()
record(kept)
assert len(TinyStore(disk / "home").read("ana").facts) == kept + 2
print("goes on")
"""


@pytest.mark.skipif(
    subprocess.run(["unshare", "--map-root-user", "--mount", "true"], capture_output=True, check=False).returncode != 0,
    reason="a small disk cannot be mounted here",
)
def test_a_folder_whose_disk_is_full_keeps_what_it_has_and_goes_on_once_there_is_room(tmp_path: Path) -> None:
    script = 'mount -t tmpfs -o size=400k none "$0" && "$1" -c "$2" "$0"'
    done = subprocess.run(
        ["unshare", "--map-root-user", "--mount", "sh", "-c", script, tmp_path, sys.executable, FILES],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert done.stdout == "No space left on device\ngoes on\n"
