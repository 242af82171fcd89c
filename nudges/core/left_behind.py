"""What a week's text says of a plan that was left behind: that is what all texts are for."""

from datetime import date

from nudges.core.book import Book
from nudges.core.report import Report, is_rested
from nudges.core.sms import measure
from nudges.core.texts import Words
from nudges.core.weekly import left_behind
from nudges.core.wording import say_to

ROOM = 2
"""So many segments a week's text may have with it."""


def with_left(book: Book, text: str, counted: Report, day: date, words: Words) -> str:
    """Return the week's text with a line for a plan that needs no texts any more, where there is room for it.

    A week that asked nothing, or was all rest, has only this line.
    """
    titles = {plan.id: plan.title for plan in book.plans}
    plan = next((plan for plan in left_behind(book, day) if plan in titles), None)
    if plan is None:
        return text
    line = say_to(words, book.person, "report_left", counted.week, {"plan": titles[plan]})
    if not counted.plans or is_rested(counted):
        return line
    both = f"{line} {text}"
    return both if measure(both).segments <= max(ROOM, measure(text).segments) else text
