"""What the pictures of a week cost for somebody with two years of history, beside its counts."""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

from nudges import pictures
from nudges.core.facts import Accepted, CheckedIn, Claimed, Fact, Queued, Replied
from nudges.core.look_back import look_back
from nudges.core.words import Intent, Kind, Language, Outcome
from nudges.web.labels import picture_words
from tests.samples import MONDAY, book, minutes, plan

DAYS, TURNS, PLANS = 2 * 365, 7, ("breaths", "walk", "lines")
ANSWERS = (Outcome.DONE, Outcome.DONE, Outcome.SKIPPED, Outcome.DONE, Outcome.PARTLY, None)
LOADS = "import time; begun = time.perf_counter(); import matplotlib.figure, matplotlib.backends.backend_agg; print(time.perf_counter() - begun)"


def run(folder: Path) -> Iterator[str]:
    """Yield the lines to print."""
    facts = [fact for day in range(DAYS) for name in PLANS for fact in _day(day, name)]
    whole = book(*facts, plans=tuple(plan(id=name, title=name, when="daily at 8:30") for name in PLANS))
    now = MONDAY + timedelta(days=DAYS)
    words = picture_words(Language.EN)
    looks = {weeks: look_back(whole, now.date() - timedelta(days=1), now, weeks=weeks) for weeks in (4, 52)}
    loads = subprocess.run([sys.executable, "-c", LOADS], check=True, capture_output=True, text=True)
    pictures.png(looks[4], words)
    base = _median(lambda: look_back(whole, now.date(), now))
    drawn = _median(lambda: pictures.png(looks[4], words))
    on_page = _median(lambda: [pictures.svg(looks[4], which, words) for which in pictures.WHICH])
    paper = _median(lambda: pictures.pdf(looks[4], words))
    year = _median(lambda: pictures.png(looks[52], words))
    size = len(pictures.png(looks[4], words))
    yield f"counts of four weeks, two years kept    {base * 1000:6.0f} ms   1.0"
    yield f"  and the picture for a text            {drawn * 1000:6.0f} ms   {drawn / base:.1f} times, {size / 1000:.0f} kB (at most 500); {(base + drawn) * 1000:.0f} ms in all (at most 1000)"
    yield f"  and all five pictures of a page       {on_page * 1000:6.0f} ms   {on_page / base:.1f} times"
    yield f"  and the sheet of paper                {paper * 1000:6.0f} ms   {paper / base:.1f} times"
    yield f"the picture of a year                   {year * 1000:6.0f} ms   {year / drawn:.1f} times that of four weeks"
    yield f"loading matplotlib, once in a process   {float(loads.stdout) * 1000:6.0f} ms"


def _median(step: Callable[[], object]) -> float:
    taken = []
    for _ in range(TURNS):
        begun = time.perf_counter()
        step()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def _day(day: int, name: str) -> Iterator[Fact]:
    due = MONDAY + timedelta(days=day, minutes=30)
    key = f"nudge/{name}/{due:%Y-%m-%dT%H:%M}Z"
    yield Queued(at=due, id=key, kind=Kind.NUDGE, text="x" * 120, due=due, expires=due + minutes(120), plan=name)
    yield Claimed(at=due, id=key, attempt=1)
    yield Accepted(at=due, id=key, provider_id=f"{name}{day}", segments=1)
    answer = ANSWERS[(day * 7 + len(name)) % len(ANSWERS)]
    if answer is not None:
        at, source = due + minutes(5), f"{name}{day}"
        yield Replied(at=at, id=source, text="done! 7/10", intent=Intent.DONE, language=Language.EN)
        yield CheckedIn(at=at, plan=name, day=due.date(), outcome=answer, source=source, rating=(day * 3) % 11)
