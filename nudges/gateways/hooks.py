"""How an event reaches an address outside: CloudEvents 1.0 in one JSON object, signed as Standard Webhooks say."""

import hmac
import socket
import ssl
from base64 import b64decode, b64encode
from contextlib import suppress
from datetime import datetime, timedelta
from enum import Enum
from hashlib import sha256
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from threading import Timer
from urllib.parse import urlsplit

import msgspec

from nudges import __version__
from nudges.core.outward import Leaving

PATIENCE = 10.0
"""So many seconds an address has in all, however slowly it answers."""

LONGEST_WAIT = timedelta(hours=1)
CONTENT = "application/cloudevents+json"
BUSY = frozenset({408, 425, 429})
OURS_TO_MEND = frozenset({401, 403, 404, 405, 410})
"""What an address answers that is wrong itself, or wants another key: no event will fare better there."""


class Fate(Enum):
    """What became of an event: taken, refused for itself, or the address takes none just now."""

    TAKEN = "taken"
    REFUSED = "refused"
    AWAY = "away"


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What an address answered, in a sentence without anything it sent; it may ask for some time."""

    fate: Fate
    says: str
    wait: timedelta | None = None


def written(leaving: Leaving, source: str) -> bytes:
    """Return an event as it stands in a request."""
    return msgspec.json.encode({
        "specversion": "1.0",
        "id": leaving.id,
        "source": source,
        "type": leaving.type,
        "subject": leaving.subject,
        "time": leaving.at,
        "datacontenttype": "application/json",
        "data": leaving.data,
    })  # fmt: skip


def signature(secret: str, name: str, now: datetime, body: bytes) -> str:
    """Return what signs a body; `secret` is `whsec_` and base64.

    >>> from datetime import UTC
    >>> then, secret = datetime.fromtimestamp(1614265330, UTC), "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    >>> signature(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", then, b'{"test": 2432232314}')
    'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='
    """
    key = b64decode(secret.removeprefix("whsec_"))
    signed = f"{name}.{int(now.timestamp())}.".encode() + body
    return f"v1,{b64encode(hmac.digest(key, signed, sha256)).decode()}"


def post(url: str, secret: str, name: str, body: bytes, now: datetime, patience: float = PATIENCE) -> Answer:
    """Tell an address of an event and return what came of it. No redirect is followed: it could lead anywhere."""
    headers = {
        "content-type": CONTENT,
        "user-agent": f"nudges/{__version__}",
        "webhook-id": name,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": signature(secret, name, now, body),
    }
    try:
        return _posted(url, body, headers, patience)
    except (OSError, HTTPException, ValueError) as error:
        return Answer(fate=Fate.AWAY, says=_why(error))


def _posted(url: str, body: bytes, headers: dict[str, str], patience: float) -> Answer:
    parts = urlsplit(url)
    way = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = way(parts.hostname or "", parts.port, timeout=patience)
    # A socket's own patience begins anew with each byte, so a clock ends it that does not.
    late = Timer(patience, _cut, [connection])
    late.daemon = True
    try:
        connection.connect()
        late.start()
        connection.request("POST", (parts.path or "/") + (f"?{parts.query}" if parts.query else ""), body, headers)
        return _answer(connection.getresponse())
    finally:
        late.cancel()
        connection.close()


def _cut(connection: HTTPConnection) -> None:
    with suppress(OSError, AttributeError):
        connection.sock.shutdown(socket.SHUT_RDWR)


def _answer(response: HTTPResponse) -> Answer:
    status = response.status
    if 200 <= status < 300:
        return Answer(fate=Fate.TAKEN, says=f"it answered {status}")
    if 300 <= status < 400:
        says = f"it answered {status}, a redirect, which is not followed; name the address that it leads to"
        return Answer(fate=Fate.AWAY, says=says)
    away = status >= 500 or status in BUSY or status in OURS_TO_MEND
    return Answer(
        fate=Fate.AWAY if away else Fate.REFUSED,
        says=f"it answered {status}",
        wait=_wait(response.headers.get("retry-after", "")),
    )


def _wait(said: str) -> timedelta | None:
    """Return how long an address asks to be left alone, an hour at most; a date is left to our own gaps."""
    if not said.strip().isascii() or not said.strip().isdigit():
        return None
    return min(timedelta(seconds=int(said.strip()[:9])), LONGEST_WAIT)


WHY = (
    (ssl.SSLCertVerificationError, "its certificate cannot be trusted"),
    (TimeoutError, "it did not answer in time"),
    (socket.gaierror, "there is no such host"),
    (ConnectionRefusedError, "nothing answers there"),
)
"""Why an address could not be told anything; whatever else it was, it did not answer, or hung up."""


def _why(error: Exception) -> str:
    return next((says for kind, says in WHY if isinstance(error, kind)), "it did not answer, or hung up")
