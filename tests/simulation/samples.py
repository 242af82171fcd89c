"""Rehearsals to test with."""

from nudges.core.book import Book
from nudges.core.facts import Consented
from nudges.core.values import Person, Plan
from nudges.library import load
from nudges.simulation import Persona, Played, Rehearsal, simulate
from tests.samples import BREATHS, MONDAY, person, plan

KIND = plan(id="one-kind-thing", title="One kind thing", library="one-kind-thing", when="tue and thu at 13:30")
GIVE = plan(id="reach-out-to-give", title="Reach out", library="reach-out-to-give", when="sat at 11:00", contacts=True)
THREE = (BREATHS, KIND, GIVE)
DAYS = 45


def agreed(who: Person | None = None, plans: tuple[Plan, ...] = THREE) -> Book:
    """Return the book of somebody who has agreed just now."""
    return Book(who or person(), plans).add(Consented(at=MONDAY, how="on paper"))


def rehearsal(book: Book, persona: Persona = Persona.STEADY, *, seed: int = 0, days: int = DAYS) -> Rehearsal:
    """Return a rehearsal from Monday on that also compares what was foreseen."""
    return Rehearsal(book=book, persona=persona, seed=seed, begins=MONDAY, days=days, look_ahead=True)


def played(book: Book, persona: Persona = Persona.STEADY, *, seed: int = 0, days: int = DAYS) -> Played:
    """Return what happens."""
    return simulate(rehearsal(book, persona, seed=seed, days=days), load().words)
