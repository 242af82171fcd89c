"""A connection that the other side closed is made anew, and each way in which a call fails has its name."""

import socket
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from nudges.twilio_local.signing import Request
from nudges.twilio_local.wire import Wire

PATIENCE = (2.0, 0.5)


class Door(BaseHTTPRequestHandler):
    """Answers with what it was sent; a path may ask for more."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path == "/late":
            self.connection.settimeout(2)
            self.connection.recv(1)
            return
        self.send_response(404 if self.path == "/gone" else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        # without a word, as a server does whose patience with an idle connection is over
        self.close_connection = self.path == "/once"

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def asked(path: str, port: int) -> tuple[Request, str]:
    url = f"http://127.0.0.1:{port}{path}"
    return Request(method="POST", url=url, target=url, params={"a": "ö & b"}, headers={"Accept": "*/*"}), url


def test_calls_go_by_open_connections_and_what_fails_has_its_name() -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        with closing(Wire()) as wire:
            said = [wire.call(*asked(path, server.server_port), PATIENCE) for path in ("/", "/once", "/", "/gone")]
            assert said == [*[("2xx", "200", "a=%C3%B6+%26+b")] * 3, ("4xx", "404", "a=%C3%B6+%26+b")]
            assert wire.call(*asked("/late", server.server_port), PATIENCE)[0] == "rt"
            assert wire.call(*asked("/", server.server_port), PATIENCE)[0] == "2xx"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_where_nobody_listens_there_is_no_connection() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with closing(Wire()) as wire:
        assert wire.call(*asked("/", port), PATIENCE) == ("ct", "no connection", "")
