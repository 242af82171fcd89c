"""What came back from a person: how soon, with which numbers, and in which words."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from statistics import median

from nudges.core.asked import answer_of, wants_answer
from nudges.core.book import Book
from nudges.core.facts import Queued
from nudges.core.localtime import day_of
from nudges.core.looked import Ratings, Reason, Rhythm
from nudges.core.report import is_silent, sent_in
from nudges.core.state import History, Message
from nudges.core.understanding.commands import courtesy
from nudges.core.understanding.normal import normalise
from nudges.core.values import Person
from nudges.core.words import Intent

MINUTE = timedelta(minutes=1)
MOOD = "Mood"
NEAR = timedelta(days=1)
"""For so long after a word of danger nothing they write is shown to anyone."""


def rhythm(book: Book, monday: date, now: datetime, weeks: int) -> Rhythm:
    """Return how replies came in the weeks that end with that of a Monday; a nudge still open is not asked yet."""
    sent = [nudge for nudge in sent_in(book, monday, now, weeks) if wants_answer(book, nudge)]
    answered = [nudge for nudge in sent if answer_of(book, nudge) is not None]
    silent = sum(1 for nudge in sent if is_silent(book, nudge, now))
    waited = [minutes for nudge in answered if (minutes := _minutes(book.history, nudge)) is not None]
    middle = round(median(waited)) if waited else None
    return Rhythm(answered=len(answered), asked=len(answered) + silent, median_minutes=middle)


def _minutes(history: History, nudge: Queued) -> float | None:
    """Return how long the answer to a nudge took, if it was an answer to this one."""
    answer, message = history.answers.get(nudge.id), history.messages[nudge.id]
    if answer is None or message.outcome is None:
        return None
    told = history.told.get((answer.plan, answer.day, answer.nudge), answer.at)
    return max((told - left_at(message)) / MINUTE, 0.0)


def left_at(message: Message) -> datetime:
    """Return when the gateway took a message."""
    return message.outcome.at if message.outcome is not None else message.queued.at


def ratings(book: Book, first: date, end: date, titles: Mapping[str, str]) -> tuple[Ratings, ...]:
    """Return the numbers given from a day to the one before another: of each plan that has some, and of mood last."""
    found: dict[str | None, list[tuple[date, datetime, int]]] = {}
    for plan, day, at, rating in rated(book):
        if first <= day < end:
            found.setdefault(plan, []).append((day, at, rating))
    known = [*titles, *found.keys() - titles.keys() - {None}, None]
    return tuple(
        Ratings(
            plan=plan,
            title=MOOD if plan is None else titles.get(plan, plan),
            values=tuple((day, rating) for day, _, rating in sorted(found[plan])),
        )
        for plan in known
        if plan in found
    )


def rated(book: Book) -> Iterator[tuple[str | None, date, datetime, int]]:
    """Yield every number a person gave, with its plan and its day; without a plan it is how they felt."""
    for checkin in book.history.checkins.values():
        if checkin.rating is not None:
            yield checkin.plan, checkin.day, checkin.at, checkin.rating
    for said in book.history.ratings:
        yield said.plan, day_of(book.person, said.at), said.at, said.rating


def reasons(book: Book, first: date, end: date, titles: Mapping[str, str]) -> tuple[Reason, ...]:
    """Return what a person wrote from a day to the one before another, oldest first, if they want it to be shown."""
    if not book.person.report_words:
        return ()
    found = [*_of_checkins(book.history), *_of_replies(book.person, book.history)]
    wanted = [each for each in found if first <= each[0] < end]
    return tuple(
        Reason(day=day, plan=plan, title=titles.get(plan, plan) if plan else "", text=text)
        for day, _, plan, text in sorted(wanted, key=lambda each: each[:2])
    )


def _of_checkins(history: History) -> Iterator[tuple[date, datetime, str | None, str]]:
    for checkin in history.checkins.values():
        if checkin.note and checkin.note.strip():
            yield checkin.day, checkin.at, checkin.plan, checkin.note.strip()


def _of_replies(person: Person, history: History) -> Iterator[tuple[date, datetime, str | None, str]]:
    """Yield what was only a note, unless it was taken back.

    What came near a word of danger, what answers a step, and a mere thank you are not for a report.
    """
    steps = {stepped.source for stepped in history.stepped}
    flags = [flag.at for flag in history.flags]
    for reply in history.replies:
        text = reply.text.strip()
        if reply.intent is not Intent.NOTE or not text or reply.id in steps or courtesy(normalise(text)):
            continue
        if not any(at <= reply.at < at + NEAR for at in flags):
            yield day_of(person, reply.at), reply.at, _plan_of(history, reply.nudge), text


def _plan_of(history: History, nudge: str | None) -> str | None:
    message = history.messages.get(nudge or "")
    return message.queued.plan if message is not None else None
