"""The texts of a day on which a trial has drawn another kind of text."""

from collections.abc import Sequence
from datetime import datetime

from nudges.core.arranged import arm_drawn, arranged_on, local_day
from nudges.core.book import Book
from nudges.core.pool import DISCREET
from nudges.core.texts import TextKind, Words
from nudges.core.values import Plan
from nudges.core.words import Vary

LOOK_BACK = "trial_look_back"


def varied(book: Book, plan: Plan, due: datetime, words: Words) -> Sequence[str]:
    """Return the texts that a trial wants for a nudge, or none where it wants what the plan has."""
    day = local_day(book.person, due)
    fact = arranged_on(book, plan, day)
    if fact is None or fact.trial is None:
        return ()
    arm = arm_drawn(book.person, fact, day)
    match book.history.trials[fact.trial].begun.vary:
        case Vary.TIME:
            return ()
        case Vary.KIND:
            return of_kind(book, plan, TextKind(fact.arms[arm]), words)
        case Vary.NONE:
            return look_back(book, words) if arm else ()


def of_kind(book: Book, plan: Plan, kind: TextKind, words: Words) -> Sequence[str]:
    """Return the texts of one kind of a ready plan that are drawn from now; none where others may see the phone."""
    if book.person.is_discreet or plan.texts or plan.small:
        return ()
    texts = words.plans[book.person.language].get(plan.library or "", ())
    return [text.words for text in texts if text.kind is kind]


def look_back(book: Book, words: Words) -> Sequence[str]:
    """Return what asks in the evening how it went, and prompts nobody."""
    answers = words.answers[book.person.language]
    return answers[f"{LOOK_BACK}{DISCREET}" if book.person.is_discreet else LOOK_BACK]
