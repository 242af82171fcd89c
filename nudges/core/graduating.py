"""What follows from an answer to whether a plan may come less: a yes is a step, a no is kept for long."""

from datetime import datetime

from nudges.core import facts as f
from nudges.core.answers import Answering
from nudges.core.book import Book
from nudges.core.checkins import said_next
from nudges.core.facts import Fact
from nudges.core.localtime import day_of
from nudges.core.meant import folded
from nudges.core.stages import stage_of
from nudges.core.state import FOR_GOOD
from nudges.core.suggesting import THIN
from nudges.core.understanding import Value
from nudges.core.values import Plan
from nudges.core.when import parse_when
from nudges.core.when.changed import fewer
from nudges.core.when.names import DAY_NAMES
from nudges.core.when.rules import Dated, Fixed
from nudges.core.words import Intent, Rest, Stage

OFFERED = "of an offer"
AGREED = frozenset({"fewer", "less", "menos", "yes", "y", "si", "ok", "okay", "sure", "vale", "end", "fin"})
BACK = frozenset({"more", "mas", "yes", "y", "si", "ok", "okay", "sure", "vale"})
NO = frozenset({"keep", "keep it", "no", "n", "igual", "same", "leave it", "dejalo"})


def offer_answered(book: Book, asked: f.Asked, text: str) -> tuple[Intent, Value, str] | None:
    """Return what a text says to an offer that waits for its answer, or None where it says something else."""
    kind, _, plan = asked.question.partition("/")
    known = book.history.thinning.get(plan)
    if kind != THIN or known is None or known.suggested is None:
        return None
    said, back = folded(text), known.suggested.stage is Stage.BACK
    if said in NO:
        return Intent.KEEP, Value(plan=plan), OFFERED
    if said in (BACK if back else AGREED):
        return (Intent.MORE if back else Intent.FEWER), Value(plan=plan), OFFERED
    return None


def agreed(turn: Answering) -> list[Fact]:
    """Return the step that was offered, or that all stays as it is."""
    found = [plan for plan in turn.book.plans if plan.id == turn.heard.value.plan]
    if not found:
        return turn.answer("no_plans")
    [plan] = found
    if turn.heard.intent is Intent.KEEP:
        return [f.Retained(at=turn.now, plan=plan.id, source=turn.reply), *turn.answer("thin_kept")]
    suggested = turn.book.history.thinning[plan.id].suggested
    stage = suggested.stage if suggested is not None else Stage.CUE
    if stage is Stage.BACK:
        return brought_back(turn, plan) or turn.answer("thin_kept")
    if stage is Stage.DONE:
        rests = f.Paused(
            at=turn.now, until=turn.now + FOR_GOOD, plan=plan.id, why=Rest.FINISHED, source=turn.reply
        )  # fmt: skip
        thinned = _thinned(turn, plan, stage, plan.when)
        return [rests, thinned, *turn.answer("thin_done", {"plan": turn.called(plan)})]
    when = str(fewer(plan.schedule) or plan.schedule) if stage is Stage.CUE else _notes(plan, turn.book, turn.now)
    adjusted = _adjusted(turn, plan, when)
    places = {"plan": turn.called(plan), "next": said_next(turn, adjusted)}
    return [adjusted, _thinned(turn, plan, stage, when), *turn.answer(f"thin_{stage.value}", places)]


def brought_back(turn: Answering, plan: Plan) -> list[Fact]:
    """Return that a plan comes as often as before it became less, or nothing where it has not."""
    known = turn.book.history.thinning.get(plan.id)
    if known is None or known.thinned is None or stage_of(turn.book, plan, turn.now) is None:
        return []
    when = known.thinned.was_when
    facts: list[Fact] = [_adjusted(turn, plan, when), _thinned(turn, plan, Stage.BACK, when)]
    if known.thinned.stage is Stage.DONE:
        facts = [f.Resumed(at=turn.now, plan=plan.id, source=turn.reply), *facts]
    return [*facts, *turn.answer("thin_back", {"plan": turn.called(plan), "next": said_next(turn, *facts)})]


def _adjusted(turn: Answering, plan: Plan, when: str) -> f.Adjusted:
    return f.Adjusted(
        at=turn.now, plan=plan.id, when=when, was_when=plan.when, was_begins=plan.begins, source=turn.reply
    )


def _thinned(turn: Answering, plan: Plan, stage: Stage, when: str) -> f.Thinned:
    known = turn.book.history.thinning.get(plan.id)
    goes_on = stage_of(turn.book, plan, turn.now) is not None
    before = known.thinned if known is not None and goes_on else None
    return f.Thinned(
        at=turn.now,
        plan=plan.id,
        stage=stage,
        when=when,
        was_when=before.was_when if before is not None else plan.when,
        source=turn.reply,
        since=before.since if before is not None else turn.now,
    )


def _notes(plan: Plan, book: Book, now: datetime) -> str:
    """Return the schedule of a note every two weeks, at the plan's own time."""
    rule = plan.schedule.rule
    assert isinstance(rule, Dated)
    if isinstance(rule.at, Fixed):
        hour, minute = rule.at.times[0].hour, rule.at.times[0].minute
    else:
        hour, minute = divmod(rule.at.opens, 60)
    weekday = DAY_NAMES[day_of(book.person, now).weekday()]
    return str(parse_when(f"every 2 weeks on {weekday} at {hour}:{minute:02}"))
