"""How a Twilio is run: in a thread for tests, or in the foreground."""

import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from threading import Event, Thread

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response

from nudges.clock import SystemClock
from nudges.twilio_local.account import Account
from nudges.twilio_local.arriving import receive
from nudges.twilio_local.control import Control
from nudges.twilio_local.courier import Courier
from nudges.twilio_local.course import Speed
from nudges.twilio_local.doors import Doors, refused
from nudges.twilio_local.errors import Refusal
from nudges.twilio_local.faults import Faults, Rule
from nudges.twilio_local.messages import Messages
from nudges.twilio_local.record import Record
from nudges.twilio_local.resources import Resources
from nudges.twilio_local.text import Text
from nudges.twilio_local.twilio import Now, Twilio

HOST = "127.0.0.1"


class LocalTwilio:
    """A Twilio on this machine: its account, what goes wrong with it, and what happened.

    `url` is where its API is. `reach` says where an address that it is given is on this machine:
    {"https://nudges.example": "http://127.0.0.1:8765"} signs for the first and calls the second.
    """

    def __init__(
        self,
        *,
        now: Now | None = None,
        account: Account | None = None,
        speed: Speed | None = None,
        faults: Faults | None = None,
        reach: Mapping[str, str] | None = None,
        seed: object = 0,
    ) -> None:
        self.url = ""
        self.twilio = Twilio(
            account or Account(), now or SystemClock().now, speed or Speed(), faults or Faults(seed), seed
        )
        self.account, self.faults = self.twilio.account, self.twilio.faults
        self.courier, self.stopping = Courier(self.twilio, dict(reach or {})), Event()

    @property
    def record(self) -> Record:
        """Return what happened."""
        return self.twilio.record

    def fail(self, *rules: Rule) -> None:
        """Let things go wrong from now on."""
        self.faults.add(*rules)

    def receive(self, from_: str, body: str, *, to: str | None = None, media: tuple[str, ...] = ()) -> Text:
        """Let somebody text a number of the account, the first one unless told otherwise."""
        number = to or next(iter(self.account.numbers.values())).phone
        return receive(self.twilio, from_, number, body, media)

    def texts(self) -> list[Text]:
        """Return all texts, oldest first, as they stand now."""
        with self.twilio.lock:
            self.twilio.move()
            return list(self.twilio.texts.values())

    def settle(self, patience: float = 10.0) -> bool:
        """Wait until all that is due has happened, calls included; say whether that came to be."""
        return self.courier.settle(patience)

    def finish(self, patience: float = 30.0) -> bool:
        """Wait until every text has come to its end, calls included; say whether that came to be."""
        return self.courier.settle(patience, to_the_end=True)

    def app(self) -> Starlette:
        """Return the web side of it."""
        doors = Doors(self.twilio, self.stopping)
        routes = [*Messages(doors).routes(), *Resources(doors).routes(), *Control(self.twilio).routes()]
        return Starlette(routes=routes, exception_handlers={404: _not_found})


async def _not_found(request: Request, _: Exception) -> Response:
    return refused(Refusal(20404, path=request.url.path))


@contextmanager
def running(twilio: LocalTwilio | None = None, port: int = 0) -> Iterator[LocalTwilio]:
    """Run a Twilio in a thread while inside; `url` says where."""
    twilio = twilio or LocalTwilio()
    with _listening(port) as listener:
        server = _server(twilio)
        started, thread = Event(), Thread(target=server.run, args=([listener],), daemon=True)
        server.on_started = started.set
        twilio.url = _url(listener)
        twilio.courier.start()
        thread.start()
        try:
            assert started.wait(30), "the local Twilio does not start"
            yield twilio
        finally:
            server.should_exit = True
            _end(twilio)
            thread.join(timeout=20)


def serve(twilio: LocalTwilio, port: int, say_where: Callable[[], None]) -> None:
    """Run a Twilio in the foreground until it is stopped."""
    with _listening(port) as listener:
        server = _server(twilio)
        server.on_started = say_where
        twilio.url = _url(listener)
        twilio.courier.start()
        try:
            server.run([listener])
        finally:
            _end(twilio)


class _Server(uvicorn.Server):
    """A server that says when it listens."""

    on_started: Callable[[], None]

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, and say so."""
        await super().startup(sockets)
        self.on_started()


def _server(twilio: LocalTwilio) -> _Server:
    config = uvicorn.Config(
        twilio.app(), log_config=None, access_log=False, lifespan="off", timeout_graceful_shutdown=2, backlog=2048
    )
    return _Server(config)


@contextmanager
def _listening(port: int) -> Iterator[socket.socket]:
    # With the protocol named, asyncio switches Nagle off; without it each answer takes 40 ms.
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, port))
        yield listener


def _url(listener: socket.socket) -> str:
    return f"http://{HOST}:{listener.getsockname()[1]}"


def _end(twilio: LocalTwilio) -> None:
    twilio.stopping.set()
    twilio.courier.stop()
