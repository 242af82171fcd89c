"""A real program that is told of events: it reads them with the official library and checks what signs them."""

import hmac
import time
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread

from cloudevents.core.base import BaseCloudEvent
from cloudevents.core.bindings.http import HTTPMessage, from_http_event

OK, DROP, DRIP, HANG = 204, "hangs up", "drips", "hangs"


class Receiver:
    """What it was told, in order. `answers` are those to come; once they are used up it takes everything."""

    def __init__(self) -> None:
        self.address, self.secret = "", ""
        self.answers: list[int | str] = []
        self.taken: list[BaseCloudEvent] = []
        self.asked: list[str] = []
        self.forged = 0
        self.guard = Lock()

    def ids(self, subject: str | None = None) -> list[str]:
        return [each.get_id() for each in self.taken if subject in {None, each.get_subject()}]

    def types(self) -> list[str]:
        return [each.get_type().removeprefix("nudges.") for each in self.taken]

    def signed(self, name: str, stamp: str, body: bytes) -> str:
        key = b64decode(self.secret.removeprefix("whsec_"))
        return "v1," + b64encode(hmac.new(key, f"{name}.{stamp}.".encode() + body, sha256).digest()).decode()


class Door(BaseHTTPRequestHandler):
    receiver: Receiver

    def do_GET(self) -> None:
        self.receiver.asked.append("GET")
        self.send_response(200)
        self.end_headers()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        event = from_http_event(HTTPMessage(headers=dict(self.headers), body=body))
        name, stamp = self.headers["webhook-id"], self.headers["webhook-timestamp"]
        with self.receiver.guard:
            self.receiver.asked.append(event.get_id())
            signed = self.receiver.signed(name, stamp, body)
            if self.headers["webhook-signature"] != signed or name != event.get_id():
                self.receiver.forged += 1
            answer = self.receiver.answers.pop(0) if self.receiver.answers else OK
            if isinstance(answer, int) and answer < 300:
                self.receiver.taken.append(event)
        self._answer(answer)

    def _answer(self, answer: int | str) -> None:
        if isinstance(answer, int):
            self.send_response(answer)
            if 300 <= answer < 400:
                self.send_header("location", f"{self.receiver.address}/elsewhere")
            if answer == 429:
                self.send_header("retry-after", "120")
            self.end_headers()
        elif answer == DRIP:
            with suppress(OSError):
                for sign in "HTTP/1.1 204 No content and so on":
                    self.wfile.write(sign.encode())
                    self.wfile.flush()
                    time.sleep(0.1)
        elif answer == HANG:
            time.sleep(3)
        self.close_connection = True

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def receiving() -> Iterator[Receiver]:
    """Give a program that listens on this machine."""
    receiver = Receiver()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("ItsDoor", (Door,), {"receiver": receiver}))
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    receiver.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
