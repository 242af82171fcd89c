"""What is previewed is what is sent, wherever books are kept: through the service, its outbox and a restart a step."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from itertools import count

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nudges.core.book import Book
from nudges.core.facts import Deferred, Dropped, Joined, Queued
from nudges.core.forecast import forecast
from nudges.core.values import Person, Plan
from nudges.service import Service
from nudges.store import Store
from tests.core.test_preview import Change, changes, shown
from tests.core.test_wake import WORDS, people, plans
from tests.samples import MONDAY, STORES, book, service

SECOND = timedelta(seconds=1)
EXAMPLES = {"memory": 25, "tinydb": 15, "postgres": 15}
_numbers = count()


def live(verbs: Service, name: str, now: datetime, until: datetime) -> None:
    """Attend to someone whenever their book asks for it."""
    wake = verbs.store.next_wake()
    while wake is not None and max(wake, now) <= until:
        now = max(wake, now)
        assert verbs.store.due(now) == [name]
        verbs.attend(name, now)
        now, wake = now + SECOND, verbs.store.next_wake()


@pytest.mark.parametrize("kind", STORES)
def test_what_is_previewed_is_what_is_sent_from_every_store(kind: str, make_store: Callable[[str], Store]) -> None:
    store = make_store(kind)

    @settings(
        max_examples=EXAMPLES[kind], deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None
    )  # fmt: skip
    @given(people, plans, st.lists(st.tuples(changes, st.integers(1, 60 * 60)), min_size=1, max_size=6))
    def hold(who: Person, made: tuple[Plan, ...], steps: list[tuple[Change, int]]) -> None:
        number = next(_numbers)
        who = msgspec.structs.replace(who, id=f"p{number}", phone=f"+1415555{number:04}")
        store.create(book(plans=made, who=who), MONDAY)
        try:
            _follow(service(store), who.id, steps)
        finally:
            store.remove(who.id)

    hold()


def _follow(verbs: Service, name: str, steps: list[tuple[Change, int]]) -> None:
    now = MONDAY
    for turn, (change, minutes) in enumerate(steps):
        until = now + timedelta(minutes=minutes) + SECOND
        lived = verbs.store.read(name)
        told = [
            (fact.id, fact.text, fact.at) if isinstance(fact, Queued) else fact
            for fact in forecast(lived, WORDS, now, until)
            if isinstance(fact, Queued | Dropped | Deferred | Joined)
        ]
        live(verbs, name, now, until)
        sent = shown(verbs.whole(name), len(lived.facts))
        assert sorted(map(repr, told)) == sorted(map(repr, sent))
        now = until + SECOND
        verbs.edit(name, partial(_changed, change, now, turn), now)


def _changed(change: Change, now: datetime, turn: int, before: Book) -> Book:
    """Return the book as a change makes it, of the same person still."""
    after = change(before, now, turn)
    same = msgspec.structs.replace(after.person, id=before.person.id, phone=before.person.phone)
    return after.with_person(same) if same != after.person else after
