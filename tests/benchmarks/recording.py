"""What it costs to record a reply, against an append with fsync on the same disk."""

import os
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from nudges.core.facts import Accepted, CheckedIn, Claimed, Fact, Queued, Replied
from nudges.core.inbound import Inbound
from nudges.core.words import Intent, Kind, Language, Outcome
from nudges.gateways.memory import MemoryGateway
from nudges.library import load
from nudges.service import Service
from nudges.store.tiny import TinyStore
from tests.samples import MONDAY, book, minutes, plan

ROUNDS, TURNS = 5, 120


def run(folder: Path) -> Iterator[str]:
    """Yield the lines to print."""
    day_one = _person(folder / "new", days=0)
    year_five = _person(folder / "old", days=5 * 365)
    bare, new, old, received_new, received_old = [], [], [], [], []
    for turn in range(ROUNDS):
        bare.append(_median(_append(folder / f"bare{turn}")))
        new.append(_median(_record(*day_one, turn)))
        old.append(_median(_record(*year_five, turn)))
        received_new.append(_median(_receive(*day_one, turn)))
        received_old.append(_median(_receive(*year_five, turn)))
    base, first, fifth = map(statistics.median, (bare, new, old))
    yield f"append 600 bytes and fsync            {base * 1e6:8.0f} us   1.0"
    yield f"record a reply and its answer, day 1  {first * 1e6:8.0f} us   {first / base:.1f} times the append (at most 4)"
    yield f"  the same with 5 years of history    {fifth * 1e6:8.0f} us   {fifth / first:.2f} times day 1 (at most 1.2)"
    first, fifth = statistics.median(received_new), statistics.median(received_old)
    yield f"the whole verb `receive`, day 1       {first * 1e6:8.0f} us   {first / base:.1f} times the append"
    yield f"  the same with 5 years of history    {fifth * 1e6:8.0f} us   {fifth / first:.2f} times day 1"


def _median(step: Callable[[int], None]) -> float:
    taken = []
    for turn in range(TURNS):
        begun = time.perf_counter()
        step(turn)
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def _append(path: Path) -> Callable[[int], None]:
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def step(_: int) -> None:
        os.write(file, b"x" * 599 + b"\n")
        os.fsync(file)

    return step


def _person(home: Path, days: int) -> tuple[TinyStore, datetime]:
    """Return a store with one person and so many days of a nudge, a reply and an answer."""
    store = TinyStore(home)
    store.create(book(plans=(plan(when="daily at 8:30"),)), None)
    for first in range(0, days, 30):
        with store.open("ana") as page:
            facts = [fact for day in range(first, min(first + 30, days)) for fact in _day(day)]
            page.commit(page.book.add(*facts), None)
    return store, MONDAY + timedelta(days=days)


def _day(day: int) -> list[Fact]:
    due = MONDAY + timedelta(days=day)
    name = f"nudge/three-breaths/{due:%Y-%m-%dT%H:%M}Z"
    return [
        Queued(
            at=due, id=name, kind=Kind.NUDGE, text="x" * 120, due=due, expires=due + minutes(120), plan="three-breaths"
        ),
        Claimed(at=due, id=name, attempt=1),
        Accepted(at=due, id=name, provider_id="phone/1", segments=1),
        *_reply(f"old{day}", due + minutes(5)),
        Claimed(at=due, id=f"answer/old{day}/done", attempt=1),
        Accepted(at=due, id=f"answer/old{day}/done", provider_id="phone/2", segments=1),
    ]


def _reply(name: str, at: datetime) -> list[Fact]:
    return [
        Replied(at=at, id=name, text="done! felt 7/10", intent=Intent.DONE, language=Language.EN),
        CheckedIn(at=at, plan="three-breaths", day=at.date(), outcome=Outcome.DONE, source=name, rating=7),
        Queued(
            at=at,
            id=f"answer/{name}/done",
            kind=Kind.ANSWER,
            text="Noted: done. Thank you.",
            due=at,
            expires=at + minutes(360),
        ),
    ]


def _record(store: TinyStore, begin: datetime, round_: int) -> Callable[[int], None]:
    def step(turn: int) -> None:
        at = begin + timedelta(hours=round_, seconds=turn)
        with store.open("ana") as page:
            page.commit(page.book.add(*_reply(f"r{round_}/{turn}", at)), at)

    return step


def _receive(store: TinyStore, begin: datetime, round_: int) -> Callable[[int], None]:
    """Return the whole verb on a book that is put back to its size each round, so that rounds are alike."""
    service = Service(store, MemoryGateway(), load().words)
    store.find("+14155550100")

    def step(turn: int) -> None:
        at = begin + timedelta(hours=10 + round_, seconds=turn)
        inbound = Inbound(id=f"w{round_}/{turn}", phone="+14155550100", text="done! felt 7/10")
        service.receive(inbound, at)

    return step
