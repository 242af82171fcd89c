"""A plan that asks in steps: how a conversation begins, goes on, and is taken up again after an order."""

from datetime import timedelta

import msgspec

from nudges.core import facts as f
from nudges.core.answers import Answering
from nudges.core.asked import answer_of
from nudges.core.change import record
from nudges.core.facts import Fact, Queued
from nudges.core.holds import left_at
from nudges.core.sms import measure
from nudges.core.step_facts import answered, ask_anew, begin, worded
from nudges.core.step_words import ANSWERS, Said, answers, choice, is_keyword, is_number, is_order, tells
from nudges.core.talks import STEP_OPEN, Open, coming, opened
from nudges.core.texts import LibraryPlan, StepKind, TextKind, mark
from nudges.core.values import Plan
from nudges.core.words import Intent, Kind, Rest, Safety

SAFE = "safe"
SAFE_CHECK_OPEN = timedelta(hours=24)
LONGEST_OFFER = 2
"""So many segments an answer may have with the open question behind it."""

BEGINS = frozenset({Intent.DONE, Intent.PARTLY, Intent.RATING, Intent.COUNT, Intent.NOTE})


class Heard(msgspec.Struct, frozen=True):
    """What a text is in a conversation: an answer to a step, one that does not fit, or a keyword that begins one."""

    step: Open | None = None
    said: Said | None = None
    begins: Plan | None = None
    first: Said | None = None
    """The answer to the first step, where the nudge asked it itself: then the text answers the nudge as well."""
    unknown: bool = False
    """Whether it is the keyword of a plan that this person does not have."""


def hear(turn: Answering) -> Heard | None:
    """Return what a text is in a conversation, or None where it is none of that; danger and orders go before."""
    if not _may_talk(turn) or turn.heard.rule.endswith("chosen"):
        return None
    if (keyword := _keyword(turn)) is not None:
        return keyword
    steps = opened(turn.book, turn.words.ready, turn.now)
    soon = coming(turn.book, turn.words.ready, turn.now)[:1]
    if exact := next((each for each in (*steps, *soon) if choice(each.step, turn.text)), None):
        return Heard(exact, choice(exact.step, turn.text))
    steps = [each for each in steps if not _is_older(turn, each)]
    if early := next((each for each in soon if _answers_early(turn, steps, each)), None):
        return Heard(early, answers(early.step, turn.text, turn.heard))
    return _answer(turn, steps) if steps else _told_at_once(turn)


def _answer(turn: Answering, steps: list[Open]) -> Heard | None:
    """Return the answer to the latest of the open steps that it fits, or to the latest where it fits none."""
    if is_order(turn.text, turn.heard, steps[0].step.kind):
        return None
    fitting = ((each, answers(each.step, turn.text, turn.heard)) for each in steps)
    return next((Heard(each, said) for each, said in fitting if said is not None), Heard(steps[0]))


def _answers_early(turn: Answering, steps: list[Open], soon: Open) -> bool:
    """Whether a number answers a question that is about to come, where none is open that takes it: it is spared."""
    takes = bool(steps) and steps[0].step.kind is not StepKind.WORDS
    return not takes and soon.step.kind is StepKind.RATING and is_number(turn.text, turn.heard)


def _may_talk(turn: Answering) -> bool:
    history, heard = turn.book.history, turn.heard
    agreed = history.consented_at is not None and not history.stopped and not history.rests(turn.now)
    said = turn.text.strip() and not heard.rule.startswith("courtesy") and not heard.value.safe
    return bool(agreed and said and heard.safety is Safety.NONE and heard.intent not in {Intent.STOP, Intent.START})


def _is_older(turn: Answering, step: Open) -> bool:
    """Whether a nudge came since that waits for its answer: the newest question is the one that is answered."""
    nudge = turn.nudge
    if nudge is None or answer_of(turn.book, nudge) is not None:
        return False
    return left_at(turn.book.history.messages[nudge.id]) > step.asked


def _told_at_once(turn: Answering) -> Heard | None:
    """Return the answer to the first step that a nudge asked itself, or one of the words that it will ask for.

    A letter alone may be one of those that the nudge offers.
    """
    if (plan := _leads(turn)) is None:
        return None
    first = _ready(turn, plan).steps[0]
    if (said := choice(first, turn.text)) is not None and len(turn.text.strip()) > 1:
        return Heard(begins=plan, first=said)
    if first.kind is not StepKind.WORDS or not _asks_first(turn, plan) or not tells(turn.text, turn.heard):
        return None
    return Heard(begins=plan, first=Said(words=turn.text.strip()))


def _ready(turn: Answering, plan: Plan) -> LibraryPlan:
    return turn.words.ready[plan.library or ""]


def _keyword(turn: Answering) -> Heard | None:
    history, ready = turn.book.history, turn.words.ready
    checks = any(turn.now - flag.at < SAFE_CHECK_OPEN for flag in history.flags)
    if checks and is_keyword(turn.text, [SAFE]):
        return None
    named = {name for name, each in ready.items() if any(is_keyword(turn.text, w) for w in each.keyword.values())}
    if not named:
        return None
    held = {s.plan for s in history.silences if s.why is Rest.SAFETY and s.start <= turn.now < s.end}
    own = [plan for plan in turn.book.plans if plan.library in named and plan.id not in held]
    return Heard(begins=own[0]) if own else Heard(unknown=True)


def go_on(turn: Answering, heard: Heard) -> list[Fact]:
    """Return what follows from a text of a conversation."""
    if heard.begins is not None:
        return begin(turn, heard.begins, _ready(turn, heard.begins), heard.first)
    if heard.step is None:
        return turn.answer("thanks_unclear")
    if heard.said is None and not heard.step.again:
        return ask_anew(turn, heard.step)
    return answered(turn, heard.step, heard.said or Said(words=turn.text.strip()))


def lead_on(turn: Answering, facts: list[Fact]) -> list[Fact]:
    """Return the facts of a reply to a nudge, with the first question of its plan in the place of our answer."""
    plan = _leads(turn)
    checked = [fact for fact in facts if isinstance(fact, f.CheckedIn)]
    if plan is None or turn.nudge is None or turn.heard.intent not in BEGINS or Intent.PAUSE in turn.heard.also:
        return facts
    if turn.heard.intent is Intent.NOTE and not _is_fresh(turn):
        return facts
    if len(checked) > 1 or any(each.nudge not in {turn.nudge.id, turn.nudge.again} for each in checked):
        return facts  # it answers other nudges too, or another one
    begun = begin(turn, plan, _ready(turn, plan), _said_along(turn, plan))
    kept = [fact for fact in facts if not isinstance(fact, Queued)]
    return [*kept, *(fact for fact in begun if not (checked and isinstance(fact, f.CheckedIn)))]


def _said_along(turn: Answering, plan: Plan) -> Said | None:
    """Return the answer to the first step that came with the answer to the nudge."""
    first, value = _ready(turn, plan).steps[0], turn.heard.value
    if first.kind is StepKind.RATING and value.rating is not None:
        return Said(number=value.rating)
    asked = first.kind is StepKind.WORDS and value.note is not None and _asks_first(turn, plan)
    return Said(words=value.note) if asked else None


def _leads(turn: Answering) -> Plan | None:
    """Return the plan of the nudge that waits for its answer, if it asks in steps; a smaller version does not."""
    nudge = turn.nudge
    if nudge is None or not _may_talk(turn) or turn.also_open or answer_of(turn.book, nudge) is not None:
        return None
    plan = next((plan for plan in turn.book.plans if plan.id == nudge.plan and not plan.small), None)
    ready = turn.words.ready.get(plan.library or "") if plan is not None else None
    if plan is None or ready is None or not ready.steps or TextKind.SMALLER in _kinds(turn, plan):
        return None
    return plan


def _kinds(turn: Answering, plan: Plan) -> set[TextKind]:
    """Return what the text does from which the nudge was made: one that promised little leads to no questions."""
    texts = turn.words.plans[turn.book.person.language].get(plan.library or "", ())
    drawn = turn.nudge.drawn if turn.nudge is not None else None
    return {text.kind for text in texts if mark(text.words) == drawn}


def _is_fresh(turn: Answering) -> bool:
    message = turn.book.history.messages[turn.nudge.id] if turn.nudge is not None else None
    return message is not None and turn.now - left_at(message) < STEP_OPEN


def _asks_first(turn: Answering, plan: Plan) -> bool:
    """Whether a nudge asked the first step itself, not long ago: the texts under [question] of such a plan do."""
    return TextKind.QUESTION in _kinds(turn, plan) and _is_fresh(turn)


def offer_again(turn: Answering, facts: list[Fact]) -> list[Fact]:
    """Return the facts of an order with the open question behind its answer: once, and where there is room for it."""
    steps = [each for each in opened(turn.book, turn.words.ready, turn.now) if not _is_older(turn, each)]
    if not steps or turn.heard.intent in ANSWERS or any(isinstance(fact, f.Asked) for fact in facts):
        return facts
    step, told = steps[0], [fact for fact in facts if isinstance(fact, Queued)]
    after = record(turn.book, facts, turn.words.ready)
    offered = f.Offered(
        at=turn.now, plan=step.plan.id, conversation=step.conversation, place=step.place, source=turn.reply
    )
    if len(told) != 1 or after.history.talk != turn.book.history.talk or offered.key in turn.book.keys:
        return facts
    both = f"{told[0].text} {worded(turn, step, after.person)}"
    if told[0].kind is not Kind.ANSWER or measure(both).segments > LONGEST_OFFER:
        return facts
    return [*(msgspec.structs.replace(told[0], text=both) if fact is told[0] else fact for fact in facts), offered]
