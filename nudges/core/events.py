"""What the world says about a person: an event is kept, and one of a plan's own name logs that plan."""

from datetime import datetime

from nudges.core.book import Book
from nudges.core.facts import CheckedIn, Fact, Happened
from nudges.core.localtime import day_of
from nudges.core.words import Outcome

OUTCOMES = {"done": Outcome.DONE, "partly": Outcome.PARTLY, "skipped": Outcome.SKIPPED}


def happened(book: Book, event: str, source: str, now: datetime) -> list[Fact]:
    """Return the facts of an event; told twice by its source, it is known already.

    `three-breaths.done` is a check-in of that plan too, so that nothing asks for it any more that day.
    """
    fact = Happened(at=now, event=event, source=source)
    if fact.key in book.keys:
        return []
    plan, _, outcome = event.rpartition(".")
    if outcome not in OUTCOMES or all(each.id != plan for each in book.plans):
        return [fact]
    today = day_of(book.person, now)
    nudges = [m.queued for m in book.history.nudges() if m.queued.plan == plan and m.left]
    asked = [queued.again or queued.id for queued in nudges if day_of(book.person, queued.due) == today]
    logged = CheckedIn(
        at=now,
        plan=plan,
        day=today,
        outcome=OUTCOMES[outcome],
        source=f"event/{source}",
        nudge=asked[-1] if asked else None,
    )
    return [fact, logged]
