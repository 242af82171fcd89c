"""What the file store promises beyond the contract: crashes, other processes, damage, privacy."""

import os
import stat
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from nudges.core.facts import Replied
from nudges.core.problem import Problem
from nudges.core.words import Intent, Language
from nudges.store.bookfile import FOLD_AFTER
from nudges.store.tiny import TinyStore
from tests.samples import MONDAY, book, minutes, person


def reply(number: int, text: str = "done", days: int = 0) -> Replied:
    at = MONDAY + timedelta(days=days, minutes=number)
    return Replied(at=at, id=f"r{number}", text=text, intent=Intent.DONE, language=Language.EN)


def record(store: TinyStore, *facts: Replied) -> None:
    with store.open("ana") as page:
        page.commit(page.book.add(*facts), None)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    TinyStore(tmp_path / "home").create(book(), MONDAY)
    return tmp_path / "home"


def test_folders_and_files_are_for_their_owner_only(home: Path) -> None:
    record(TinyStore(home), reply(1))
    for path in [home, *home.rglob("*")]:
        wanted = 0o700 if path.is_dir() else 0o600
        assert stat.S_IMODE(path.stat().st_mode) == wanted, path


def test_two_stores_on_one_folder_see_each_other(home: Path) -> None:
    one, two = TinyStore(home), TinyStore(home)
    assert two.read("ana").facts == one.read("ana").facts
    record(one, reply(1))
    record(two, reply(2))
    record(one, reply(3))
    assert len(one.read("ana").facts) == len(two.read("ana").facts) == 4


def test_a_refresh_notices_people_that_another_process_added_changed_and_removed(home: Path) -> None:
    here, there = TinyStore(home), TinyStore(home)
    assert here.next_wake() == MONDAY
    there.create(book(who=person(id="bo", phone="+14155550101")), MONDAY - minutes(1))
    with there.open("ana") as page:
        page.commit(page.book, None)
    here.refresh()
    assert (here.due(MONDAY), here.find("+14155550101")) == (["bo"], "bo")
    there.remove("bo")
    here.refresh()
    assert here.due(MONDAY) == []


@pytest.mark.parametrize("cut", [1, 5, 60])
def test_a_line_that_a_crash_cut_off_is_as_if_it_was_never_written(home: Path, cut: int) -> None:
    record(TinyStore(home), reply(1))
    record(TinyStore(home), reply(2))
    journal = home / "people" / "ana.log"
    os.truncate(journal, journal.stat().st_size - cut)
    store = TinyStore(home)
    assert store.read("ana").facts[-1] == reply(1)
    record(store, reply(3))
    assert [fact.key for fact in TinyStore(home).read("ana").facts[1:]] == ["reply/r1", "reply/r3"]


def test_a_crash_between_document_and_journal_counts_nothing_twice(home: Path) -> None:
    store = TinyStore(home)
    record(store, reply(1))
    journal = home / "people" / "ana.log"
    before = journal.read_bytes()
    record(store, reply(2, text="x" * FOLD_AFTER))
    assert journal.stat().st_size == 0, "the journal was folded into the document"
    journal.write_bytes(before)
    record(TinyStore(home), reply(3))
    assert [fact.key for fact in TinyStore(home).read("ana").facts[1:]] == ["reply/r1", "reply/r2", "reply/r3"]


def test_a_crash_after_the_archive_and_before_the_document_counts_nothing_twice(home: Path) -> None:
    store = TinyStore(home)
    record(store, reply(1))
    document = (home / "people" / "ana.json").read_bytes()
    journal = (home / "people" / "ana.log").read_bytes()
    record(store, reply(2, text="x" * FOLD_AFTER, days=90))
    (home / "people" / "ana.json").write_bytes(document)
    (home / "people" / "ana.log").write_bytes(journal)
    again = TinyStore(home)
    record(again, reply(2, text="x" * FOLD_AFTER, days=90))
    keys = [fact.key for fact in (*again.past("ana"), *again.read("ana").facts)]
    assert sorted(keys)[1:] == ["reply/r1", "reply/r2"]
    assert [path.name for path in (home / "months" / "ana").iterdir()] == ["2026-03.json"]


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"meta": {}}', b'{"person": 3, "meta": {"1": {"seq": 0}}}', b"\xff\x00"]
)
def test_a_damaged_file_is_set_aside_untouched_and_the_others_go_on(home: Path, content: bytes) -> None:
    TinyStore(home).create(book(who=person(id="bo", phone="+14155550101")), MONDAY)
    (home / "people" / "ana.json").write_bytes(content)
    store = TinyStore(home)
    assert store.due(MONDAY) == ["bo"]
    [notice] = store.notices()
    [aside] = (home / "damaged").glob("ana.json*")
    assert str(aside) in notice
    assert aside.read_bytes() == content
    with pytest.raises(Problem, match="there is no person 'ana'"):
        store.read("ana")
    assert store.read("bo").person.id == "bo"


def test_a_damaged_file_met_on_use_is_named_with_where_it_went(home: Path) -> None:
    store = TinyStore(home)
    (home / "people" / "ana.json").write_bytes(b"{")
    with pytest.raises(Problem, match=r"the book of 'ana' cannot be read .*set aside.* as .*damaged/ana\.json@"):
        store.read("ana")


def test_a_full_disk_leaves_the_book_as_it_was(home: Path) -> None:
    script = f"""
import resource, signal
from pathlib import Path
from nudges.store.tiny import TinyStore
from tests.store.test_tiny import record, reply
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = TinyStore(Path({str(home)!r}))
record(store, reply(1))
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
try:
    record(store, reply(2, text="x" * 8000))
except OSError:
    print("refused")
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "refused\n"
    assert [fact.key for fact in TinyStore(home).read("ana").facts[1:]] == ["reply/r1"]


def test_processes_that_write_at_once_lose_nothing(home: Path) -> None:
    script = """
import sys
from pathlib import Path
from nudges.store.tiny import TinyStore
from tests.store.test_tiny import record, reply
store = TinyStore(Path(sys.argv[1]))
for number in range(25):
    record(store, reply(number + int(sys.argv[2])))
"""
    running = [subprocess.Popen([sys.executable, "-c", script, str(home), str(start)]) for start in (100, 200, 300)]
    assert [process.wait() for process in running] == [0, 0, 0]
    assert len(TinyStore(home).read("ana").facts) == 76


def test_the_document_is_tinydb(home: Path) -> None:
    tables = msgspec.json.decode((home / "people" / "ana.json").read_bytes())
    assert sorted(tables) == ["facts", "meta", "person", "plans"]
    assert tables["person"]["1"]["phone"] == "+14155550100"
