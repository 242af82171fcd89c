"""Many books at once: all of it or nothing, whoever holds a book holds up nobody, and receipts need no book."""

from collections.abc import Iterator
from datetime import timedelta

import msgspec
import psycopg
import pytest

from nudges.core.book import Book
from nudges.core.enrol import enrolled
from nudges.core.facts import Accepted, Claimed, Delivered, Failed, Queued, nudge_id
from nudges.core.wake import next_wake
from nudges.core.words import Kind
from nudges.library import load
from nudges.store.many import Many, Receipt, Receipts
from nudges.store.postgres import connect
from nudges.store.postgres.store import PostgresStore
from tests.database import emptied
from tests.samples import ANA, MONDAY, book, minutes, person, plan

DUE = MONDAY + minutes(30)
NAME = nudge_id("three-breaths", DUE)
IDS = ("p0", "p1", "p2")
LATER = MONDAY + timedelta(days=1)


@pytest.fixture
def store(tables: str) -> Iterator[PostgresStore]:
    made = connect(emptied(tables))
    for number, name in enumerate(IDS):
        made.create(book(who=person(id=name, phone=f"+1415555{number:04}")), MONDAY)
    yield made
    made.close()


def queued(book_: Book, text_id: str = NAME) -> Book:
    text = Queued(
        at=DUE, id=text_id, kind=Kind.NUDGE, text="Breathe.", due=DUE, expires=DUE + minutes(90), plan="three-breaths"
    )
    return book_.add(text, Claimed(at=DUE, id=text_id, attempt=1))


def sent(store: PostgresStore, name: str = "p0", number: str = "SM1", text: str = NAME) -> None:
    with store.open(name) as page:
        page.commit(queued(page.book, text).add(Accepted(at=DUE, id=text, provider_id=number, segments=1)), LATER)


def receipt(name: str = "p0", number: str = "SM1", text: str = NAME, *, delivered: bool = True) -> Receipt:
    return Receipt(name, text, number, DUE + minutes(1), delivered)


def test_books_are_kept_together_and_read_back_the_same(store: PostgresStore) -> None:
    assert isinstance(store, Many)
    with store.open_many(IDS, wait=False) as batch:
        assert set(batch.books) == set(IDS)
        batch.commit([(queued(each), LATER) for each in batch.books.values()])
        marks = batch.marks
    other = connect(str(store._engine.url.set(drivername="postgresql").render_as_string(hide_password=False)))
    assert [store.read(name) for name in IDS] == [other.read(name) for name in IDS]
    assert all(NAME in other.read(name).history.messages for name in IDS)
    assert (store.due(LATER - minutes(1)), store.next_wake()) == ([], LATER)
    assert store.unchanged(marks) == set(IDS)
    with other.open("p1") as page:
        page.commit(page.book.add(Accepted(at=DUE, id=NAME, provider_id="SM1", segments=1)), LATER)
    assert store.unchanged(marks) == {"p0", "p2"}
    other.close()


def test_what_one_of_them_may_not_keep_none_keeps(store: PostgresStore, tables: str) -> None:
    with psycopg.connect(tables) as connection:
        connection.execute(
            "INSERT INTO facts SELECT person_id, month, %s, 99, at, body FROM facts WHERE person_id = 'p1'", (NAME,)
        )
    with pytest.raises(Exception, match="23505"), store.open_many(IDS, wait=False) as batch:
        batch.commit([(queued(each), LATER) for each in batch.books.values()])
    assert [NAME in store.read(name).keys for name in ("p0", "p2")] == [False, False]
    assert store.due(MONDAY) == [*IDS]


def test_a_book_that_somebody_holds_is_passed_over(store: PostgresStore) -> None:
    with store.open("p1") as page, store.open_many(IDS, wait=False) as batch:
        assert set(batch.books) == {"p0", "p2"}
        batch.commit([(queued(batch.books["p0"]), LATER)])
        page.commit(queued(page.book), LATER)
    assert [NAME in store.read(name).keys for name in IDS] == [True, True, False]


def test_only_what_is_added_is_kept_for_many(store: PostgresStore) -> None:
    with pytest.raises(ValueError, match="more"), store.open_many(IDS, wait=True) as batch:
        batch.commit([(batch.books["p0"].with_plan(plan(id="other")), LATER)])
    with pytest.raises(ValueError, match="more"), store.open_many(IDS, wait=True) as batch:
        mine = batch.books["p0"]
        batch.commit([(Book(mine.person, mine.plans, ()), LATER)])


def test_what_still_stands_of_past_months_stays_when_many_are_kept_in_a_new_one(store: PostgresStore) -> None:
    late = DUE + timedelta(days=100)
    with store.open_many(IDS, wait=False) as batch:
        name = nudge_id("three-breaths", late)
        text = Queued(at=late, id=name, kind=Kind.NUDGE, text="x", due=late, expires=late, plan="three-breaths")
        batch.commit([(each.add(text), LATER) for each in batch.books.values()])
    other = connect(str(store._engine.url.set(drivername="postgresql").render_as_string(hide_password=False)))
    assert other.read("p0") == store.read("p0")
    assert other.read("p0").history.consented_at == MONDAY
    other.close()


def test_a_receipt_is_kept_once_and_the_book_has_it(store: PostgresStore) -> None:
    assert isinstance(store, Receipts)
    sent(store)
    before = store.read("p0")
    assert store.received([receipt(delivered=False)]) == {receipt(delivered=False)}
    assert store.read("p0") == before
    assert store.received([receipt(), receipt()]) == {receipt()}
    assert store.received([receipt()]) == set()
    assert store.read("p0").facts[-1] == Delivered(at=DUE + minutes(1), id=NAME)
    assert store.due(LATER) == ["p1", "p2", "p0"]
    sent_after = store.read("p0").add(Failed(at=DUE + minutes(2), id=NAME, detail="late"))
    with store.open("p0") as page:
        page.commit(sent_after, LATER)
    assert store.read("p0") == sent_after


def test_receipts_of_one_person_are_kept_together(store: PostgresStore) -> None:
    second = nudge_id("three-breaths", DUE + timedelta(days=1))
    sent(store)
    sent(store, number="SM2", text=second)
    on_its_way, other = receipt(delivered=False), receipt(number="SM2", text=second)
    again = msgspec.structs.replace(receipt(), at=DUE + minutes(3))
    assert isinstance(store, Receipts)
    assert store.received([on_its_way, receipt(), other, again]) == {on_its_way, receipt(), other}
    assert store.read("p0").facts[-2:] == (
        Delivered(at=DUE + minutes(1), id=NAME),
        Delivered(at=DUE + minutes(1), id=second),
    )
    following = store.read("p0").add(Failed(at=DUE + minutes(4), id=second, detail="late"))
    with store.open("p0") as page:  # what comes next has its place after them
        page.commit(following, LATER)
    assert store.read("p0") == following


def test_that_a_text_is_on_its_way_waits_for_nobody_who_holds_the_book(store: PostgresStore) -> None:
    assert isinstance(store, Receipts)
    sent(store)
    with store.open("p0"):
        assert store.received([receipt(delivered=False), receipt()]) == {receipt(delivered=False)}


@pytest.mark.parametrize("why", ["another number", "failed", "nobody", "not known to have left", "held"])
def test_a_receipt_that_says_more_is_for_whoever_reads_the_book(store: PostgresStore, why: str) -> None:
    if why != "not known to have left":
        sent(store, number="SM2" if why == "another number" else "SM1")
    if why == "failed":
        with store.open("p0") as page:
            page.commit(page.book.add(Failed(at=DUE, id=NAME, detail="no")), LATER)
    sent(store, "p1")
    news = [receipt("gone" if why == "nobody" else "p0"), receipt("p1")]
    if why == "held":
        with store.open("p0"):
            assert store.received(news) == {news[1]}
    else:
        assert store.received(news) == {news[1]}
    assert isinstance(store.read("p1").facts[-1], Delivered)
    assert not isinstance(store.read("p0").facts[-1], Delivered)


@pytest.mark.parametrize("hours", [0, 2, 30, 200])
@pytest.mark.parametrize("failures", range(4))
def test_that_a_text_arrived_changes_neither_what_may_leave_nor_when_to_look(hours: int, failures: int) -> None:
    made = Book(ANA, (plan(), plan(id="two", when="daily at 9:00"))).add(*enrolled(ANA, load().words, "N", MONDAY, "x"))
    moment = MONDAY
    for number in range(failures + 1):
        moment = MONDAY + timedelta(days=number, minutes=30)
        name = nudge_id("three-breaths", moment)
        text = Queued(at=moment, id=name, kind=Kind.NUDGE, text="x", due=moment, expires=moment, plan="three-breaths")
        made = made.add(text, Claimed(at=moment, id=name, attempt=1))
        made = made.add(Accepted(at=moment, id=name, provider_id="SM", segments=1))
    first = nudge_id("three-breaths", MONDAY + minutes(30))
    for number in range(1, failures + 1):
        name = nudge_id("three-breaths", MONDAY + timedelta(days=number, minutes=30))
        made = made.add(Failed(at=moment, id=name, detail="no", why=msgspec.json.decode('"recipient"')))
    after, now = made.add(Delivered(at=moment, id=first)), moment + timedelta(hours=hours)
    assert next_wake(after, now) == next_wake(made, now)
