"""What the week's text says."""

from datetime import datetime

from nudges.core.book import Book
from nudges.core.courses import with_focus
from nudges.core.facts import Queued
from nudges.core.localtime import day_of
from nudges.core.report import count_week, is_quiet, is_rested
from nudges.core.said import partly
from nudges.core.texts import Words
from nudges.core.weekly import REPORT_GRACE, report_id, reported_monday
from nudges.core.wording import say_to
from nudges.core.words import Kind


def word_report(book: Book, moment: datetime, words: Words, now: datetime) -> Queued:
    """Return the week's text. A week of rest or a quiet one gets no numbers unless they are asked for."""
    counted = count_week(book, reported_monday(day_of(book.person, moment)), moment)
    name = "report_rested" if is_rested(counted) else "report_quiet" if is_quiet(counted) else "report"
    text = say_to(
        words,
        book.person,
        name,
        counted.week,
        {
            "done": counted.done,
            "partly": partly(book.person.language, counted.partly),
            "skipped": counted.skipped,
            "silent": counted.no_reply,
            "answered": counted.answered_4_weeks,
            "asked": counted.asked_4_weeks,
        },
    )
    text = with_focus(book, text, moment, words)
    return Queued(
        at=now, id=report_id(counted.week), kind=Kind.REPORT, text=text, due=moment, expires=moment + REPORT_GRACE
    )
