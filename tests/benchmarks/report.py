"""What a look back costs with two years of history, against folding its facts once, in processor time."""

import random
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from nudges.core.book import Book
from nudges.core.facts import Accepted, CheckedIn, Claimed, Consented, Fact, Queued, Rated, Replied, nudge_id
from nudges.core.localtime import day_of
from nudges.core.look_back import look_back
from nudges.core.looked import LookBack
from nudges.core.report import count_week
from nudges.core.words import Intent, Kind, Language, Outcome
from tests.samples import at, person, plan

BEGINS = at("2024-03-04 00:30")
DAYS, TURNS, MOST = 2 * 365, 15, 50
WHO = person(since=BEGINS, report_words=True)
PLANS = tuple(plan(id=f"p{place}", title=f"P{place}", since=BEGINS, goal=5 if place else None) for place in range(2))


def run(_folder: Path) -> Iterator[str]:
    """Yield the lines to print."""
    facts = (Consented(at=BEGINS, how="on paper"), *_lives())
    now = facts[-1].at
    today = day_of(WHO, now)
    folding = _cost(lambda: Book(WHO, PLANS, facts).history)
    yield f"folding {len(facts):,} facts of {DAYS} days        {folding:6.1f} ms"
    counts = _cost(lambda: count_week(Book(WHO, PLANS, facts), today, now))
    yield f"the counts of a week, folding included  {counts:6.1f} ms   {counts / folding:.1f} times"
    for weeks in (4, 52):
        found = _cost(partial(_look, facts, now, weeks))
        wanted = f" (at most {MOST} ms)" if weeks == 4 else ""
        yield f"a look back on {weeks:2} weeks, the same       {found:6.1f} ms   {found / folding:.1f} times{wanted}"


def _look(facts: tuple[Fact, ...], now: datetime, weeks: int) -> LookBack:
    return look_back(Book(WHO, PLANS, facts), day_of(WHO, now), now, weeks)


def _cost(work: Callable[[], object]) -> float:
    """Return the milliseconds of processor time of a piece of work, the middle of some turns."""
    found = []
    for _ in range(TURNS):
        begun = time.process_time()
        work()
        found.append(time.process_time() - begun)
    return statistics.median(found) * 1000


def _lives() -> Iterator[Fact]:
    """Yield two nudges a day for two years, most of them answered, and a number for the mood in the evening."""
    rng = random.Random(7)
    for day in range(DAYS):
        morning = BEGINS + timedelta(days=day, hours=8)
        for place, each in enumerate(PLANS):
            due = morning + timedelta(hours=3 * place + rng.choice((0, 4)))
            name = nudge_id(each.id, due)
            ends = due + timedelta(hours=2)
            yield Queued(at=due, id=name, kind=Kind.NUDGE, text="x" * 90, due=due, expires=ends, plan=each.id)
            yield Claimed(at=due, id=name, attempt=1)
            yield Accepted(at=due + timedelta(seconds=1), id=name, provider_id=name, segments=1)
            if rng.random() < 0.8:
                then, source = due + timedelta(minutes=rng.randrange(1, 90)), f"r{day}/{place}"
                outcome, note = rng.choice([*Outcome]), rng.choice((None, "in the garden"))
                yield Replied(at=then, id=source, text="done", intent=Intent.DONE, language=Language.EN, nudge=name)
                yield CheckedIn(at=then, plan=each.id, day=day_of(WHO, due), outcome=outcome, source=source,
                                nudge=name, rating=rng.choice((None, 5, 7)), note=note)  # fmt: skip
        yield Rated(at=morning + timedelta(hours=12), source=f"mood{day}", rating=rng.randrange(11))
