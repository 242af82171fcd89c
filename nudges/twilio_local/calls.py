"""Which requests Twilio makes of us, and how it may be told to make them."""

import mimetypes
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from ipaddress import ip_address
from urllib.parse import parse_qsl, urldefrag, urlsplit

import msgspec

from nudges.twilio_local.account import Account, Method
from nudges.twilio_local.keywords import Keyword
from nudges.twilio_local.text import Text
from nudges.twilio_local.words import VERSION, Status


class Kind(StrEnum):
    """What a call is about."""

    CALLBACK = "callback"
    WEBHOOK = "webhook"


class Call(msgspec.Struct, frozen=True, kw_only=True):
    """A request to make; `lane` keeps those in order that belong together."""

    kind: Kind
    sid: str
    said: str
    url: str
    method: Method
    params: Mapping[str, str]
    lane: str
    fallback: tuple[str, Method] | None = None


class Manner(msgspec.Struct, frozen=True, kw_only=True):
    """How a call is made: how often again, on what, and how long it waits, in seconds."""

    retries: int = 1
    again_on: frozenset[str] = frozenset({"ct"})
    connect: float = 5.0
    read: float = 15.0


def manner(url: str) -> Manner:
    """Return how an address asks to be called: its fragment says so, as in `#rc=3&rp=ct,rt,5xx`.

    >>> manner("http://127.0.0.1/in#rc=3&rp=rt,5xx&rt=100").retries
    3
    """
    told = dict(parse_qsl(urldefrag(url).fragment))
    policy = frozenset(told.get("rp", "ct").split(","))
    return Manner(
        retries=_between(told.get("rc"), 1, 0, 5),
        again_on=frozenset({"ct", "rt", "4xx", "5xx"}) if "all" in policy else policy,
        connect=_between(told.get("ct"), 5000, 100, 10_000) / 1000,
        read=_between(told.get("rt"), 15_000, 100, 15_000) / 1000,
    )


def _between(written: str | None, default: int, least: int, most: int) -> int:
    return min(most, max(least, int(written))) if written and written.isdecimal() else default


def is_loopback(url: str) -> bool:
    """Whether an address is on this machine, by what it says and not by what a name server says.

    >>> is_loopback("http://127.0.0.1:8765/in"), is_loopback("https://nudges.example/in")
    (True, False)
    """
    try:
        host = urlsplit(url).hostname or ""
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def callback(text: Text, status: Status, code: int | None, at: datetime) -> Call | None:
    """Return the call that tells that one of our texts took a status, if anybody wants to know."""
    if not text.callback:
        return None
    params = {
        "AccountSid": text.account,
        "ApiVersion": VERSION,
        "From": text.from_ or "",
        "MessageSid": text.sid,
        "MessageStatus": status.value,
        "SmsSid": text.sid,
        "SmsStatus": status.value,
        "To": text.to,
    }
    if text.service:
        params["MessagingServiceSid"] = text.service
    if code is not None:
        params["ErrorCode"] = str(code)
    if status in {Status.DELIVERED, Status.UNDELIVERED}:
        params["RawDlrDoneDate"] = f"{at:%y%m%d%H%M}"
    return Call(
        kind=Kind.CALLBACK,
        sid=text.sid,
        said=status.value,
        url=text.callback,
        method="POST",
        params=params,
        lane=text.sid,
    )


def webhook(text: Text, account: Account, taken_for: Keyword | None) -> Call | None:
    """Return the call that tells of a text that arrived, if its number has an address for it."""
    url, method, fallback = _address(text, account)
    if not url:
        return None
    params = {
        "AccountSid": text.account,
        "ApiVersion": VERSION,
        "Body": text.body,
        "From": text.from_ or "",
        "FromCity": "",
        "FromCountry": "US",
        "FromState": "",
        "FromZip": "",
        "MessageSid": text.sid,
        "NumMedia": str(len(text.media)),
        "NumSegments": str(text.segments),
        "SmsMessageSid": text.sid,
        "SmsSid": text.sid,
        "SmsStatus": "received",
        "To": text.to,
        "ToCountry": "US",
    }
    for n, media in enumerate(text.media):
        params[f"MediaUrl{n}"] = media
        params[f"MediaContentType{n}"] = mimetypes.guess_type(urlsplit(media).path)[0] or "image/jpeg"
    if text.service:
        params["MessagingServiceSid"] = text.service
        if taken_for is not None and account.services[text.service].advanced_opt_out:
            params["OptOutType"] = taken_for.value
    return Call(
        kind=Kind.WEBHOOK,
        sid=text.sid,
        said="received",
        url=url,
        method=method,
        params=params,
        lane=text.from_ or "",
        fallback=fallback,
    )


def _address(text: Text, account: Account) -> tuple[str, Method, tuple[str, Method] | None]:
    service = account.services.get(text.service or "")
    if service and service.inbound_request_url and not service.use_inbound_webhook_on_number:
        fallback = (service.fallback_url, service.fallback_method) if service.fallback_url else None
        return service.inbound_request_url, service.inbound_method, fallback
    number = account.by_phone(text.to)
    if number is None or number.sms_application_sid:
        return "", "POST", None
    other = (number.sms_fallback_url, number.sms_fallback_method) if number.sms_fallback_url else None
    return number.sms_url, number.sms_method, other
