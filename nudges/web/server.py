"""How everything runs in one process: the web, the worker and the outbox."""

import errno
import signal
import socket
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager, nullcontext
from pathlib import Path
from threading import Event
from types import FrameType
from typing import Protocol

import structlog
import uvicorn
from anyio import to_thread
from filelock import FileLock, Timeout
from starlette.applications import Starlette

from nudges.clock import Clock
from nudges.core.problem import Problem
from nudges.gateways import Polls
from nudges.service import Service
from nudges.service.arriving import Poke
from nudges.settings import Settings
from nudges.web import create_app
from nudges.web.metrics import Metrics
from nudges.web.operator_census import Sweep
from nudges.web.operator_watch import Setup
from nudges.web.ready import Ready
from nudges.web.secret import read_secret
from nudges.wiring import make_budget, make_sources
from nudges.worker import Worker
from nudges.worker.catching_up import catch_up
from nudges.worker.elsewhere import Elsewhere, hands_of
from nudges.worker.polling import DAY, Polling
from nudges.worker.tellers import make_tellers
from nudges.worker.upkeep import make_upkeep

LOCK = "serve.lock"
PATIENCE = 0.5
"""How long the folder may be held by someone who only asks whether it is served."""

GRACE = 2
log = structlog.get_logger("nudges")


class CannotServe(Problem):
    """Nothing is wrong with what was asked, but it cannot be had now."""


def run_server(
    service: Service, clock: Clock, settings: Settings, on_ready: Callable[[str], None] | None = None,
    metrics: Metrics | None = None,
) -> None:  # fmt: skip
    """Serve until SIGTERM or SIGINT, then finish what is in hand; or raise CannotServe.

    `on_ready` is told the address once it answers and the worker is at work.
    """
    elsewhere = settings.timer == "procrastinate"
    alone = nullcontext() if elsewhere else _alone(settings.home)
    with alone, _listening(settings.host, settings.port) as listener:
        address = address_of(settings.host, listener.getsockname()[1])
        worker = Elsewhere() if elsewhere else Worker(service, clock, hands_of(settings))
        parts: list[_Part] = [worker, *(() if elsewhere else _polling(service, clock, settings, worker.poke))]
        if not elsewhere:
            parts += [make_tellers(settings, service.store, clock), *make_upkeep(service, settings, clock)]
        catch_up(service, clock, settings.home)
        home = settings.home if settings.store == "tinydb:" else None
        counts = metrics or Metrics()
        ready = Ready(
            service.store, clock, lambda: worker.unseen_for, lambda: worker.resting, home, lambda: counts.unkept
        )  # fmt: skip
        app = create_app(
            service,
            clock,
            worker.poke,
            secret=read_secret(settings.home / "secret"),
            local_phones=settings.gateway == "phone",
            host=settings.host,
            provider=(settings.gateway, settings.public_url) if settings.public_url else None,
            sources=make_sources(settings),
            lifespan=_at_work(parts),
            not_ready=ready.why,
            operator_token=settings.operator_token.get_secret_value(),
            setup=_setup(settings),
            metrics=counts,
        )
        parts.append(Sweep(app.state.census, clock))
        Server(app, lambda: on_ready(address) if on_ready else None).run(sockets=[listener])


def is_served(home: Path) -> bool:
    """Whether a server works on the folder now."""
    try:
        with FileLock(home / LOCK, mode=0o600, timeout=0):
            return False
    except Timeout:
        return True


def address_of(host: str, port: int) -> str:
    """Return the address at which this machine reaches a server that listens there.

    >>> address_of("0.0.0.0", 8765)
    'http://127.0.0.1:8765'
    """
    name = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(host, host)  # noqa: S104  it is compared
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"


class Server(uvicorn.Server):
    """Stops politely, with streams ended first, and takes a signal to stop as a wish and no accident."""

    def __init__(self, app: Starlette, on_ready: Callable[[], None]) -> None:
        config = uvicorn.Config(
            app,
            access_log=False,
            log_config=None,
            lifespan="on",
            server_header=False,
            timeout_graceful_shutdown=GRACE,
        )
        super().__init__(config)
        self._stopping: Event = app.state.stopping
        self._on_ready = on_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin, and tell once it answers."""
        await super().startup(sockets)
        if self.started and not self.should_exit:
            await to_thread.run_sync(self._on_ready)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002  that is how signals come
        """Begin to stop; a second Ctrl+C does not wait for connections."""
        self.force_exit = self.should_exit and sig == signal.SIGINT
        self.should_exit = True
        self._stopping.set()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End every stream, then every connection."""
        self._stopping.set()
        await super().shutdown(sockets)


class _Part(Protocol):
    def start(self) -> None: ...

    def stop(self) -> None: ...


def _at_work(parts: Sequence[_Part]) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        for part in parts:
            await to_thread.run_sync(part.start)
        log.info("at work", action="start")
        try:
            yield
        finally:
            for part in reversed(parts):
                await to_thread.run_sync(part.stop)
            log.info("stopped", action="stop")

    return lifespan


def _setup(settings: Settings) -> Setup:
    """Return what the operator's page tells of the settings."""
    budget = make_budget(settings)
    return Setup(gateway=settings.gateway, price=settings.price, budget=budget, home=settings.home)


def _polling(service: Service, clock: Clock, settings: Settings, poke: Poke) -> list[Polling]:
    """Return what asks the provider what arrived, if it can be asked: again and again, or, where it calls, once a day.

    A call can be lost while nobody answers; what it would have said is asked for at the start, and every day.
    """
    if not isinstance(service.gateway, Polls):
        return []
    every = settings.poll_seconds if settings.inbound == "poll" else DAY
    return [Polling(service, service.gateway, clock, every, poke)]


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with FileLock(home / LOCK, mode=0o600, timeout=PATIENCE):
            yield
    except Timeout:
        hint = "stop it first, or set NUDGES_HOME to another folder"
        raise CannotServe(f"another server already works on {home}", hint=hint) from None


@contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    # With the protocol named, asyncio switches Nagle off; without it an answer may take 40 ms.
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    with listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except OSError as error:
            raise _cannot_listen(host, port, error) from None
        yield listener


def _cannot_listen(host: str, port: int, error: OSError) -> CannotServe:
    match error.errno:
        case errno.EADDRINUSE:
            return CannotServe(f"port {port} of {host} is in use", hint="try another --port; 0 picks a free one")
        case errno.EACCES:
            return CannotServe(f"port {port} is not ours to use", hint="try a --port above 1023")
        case _:
            return CannotServe(f"'{host}' is not an address of this machine", hint="try --host 127.0.0.1")
