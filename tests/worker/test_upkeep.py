"""Words are dropped once they are as old as the settings say; what they meant, counts and numbers stay."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from nudges.clock import ManualClock
from nudges.core.book import Book
from nudges.core.facts import CheckedIn, Fact, Rated, Replied, ResearchAgreed, Stepped
from nudges.core.localtime import day_of
from nudges.core.look_back import look_back
from nudges.core.report import count_week, monday_of
from nudges.core.thread import thread
from nudges.core.words import Intent, Language, Outcome
from nudges.exporting.study import Asked, study
from nudges.gateways.memory import MemoryGateway
from nudges.library import load
from nudges.service import Service
from nudges.store import Store
from nudges.store.postgres import engine
from nudges.store.postgres.words import PostgresWords
from nudges.worker.upkeep import Everybody, Past, Upkeep
from tests.running import Running, enrol_ana, until
from tests.samples import MONDAY, STORES, book
from tests.store.test_postgres import ask

SECRET = "-".join(["very", "private"])
MONTHS, KEPT = 8, 100
NOW = MONDAY + timedelta(days=30 * MONTHS)


def lived(month: int) -> list[Fact]:
    """Return what Ana wrote in a month, in each of the ways in which words are kept."""
    at, name = MONDAY + timedelta(days=30 * month), f"r{month}"
    return [
        Replied(at=at, id=name, text=f"{SECRET} {month}", intent=Intent.NOTE, language=Language.EN),
        Rated(at=at, source=name, rating=month),
        CheckedIn(at=at, plan="three-breaths", day=at.date(), outcome=Outcome.SKIPPED, source=f"{name}/c",
                  rating=7, note=f"{SECRET} too {month}"),
        Stepped(at=at, plan="fact-or-story", conversation=name, step="story", place=1, source=f"{name}/s",
                words=f"{SECRET} also {month}"),
    ]  # fmt: skip


class Home:
    """Ana, who has written for eight months, in a store of some kind."""

    def __init__(self, kind: str, store: Store, folder: Path, address: str) -> None:
        self.kind, self.store, self.folder, self.address = kind, store, folder, address
        self.clock = ManualClock(NOW)
        self.service = Service(store, MemoryGateway(), load().words)
        store.create(book(ResearchAgreed(at=MONDAY, source="yes", words=True)), None)
        for month in range(MONTHS):
            with store.open("ana") as page:
                page.commit(page.book.add(*lived(month)), None)

    def upkeep(self, past: Past, days: int = KEPT) -> Upkeep:
        return Upkeep(self.service, past, days, self.clock, self.folder)

    @property
    def whole(self) -> Book:
        return self.service.whole("ana")

    def worded(self) -> list[datetime]:
        """Return when Ana wrote what still has its words, each of the three once."""
        found = [fact.at for fact in self.whole.facts if SECRET in repr(fact)]
        assert {found.count(each) for each in found} <= {3}
        return sorted(set(found))

    def on_disk(self) -> int:
        """Return how often the words stand in files or rows."""
        if self.kind == "postgres":
            return str(ask(self.address, "SELECT body::text FROM facts")).count(SECRET)
        home = self.folder / "home"
        return sum(path.read_bytes().count(SECRET.encode()) for path in home.rglob("*") if path.is_file())


@pytest.fixture(params=STORES)
def home(request: pytest.FixtureRequest, make_store: Callable[[str], Store], tmp_path: Path) -> Home:
    address = request.getfixturevalue("tables") if request.param == "postgres" else ""
    return Home(request.param, make_store(request.param), tmp_path, address)


@pytest.fixture
def past(home: Home) -> Iterator[Past]:
    if home.kind != "postgres":
        inner: Any = home.store
        yield Everybody(home.store, inner)
        return
    made = engine(home.address)
    yield PostgresWords(made, "here")
    made.dispose()


def test_what_is_too_old_loses_its_words_everywhere_and_what_is_younger_keeps_them(home: Home, past: Past) -> None:
    before = home.worded()
    assert len(before) == MONTHS
    assert home.upkeep(past).look() == 1
    assert home.worded() == [at for at in before if at >= NOW - timedelta(days=KEPT)]
    assert 0 < len(home.worded()) < MONTHS
    assert home.kind == "memory" or home.on_disk() == 3 * len(home.worded())


def test_what_was_written_lately_is_dropped_too_where_little_is_kept(home: Home, past: Past) -> None:
    home.clock.moment = MONDAY + timedelta(days=30 * (MONTHS - 1)) + timedelta(days=2)
    assert home.upkeep(past, days=1).look() == 1
    assert home.worded() == []
    assert home.kind == "memory" or home.on_disk() == 0


def test_only_words_go_and_each_says_when(home: Home, past: Past) -> None:
    before = {fact.key: fact for fact in home.whole.facts}
    home.upkeep(past, days=1).look()
    after = home.whole
    assert set(before) == after.keys
    changed = [fact for fact in after.facts if fact != before[fact.key]]
    assert {type(fact) for fact in changed} == {Replied, CheckedIn, Stepped}
    for fact in changed:
        assert isinstance(fact, Replied | CheckedIn | Stepped)
        assert fact.dropped == NOW
    assert [fact for fact in after.history.stepped if fact.passed] == []
    assert [entry.detail for entry in thread(after)] == ["words dropped on 2026-10-28"] * MONTHS


def test_reports_and_what_a_study_gets_count_the_same_as_before(home: Home, past: Past) -> None:
    def counted() -> list[object]:
        made, day = home.whole, day_of(home.whole.person, NOW)
        weeks = [count_week(made, day - timedelta(weeks=back), NOW) for back in range(30)]
        back = look_back(made, monday_of(day), NOW)
        files = study([made], Asked(project="x", words=True, small_groups_ok=True), b"k" * 32, NOW)
        return [weeks, back.ratings, {name: content for name, content in files.files.items() if name in COUNTED}]

    before = counted()
    home.upkeep(past, days=1).look()
    assert counted() == before


COUNTED = ("people.csv", "plans.csv", "nudges.csv", "checkins.csv", "ratings.csv", "weeks.csv")


def test_it_is_done_once_a_day_and_then_only_of_what_got_too_old_since(home: Home, past: Past) -> None:
    upkeep = home.upkeep(past)
    assert (upkeep.look(), upkeep.look()) == (1, None)
    left = home.worded()
    home.clock.moment += timedelta(days=25)
    assert upkeep.look() == 1
    assert home.worded() == left[1:]
    assert home.upkeep(past, days=50).look() == 1, "fewer days: what is between goes"
    assert len(home.worded()) < len(left[1:])
    home.clock.moment += timedelta(days=1)
    assert upkeep.look() == 0


def test_somebody_who_cannot_be_read_keeps_nobody_else_and_is_tried_again(tmp_path: Path) -> None:
    from nudges.store.tiny import TinyStore
    from tests.samples import person

    store = TinyStore(tmp_path / "home")
    home = Home("tinydb", store, tmp_path, "")
    store.create(book(who=person(id="aa", phone="+14155550101")), None)
    (tmp_path / "home" / "months" / "aa").mkdir()
    (tmp_path / "home" / "months" / "aa" / "2026-03.json").write_bytes(b"{")
    upkeep = home.upkeep(Everybody(store, store))
    assert upkeep.look() == 1
    assert upkeep.look() == 0, "it is tried again, and not put off for a day"


def test_the_server_drops_words_by_itself(tmp_path: Path) -> None:
    server = Running(tmp_path, NUDGES_KEEP_WORDS_DAYS="30")
    enrol_ana(server.service)
    old = Replied(at=server.service.store.read("ana").facts[-1].at - timedelta(days=31), id="old", text=SECRET,
                  intent=Intent.NOTE, language=Language.EN)  # fmt: skip
    with server.service.store.open("ana") as page:
        page.commit(page.book.add(old), None)
    server.start()
    try:
        until(lambda: not any(r.text for r in server.service.store.read("ana").history.replies), "the words to go")
    finally:
        server.stop()
    assert SECRET not in "".join(p.read_text(errors="replace") for p in tmp_path.rglob("*") if p.is_file())
