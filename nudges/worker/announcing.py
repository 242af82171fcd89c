"""Which jobs follow from what is kept."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from nudges.core.book import Book
from nudges.core.words import Kind
from nudges.store.many import Change
from nudges.timers.jobs import Jobs, second_of

ANSWERS = (Kind.SAFETY, Kind.ANSWER)


class Announcer:
    """Defers a job for each book that is kept, in the same transaction: whoever wrote comes first."""

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs

    def kept(self, connection: Any, book: Book, wake: datetime | None) -> None:
        """Let somebody look at a book when it wants to be looked at."""
        if wake is None:
            return
        now, waiting = _answers(book, wake)
        if waiting:
            self._jobs.answer(connection, book.person.id, now, danger=Kind.SAFETY in waiting)
        else:
            self._jobs.wake(connection, wake)

    def kept_many(self, connection: Any, changes: Sequence[Change]) -> None:
        """Let somebody look at books when they want to be looked at; those of one second share a job."""
        wakes: set[datetime] = set()
        for book, wake in changes:
            if wake is not None and not _answers(book, wake)[1]:
                wakes.add(second_of(wake))
            else:
                self.kept(connection, book, wake)
        self._jobs.wake_each(connection, wakes)

    def claimed(self, connection: Any, until: datetime) -> None:
        """Let somebody look again once a claim is over: whoever was not served by then is due."""
        self._jobs.wake(connection, until)


def _answers(book: Book, wake: datetime) -> tuple[datetime, list[Kind]]:
    """Return the moment of a book, and of which kinds the answers are that wait to leave at once."""
    now = book.facts[-1].at if book.facts else book.person.since
    if wake > now:
        return now, []
    waiting = [m.queued.kind for m in book.history.open.values() if m.claimed_at is None and m.until is None]
    return now, [kind for kind in waiting if kind in ANSWERS]
