"""A real server that a Twilio calls: it keeps what it is told, and answers as it is asked to."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from urllib.parse import parse_qsl, urlsplit

from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]

EMPTY = '<?xml version="1.0" encoding="UTF-8"?><Response />'


class Listener:
    """What came: the path with its query, the headers and the parameters of each request."""

    def __init__(self) -> None:
        self.url = ""
        self.came: list[tuple[str, str, dict[str, str], dict[str, str]]] = []
        self.statuses: list[int] = []
        self.answer, self.lock, self.go_on = EMPTY, Lock(), Event()
        self.go_on.set()

    def said(self, name: str = "MessageStatus") -> list[str]:
        """Return what the requests said for a parameter, in the order in which they came."""
        with self.lock:
            return [params.get(name, "") for _, _, _, params in self.came]

    def signed_by(self, token: str, public: str | None = None) -> bool:
        """Whether every request is signed for the address at which it came, or for the public one."""
        validator = RequestValidator(token)
        with self.lock:
            return bool(self.came) and all(
                validator.validate((public or self.url) + path, params, headers["x-twilio-signature"])
                for _, path, headers, params in self.came
            )


@contextmanager
def listening() -> Iterator[Listener]:
    """Listen on a port of this machine."""
    listener = Listener()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            length = int(self.headers.get("content-length", "0"))
            self.take(dict(parse_qsl(self.rfile.read(length).decode(), keep_blank_values=True)))

        def do_GET(self) -> None:
            self.take({})

        def take(self, params: dict[str, str]) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            with listener.lock:
                listener.came.append((self.command, self.path, headers, params))
                status = listener.statuses.pop(0) if listener.statuses else 200
            listener.go_on.wait(10)
            body = listener.answer.encode()
            self.send_response(status)
            self.send_header("Content-Type", "text/xml")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  its name there
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    listener.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield listener
    finally:
        listener.go_on.set()
        server.shutdown()
        server.server_close()
        thread.join()


def path_of(url: str) -> str:
    """Return the path of an address."""
    return urlsplit(url).path
