"""A backup made while books change, and a restore that is killed in the middle: what counts is whole."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from nudges.core.facts import Replied
from nudges.core.problem import Problem
from nudges.core.values import Person, Trusted
from nudges.core.words import Intent, Language
from nudges.settings import Settings
from nudges.store import Store
from nudges.store.backup import form
from nudges.store.backup.beside import look_at
from nudges.store.backup.restoring import check, put_back
from nudges.store.backup.writing import DRAFT, Written, write
from nudges.store.hooks import Hook
from nudges.store.memory import MemoryStore
from nudges.store.moving import unlike
from nudges.store.tiny import TinyStore
from nudges.wiring import make_store
from tests.database import schema
from tests.running import LONG, environment, until
from tests.samples import MONDAY, book, minutes, person

HEAD = form.Head(version=form.VERSION, made=MONDAY, program="0", store="memory")
MANY = 150


def reply(number: int) -> Replied:
    return Replied(at=MONDAY + minutes(number), id=f"r{number}", text="x", intent=Intent.DONE, language=Language.EN)


def name(number: int) -> str:
    return f"p{number:03}"


def filled(store: Store, many: int) -> Store:
    for number in range(many):
        who = person(id=name(number), phone=f"+1415555{number:04}")
        store.create(book(*(reply(turn) for turn in range(5)), who=who), MONDAY)
    return store


def written(store: Store, path: Path) -> Written:
    return write(path, store, {}, HEAD, lambda: datetime.now(UTC))


def restored(path: Path) -> MemoryStore:
    store = MemoryStore()
    list(put_back(check(path), store, lambda _: None))
    return store


class Meddled:
    """A store in which something happens while somebody's past is read, once."""

    def __init__(self, inner: Store, whose: str, what: Callable[[Store], None]) -> None:
        self._inner, self._whose, self._what, self._done = inner, whose, what, False

    def __getattr__(self, name: str) -> object:
        return getattr(self._inner, name)

    def past(self, person: str) -> Iterator[object]:
        if person == self._whose and not self._done:
            self._done = True
            self._what(self._inner)
        return iter(list(self._inner.past(person)))


def meddled(whose: str, what: Callable[[Store], None]) -> Store:
    store: Store = Meddled(filled(MemoryStore(), 4), whose, what)  # type: ignore[assignment]
    return store


def with_phone(store: Store, whose: str, phone: str) -> None:
    with store.open(whose) as page:
        page.commit(page.book.with_person(person(id=whose, phone=phone)), None)


def test_a_book_that_changes_while_it_is_read_is_read_anew(tmp_path: Path) -> None:
    def more(store: Store) -> None:
        with store.open(name(1)) as page:
            page.commit(page.book.add(reply(99)), None)

    store = meddled(name(1), more)
    written(store, tmp_path / "a.gz")
    assert unlike(store, restored(tmp_path / "a.gz")) == []


def test_who_is_erased_meanwhile_is_not_brought_back(tmp_path: Path) -> None:
    made = written(meddled(name(3), lambda store: store.remove(name(0))), tmp_path / "a.gz")
    assert made.people == 3
    assert restored(tmp_path / "a.gz").people() == [name(1), name(2), name(3)]


def test_a_phone_that_changes_hands_meanwhile_keeps_nobody_from_coming_back(tmp_path: Path) -> None:
    def swapped(store: Store) -> None:
        with_phone(store, name(0), "+14155559999")
        with_phone(store, name(3), "+14155550000")

    store = meddled(name(2), swapped)
    made = written(store, tmp_path / "a.gz")
    assert made.people == 4
    back = restored(tmp_path / "a.gz")
    assert (back.find("+14155559999"), back.find("+14155550000")) == (name(0), name(3))
    assert unlike(store, back) == []


@pytest.mark.parametrize(
    "who",
    [
        person(id="../ana"),
        person(phone="../../secret"),
        person(trusted=Trusted(name="Bo", phone="/etc/x")),
    ],
)
def test_a_name_that_leads_out_of_the_folder_is_refused_before_anything_is_put_back(
    tmp_path: Path, who: Person
) -> None:
    store = MemoryStore()
    store.create(book(who=person(id="bo", phone="+14155559999")), None)
    store.create(book(who=who), None)
    written(store, tmp_path / "a.gz")
    with pytest.raises(Problem, match="none this nudges can read"):
        check(tmp_path / "a.gz")


@pytest.mark.parametrize("name", ["../..", "home"])
def test_an_address_whose_name_leads_out_of_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    hook = Hook(name=name, url="", secret="", people=None, types=(), more=(), erased=False, since=MONDAY)
    file = form.File(name="hooks.json", content=msgspec.json.encode([hook]))
    with nullcontext() if name == "home" else pytest.raises(Problem, match=r"hooks\.json"):
        look_at(tmp_path, [file], keep_secret=False)


def test_nothing_is_left_of_a_backup_that_failed(tmp_path: Path) -> None:
    def broken(_: Store) -> None:
        raise OSError(5, "broken")

    with pytest.raises(OSError, match="broken"):
        written(meddled(name(1), broken), tmp_path / "a.gz")
    assert list(tmp_path.iterdir()) == []


def run(home: Path, store: str, *words: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "nudges", *words],
        env=environment(home) | {"NUDGES_STORE": store},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_backup_that_is_killed_leaves_nothing_that_looks_like_one_and_the_next_is_whole(tmp_path: Path) -> None:
    home, out = tmp_path / "home", tmp_path / "out"
    out.mkdir()
    filled(TinyStore(home), MANY)
    at_work = run(home, "tinydb:", "backup", str(out))
    until(lambda: (out / DRAFT).exists() and (out / DRAFT).stat().st_size > 1000, "the draft to grow", pause=0.0005)
    at_work.kill()
    at_work.communicate(timeout=LONG)
    assert [path.name for path in out.iterdir()] == [DRAFT]
    with pytest.raises(Problem, match="is damaged"):
        check(out / DRAFT)
    assert written(TinyStore(home), out / "b.gz").people == MANY
    assert [path.name for path in out.iterdir()] == ["b.gz"]
    assert unlike(TinyStore(home), restored(out / "b.gz")) == []


@pytest.mark.parametrize("kind", ["tinydb", "postgres"])
def test_a_restore_that_is_killed_sends_nothing_and_goes_on_where_it_was(
    tmp_path: Path, kind: str, database: str
) -> None:
    home, source = tmp_path / "home", filled(MemoryStore(), MANY)
    written(source, tmp_path / "a.gz")
    with schema(database, migrated=False) as found:
        address = found if kind == "postgres" else "tinydb:"
        settings = Settings(home=home, store=address)
        at_work = run(home, address, "restore", str(tmp_path / "a.gz"))
        until((home / "restoring").exists, "the restore to begin", pause=0.0005)
        time.sleep(0.02)
        at_work.send_signal(signal.SIGKILL)
        at_work.communicate(timeout=LONG)
        with pytest.raises(Problem, match="was not finished; say nudges restore again"):
            make_store(settings)
        again = run(home, address, "restore", str(tmp_path / "a.gz"))
        said = again.communicate(timeout=LONG)
        assert again.returncode == 0, said
        store = make_store(settings)
        assert unlike(source, store) == []
        assert store.next_wake() is not None, "they are woken again"
        if close := getattr(store, "close", None):
            close()
