"""A backup is one whole file, goes into any store, brings back every byte, and is refused if it is not whole."""

import gzip
import json
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from nudges.store.postgres import connect
from nudges.store.tiny import TinyStore
from tests.cli.stores import Run, exports, lived_in, run_on
from tests.database import schema
from tests.running import environment
from tests.samples import book, person

ANA_AND_BO = ["ana", "bo"]


@pytest.fixture
def address(database: str) -> Iterator[str]:
    with schema(database, migrated=False) as found:
        yield found


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return lived_in(tmp_path / "home")


@pytest.fixture
def run(home: Path) -> Run:
    return run_on(home)


@pytest.fixture
def file(run: Run, tmp_path: Path) -> Path:
    run("backup", str(tmp_path / "one.gz"))
    return tmp_path / "one.gz"


def told(run: Run, *words: str, **more: object) -> dict[str, object]:
    found: dict[str, object] = json.loads(run(*words, "--json", **more).stdout)
    return found


def files(folder: Path) -> list[str]:
    return sorted(str(path) for path in folder.rglob("*")) if folder.exists() else []


def test_from_files_to_a_database_and_back_every_byte_of_every_export_is_as_it_was(
    run: Run, file: Path, address: str, tmp_path: Path
) -> None:
    before = exports(run)
    assert before[3].count('"fact"') > 960
    assert told(run, "restore", str(file), store=address, folder=tmp_path / "other")["people"] == 2
    assert exports(run, address, folder=tmp_path / "other") == before
    again = told(run, "backup", str(tmp_path), store=address, folder=tmp_path / "other")
    run("restore", str(again["file"]), folder=tmp_path / "third")
    assert exports(run, folder=tmp_path / "third") == before


def test_a_backup_is_for_its_owner_only_and_holds_the_secret_only_for_who_asks(
    run: Run, home: Path, tmp_path: Path
) -> None:
    (home / "secret").write_bytes(b"s" * 32)
    (home / "sources.json").write_bytes(b"[]")
    plain, whole = (told(run, "backup", str(tmp_path / name), *more) for name, more in
                    (("a.gz", ()), ("b.gz", ("--with-secret",))))  # fmt: skip
    assert (plain["files"], whole["files"]) == (["sources.json"], ["secret", "sources.json"])
    assert stat.S_IMODE((tmp_path / "a.gz").stat().st_mode) == 0o600
    assert "whoever has it" in run("backup", str(tmp_path / "c.gz"), "--with-secret").stderr
    run("restore", str(tmp_path / "b.gz"), folder=tmp_path / "new")
    assert (tmp_path / "new" / "secret").read_bytes() == b"s" * 32


def test_another_secret_is_never_written_over(run: Run, home: Path, tmp_path: Path) -> None:
    (home / "secret").write_bytes(b"s" * 32)
    run("backup", str(tmp_path / "a.gz"), "--with-secret")
    other = tmp_path / "other"
    TinyStore(other)
    (other / "secret").write_bytes(b"o" * 32)
    assert "another secret" in run("restore", str(tmp_path / "a.gz"), folder=other, fails=2).stderr
    assert TinyStore(other).people() == []
    run("restore", str(tmp_path / "a.gz"), "--keep-secret", folder=other)
    assert (other / "secret").read_bytes() == b"o" * 32


def test_a_rehearsal_changes_nothing(run: Run, file: Path, tmp_path: Path, address: str) -> None:
    new = tmp_path / "new"
    assert told(run, "restore", str(file), "--dry-run", folder=new)["people"] == 2
    assert files(new) == []
    run("restore", str(file), "--dry-run", folder=new, store=address)
    assert "has no tables" in run("person", "list", store=address, fails=2).stderr


def test_people_who_are_there_already_must_be_the_same(run: Run, file: Path, home: Path) -> None:
    assert told(run, "restore", str(file))["there_already"] == 2
    run("person", "set", "bo", "--name", "Bob")
    assert "not those of the backup: bo" in run("restore", str(file), fails=2).stderr
    TinyStore(home).remove("bo")
    TinyStore(home).create(book(who=person(id="cy", phone="+14155550102")), None)
    assert "not those of the backup: cy" in run("restore", str(file), fails=2).stderr
    assert TinyStore(home).people() == ["ana", "cy"]


def flipped(content: bytes) -> bytes:
    """Return the bytes with a bit of their checksum turned; elsewhere a bit may spoil the first line too."""
    place = len(content) - 6
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


def repacked(change: Callable[[list[bytes]], list[bytes]]) -> Callable[[bytes], bytes]:
    return lambda content: gzip.compress(b"".join(change(gzip.decompress(content).splitlines(keepends=True))))


SPOILT: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "cut": (lambda content: content[:-20], "is damaged"),
    "cut in half": (lambda content: content[: len(content) // 2], "is damaged"),
    "one bit": (flipped, "damaged"),
    "nothing": (lambda _: b"", "is empty"),
    "a picture": (lambda _: b"\x89PNG\r\n", "is no backup of nudges"),
    "something packed": (lambda _: gzip.compress(b"hello\n"), "is no backup of nudges"),
    "other json": (lambda _: gzip.compress(b"[1]\n{}\n"), "is no backup of nudges"),
    "a newer one": (repacked(lambda found: [found[0].replace(b'"version":1', b'"version":9')]), "by a newer nudges"),
    "a name changed": (repacked(lambda found: [line.replace(b"+14155550101", b"+14155550109") for line in found]),
                       "its checksum is another"),
    "a line less": (repacked(lambda found: [found[0], *found[2:]]), "its checksum is another"),
    "without its end": (repacked(lambda found: found[:-1]), "it has no end"),
    "a line behind its end": (repacked(lambda found: [*found, found[1]]), "something follows its end"),
    "a head twice": (repacked(lambda found: [found[0], *found]), "not in order"),
}  # fmt: skip


@pytest.mark.parametrize("how", SPOILT)
def test_a_file_that_is_not_whole_is_refused_in_a_sentence_and_nothing_is_written(
    run: Run, file: Path, tmp_path: Path, how: str
) -> None:
    spoil, sentence = SPOILT[how]
    bad = tmp_path / "bad.gz"
    bad.write_bytes(spoil(file.read_bytes()))
    said = run("restore", str(bad), folder=tmp_path / "new", fails=2).stderr
    assert sentence in said
    assert said.count("\n") == 1
    assert files(tmp_path / "new") == []


def test_a_place_that_cannot_be_is_told_and_nothing_is_written(run: Run, file: Path, tmp_path: Path) -> None:
    before = file.read_bytes()
    assert "is there already" in run("backup", str(file), fails=2).stderr
    assert file.read_bytes() == before
    assert "there is no folder" in run("backup", str(tmp_path / "no" / "x.gz"), fails=2).stderr
    assert "there is no file" in run("restore", str(tmp_path / "no.gz"), fails=2).stderr
    assert "is a folder" in run("restore", str(tmp_path), fails=2).stderr
    assert "is not there" in run("backup", folder=tmp_path / "mistyped", fails=2).stderr
    assert list(tmp_path.glob(".nudges*")) == []


def test_who_was_erased_since_stays_erased_where_the_folder_knows_and_else_where_it_is_said(
    run: Run, file: Path, home: Path, address: str, tmp_path: Path
) -> None:
    run("person", "remove", "ana", "--yes")
    found = told(run, "restore", str(file), store=address)
    assert (found["people"], found["left_out"]) == (1, {"ana": "was erased"})
    assert connect(address).people() == ["bo"]
    assert "ana" not in (home / "erased").read_text()
    run("restore", str(file), "--without", "bo", folder=tmp_path / "new")
    assert TinyStore(tmp_path / "new").people() == ["ana"]
    assert "no 'cy'" in run("restore", str(file), "--without", "cy", folder=tmp_path / "no", fails=2).stderr


def test_somebody_who_was_added_anew_is_not_taken_for_who_was_erased(run: Run, home: Path, tmp_path: Path) -> None:
    run("person", "remove", "ana", "--yes")
    run("person", "add", "Ana", "--phone", "+14155550100", "--tz", "America/New_York", "--yes")
    run("backup", str(tmp_path / "two.gz"))
    for each in TinyStore(home).people():
        TinyStore(home).remove(each)
    assert told(run, "restore", str(tmp_path / "two.gz"))["people"] == 2


def test_a_book_that_cannot_be_read_is_named_and_the_others_are_in(run: Run, home: Path, tmp_path: Path) -> None:
    (home / "people" / "ana.json").write_bytes(b"{")
    assert "cannot be read: ana" in run("backup", str(tmp_path / "a.gz"), fails=1).stderr
    assert told(run, "restore", str(tmp_path / "a.gz"), folder=tmp_path / "new")["people"] == 1


FULL = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv.pop(1)),) * 2)
from nudges.cli import main
main()
"""


@pytest.mark.parametrize(("words", "room"), [("backup", 2048), ("restore", 20_000)])
def test_where_there_is_no_room_a_sentence_says_so_and_nothing_is_taken_for_whole(
    run: Run, file: Path, home: Path, tmp_path: Path, words: str, room: int
) -> None:
    new = tmp_path / "new"
    place = [str(tmp_path / "two.gz")] if words == "backup" else [str(file)]
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(room), words, *place],
        env=environment(home if words == "backup" else new), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "too large" in done.stderr
    assert "Traceback" not in done.stderr
    if words == "backup":
        assert sorted(path.name for path in tmp_path.glob("*.gz")) == ["one.gz"]
        assert list(tmp_path.glob(".nudges*")) == []
        return
    assert "was not finished" in run("person", "list", folder=new, fails=2).stderr
    run("restore", str(file), folder=new)
    assert exports(run, folder=new) == exports(run)


@pytest.mark.skipif(
    subprocess.run(["unshare", "--map-root-user", "--mount", "true"], capture_output=True, check=False).returncode != 0,
    reason="a small disk cannot be mounted here",
)
def test_a_disk_that_is_really_full_is_told_and_holds_no_half_backup(run: Run, home: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    script = 'mount -t tmpfs -o size=8k none "$0" && "$1" -m nudges backup "$0"; echo $?; ls -A "$0"'
    done = subprocess.run(
        ["unshare", "--map-root-user", "--mount", "sh", "-c", script, disk, sys.executable],
        env=environment(home), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout == "1\n"
    assert "no space left" in done.stderr
    assert "make room on that disk" in done.stderr
