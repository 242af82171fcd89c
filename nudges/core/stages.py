"""How far a plan has become less, by the last word of the person; a schedule changed since then makes that void."""

from datetime import datetime

from nudges.core.book import Book
from nudges.core.facts import Queued
from nudges.core.values import Plan
from nudges.core.words import Rest, Stage


def stage_of(book: Book, plan: Plan, now: datetime) -> Stage | None:
    """Return the stage of a plan, or None where it comes as usual."""
    known = book.history.thinning.get(plan.id)
    fact = known.thinned if known is not None else None
    if fact is None or fact.stage is Stage.BACK:
        return None
    if fact.stage is Stage.DONE:
        return Stage.DONE if _is_finished(book, plan, now) else None
    return fact.stage if fact.when == plan.when else None


def _is_finished(book: Book, plan: Plan, now: datetime) -> bool:
    found = (s for s in book.history.silences if s.plan == plan.id and s.why is Rest.FINISHED)
    return any(s.start <= now < s.end for s in found)


def is_note(book: Book, nudge: Queued) -> bool:
    """Whether a nudge came as a note that wants no answer."""
    known = book.history.thinning.get(nudge.plan or "")
    fact = known.thinned if known is not None else None
    return fact is not None and fact.stage is Stage.NOTE and nudge.due >= fact.at
