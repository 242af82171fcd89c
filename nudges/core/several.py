"""One text that answers several nudges: each is noted, and one answer says all of it."""

from collections.abc import Sequence
from datetime import datetime

from nudges.core.answers import Answering
from nudges.core.book import Book
from nudges.core.checkins import check_in, noted
from nudges.core.facts import Fact, Queued
from nudges.core.history import Message
from nudges.core.late import late, said_of_each
from nudges.core.localtime import day_of
from nudges.core.reach import is_open, reachable
from nudges.core.understanding import Part, Value
from nudges.core.understanding.meaning import EVERY
from nudges.core.words import Outcome

Matched = list[tuple[str, Queued | None, Outcome]]


def answered(turn: Answering, outcome: Outcome, *, quiet: bool = False) -> list[Fact]:
    """Return what an answer says of the nudge, or the nudges, that it is about."""
    if turn.heard.value.ago is not None:
        return late(turn, outcome, quiet=quiet)
    found = _several(turn) if turn.heard.value.parts else None
    return check_in(turn, outcome, quiet=quiet) if found is None else found


def _several(turn: Answering) -> list[Fact] | None:
    """Return the check-ins of all parts, or None where they are only one answer, said more than once."""
    parts = turn.heard.value.parts
    matched = _matched(turn.book, parts, turn.now)
    alike = len({part.outcome for part in parts}) == 1
    if not matched or (alike and len(matched) == 1):
        return None
    facts = [noted(turn, plan, outcome, nudge, part=place) for place, (plan, nudge, outcome) in enumerate(matched, 1)]
    what = said_of_each(turn, [(plan, outcome) for plan, _, outcome in matched])
    more = parts[0].place != EVERY and len(parts) > len(matched)
    return [*facts, *turn.answer("several_more" if more else "several_noted", {"what": what})]


def _matched(book: Book, parts: Sequence[Part], now: datetime) -> Matched:
    """Return which nudge each part is about; parts for which there is none are left out."""
    if parts[0].plan is not None:
        return [(part.plan, _of_plan(book, part.plan, now), part.outcome) for part in parts if part.plan]
    lately = reachable(book, Value(), now)
    still = _once_each(book, [m for m in lately if is_open(book, m)])
    if parts[0].place == EVERY:
        today = [m for m in still if day_of(book.person, m.queued.due) == day_of(book.person, now)]
        pairs = [(m, parts[0].outcome) for m in (today if len(today) > 1 else still)]
    elif parts[0].place is not None:
        listed = _listed(lately) or still
        chosen = [(part.place or 0, part.outcome) for part in parts]
        pairs = [(listed[place - 1], outcome) for place, outcome in chosen if place <= len(listed)]
    else:
        group = _group(book, still, len(parts), now) or _listed(lately)
        pairs = list(zip(group, (part.outcome for part in parts), strict=False))
    return [(m.queued.plan or "", m.queued, outcome) for m, outcome in pairs]


def _of_plan(book: Book, plan: str, now: datetime) -> Queued | None:
    """Return the latest nudge of a plan: one that is open, or today's."""
    found = reachable(book, Value(plan=plan), now)
    still = [m.queued for m in found if is_open(book, m)]
    today = [m.queued for m in found if day_of(book.person, m.queued.due) == day_of(book.person, now)]
    return next(reversed(still or today), None)


def _group(book: Book, still: list[Message], many: int, now: datetime) -> list[Message]:
    """Return the open nudges that so many answers are for: those of one text, else of today, else all."""
    if not still:
        return []
    text = still[-1].into or still[-1].queued.id
    together = [m for m in still if text in {m.into, m.queued.id}]
    today = [m for m in still if day_of(book.person, m.queued.due) == day_of(book.person, now)]
    return next((group for group in (together, today) if len(group) >= many), still)


def _listed(lately: list[Message]) -> list[Message]:
    """Return the nudges of the latest text that held several, in its order; its numbers can mend an answer too."""
    shared = next((m.into for m in reversed(lately) if m.into is not None), None)
    return [m for m in lately if shared is not None and shared in {m.into, m.queued.id}]


def _once_each(book: Book, messages: list[Message]) -> list[Message]:
    """Return nudges, of those that one answer is for only the last: a day's, or one that came again."""
    every_time = {plan.id for plan in book.plans if plan.every_time}
    last: dict[object, Message] = {}
    for message in messages:
        queued = message.queued
        own = queued.again or queued.id
        key = own if queued.plan in every_time else (queued.plan, day_of(book.person, queued.due))
        last.pop(key, None)
        last[key] = message
    return list(last.values())
