"""What the week's text says, and once a month that of four weeks."""

from datetime import date, datetime, timedelta

from nudges.core.book import Book
from nudges.core.courses import with_focus
from nudges.core.facts import Queued
from nudges.core.left_behind import with_left
from nudges.core.localtime import day_of
from nudges.core.pool import DISCREET
from nudges.core.quoted import with_own
from nudges.core.report import Report, count_week, is_quiet, is_rested
from nudges.core.said import partly
from nudges.core.texts import Words
from nudges.core.weekly import REPORT_GRACE, is_month_text, report_id, reported_monday
from nudges.core.wording import say_to
from nudges.core.words import Kind, Question

QUESTIONS = {"report": Question.HELPED, "report_month": Question.HELPED, "report_quiet": Question.SIZE}
MONTH = 4
"""The weeks of the month's text."""


def word_report(book: Book, moment: datetime, words: Words, now: datetime) -> Queued:
    """Return the week's text. A week of rest or a quiet one gets no numbers unless they are asked for."""
    day = day_of(book.person, moment)
    counted = count_week(book, reported_monday(day), moment)
    name, places = _worded(book, counted, day, moment)
    text = with_own(book, say_to(words, book.person, name, counted.week, places), counted, words)
    text = with_left(book, with_focus(book, text, moment, words), counted, day, words)
    hidden = book.person.is_discreet and f"{name}{DISCREET}" in words.answers[book.person.language]
    return Queued(
        at=now,
        id=report_id(counted.week),
        kind=Kind.REPORT,
        text=text,
        due=moment,
        expires=moment + REPORT_GRACE,
        question=None if hidden or not counted.plans else QUESTIONS.get(name),
    )


def _worded(book: Book, counted: Report, day: date, moment: datetime) -> tuple[str, dict[str, str | int]]:
    """Return which text it is, and what is filled into it."""
    if is_month_text(book.person, day):
        weeks = [count_week(book, counted.monday - timedelta(weeks=back), moment) for back in range(MONTH)]
        if not all(is_quiet(week) or is_rested(week) for week in weeks):
            return "report_month", counts(book, *weeks)
    name = "report_rested" if is_rested(counted) else "report_quiet" if is_quiet(counted) else "report"
    return name, counts(book, counted)


def counts(book: Book, *weeks: Report) -> dict[str, str | int]:
    """Return the counts of weeks, the latest first, as a text says them."""
    return {
        "done": sum(week.done for week in weeks),
        "partly": partly(book.person.language, sum(week.partly for week in weeks)),
        "skipped": sum(week.skipped for week in weeks),
        "silent": sum(week.no_reply for week in weeks),
        "answered": weeks[0].answered_4_weeks,
        "asked": weeks[0].asked_4_weeks,
    }
