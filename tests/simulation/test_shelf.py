"""Does the shelf keep what every store keeps? It is quicker only because it writes nothing."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from hypothesis import given, settings
from hypothesis import strategies as st

from nudges.core.book import Book
from nudges.core.facts import Consented, Fact, Paused, Resumed, Started, Stopped
from nudges.service import Service
from nudges.simulation.shelf import Shelf
from nudges.store import Store
from nudges.store.memory import MemoryStore
from tests.samples import ANA, BREATHS, MONDAY, service

KINDS: dict[str, Callable[[datetime], Fact]] = {
    "agreed": lambda at: Consented(at=at, how="by text"),
    "stopped": lambda at: Stopped(at=at, how="by text"),
    "started": lambda at: Started(at=at, how="by text"),
    "paused": lambda at: Paused(at=at, until=at + timedelta(days=70)),
    "resumed": lambda at: Resumed(at=at),
}
lives = st.lists(st.tuples(st.integers(1, 40), st.sampled_from(sorted(KINDS))), max_size=25)


@settings(max_examples=100, deadline=None)
@given(lives)
def test_it_keeps_the_same_book_and_the_same_past_as_the_store_in_memory(life: list[tuple[int, str]]) -> None:
    stores: tuple[Store, Store] = (Shelf(), MemoryStore())
    for store in stores:
        live(service(store), life)
    shelf, memory = stores
    assert shelf.read("ana") == memory.read("ana")
    assert list(shelf.past("ana")) == list(memory.past("ana"))
    assert shelf.next_wake() == memory.next_wake()


def live(made: Service, life: list[tuple[int, str]]) -> None:
    now = MONDAY
    made.enrol(ANA, (BREATHS,), now)
    for days, kind in life:
        now += timedelta(days=days)
        made.edit("ana", partial(add, fact=KINDS[kind](now)), now)


def add(book: Book, fact: Fact) -> Book:
    return book.add(fact)
