"""What is said when nobody answers: each step beforehand, in the place of a nudge, and never as a question."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import takewhile

from nudges.core.book import Book
from nudges.core.due import Nudge
from nudges.core.facts import Fact, Quieted
from nudges.core.localtime import day_of, day_start, opening
from nudges.core.pool import DISCREET
from nudges.core.quiet import next_step, often, open_questions
from nudges.core.said import day_alone
from nudges.core.schedule import dues
from nudges.core.texts import Words
from nudges.core.wording import say_to
from nudges.core.words import Calm, Instead

DAY = timedelta(days=1)
SOONEST, LATEST = timedelta(days=7), timedelta(days=35)
"""How far ahead the day of the last text is promised."""

NAMES = {Calm.HALF: "quiet_half", Calm.WEEKLY: "quiet_weekly", Calm.LAST: "quiet_last", Calm.OVER: "quiet_over"}


def say_quietly(book: Book, nudge: Nudge, words: Words, now: datetime) -> list[Fact]:
    """Return the text that a nudge gives its place to because nobody answers, or nothing where it says its own."""
    step = next_step(book, now)
    begins = _begins(book, step, now) if step is not None else None
    if step is not None and begins is not None:
        name, places = NAMES[step], {"from": day_alone(book.person, begins)}
        return [nudge.giving_way_to(say_to(words, book.person, name, nudge.id, places), Instead.QUIET, now),
                _announced(book, nudge, step, begins, now)]  # fmt: skip
    if book.history.quieted and book.history.quieted[-1].step is not Calm.HALF:
        return [nudge.giving_way_to(_note(book, words, now), Instead.QUIET, now)]
    return []


def _announced(book: Book, nudge: Nudge, step: Calm, begins: datetime, now: datetime) -> Quieted:
    if book.history.quieted:
        first = book.history.quieted[0]
        return Quieted(at=now, step=step, begins=begins, since=first.since, often=first.often, text=nudge.id)
    since = open_questions(book, now)[0].queued.due
    return Quieted(at=now, step=step, begins=begins, since=since, often=often(book, since, now), text=nudge.id)


def _note(book: Book, words: Words, now: datetime) -> str:
    """Return the week's note: one after the other, so that no two in a row are alike."""
    weeks = (now - book.history.quieted[-1].begins) // SOONEST
    person, answers = book.person, words.answers[book.person.language]
    notes = answers[f"quiet_note{DISCREET}" if person.is_discreet else "quiet_note"]
    return notes[weeks % len(notes)]


def _begins(book: Book, step: Calm, now: datetime) -> datetime | None:
    """Return from when a step is to hold: the next day, and for the last text a day on which one can leave."""
    person = book.person
    if step is not Calm.LAST:
        return day_start(person, day_of(person, now) + DAY)
    last = min(_days_to_come(book, now), default=None)
    return day_start(person, last) if last is not None else None


def _days_to_come(book: Book, now: datetime) -> Iterator[date]:
    """Yield for each plan that comes by a clock the first day on which it can send the last text."""
    soonest = day_start(book.person, day_of(book.person, now + SOONEST))
    for plan in book.plans:
        if plan.schedule.trigger is None:
            ahead = takewhile(lambda due: due < now + LATEST, dues(book, plan, soonest))
            free = ((due, opening(book.person, due)) for due in ahead if not book.history.silent(due, plan.id))
            grace = timedelta(minutes=plan.grace)
            first = next((opens for due, opens in free if opens - due <= grace), None)
            if first is not None:
                yield day_of(book.person, first)
