"""A server in place of Twilio that says what it is told to say, and remembers every request as it came."""

import json
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from urllib.parse import parse_qs, urlsplit

import msgspec

from nudges.gateways import Outgoing
from nudges.gateways.twilio.client import TwilioHttp
from nudges.gateways.twilio.config import TwilioConfig
from nudges.gateways.twilio.gateway import TwilioGateway

ACCOUNT, TOKEN = "AC" + "a" * 32, "12345"
SERVICE = "MG" + "b" * 32
OURS, ANA = "+15005550006", "+14155550100"
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A request as it came over the wire."""

    method: str
    path: str
    query: Mapping[str, list[str]]
    form: Mapping[str, list[str]]
    headers: Mapping[str, str]
    peer: int


class Says(msgspec.Struct, frozen=True, kw_only=True):
    """An answer: `late` keeps it back for ever, `gone` hangs up instead."""

    status: int = 200
    body: object = None
    headers: Mapping[str, str] = {}
    late: bool = False
    gone: bool = False


class StandIn:
    """What it is asked is in `asked`; it gives the answers of `says` one after the other, the last one for ever."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.says: deque[Says] = deque([Says(status=201, body=text())])
        self.now = NOON
        self.over = Event()
        self._guard = Lock()

    def answer(self, *says: Says) -> None:
        """Say this from now on."""
        self.says = deque(says)

    def next(self) -> Says:
        """Return what to say now."""
        with self._guard:
            return self.says.popleft() if len(self.says) > 1 else self.says[0]

    @property
    def posts(self) -> list[Asked]:
        """The requests that create or change something."""
        return [asked for asked in self.asked if asked.method == "POST"]


@contextmanager
def standing_in() -> Iterator[tuple[StandIn, str]]:
    """Run a stand-in for as long as it is needed."""
    stand_in = StandIn()
    server = _Server(("127.0.0.1", 0), _handler(stand_in))
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield stand_in, f"http://127.0.0.1:{server.server_port}"
    finally:
        stand_in.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def gateway_at(base: str, wait: float = 20.0, **changes: object) -> Iterator[TwilioGateway]:
    """Open a gateway that talks to a stand-in, and waits so many seconds for an answer."""
    config = msgspec.structs.replace(
        TwilioConfig(account_sid=ACCOUNT, auth_tokens=(TOKEN,), sender=OURS, api_base=base), **changes
    )
    gateway = TwilioGateway(config, TwilioHttp(base, patience=(10.0, wait)))
    try:
        yield gateway
    finally:
        gateway.close()


def message(
    words: str = "Three breaths?", name: str = "nudge/three-breaths/2026-11-24T12:00Z", minutes: int = 90
) -> Outgoing:
    """Return a message of Ana's."""
    return Outgoing(id=name, person="ana", to=ANA, text=words, expires=NOON + timedelta(minutes=minutes))


def text(
    number: int = 1, words: str = "Three breaths?", created: datetime | None = NOON, **other: object
) -> dict[str, object]:
    """Return a text as Twilio has it."""
    return {
        "sid": sid(number),
        "account_sid": ACCOUNT,
        "status": "sent",
        "direction": "outbound-api",
        "from": OURS,
        "to": ANA,
        "body": words,
        "num_segments": "1",
        "num_media": "0",
        "date_created": created and format_datetime(created),
        "date_sent": None,
        "date_updated": created and format_datetime(created),
        "error_code": None,
        **other,
    }


def heard(number: int, words: str, created: datetime, **other: object) -> dict[str, object]:
    """Return a text of Ana's as Twilio has it."""
    way = {"direction": "inbound", "status": "received", "from": ANA, "to": OURS}
    return text(number, words, created, **{**way, **other})


def listed(*texts: dict[str, object], next_page: str | None = None) -> Says:
    """Return a page of a list."""
    return Says(body={"messages": list(texts), "next_page_uri": next_page, "page": 0, "page_size": 50})


def refusal(status: int, code: int | None, **headers: str) -> Says:
    """Return a refusal as Twilio words it, with the phone in it."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Says(status=status, body={"code": code, "message": f"not to {ANA}", "status": status}, headers=named)


def sid(number: int) -> str:
    """Return the id of a text."""
    return f"SM{number:032x}"


class _Server(ThreadingHTTPServer):
    request_queue_size = 128


def _handler(stand_in: StandIn) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._answer(b"")

        def do_POST(self) -> None:
            self._answer(self.rfile.read(int(self.headers.get("Content-Length") or 0)))

        def _answer(self, body: bytes) -> None:
            parts = urlsplit(self.path)
            stand_in.asked.append(
                Asked(
                    method=self.command,
                    path=parts.path,
                    query=parse_qs(parts.query),
                    form=parse_qs(body.decode(), keep_blank_values=True),
                    headers={name.lower(): value for name, value in self.headers.items()},
                    peer=self.client_address[1],
                )
            )
            says = stand_in.next()
            if says.late:
                stand_in.over.wait(20)
            if says.late or says.gone:
                self.close_connection = True
                return
            content = says.body if isinstance(says.body, str) else json.dumps(says.body)
            self._write(says, content.encode())

        def _write(self, says: Says, content: bytes) -> None:
            self.send_response_only(says.status)
            headers = {"Date": format_datetime(stand_in.now, usegmt=True), "Content-Type": "application/json"}
            for name, value in {**headers, **says.headers, "Content-Length": str(len(content))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

    return Handler
