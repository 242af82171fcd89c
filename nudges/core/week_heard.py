"""What a text says to the week's report: keep, smaller, a plan to focus on, or a word about what helped."""

from datetime import datetime

from msgspec.structs import replace

from nudges.core.asked import ANSWERABLE
from nudges.core.book import Book
from nudges.core.facts import Queued
from nudges.core.meant import folded, plan_named
from nudges.core.orders import QUESTION_OPEN, WHICH
from nudges.core.report import RESTED, PlanWeek, count_week, parse_week
from nudges.core.understanding import Understanding, Value
from nudges.core.weekly import REPORT
from nudges.core.what_helped import LEARNT, is_nothing, is_settled, is_what_helped
from nudges.core.words import Intent, Kind, Question

WHAT_HELPED, OF_THE_WEEK, NOTHING_HELPED = "what helped in the week", "smaller, of the week", "nothing, of the week"
"""The rules by which a text answers a report."""

WEEK_RULES = frozenset({WHAT_HELPED, NOTHING_HELPED})
KEEP = """
keep|keep it|keep going|keep as is|keep it as it is|keep the plan|stay|stays|same|the same|as it is|as is|leave it
no change|igual|sigue igual|que siga igual|siga igual|que siga|lo mismo|asi|asi esta bien|dejalo asi
"""
KEEPING = frozenset(KEEP.strip().replace("\n", "|").split("|"))
YES = frozenset({"yes", "y", "si", "ok", "okay"})
FOCUS = ("focus on ", "focus ", "foco en ", "foco ", "enfoque ")


def report_asking(book: Book, now: datetime) -> Queued | None:
    """Return the report that was the last thing we said by ourselves, while it can be answered."""
    latest = (m for m in reversed(book.history.messages.values()) if m.left and m.queued.kind is not Kind.ANSWER)
    last = next(latest, None)
    if last is None or last.queued.kind is not Kind.REPORT or now - last.queued.due >= ANSWERABLE:
        return None
    return last.queued


def for_the_week(book: Book, text: str, heard: Understanding, now: datetime) -> Understanding:
    """Return what was heard, where it answers the report or names the plan to focus on."""
    if heard.safety.is_danger or heard.intent in {Intent.STOP, Intent.START} or heard.value.safe:
        return heard
    if (plan := _focus(book, text, heard, now)) is not None:
        return replace(heard, intent=Intent.FOCUS, value=Value(plan=plan), also=(), rule="focus, named", sure=1.0)
    report = report_asking(book, now)
    asked = book.history.question
    if report is None or (asked is not None and now - asked.at < QUESTION_OPEN):
        return heard  # a question that came after the report is answered first
    return _to_report(book, report, text, heard, now)


def _to_report(book: Book, report: Queued, text: str, heard: Understanding, now: datetime) -> Understanding:
    """Return what was heard, with a report of ours that waits for an answer."""
    said = folded(text)
    if said in KEEPING or (said in YES and report.question is Question.SIZE and is_settled(book, now)):
        return replace(heard, intent=Intent.KEEP, value=Value(), also=(), rule="keep, of the week", sure=1.0)
    if heard.intent is Intent.SMALLER and heard.value.plan is None:
        return replace(heard, value=Value(plan=_hardest(book, report, now)), rule=OF_THE_WEEK)
    if report.question is Question.HELPED and not any(h.week == week_of(report) for h in book.history.helped):
        if is_nothing(book, text, heard, now):
            return _note(heard, text, NOTHING_HELPED)
        if is_what_helped(book, text, heard, now):
            return _note(heard, text, WHAT_HELPED)
    return heard


def _focus(book: Book, text: str, heard: Understanding, now: datetime) -> str | None:
    """Return the plan that is named for a focus, or in answer to the question which one is meant."""
    words, asked = folded(text), book.history.question
    for opening in FOCUS:
        if words.startswith(opening) and (plan := plan_named(book.plans, words.removeprefix(opening))):
            return plan
    if asked is None or not asked.question.startswith(f"{WHICH}/focus") or now - asked.at >= QUESTION_OPEN:
        return None
    alone = heard.intent is Intent.NOTE or LEARNT in heard.rule
    named = plan_named(book.plans, words) if alone else None
    return named if named in asked.choices else None


def _note(heard: Understanding, text: str, rule: str) -> Understanding:
    return replace(heard, intent=Intent.NOTE, value=Value(note=text.strip()), also=(), rule=rule, sure=1.0)


def week_of(report: Queued) -> str:
    """Return the week that a report is about, such as `2026-W47`."""
    return report.id.removeprefix(REPORT)


def _hardest(book: Book, report: Queued, now: datetime) -> str | None:
    """Return the plan of which the smallest share was done, among those that can get smaller; None if two are alike."""
    large = {plan.id for plan in book.plans if not plan.small}
    week = count_week(book, parse_week(week_of(report)), now)
    ranked = sorted((_share(plan), plan.plan) for plan in week.plans if plan.plan in large and _days(plan))
    if not ranked or len(book.plans) == 1:
        return book.plans[0].id if len(book.plans) == 1 else None
    return ranked[0][1] if len(ranked) == 1 or ranked[0][0] < ranked[1][0] else None


def _days(plan: PlanWeek) -> int:
    return sum(state != RESTED for state in plan.days.values())


def _share(plan: PlanWeek) -> float:
    return (plan.done + plan.partly) / _days(plan)
