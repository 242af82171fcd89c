"""Where the phone listens: on this machine only."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

import uvicorn
from starlette.types import ASGIApp

from nudges.android_local.app import create_app
from nudges.android_local.phone import AndroidPhone

HOST = "127.0.0.1"
PATIENCE = 10.0


@contextmanager
def serving(phone: AndroidPhone, port: int = 0) -> Iterator[str]:
    """Let the phone answer, and return its address."""
    with listening(create_app(phone), port) as address:
        yield address


@contextmanager
def listening(app: ASGIApp, port: int = 0) -> Iterator[str]:
    """Let an app answer on this machine, in a thread, and return its address."""
    with socket.create_server((HOST, port)) as listener:
        config = uvicorn.Config(app, log_config=None, log_level="critical", timeout_graceful_shutdown=1)
        server = _Server(config)
        thread = Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        try:
            if not server.ready.wait(PATIENCE):
                raise TimeoutError("the local phone did not come up")
            yield f"http://{HOST}:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(PATIENCE)


class _Server(uvicorn.Server):
    """A server that says when it answers; signals are the business of whoever runs it."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Come up, and say so."""
        await super().startup(sockets)
        self.ready.set()
