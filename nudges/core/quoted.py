"""What of a person's own a week's text begins with: the plan that went first, and the word that had helped before."""

from collections.abc import Iterator
from datetime import timedelta

from nudges.core.book import Book
from nudges.core.report import Report, is_quiet
from nudges.core.rhythm import NEAR
from nudges.core.sms import measure
from nudges.core.texts import Words
from nudges.core.weekly import focus_of, week_name
from nudges.core.wording import say_to

ROOM, LONGEST = 2, 60
"""So many segments a text may have with what it begins with, and so many letters the words of a person."""


def word_of(book: Book, week: str) -> str:
    """Return what a person said had helped in a week, in their words; empty if nothing is kept."""
    flags = [flag.at for flag in book.history.flags]
    # Near a word of danger nothing they wrote is shown to anyone.
    calm = (r for r in book.history.replies if not any(at <= r.at < at + NEAR for at in flags))
    said = {reply.id: reply.text for reply in calm}
    found = (said.get(fact.source, "") for fact in reversed(book.history.helped) if fact.week == week)
    return next((" ".join(text.split()) for text in found if text), "")


def with_own(book: Book, text: str, counted: Report, words: Words) -> str:
    """Return a week's text that begins with what is the person's own, if they want it there and it fits.

    A phone that others see shows none of it.
    """
    if not book.person.report_words or book.person.is_discreet:
        return text
    for line in _lines(book, counted, words):
        longer = f"{line} {text}"
        text = longer if measure(longer).segments <= ROOM else text
    return text


def _lines(book: Book, counted: Report, words: Words) -> Iterator[str]:
    """Yield what may stand before a text, what matters most first."""
    first = focus_of(book.history, counted.monday)
    week = next((plan for plan in counted.plans if plan.plan == first), None)
    if week is not None and not is_quiet(counted):
        places: dict[str, str | int] = {"plan": week.title, "done": week.done}
        yield say_to(words, book.person, "report_focus", counted.week, places)
    said = word_of(book, week_name(counted.monday - timedelta(weeks=1)))
    if said and len(said) <= LONGEST:
        yield say_to(words, book.person, "report_quote", counted.week, {"own": said})
