"""What a request wants sent, and why Twilio would not."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import msgspec
from starlette.datastructures import FormData

from nudges.twilio_local.account import E164, Account
from nudges.twilio_local.errors import Refusal

MAGIC_FROM: Mapping[str, int] = {"+15005550001": 21212, "+15005550007": 21606, "+15005550008": 21611}
MAGIC_TO: Mapping[str, int] = {
    "+15005550001": 21211,
    "+15005550002": 21612,
    "+15005550003": 21408,
    "+15005550004": 21610,
    "+15005550009": 21614,
}
MAGIC = "+15005550006"
"""The test number that may send: its texts are taken, and go nowhere."""

SOONEST, LATEST = timedelta(seconds=300), timedelta(days=35)
LONGEST_VALID = 36_000


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """A text that somebody wants sent; `send_at` is set only for one that is scheduled."""

    to: str
    sender: str | None
    service: str | None
    body: str
    media: tuple[str, ...] = ()
    callback: str | None = None
    validity: timedelta = timedelta(seconds=LONGEST_VALID)
    send_at: datetime | None = None
    smart: bool = False

    @property
    def source(self) -> str:
        """Return what it was to be sent from."""
        return self.sender or self.service or ""


def read(form: FormData, now: datetime) -> Wanted:
    """Return what is wanted, or refuse."""
    fields = {name: str(value) for name, value in form.items()}
    wanted = Wanted(
        to=fields.get("To", ""),
        sender=fields.get("From") or None,
        service=fields.get("MessagingServiceSid") or None,
        body=fields.get("Body", ""),
        media=tuple(str(each) for each in form.getlist("MediaUrl")),
        callback=fields.get("StatusCallback") or None,
        validity=_validity(fields.get("ValidityPeriod")),
        smart=fields.get("SmartEncoded", "").lower() == "true",
    )
    _check(wanted)
    # Without a service the two parameters are dropped, and the text goes out at once.
    if wanted.service and fields.get("ScheduleType") == "fixed":
        return msgspec.structs.replace(wanted, send_at=_send_at(fields.get("SendAt"), now))
    return wanted


def _validity(written: str | None) -> timedelta:
    if written is None:
        return timedelta(seconds=LONGEST_VALID)
    if not written.isdecimal() or not 1 <= int(written) <= LONGEST_VALID:
        raise Refusal(90007)
    return timedelta(seconds=int(written))


def _check(wanted: Wanted) -> None:
    faults = (
        (21604, not wanted.to),
        (21211, not E164.fullmatch(wanted.to.removeprefix("whatsapp:"))),
        (21603, not wanted.source),
        (21619, not wanted.body and not wanted.media),
        (21617, len(wanted.body) > 1600),
        (21623, len(wanted.media) > 10),
        (21620, not all(_is_url(each) for each in wanted.media)),
        (21609, wanted.callback is not None and not _is_callback(wanted.callback)),
    )
    for code, wrong in faults:
        if wrong:
            raise Refusal(code, to=wanted.to, from_=wanted.source)


def _is_url(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def _is_callback(url: str) -> bool:
    return len(url) <= 4000 and _is_url(url) and "_" not in (urlsplit(url).hostname or "")


def _send_at(written: str | None, now: datetime) -> datetime:
    if not written:
        raise Refusal(35114)
    try:
        moment = datetime.strptime(written, "%Y-%m-%dT%H:%M:%S%z") if written.endswith("Z") else None
    except ValueError:
        moment = None
    if moment is None or not SOONEST < moment - now <= LATEST:
        raise Refusal(35115)
    return moment


def check_magic(wanted: Wanted) -> None:
    """Refuse what the test numbers are there to be refused for."""
    code = MAGIC_FROM.get(wanted.sender or "") or MAGIC_TO.get(wanted.to)
    if code:
        raise Refusal(code, to=wanted.to, from_=wanted.source)


def check_sender(wanted: Wanted, account: Account) -> None:
    """Refuse a sender that is not the account's."""
    number = account.by_phone((wanted.sender or "").removeprefix("whatsapp:"))
    if wanted.service:
        if wanted.service not in account.services:
            raise Refusal(21701)
        if not account.pool(wanted.service):
            raise Refusal(21703)
        if wanted.sender and (number is None or number.service != wanted.service):
            raise Refusal(21606, to=wanted.to, from_=wanted.source)
    elif (number is None or not number.sms) and wanted.sender != MAGIC:
        raise Refusal(21606, to=wanted.to, from_=wanted.source)
