"""What people change by text: when a plan comes, how often, how small it is, in which language, and what is kept."""

from collections.abc import Callable
from datetime import time, timedelta

from nudges.core import facts as f
from nudges.core.answers import Answering
from nudges.core.checkins import said_next
from nudges.core.coming import said_coming
from nudges.core.facts import Fact
from nudges.core.graduating import brought_back
from nudges.core.hours import span, within
from nudges.core.understanding.commands import NEXT
from nudges.core.understanding.meaning import Value
from nudges.core.values import Plan
from nudges.core.when import When
from nudges.core.when.changed import at_time, fewer, more
from nudges.core.words import Intent, Language

ERASE, WHICH = "erase", "which"
YES = ("yes", "y", "si", "sí", "erase", "borrar")
QUESTION_OPEN = timedelta(hours=24)
MOST_LISTED = 3


def adjust(turn: Answering) -> list[Fact]:
    """Return a change of the plan that is meant, or the question which one it is."""
    plans = _meant(turn)
    if not plans:
        return turn.answer("no_plans")
    if len(plans) > 1:
        return ask_which(turn, plans)
    return _ADJUST[turn.heard.intent](turn, plans[0])


def _meant(turn: Answering) -> list[Plan]:
    """Return the plan that the last nudge was about, or all that could be meant."""
    if turn.heard.value.plan is not None:
        return [plan for plan in turn.book.plans if plan.id == turn.heard.value.plan]
    if turn.nudge is not None:
        asked = [plan for plan in turn.book.plans if plan.id == turn.nudge.plan]
        if asked and turn.also_open is None:
            return asked
    return list(turn.book.plans)


def ask_which(turn: Answering, plans: list[Plan]) -> list[Fact]:
    """Return the question which plan is meant; a number answers it."""
    choices = tuple(plan.id for plan in plans[:9])
    listed = ", ".join(f"{number} {turn.called(plan)}" for number, plan in enumerate(plans[:9], 1))
    said = turn.heard.intent.value + (f"/{turn.heard.value.at}" if turn.heard.value.at else "")
    asked = f.Asked(at=turn.now, question=f"{WHICH}/{said}", choices=choices, source=turn.reply)
    return [asked, *turn.answer("which_plan", {"choices": listed})]


def _time(turn: Answering, plan: Plan) -> list[Fact]:
    at = time.fromisoformat(turn.heard.value.at or "00:00")
    person = turn.book.person
    open_days = [day for day in range(7) if person.hours.on(day) is not None]
    if not all(within(person.hours, day, at) for day in open_days):
        return turn.answer("time_outside", {"hours": span(person.hours)})
    return _rescheduled(turn, plan, at_time(plan.schedule, at), "time_set", "time_hard")


def _fewer(turn: Answering, plan: Plan) -> list[Fact]:
    return _rescheduled(turn, plan, fewer(plan.schedule), "fewer_set", "fewer_least")


def _more(turn: Answering, plan: Plan) -> list[Fact]:
    return brought_back(turn, plan) or _rescheduled(turn, plan, more(plan.schedule), "more_set", "more_most")


def _rescheduled(turn: Answering, plan: Plan, when: When | None, done: str, cannot: str) -> list[Fact]:
    if when is None:
        return turn.answer(cannot, {"plan": turn.called(plan)})
    if when == plan.schedule:
        return turn.answer(done, {"plan": turn.called(plan), "next": said_next(turn)})
    fact = f.Adjusted(
        at=turn.now, plan=plan.id, when=str(when), was_when=plan.when, was_begins=plan.begins, source=turn.reply
    )
    return [fact, *turn.answer(done, {"plan": turn.called(plan), "next": said_next(turn, fact)})]


def _smaller(turn: Answering, plan: Plan) -> list[Fact]:
    ready = turn.words.ready.get(plan.library or "")
    fact = f.Adjusted(at=turn.now, plan=plan.id, small=True, was_small=plan.small, source=turn.reply)
    if ready is None:
        return [fact, *turn.answer("smaller_own", {"plan": turn.called(plan)})]
    return [fact, *turn.answer("smaller_set", {"action": ready.smaller[turn.book.person.language]})]


_ADJUST: dict[Intent, Callable[[Answering, Plan], list[Fact]]] = {
    Intent.TIME: _time,
    Intent.FEWER: _fewer,
    Intent.MORE: _more,
    Intent.SMALLER: _smaller,
}


def show_plans(turn: Answering) -> list[Fact]:
    """Return which plans there are and when the next text comes, or what comes next where that is asked."""
    if turn.heard.rule.startswith(NEXT):
        return said_coming(turn)
    plans = turn.book.plans
    if not plans:
        return turn.answer("no_plans")
    titles = ", ".join(turn.called(plan) for plan in plans[:MOST_LISTED]) + (
        ", ..." if len(plans) > MOST_LISTED else ""
    )
    return turn.answer("plans", {"plans": titles, "next": said_next(turn)})


def speak(turn: Answering) -> list[Fact]:
    """Return that we write in another language, said in that one."""
    language = Language(turn.heard.value.language or turn.book.person.language)
    fact = f.Spoken(at=turn.now, language=language, was=turn.book.person.language, source=turn.reply)
    return [fact, *turn.answer("language_set", language=language)]


def word_discreetly(turn: Answering) -> list[Fact]:
    """Return that texts say nothing to others from now on, or that they are open."""
    discreet = turn.heard.value.discreet is not False
    name = "discreet_set" if discreet else "open_set"
    fact = f.Worded(at=turn.now, discreet=discreet, was=turn.book.person.discreet, source=turn.reply)
    return [fact, *turn.answer(name)]


def erase(turn: Answering) -> list[Fact]:
    """Return the question whether everything is to be erased, or, asked for again, that it will be."""
    if _is_open(turn, ERASE):
        return [f.Erasing(at=turn.now, source=turn.reply), *turn.answer("erasing")]
    asked = f.Asked(at=turn.now, question=ERASE, choices=("ERASE",), source=turn.reply)
    return [asked, *turn.answer("erase_sure")]


def _is_open(turn: Answering, question: str) -> bool:
    asked = turn.book.history.question
    return asked is not None and asked.question == question and turn.now - asked.at < QUESTION_OPEN


def chosen_order(asked: f.Asked, text: str) -> tuple[Intent, Value] | None:
    """Return what an answer to the question which plan is meant, or whether all is to be erased, says."""
    words = text.strip().casefold().rstrip(".!)")
    if asked.question == ERASE:
        return (Intent.ERASE, Value()) if words in YES else None
    if not asked.question.startswith(f"{WHICH}/") or words not in map(str, range(1, len(asked.choices) + 1)):
        return None
    _, intent, *at = asked.question.split("/")
    return Intent(intent), Value(plan=asked.choices[int(words) - 1], at=at[0] if at else None)
