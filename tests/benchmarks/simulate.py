"""How fast made-up time goes by: a thousand days of a person with three plans, against the days themselves."""

import time
from collections.abc import Iterator
from pathlib import Path

from nudges.core.book import Book
from nudges.demo import ana
from nudges.library import load
from nudges.simulation import Persona, Rehearsal, simulate
from tests.samples import MONDAY, NEW_YORK

DAYS, YEAR = 1000, 365
DAY = 24 * 60 * 60


def run(folder: Path) -> Iterator[str]:
    """Yield the lines to print."""
    _play(Persona.STEADY, 10)
    for persona in Persona:
        taken = _play(persona, DAYS)
        yield (
            f"{DAYS} days of {persona:12}  {taken:5.2f} s   a year in {taken * YEAR / DAYS:4.2f} s (at most 1)   "
            f"{DAYS * DAY / taken / 1e6:5.1f} million times the wall clock"
        )
    checked = _play(Persona.STEADY, DAYS, look_ahead=True)
    yield f"  steady, with a look ahead at every wake  {checked:5.2f} s   {checked / _play(Persona.STEADY, DAYS):.1f} times"


def _play(persona: Persona, days: int, *, look_ahead: bool = False) -> float:
    """Return the seconds of processor time that it takes."""
    person, plans = ana(NEW_YORK, MONDAY)
    rehearsal = Rehearsal(
        book=Book(person, plans), persona=persona, seed=0, begins=MONDAY, days=days, look_ahead=look_ahead
    )
    words = load().words
    begun = time.process_time()
    simulate(rehearsal, words)
    return time.process_time() - begun
