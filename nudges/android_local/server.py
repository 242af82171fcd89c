"""Where the phone listens: on this machine only."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

import uvicorn
from starlette.types import ASGIApp

from nudges.android_local.app import create_app
from nudges.android_local.phone import AndroidPhone

HOST = "127.0.0.1"
PATIENCE = 10.0
STEP = 0.5
"""Seconds between two looks of the phone at what waits, where it runs by itself."""


@contextmanager
def serving(phone: AndroidPhone, port: int = 0) -> Iterator[str]:
    """Let the phone answer, and return its address; it sends and tells when it is told to."""
    with listening(create_app(phone), port) as address:
        yield address


def serve(phone: AndroidPhone, port: int, say_where: Callable[[str], None]) -> None:
    """Run a phone in the foreground until it is stopped: it answers, sends and tells by itself."""
    ending = Event()

    def go_on() -> None:
        while not ending.wait(STEP):
            phone.work()
            phone.courier.deliver()

    with _bound(port) as listener:
        server = _Server(_config(create_app(phone)), lambda: say_where(_address(listener)))
        worker = Thread(target=go_on, name="phone", daemon=True)
        worker.start()
        try:
            server.run(sockets=[listener])
        finally:
            ending.set()
            worker.join(PATIENCE)


@contextmanager
def listening(app: ASGIApp, port: int = 0) -> Iterator[str]:
    """Let an app answer on this machine, in a thread, and return its address."""
    with _bound(port) as listener:
        ready = Event()
        server = _Server(_config(app), ready.set)
        thread = Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        try:
            if not ready.wait(PATIENCE):
                raise TimeoutError("the local phone did not come up")
            yield _address(listener)
        finally:
            server.should_exit = True
            thread.join(PATIENCE)


class _Server(uvicorn.Server):
    """A server that says when it answers."""

    def __init__(self, config: uvicorn.Config, on_ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_ready = on_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Come up, and say so."""
        await super().startup(sockets)
        self._on_ready()


def _config(app: ASGIApp) -> uvicorn.Config:
    return uvicorn.Config(app, log_config=None, log_level="critical", lifespan="off", timeout_graceful_shutdown=1)


@contextmanager
def _bound(port: int) -> Iterator[socket.socket]:
    # With the protocol named, asyncio switches Nagle off; without it each answer takes 40 ms.
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, port))
        yield listener


def _address(listener: socket.socket) -> str:
    return f"http://{HOST}:{listener.getsockname()[1]}"
