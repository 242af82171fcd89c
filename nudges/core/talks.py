"""Which questions of a conversation in steps are open: known from the facts, and over without a word after a while."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import msgspec

from nudges.core.book import Book
from nudges.core.facts import Expired, Queued
from nudges.core.facts.steps import AGAIN, STEP, step_id, talk_of
from nudges.core.history import Message
from nudges.core.texts import LibraryPlan, Step
from nudges.core.values import Plan

STEP_OPEN = timedelta(hours=2)
"""How long a question waits for its answer; then it is over, and nothing is said about it."""


class Open(msgspec.Struct, frozen=True):
    """A step that was asked, or is about to be, and has no answer yet."""

    plan: Plan
    ready: LibraryPlan
    conversation: str
    place: int
    asked: datetime
    again: bool = False

    @property
    def step(self) -> Step:
        """What is asked."""
        return self.ready.steps[self.place]


def opened(book: Book, ready: Mapping[str, LibraryPlan], now: datetime) -> list[Open]:
    """Return the steps that were asked and have no answer, the one that was asked last first."""
    found = []
    for each in _unanswered(book, ready):
        message = book.history.messages[step_id(each.plan.id, each.conversation, each.place)]
        seen = message.left or (message.claimed_at is not None and message.outcome is None)
        if seen and now - each.asked < STEP_OPEN:
            found.append(each)
    return sorted(found, key=lambda each: (each.asked, each.place), reverse=True)


def coming(book: Book, ready: Mapping[str, LibraryPlan], now: datetime) -> list[Open]:
    """Return the steps that will be asked by themselves, the next one first."""
    waiting = [each for each in _unanswered(book, ready) if each.asked > now and _message(book, each).outcome is None]
    return sorted(waiting, key=lambda each: each.asked)


def _message(book: Book, each: Open) -> Message:
    return book.history.messages[step_id(each.plan.id, each.conversation, each.place)]


def _unanswered(book: Book, ready: Mapping[str, LibraryPlan]) -> list[Open]:
    """Return the steps of the conversation that goes on for which there is a question and no answer."""
    history = book.history
    name, _, conversation = (history.talk or "").partition("/")
    plan = next((plan for plan in book.plans if plan.id == name), None)
    library = ready.get(plan.library or "") if plan is not None else None
    if plan is None or library is None:
        return []
    found = []
    for place in range(len(library.steps)):
        key = step_id(name, conversation, place)
        message, anew = history.messages.get(key), history.messages.get(key + AGAIN)
        if message is not None and not isinstance(message.outcome, Expired) and not _is_answered(book, key):
            asked = message.queued.due if anew is None else anew.queued.due
            found.append(Open(plan, library, conversation, place, asked, anew is not None))
    return found


def _is_answered(book: Book, question: str) -> bool:
    return f"stepped/{question.removeprefix(STEP).removesuffix(AGAIN)}" in book.keys


def given_up(book: Book, queued: Queued) -> str | None:
    """Return why a question that waits to leave is not asked any more."""
    talk = talk_of(queued.id)
    if talk is None:
        return None
    if talk != book.history.talk:
        return "the conversation is over"
    if all(plan.id != talk.partition("/")[0] for plan in book.plans):
        return "its plan is gone"
    return "they answered already" if _is_answered(book, queued.id) else None
