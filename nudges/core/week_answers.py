"""What we do about an answer to the week's report: a focus, a smaller plan, the counts, or a word that is kept."""

from datetime import timedelta

from nudges.core import facts as f
from nudges.core.answers import Answering
from nudges.core.facts import Fact, Queued
from nudges.core.localtime import day_of, day_start
from nudges.core.orders import adjust, ask_which
from nudges.core.report import count_week, monday_of, parse_week
from nudges.core.report_text import counts
from nudges.core.said import day_alone
from nudges.core.understanding.commands import NUMBERS, PAGE
from nudges.core.values import Plan
from nudges.core.week_heard import NOTHING_HELPED, OF_THE_WEEK, WHAT_HELPED, report_asking, week_of
from nudges.core.weekly import week_name
from nudges.core.words import Intent, Kind

WEEK = timedelta(weeks=1)
NEAR_THE_END = timedelta(days=3)
"""Who chooses a focus so shortly before a week ends means the next one."""


def focus(turn: Answering) -> list[Fact]:
    """Return which plan goes first in a week, the question which one is meant, or that all stays as it is."""
    if turn.heard.intent is Intent.KEEP:
        return turn.answer("report_kept")
    plans = [plan for plan in turn.book.plans if turn.heard.value.plan in {None, plan.id}]
    if not plans:
        return turn.answer("no_plans")
    if len(plans) > 1:
        return ask_which(turn, plans)
    monday = monday_of(day_of(turn.book.person, turn.now) + NEAR_THE_END)
    fact = f.Focused(at=turn.now, plan=plans[0].id, monday=monday, source=turn.reply)
    begins = day_alone(turn.book.person, day_start(turn.book.person, monday))
    return [fact, *turn.answer("focus_set", {"plan": turn.called(plans[0]), "from": begins})]


def change(turn: Answering) -> list[Fact]:
    """Return a change of the plan that is meant, after a report the one that was hardest, or the question which."""
    if turn.heard.rule != OF_THE_WEEK:
        return adjust(turn)
    plan = turn.heard.value.plan
    if plan is None:
        return ask_which(turn, list(turn.book.plans)) if turn.book.plans else turn.answer("no_plans")
    return _small(turn, turn.book.plan(plan))


def _small(turn: Answering, plan: Plan) -> list[Fact]:
    """Return the change, and an answer that names the plan: it was chosen for them."""
    ready = turn.words.ready.get(plan.library or "")
    fact = f.Adjusted(at=turn.now, plan=plan.id, small=True, was_small=plan.small, source=turn.reply)
    if ready is None:
        return [fact, *turn.answer("smaller_own", {"plan": turn.called(plan)})]
    action = ready.smaller[turn.book.person.language]
    return [fact, *turn.answer("report_smaller", {"plan": turn.called(plan), "action": action})]


def status(turn: Answering) -> list[Fact]:
    """Return the counts of the week that was just reported, else of this week."""
    if turn.heard.rule.startswith(PAGE):
        return _page(turn)
    report = report_asking(turn.book, turn.now) or (_latest(turn) if turn.heard.rule.startswith(NUMBERS) else None)
    if report is None:
        return turn.answer("status", turn.this_week())
    week = count_week(turn.book, parse_week(week_of(report)), turn.now)
    return turn.answer("report_numbers", counts(turn.book, week))


def _page(turn: Answering) -> list[Fact]:
    """Return where the page is of the week that was just reported, else of this week."""
    report, address = _latest(turn), turn.frame.week
    if address is None:
        return turn.answer("ask_operator")
    monday = monday_of(day_of(turn.book.person, turn.now))
    return turn.answer("page", {"link": address(week_of(report) if report else week_name(monday))})


def _latest(turn: Answering) -> Queued | None:
    """Return the report of this week or the one before."""
    sent = (m.queued for m in reversed(turn.book.history.messages.values()) if m.left)
    return next((q for q in sent if q.kind is Kind.REPORT and turn.now - q.due < WEEK), None)


def helped(turn: Answering) -> list[Fact] | None:
    """Return that a word is kept for the week, or None if the text is no answer to what helped."""
    report = report_asking(turn.book, turn.now)
    if report is None or turn.heard.rule not in {WHAT_HELPED, NOTHING_HELPED}:
        return None
    if turn.heard.rule == NOTHING_HELPED:
        return turn.answer("report_nothing")
    return [f.Helped(at=turn.now, week=week_of(report), source=turn.reply), *turn.answer("report_word")]


def forget_word(turn: Answering, found: list[Fact], gone: list[f.Undone]) -> list[Fact]:
    """Return that what somebody said had helped is forgotten: the words are those of the reply."""
    words = [f.Undone(at=turn.now, taken_back=f"reply/{fact.source}", source=turn.reply) for fact in found
             if isinstance(fact, f.Helped)]  # fmt: skip
    return [*gone, *words, *turn.answer("undone_note")]
