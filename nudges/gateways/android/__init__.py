"""Texts through an Android phone of one's own, on which the app SMS Gateway listens in the local network."""

from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta

import msgspec
import requests

from nudges.core.sms import measure
from nudges.gateways import Absent, Answered, Heard, Outgoing, Posted, Refused, Taken, Told, Unclear
from nudges.gateways.android import answers
from nudges.gateways.android.inbound import Kept, is_signed, kept, said, told_of
from nudges.gateways.android.wire import Name, Sending, Text, moment, packed

LATE = timedelta(days=3)
"""The inbox knows when a text was written; one to a phone that was off arrives days later, and is no older there."""

SEND = {"skipPhoneValidation": "true"}
"""Our numbers are looked at when a person is added; a phone with an old list would refuse new ones."""

LONG_AGO = datetime.min.replace(tzinfo=UTC)
PAGE = 200
PAGES = 50


class AndroidConfig(msgspec.Struct, frozen=True, kw_only=True):
    """Where the app listens, what it asks for, the key it signs with, and the country its phone is at home in."""

    base_url: str
    username: str
    password: str
    signing_key: str
    region: str

    def __repr__(self) -> str:
        """Return its name only: a log must not learn the password."""
        return "AndroidConfig(...)"


class AndroidGateway:
    """Sends through the app and hears from it. The carrier answers no STOP: that is left to us.

    `now` tells the moment at which a request comes in; `timeout` is seconds to connect, and to wait for an answer.
    """

    platform_opt_out = False
    dedicated = False

    def __init__(
        self, config: AndroidConfig, now: Callable[[], datetime], timeout: tuple[float, float] = (5, 30)
    ) -> None:
        self._config, self._now, self._timeout = config, now, timeout
        self._given: dict[str, datetime] | None = None

    def send(self, message: Outgoing, now: datetime) -> Taken | Refused | Unclear:
        """Hand over a message, in one request. The app takes an id once only: what it has already, it took."""
        left = int((message.expires - now).total_seconds())
        if left < 1:
            return answers.TOO_LATE
        sending = Sending(
            id=_id(message),
            phone_numbers=(message.to,),
            text_message=Text(text=message.text),
            ttl=left,
            with_delivery_report=True,
        )
        try:
            answer = self._ask("POST", "/messages", msgspec.json.encode(sending), SEND)
        except requests.RequestException as error:
            return answers.unheard(error)
        if answer.status_code == requests.codes.conflict or answers.sent(answer, sending.id):
            return _taken(message)
        return answers.refusal(answer)

    def find(self, message: Outgoing) -> Taken | Absent | Unclear:
        """Ask the app whether it has a message."""
        try:
            answer = self._ask("GET", f"/messages/{_id(message)}")
        except requests.RequestException as error:
            return Unclear(detail=type(error).__name__)
        if answers.sent(answer, _id(message)):
            return _taken(message)
        return Absent() if answers.is_absent(answer) else Unclear(detail=f"it answered {answer.status_code}")

    def forget(self, phone: str) -> None:
        """Do nothing: nothing is kept here, and the app lets nobody erase what is on the phone."""

    def read(self, request: Posted) -> list[Heard | Told] | None:
        """Return what the app says, or None where it is not surely the app."""
        try:
            signed = request.method == "POST" and is_signed(request, self._config.signing_key, self._now())
            return said(request.body, self._config.region) if signed else None
        except (ValueError, RecursionError):
            return None

    def answer(self, *, known: bool) -> Answered:
        """Return that it arrived; the app comes again with what was not answered so."""
        return Answered(status=204 if known else 403, content_type="text/plain", body="")

    def poll(self, since: datetime) -> list[Heard]:
        """Return what arrived since a moment, oldest first; or raise where the app cannot be asked.

        What was written before the moment comes if it is new in the inbox, until the caller has moved on.
        """
        texts = [(moment(row.created_at), heard) for row in self._inbox(since) if (heard := self._kept(row))]
        recent = {heard.id for at, heard in texts if at is None or at >= since}
        before, self._given = self._given, {}
        for _, heard in texts:
            # What is old and there at the first look is none of our business: a phone has a life before us.
            first = since if before is not None or heard.id in recent else LONG_AGO
            self._given[heard.id] = (before or {}).get(heard.id, first)
        fresh = [heard for _, heard in texts if heard.id in recent or self._given[heard.id] >= since]
        return fresh[::-1]

    def status(self, provider_id: str) -> Told | None:
        """Return how far a message came."""
        try:
            answer = self._ask("GET", f"/messages/{provider_id}")
        except requests.RequestException:
            return None
        sent = answers.sent(answer, provider_id)
        return told_of(sent) if sent else None

    def _inbox(self, since: datetime) -> Iterator[Kept]:
        """Yield what the inbox has, newest first; what can be read of it."""
        begin = (since - LATE).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        for page in range(PAGES):
            place = {"limit": str(PAGE), "offset": str(page * PAGE)}
            answer = self._ask("GET", "/inbox", query={"from": begin, "includeAttachments": "true", **place})
            answer.raise_for_status()
            rows = msgspec.json.decode(answer.content, type=list[msgspec.Raw])
            yield from filter(None, map(answers.row, rows))
            if len(rows) < PAGE:
                return

    def _kept(self, row: Kept) -> Heard | None:
        return kept(row, self._config.region)

    def _ask(
        self, method: str, path: str, body: bytes | None = None, query: Mapping[str, str] | None = None
    ) -> requests.Response:
        # No retries and no redirects: what was posted once may not be posted again behind our back.
        return requests.request(
            method,
            self._config.base_url.rstrip("/") + path,
            params=query,
            data=body,
            headers={"Content-Type": "application/json"} if body else {},
            auth=self._signed_in,
            timeout=self._timeout,
            allow_redirects=False,
        )

    def _signed_in(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        # Not the pair that requests takes: it writes in Latin-1, and the app reads UTF-8.
        pair = f"{self._config.username}:{self._config.password}"
        request.headers["Authorization"] = "Basic " + b64encode(pair.encode()).decode()
        return request


def _id(message: Outgoing) -> str:
    return packed(Name(message.person, message.id))


def _taken(message: Outgoing) -> Taken:
    return Taken(provider_id=_id(message), segments=measure(message.text).segments)
