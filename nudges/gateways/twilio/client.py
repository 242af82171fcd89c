"""How the official library talks to Twilio: within a time, once, and with what the answer says beside its body."""

import logging
import threading
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlencode, urlsplit

import msgspec
import requests
from requests.adapters import HTTPAdapter
from requests.auth import HTTPBasicAuth
from requests.structures import CaseInsensitiveDict
from requests.utils import requote_uri
from twilio.http import HttpClient  # type: ignore[import-untyped]
from twilio.http.response import Response  # type: ignore[import-untyped]
from twilio.rest import Client  # type: ignore[import-untyped]

from nudges.gateways.twilio.config import TwilioConfig

HOME = "https://api.twilio.com"
PATIENCE = (5.0, 30.0)
"""Seconds to connect, and to wait for an answer: Twilio itself may take 26 s to give up."""

CONNECTIONS = 64
LONGEST_WAIT = timedelta(days=1)
JSON, FORM = ("application/json", "application/scim+json"), "application/x-www-form-urlencoded"


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """What an answer says beside its body: its moment, how long to wait, and how many requests run at once."""

    status: int
    at: datetime | None = None
    retry_after: timedelta | None = None
    concurrent: int | None = None


class TwilioHttp(HttpClient):  # type: ignore[misc]
    """One pooled session for all threads. Every request is one attempt: nothing is repeated, nothing is followed."""

    def __init__(self, api_base: str = "", patience: tuple[float, float] = PATIENCE) -> None:
        super().__init__(logging.getLogger(__name__), is_async=False)
        # at DEBUG this one writes addresses, and those of lists hold phone numbers
        logging.getLogger("urllib3.connectionpool").setLevel(logging.INFO)
        self._base = api_base.rstrip("/")
        self._patience = patience
        self._mine = threading.local()
        # The adapter by itself: what a session adds is cookies, redirects and hooks, and we want none of them.
        self._adapter = HTTPAdapter(pool_connections=4, pool_maxsize=CONNECTIONS, max_retries=0)
        # proxies and certificates of the environment are read once; each time costs as much as the request itself
        self._around = requests.Session().merge_environment_settings(self._base or HOME, {}, None, None, None)

    @property
    def seen(self) -> Seen | None:
        """What the last answer to this thread said, or None if its request had none."""
        seen: Seen | None = getattr(self._mine, "seen", None)
        return seen

    def close(self) -> None:
        """Let go of all connections."""
        self._adapter.close()

    def request(  # noqa: PLR0913  the library calls it so
        self,
        method: str,
        uri: str,
        *,
        params: Mapping[str, Any] | None = None,
        data: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        timeout: float | None = None,  # noqa: ARG002  ours holds always
        allow_redirects: bool = False,  # noqa: ARG002  a redirected POST would be another attempt
    ) -> Response:
        """Return the answer to one attempt."""
        self._mine.seen = None
        asked = _prepared(method.upper(), self._address(uri), headers or {}, params or {}, data)
        if auth is not None:
            HTTPBasicAuth(*auth)(asked)
        answer = self._adapter.send(asked, timeout=self._patience, **self._around)
        self._mine.seen = _seen(answer)
        # without a charset requests would guess one, which costs more than all the rest
        return Response(answer.status_code, answer.content.decode("utf-8", "replace"), answer.headers)

    def _address(self, uri: str) -> str:
        """Return where a request goes. It carries our credentials, so it goes nowhere else."""
        parts = urlsplit(uri)
        if self._base and uri.startswith(f"{self._base}/"):
            return uri
        if parts.scheme != "https" or not (parts.hostname or "").endswith(".twilio.com"):
            raise ValueError("an address that is not Twilio's")
        return self._base + uri[len(f"https://{parts.netloc}") :] if self._base else uri


def _prepared(
    method: str, address: str, headers: Mapping[str, str], params: Mapping[str, Any], data: Mapping[str, Any] | None
) -> requests.PreparedRequest:
    """Return a request as it leaves. The library prepares it too, but for any address and any body, and at length."""
    asked = requests.PreparedRequest()
    asked.method, asked.url = method, requote_uri(address)
    if params:
        asked.url += ("&" if "?" in address else "?") + _form(params)
    asked.headers = CaseInsensitiveDict(headers)
    body = b""
    if data is not None:
        is_json = asked.headers.get("Content-Type") in JSON
        body = msgspec.json.encode(data) if is_json else _form(data).encode()
        asked.headers.setdefault("Content-Type", FORM)
    if method != "GET":
        asked.body, asked.headers["Content-Length"] = body, str(len(body))
    return asked


def _form(fields: Mapping[str, Any]) -> str:
    return urlencode({name: value for name, value in fields.items() if value is not None}, doseq=True)


def client_of(config: TwilioConfig, http: TwilioHttp) -> Client:
    """Return the library's client of an account, which takes nothing from the environment."""
    # an empty mapping would be taken for none, and the environment read after all
    environment = {"TWILIO_EDGE": "", "TWILIO_REGION": ""}
    return Client(config.account_sid, config.auth_tokens[0], http_client=http, environment=environment)


def _seen(answer: requests.Response) -> Seen:
    headers = answer.headers
    at, concurrent = _moment(headers.get("Date", "")), headers.get("Twilio-Concurrent-Requests", "")
    return Seen(
        status=answer.status_code,
        at=at,
        retry_after=_wait(headers.get("Retry-After", "").strip(), at),
        concurrent=int(concurrent) if _is_number(concurrent) else None,
    )


def _wait(said: str, at: datetime | None) -> timedelta | None:
    """Return how long to wait, said as seconds or as a moment."""
    if _is_number(said):
        return min(timedelta(seconds=int(said)), LONGEST_WAIT)
    until = _moment(said)
    return min(max(until - at, timedelta()), LONGEST_WAIT) if until is not None and at is not None else None


def _moment(said: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(said)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def _is_number(said: str) -> bool:
    return said.isascii() and said.isdigit() and len(said) < 9
