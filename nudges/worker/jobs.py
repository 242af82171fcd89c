"""Workers on many machines: each takes jobs from the database, and one that dies leaves them to the others."""

import asyncio
import signal
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from datetime import datetime, timedelta
from time import sleep
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

import structlog

from nudges.clock import Clock
from nudges.service import Service
from nudges.timers.jobs import ANSWERS, ATTEND, CLOCK, DANGER, WAKE
from nudges.worker.polling import Polling

if TYPE_CHECKING:
    from procrastinate import App

BATCH = 100
"""So many books a job claims at once; what is left over goes to the next one."""

LANES = ((DANGER, 4), (ANSWERS, 8))
"""Beside the clock's jobs each worker takes so many of these at once."""

PATIENCE = 30.0
"""So many seconds a worker that is to stop has for what it has begun."""

log = structlog.get_logger("nudges")


@runtime_checkable
class Claims(Protocol):
    """A store from which several workers claim."""

    def claim_due(self, now: datetime, limit: int, lease: timedelta = ...) -> list[str]:
        """Return some who are due and whom nobody else has claimed."""


class JobWorker:
    """Does what jobs ask for. Whom it could not attend to is due again once the claim is over."""

    def __init__(  # noqa: PLR0913  the parts of which it is made
        self,
        service: Service,
        store: Claims,
        clock: Clock,
        hands: int,
        polling: Polling | None = None,
        *,
        pool: Executor | None = None,
        sleep: Callable[[float], None] = sleep,
    ) -> None:
        """Make it; so many hands are threads, unless they are those of a pool that is given."""
        self._polling = polling
        self._service, self._store, self._clock = service, store, clock
        self._hands, self._at_once = pool or ThreadPoolExecutor(hands, thread_name_prefix="hand"), hands
        self._company = service.company(clock.now, self.attend, sleep)

    def wake(self) -> bool:
        """Attend to some who are due; return whether there may be more."""
        people = self._store.claim_due(self._clock.now(), BATCH)
        if self._company is not None:
            self._company.attend(people, self._hands, self._at_once)
        else:
            list(self._hands.map(self.attend, people))
        return len(people) == BATCH

    def attend(self, person: str) -> None:
        """Attend to someone; their trouble is nobody else's."""
        try:
            self._service.attend(person, self._clock.now())
        except Exception as error:
            # Without its message and traceback: they may hold a number or what somebody wrote.
            log.error("could not attend", action="attend", person=person, error=type(error).__name__)  # noqa: TRY400

    def look(self) -> None:
        """Ask the provider what arrived, and what became of what left, that it told nobody."""
        if self._polling is None:
            return
        try:
            self._polling.look()
            self._polling.look_into()
        except Exception as error:  # without its message: it may hold a number
            log.warning("could not look what arrived", action="poll", error=type(error).__name__)

    def stop(self) -> None:
        """Finish what is in hand."""
        self._hands.shutdown(wait=True)


def register(app: "App", worker: JobWorker) -> None:
    """Let jobs reach a worker."""

    @app.task(name=WAKE, queue=CLOCK)
    def wake() -> None:
        while worker.wake():
            pass

    @app.task(name=ATTEND, queue=ANSWERS)
    def attend(person: str) -> None:
        worker.attend(person)

    @app.periodic(cron="* * * * *")
    @app.task(name="nudges.upkeep", queue=CLOCK, queueing_lock="upkeep", pass_context=True)
    async def upkeep(context: Any, timestamp: int) -> None:  # noqa: ARG001  Procrastinate gives it
        # What a dead worker had in hand is somebody's again; and whoever is overdue is looked at in any case.
        for job in await app.job_manager.get_stalled_jobs():
            await app.job_manager.retry_job(job)
        await asyncio.to_thread(wake.func)

    @app.periodic(cron="17 * * * *")
    @app.task(name="nudges.look", queue=CLOCK, queueing_lock="look")
    def look(timestamp: int) -> None:  # noqa: ARG001  Procrastinate gives it
        worker.look()


def worker_app(address: str) -> "App":
    """Return what takes jobs at an address."""
    from procrastinate import App, PsycopgConnector

    return App(connector=PsycopgConnector(conninfo=address))


async def run(app: "App", worker: JobWorker, concurrency: int, on_ready: Callable[[], None]) -> None:
    """Work until SIGTERM or SIGINT, then finish what is in hand."""
    loop, ending = asyncio.get_running_loop(), asyncio.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(each, ending.set)
    async with app.open_async():
        lanes = [asyncio.ensure_future(_lane(app, name, at_once)) for name, at_once in ((CLOCK, concurrency), *LANES)]
        on_ready()
        stopped = asyncio.ensure_future(ending.wait())
        await asyncio.wait([*lanes, stopped], return_when=asyncio.FIRST_COMPLETED)
        for lane in lanes:
            lane.cancel()
        await asyncio.gather(*lanes, return_exceptions=True)
    worker.stop()


async def _lane(app: "App", name: str, at_once: int) -> None:
    await app.run_worker_async(
        queues=[name],
        name=name,
        concurrency=at_once,
        install_signal_handlers=False,
        shutdown_graceful_timeout=PATIENCE,
        delete_jobs="always",
        fetch_job_polling_interval=1.0,
    )
