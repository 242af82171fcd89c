"""After a restore: first it is asked what people wrote since the backup, and only then anything leaves.

Whoever opted out meanwhile is unknown to a backup, and must not be texted.
"""

from datetime import datetime
from pathlib import Path

import structlog

from nudges.clock import Clock
from nudges.core.book import Book
from nudges.core.problem import Failure
from nudges.core.restored import answered_before
from nudges.gateways import Polls
from nudges.service import Service
from nudges.store.backup.begun import heard, unheard_since
from nudges.worker.polling import DAY, OVERLAP, Polling

log = structlog.get_logger("nudges")


def catch_up(service: Service, clock: Clock, home: Path) -> None:
    """Take in what people wrote since the backup that was restored, if one was; raise Failure where it is not known."""
    since = unheard_since(home)
    # Where nobody can be asked the mark stays: another way out may be set up next, and that one can be.
    if since is None or not isinstance(service.gateway, Polls):
        return
    wrote = _look_back(service, service.gateway, clock, since - OVERLAP)
    for person in sorted(wrote):
        service.edit(person, lambda book: _without_answers(book, since, clock.now()), clock.now())
    heard(home)
    log.info("took in what came since the backup", action="catch_up", people=len(wrote))


def _look_back(service: Service, gateway: Polls, clock: Clock, since: datetime) -> set[str]:
    """Return who wrote."""
    wrote: set[str] = set()
    polling = Polling(service, gateway, clock, DAY, lambda person: wrote.add(person or ""))
    try:
        whole = polling.look_back(since)
    except Exception:  # whatever the provider said: its words may hold a number
        whole = False
    if not whole:
        hint = "nothing was sent; it is asked again at the next start"
        raise Failure("what people wrote since the restored backup could not be asked", hint=hint)
    return wrote


def _without_answers(book: Book, taken: datetime, now: datetime) -> Book:
    return book.add(*answered_before(book, taken, now))
