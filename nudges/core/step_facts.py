"""What follows from an answer to a step: it is kept, the plan is partly or all done, and the next question is asked."""

from datetime import timedelta

import msgspec

from nudges.core import facts as f
from nudges.core.answers import Answering
from nudges.core.asked import answer_of
from nudges.core.facts import Fact, Queued
from nudges.core.facts.steps import AGAIN, step_id
from nudges.core.localtime import day_of
from nudges.core.pool import DISCREET
from nudges.core.said import clock
from nudges.core.state import FOR_GOOD
from nudges.core.step_words import Said
from nudges.core.talks import STEP_OPEN, Open, coming, opened
from nudges.core.texts import LibraryPlan
from nudges.core.values import Person, Plan
from nudges.core.wording import say
from nudges.core.words import Outcome, Rest

LATE = timedelta(minutes=30)
"""How late a question that comes by itself may still be asked."""

SET_ASIDE = frozenset({Outcome.SKIPPED, Outcome.NOT_APPLICABLE})


def begin(turn: Answering, plan: Plan, ready: LibraryPlan, first: Said | None = None) -> list[Fact]:
    """Return the first question, or the next one if it has its answer, and at once those that come by themselves."""
    begun = Open(plan, ready, turn.reply, 0, turn.now)
    later = [
        fact
        for place, step in enumerate(ready.steps)
        if step.after
        for fact in ask(turn, msgspec.structs.replace(begun, place=place), timedelta(minutes=step.after))
    ]
    if first is None:
        return [*ask(turn, begun), *later]
    return [*later, *answered(turn, begun, first, later)]


def ask(turn: Answering, step: Open, after: timedelta = timedelta(0)) -> list[Fact]:
    """Return the message that asks a step."""
    name, due = step_id(step.plan.id, step.conversation, step.place), turn.now + after
    return turn.ask(name, worded(turn, step, turn.book.person), due, due + (LATE if after else STEP_OPEN))


def ask_anew(turn: Answering, step: Open) -> list[Fact]:
    """Return the one text that says what would fit."""
    name = step_id(step.plan.id, step.conversation, step.place) + AGAIN
    places = {"choices": _choices(step, turn.book.person)}
    text = say(turn.words, turn.book.person.language, f"step_{step.step.kind}_again", turn.reply, places)
    return turn.ask(name, text, turn.now, turn.now + STEP_OPEN)


def worded(turn: Answering, step: Open, person: Person) -> str:
    """Return a step's question; to others who see the phone it tells only what kind of answer it takes."""
    if not person.is_discreet:
        return step.step.ask[person.language]
    places: dict[str, str | int] = {"number": step.place + 1, "total": len(step.ready.steps)}
    places["choices"] = _choices(step, person)
    return say(turn.words, person.language, f"step_{step.step.kind}{DISCREET}", turn.reply, places)


def _choices(step: Open, person: Person) -> str:
    choices = step.step.choices.get(person.language, ())
    return ", ".join(each[:1] if person.is_discreet else each for each in choices)


def answered(turn: Answering, step: Open, said: Said, later: list[Fact] | None = None) -> list[Fact]:
    """Return what was answered, how far the plan went with it, and the next question or the end."""
    stepped = f.Stepped(
        at=turn.now,
        plan=step.plan.id,
        conversation=step.conversation,
        step=step.step.id,
        place=step.place,
        source=turn.reply,
        words=said.words,
        number=said.number,
        choice=said.choice,
    )
    before = [each for each in turn.book.history.stepped if _is_of(each, step) and not each.passed]
    if (following := _following(turn, step, later or [])) is not None:
        outcome = None if stepped.passed else Outcome.PARTLY
    else:
        outcome = None if stepped.passed and not before else Outcome.DONE
        following = turn.answer("steps_done")
    checked = _check_in(turn, step, outcome) if outcome else []
    if said.choice is not None and said.choice == step.ready.ending:
        return [stepped, *checked, _finished(turn, step), *turn.answer("plan_finished")]
    return [stepped, *checked, *following]


def _finished(turn: Answering, step: Open) -> f.Paused:
    """Return that a plan has done its work: it rests until somebody brings it back."""
    return f.Paused(at=turn.now, until=turn.now + FOR_GOOD, plan=step.plan.id, why=Rest.FINISHED, source=turn.reply)


def _is_of(each: f.Stepped, step: Open) -> bool:
    return (each.plan, each.conversation) == (step.plan.id, step.conversation)


def _following(turn: Answering, step: Open, later: list[Fact]) -> list[Fact] | None:
    """Return the next question, or what is said until it comes; None if all were asked."""
    book, ready = turn.book, turn.words.ready
    for place in range(step.place + 1, len(step.ready.steps)):
        name = step_id(step.plan.id, step.conversation, place)
        if not step.ready.steps[place].after and name not in book.history.messages:
            return ask(turn, msgspec.structs.replace(step, place=place, again=False))
    dues = [each.asked for each in coming(book, ready, turn.now) if each.place != step.place]
    if dues := [*dues, *(fact.due for fact in later if isinstance(fact, Queued))]:
        return turn.answer("step_noted", {"time": clock(book.person, min(dues))})
    waits = any(each.place > step.place for each in opened(book, ready, turn.now))
    return turn.answer("noted") if waits and later == [] else None


def _check_in(turn: Answering, step: Open, outcome: Outcome) -> list[Fact]:
    """Return how the plan went: partly from the first answer on, done once all was asked; never less than before."""
    book = turn.book
    reply = next((each for each in reversed(book.history.replies) if each.id == step.conversation), None)
    name = reply.nudge if reply is not None else turn.nudge.id if turn.nudge is not None else None
    message = book.history.messages.get(name or "")
    nudge = message.queued if message is not None else None
    day = day_of(book.person, nudge.due if nudge is not None else turn.now)
    before = answer_of(book, nudge) if nudge is not None else book.history.checkin(step.plan.id, day)
    goes_on = before is not None and before.outcome is Outcome.PARTLY and outcome is Outcome.DONE
    if before is not None and not goes_on and before.outcome not in SET_ASIDE:
        return []
    original = (nudge.again or nudge.id) if nudge is not None else None
    return [f.CheckedIn(at=turn.now, plan=step.plan.id, day=day, outcome=outcome, source=turn.reply, nudge=original)]
