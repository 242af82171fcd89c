"""What does one week need of a long history? A book whose nudges and check-ins lie in the order of their days."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from nudges.core.book import Book
from nudges.core.facts import CheckedIn
from nudges.core.state import Message

WEEK = timedelta(weeks=1)
BACK, ROUND = 3 * WEEK, timedelta(days=3)
"""A week's report looks back three weeks more; a day of a person's may begin a day or two from UTC's."""

Place = tuple[str, date, str | None]


class Shelf:
    """A folded book from which the part that a span of days needs is taken without reading all of it again."""

    def __init__(self, book: Book) -> None:
        self.book = book
        nudges = enumerate(message for message in book.history.nudges())
        self._nudges = sorted(((m.queued.due, place, m) for place, m in nudges), key=lambda each: each[:2])
        checkins = enumerate(book.history.checkins.items())
        self._checkins = sorted(((key[1], place, key, c) for place, (key, c) in checkins), key=lambda each: each[:2])
        self._dues = [due for due, _, _ in self._nudges]
        self._days = [day for day, *_ in self._checkins]

    def week(self, monday: date) -> Book:
        """Return the book with what the report of a week looks at, and no more of nudges and check-ins than that."""
        return self.span(monday - BACK, monday + WEEK)

    def span(self, first: date, end: date) -> Book:
        """Return the book with the nudges and check-ins of some days, and a few around; the end is the day after."""
        nudges, checkins = self.nudges(first, end), self.checkins(first, end)
        history = replace(self.book.history, messages={m.queued.id: m for m in nudges}, checkins=dict(checkins))
        book = Book(self.book.person, self.book.plans, self.book.facts)
        book.__dict__["history"] = history
        return book

    def nudges(self, first: date, end: date) -> Sequence[Message]:
        """Return the nudges due on some days and a few around them, in the order in which they were recorded."""
        begin, stop = (bisect_left(self._dues, _midnight(day)) for day in (first - ROUND, end + ROUND))
        return [message for _, _, message in sorted(self._nudges[begin:stop], key=lambda each: each[1])]

    def checkins(self, first: date, end: date) -> Sequence[tuple[Place, CheckedIn]]:
        """Return the check-ins of some days and a few around them, in the order in which they were recorded."""
        begin, stop = (bisect_left(self._days, day) for day in (first - ROUND, end + ROUND))
        return [(key, checkin) for _, _, key, checkin in sorted(self._checkins[begin:stop], key=lambda each: each[1])]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
