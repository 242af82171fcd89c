"""Connections that are kept open, for many small calls: what a library for all kinds of calls does takes longer."""

import select
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlencode, urlsplit

from nudges.twilio_local.signing import Request


class Wire:
    """The connections of one thread, one for each place."""

    def __init__(self) -> None:
        self._open: dict[tuple[str, str], HTTPConnection] = {}

    def close(self) -> None:
        """Let go of all connections."""
        for each in self._open.values():
            each.close()
        self._open.clear()

    def call(self, request: Request, target: str, patience: tuple[float, float]) -> tuple[str, str, str]:
        """Return the kind of the outcome as a retry policy names it, the outcome, and what was answered."""
        parts = urlsplit(target)
        place = (parts.scheme, parts.netloc)
        try:
            connection = self._connected(place, patience[0])
        except OSError:
            return "ct", "no connection", ""
        try:
            return self._asked(connection, request, parts._replace(scheme="", netloc="").geturl() or "/", patience[1])
        except TimeoutError:
            self._drop(place)
            return "rt", "no answer in time", ""
        except (OSError, HTTPException):
            self._drop(place)
            return "ct", "no connection", ""

    def _asked(self, connection: HTTPConnection, request: Request, path: str, patience: float) -> tuple[str, str, str]:
        connection.sock.settimeout(patience)
        body, headers = urlencode(request.params), dict(request.headers)
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(request.method, path, body or None, headers)
        answer = connection.getresponse()
        said = answer.read().decode("utf-8", "replace")
        return f"{answer.status // 100}xx", str(answer.status), said

    def _connected(self, place: tuple[str, str], patience: float) -> HTTPConnection:
        """Return a connection that is open; one that the other side has closed meanwhile is made anew."""
        known = self._open.get(place)
        if known is not None and known.sock is not None and not select.select([known.sock], [], [], 0)[0]:
            return known
        self._drop(place)
        made = (HTTPSConnection if place[0] == "https" else HTTPConnection)(place[1], timeout=patience)
        made.connect()
        self._open[place] = made
        return made

    def _drop(self, place: tuple[str, str]) -> None:
        if (known := self._open.pop(place, None)) is not None:
            known.close()
