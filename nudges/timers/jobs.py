"""Jobs in PostgreSQL, through Procrastinate: each is deferred in the transaction that makes it necessary.

A job says that there is something to do, and never what: that stands in the books. So a job that is lost, repeated
or late does no harm, as long as another one comes.
"""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from procrastinate import App

DANGER, ANSWERS, CLOCK = "danger", "answers", "clock"
"""The lanes: whoever wrote of danger, whoever wrote, and what the clock brings."""

WAKE, ATTEND = "nudges.wake", "nudges.attend"
SECOND = timedelta(seconds=1)
AGAIN = timedelta(seconds=5)
"""So long after an answer was to leave somebody looks whether it did."""

WAIT = "SELECT queueing_lock FROM procrastinate_jobs WHERE queueing_lock = ANY(%s) AND status = 'todo'"
WAITS = "SELECT 1 FROM procrastinate_jobs WHERE queueing_lock = %s AND status = 'todo'"


class Jobs:
    """Defers jobs. Where a connection is given, the job is there if and only if its transaction is."""

    def __init__(self, app: "App") -> None:
        self._app = app

    def wake(self, connection: Any, moment: datetime) -> None:
        """Let a worker look at that moment who is due: one job for all who are due in a second."""
        second = second_of(moment)
        self._defer(connection, WAKE, _name(second), queue=CLOCK, schedule_at=second)

    def wake_each(self, connection: Any, seconds: Collection[datetime]) -> None:
        """Do the same for each of these whole seconds."""
        names = {_name(second): second for second in seconds}
        known = {name for (name,) in connection.execute(WAIT, ([*names],)).fetchall()} if names else set()
        for name, second in names.items():
            if name not in known:
                self._defer(connection, WAKE, name, queue=CLOCK, schedule_at=second)

    def answer(self, connection: Any, person: str, moment: datetime, *, danger: bool) -> None:
        """Let a worker attend to somebody now, in a lane of their own; and another look later, should that one die."""
        name = f"{'danger' if danger else 'answer'}/{person}"
        self._defer(connection, ATTEND, name, queue=DANGER if danger else ANSWERS, task_kwargs={"person": person})
        self.wake(connection, moment + AGAIN)

    def _defer(self, connection: Any, task: str, name: str, **options: Any) -> None:
        """Defer a job unless the same one waits already."""
        from procrastinate.exceptions import AlreadyEnqueued

        if connection.execute(WAITS, (name,)).fetchone() is not None:
            return
        deferrer = self._app.configure_task(
            task, allow_unknown=True, queueing_lock=name, connection=connection, **options
        )
        try:
            with connection.transaction():  # a point to come back to, inside the caller's own
                deferrer.defer()
        except AlreadyEnqueued:
            return


def second_of(moment: datetime) -> datetime:
    """Return the first whole second that is not before a moment.

    >>> str(second_of(datetime(2026, 3, 2, 8, 30, 0, 1, tzinfo=UTC)))
    '2026-03-02 08:30:01+00:00'
    """
    whole = moment.astimezone(UTC).replace(microsecond=0)
    return whole + (SECOND if moment > whole else timedelta())


def _name(second: datetime) -> str:
    return f"wake/{second:%Y-%m-%dT%H:%M:%S}"


def make_app(address: str) -> "App":
    """Return what defers jobs at an address, with no connection of its own."""
    from procrastinate import App, SyncPsycopgConnector

    return App(connector=SyncPsycopgConnector(conninfo=address))
