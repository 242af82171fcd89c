"""An answer for a day that is past: it counts there, and the answer says so."""

from collections import Counter
from collections.abc import Sequence

from nudges.core.answers import Answering
from nudges.core.checkins import noted
from nudges.core.facts import Fact
from nudges.core.localtime import day_of
from nudges.core.reach import day_meant
from nudges.core.said import outcome_of, past_day, was_so
from nudges.core.words import Outcome

LONGEST = 100
"""So many characters of what was noted leave room for the rest of the answer in one text."""


def late(turn: Answering, outcome: Outcome, *, quiet: bool = False) -> list[Fact]:
    """Return the check-in of a past day's nudge; without a nudge that of the one plan, if there is only one."""
    nudge, value = turn.nudge, turn.heard.value
    plan = nudge.plan if nudge is not None else value.plan or _only_plan(turn)
    day = day_of(turn.book.person, nudge.due) if nudge else day_meant(turn.book, value, turn.now)
    if plan is None or day < day_of(turn.book.person, turn.book.person.since):
        return [] if quiet else turn.answer("no_open_nudge")
    fact = noted(turn, plan, outcome, nudge, day=day)
    return [fact, *([] if quiet else said_late(turn, [(plan, outcome)]))]


def said_late(turn: Answering, noted_so: Sequence[tuple[str, Outcome]]) -> list[Fact]:
    """Return the answer that names the day for which something was noted, and of several plans which."""
    person, value = turn.book.person, turn.heard.value
    known = [each for each in noted_so if any(plan.id == each[0] for plan in turn.book.plans)]
    if len(noted_so) == 1 and (person.is_discreet or len(turn.book.plans) == 1 or not known):
        what = outcome_of(person, noted_so[0][1])
    else:
        what = said_of_each(turn, noted_so)
    return turn.answer("late_noted", {"day": past_day(person, value.ago or 0, value.part, turn.now), "what": what})


def said_of_each(turn: Answering, noted_so: Sequence[tuple[str, Outcome]]) -> str:
    """Return what was noted, by title; by number for a phone that others see; counted where that is too long."""
    person, titles = turn.book.person, {plan.id: plan.title for plan in turn.book.plans}
    outcomes = [outcome for _, outcome in noted_so]
    if person.is_discreet:
        text = ", ".join(f"{place}) {outcome_of(person, outcome)}" for place, outcome in enumerate(outcomes, 1))
    else:
        text = ", ".join(was_so(person, titles.get(plan, plan), outcome) for plan, outcome in noted_so)
    if len(text) <= LONGEST:
        return text
    return ", ".join(f"{many} {outcome_of(person, outcome)}" for outcome, many in Counter(outcomes).items())


def _only_plan(turn: Answering) -> str | None:
    return turn.book.plans[0].id if len(turn.book.plans) == 1 else None
