"""Some weeks of somebody's life with plans, written down at once."""

from datetime import datetime, timedelta

from nudges.core.book import Book
from nudges.core.facts import CheckedIn, Fact, Rated
from nudges.core.localtime import day_of
from nudges.core.values import Person, Plan
from nudges.core.words import Outcome
from nudges.service import Service

OUTCOMES = (Outcome.DONE, Outcome.DONE, Outcome.SKIPPED, Outcome.PARTLY, Outcome.DONE, Outcome.NOT_APPLICABLE, None)
RATINGS = (7, 8, 6, None, 9, None, 5)
NOTES = {2: "the meeting ran over", 3: "<b>bold</b> & \N{GRINNING FACE}", 5: "\u0645\u0631\u062d\u0628\u0627 again"}


def live(
    service: Service, person: Person, plans: tuple[Plan, ...], now: datetime, weeks: int = 6
) -> None:  # fmt: skip
    """Enrol somebody so many weeks ago, with an answer to each plan on most days."""
    then = now - timedelta(weeks=weeks)
    service.enrol(person, plans, then, "on paper")
    service.edit(person.id, lambda book: book.add(*_facts(book, then, now)), now)


def _facts(book: Book, then: datetime, now: datetime) -> list[Fact]:
    first, last = day_of(book.person, then), day_of(book.person, now)
    facts: list[Fact] = []
    for ahead in range((last - first).days):
        day, at = first + timedelta(days=ahead), then + timedelta(days=ahead)
        facts.append(Rated(at=at, source=f"mood/{day}", rating=4 + ahead % 5))
        for number, plan in enumerate(book.plans):
            turn = (ahead * 3 + number) % len(OUTCOMES)
            if (outcome := OUTCOMES[turn]) is not None:
                facts.append(
                    CheckedIn(
                        at=at,
                        plan=plan.id,
                        day=day,
                        outcome=outcome,
                        source=f"lived/{plan.id}/{day}",
                        rating=RATINGS[turn],
                        note=NOTES.get(turn),
                    )
                )
    return facts
