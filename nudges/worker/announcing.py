"""Which jobs follow from what is kept."""

from datetime import datetime
from typing import Any

from nudges.core.book import Book
from nudges.core.words import Kind
from nudges.timers.jobs import Jobs

ANSWERS = (Kind.SAFETY, Kind.ANSWER)


class Announcer:
    """Defers a job for each book that is kept, in the same transaction: whoever wrote comes first."""

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs

    def kept(self, connection: Any, book: Book, wake: datetime | None) -> None:
        """Let somebody look at a book when it wants to be looked at."""
        if wake is None:
            return
        now = book.facts[-1].at if book.facts else book.person.since
        waiting = [m.queued.kind for m in book.history.open.values() if m.claimed_at is None and m.until is None]
        if wake <= now and any(kind in ANSWERS for kind in waiting):
            self._jobs.answer(connection, book.person.id, now, danger=Kind.SAFETY in waiting)
        else:
            self._jobs.wake(connection, wake)

    def claimed(self, connection: Any, until: datetime) -> None:
        """Let somebody look again once a claim is over: whoever was not served by then is due."""
        self._jobs.wake(connection, until)
