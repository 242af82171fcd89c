"""Ten thousand people in a folder."""

from datetime import datetime, timedelta
from pathlib import Path

from nudges.core.book import Book
from nudges.core.facts import Consented
from nudges.core.wake import next_wake
from nudges.store.bookfile import BookFile, Kept
from tests.samples import MONDAY, person, plan

PEOPLE = 10_000


def make(home: Path, now: datetime, when: str) -> None:
    """Put people into a folder as a store keeps them, each with a plan; quicker than enrolling one by one."""
    (home / "people").mkdir(parents=True, mode=0o700)
    for number in range(PEOPLE):
        who = person(id=f"p{number}", phone=f"+1415{number:07}", since=now)
        book = Book(who, (plan(when=when, since=now),)).add(Consented(at=now, how="on paper"))
        BookFile(home / "people", home / "months", who.id).fold(Kept(book, next_wake(book, now), 0, 0, (), who.id), now)


YESTERDAY = MONDAY - timedelta(days=1)
