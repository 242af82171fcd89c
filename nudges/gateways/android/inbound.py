"""What the app tells: whether it is the app that tells it, and what it says."""

import hmac
import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

import msgspec

from nudges.core.words import Status
from nudges.gateways import Heard, Posted, Told
from nudges.gateways.android.failures import failure
from nudges.gateways.android.senders import number_of
from nudges.gateways.android.wire import Sent, State, Wire, java_hash, moment, unpacked

FRESH = timedelta(minutes=5)
"""A signed request that is older, or from a clock so far ahead, may be a replay."""

PLACEHOLDER = "MMS content"
"""What the inbox says of a picture that came without a word."""


class Event(StrEnum):
    """What the app tells that is of interest here."""

    TEXT = "sms:received"
    PICTURES = "mms:downloaded"
    SENT = "sms:sent"
    DELIVERED = "sms:delivered"
    FAILED = "sms:failed"
    CANCELLED = "sms:cancelled"


class Envelope(Wire, frozen=True, kw_only=True):
    """Anything the app tells."""

    event: str
    payload: msgspec.Raw


class Arrived(Wire, frozen=True, kw_only=True):
    """A text or pictures that arrived. Apps before the summer of 2025 wrote the sender as `phoneNumber` only."""

    message_id: str
    received_at: str
    sender: str = ""
    phone_number: str = ""
    message: str = ""
    body: str | None = None
    subject: str | None = None
    attachments: tuple[msgspec.Raw, ...] = ()


class Became(Wire, frozen=True, kw_only=True):
    """What became of a message."""

    message_id: str
    reason: str = ""


class Kept(Wire, frozen=True, kw_only=True):
    """What arrived, as the inbox has it."""

    id: str
    type: str
    sender: str
    content_preview: str
    created_at: str
    attachments: tuple[msgspec.Raw, ...] = ()


def is_signed(request: Posted, key: str, now: datetime) -> bool:
    """Whether the app has signed a request with our key, and just now."""
    headers: Mapping[str, str] = {name.lower(): value for name, value in request.headers.items()}
    stamp = headers.get("x-timestamp", "")
    if not key or not re.fullmatch(r"[0-9]{1,11}", stamp) or abs(now.timestamp() - int(stamp)) > FRESH.total_seconds():
        return False
    right = hmac.new(key.encode(), request.body + stamp.encode(), sha256).hexdigest()
    given = headers.get("x-signature", "").strip().lower()
    return hmac.compare_digest(right.encode(), given.encode("utf-8", "replace"))


def said(body: bytes, region: str) -> list[Heard | Told]:
    """Return what the app says; nothing where it is of no interest. It raises a ValueError for what it never says."""
    envelope = msgspec.json.decode(body, type=Envelope)
    if envelope.event not in [each.value for each in Event]:
        return []
    event = Event(envelope.event)
    if event in (Event.TEXT, Event.PICTURES):
        heard = _arrived(msgspec.json.decode(envelope.payload, type=Arrived), event, region)
        return [heard] if heard is not None else []
    told = _became(msgspec.json.decode(envelope.payload, type=Became), event)
    return [told] if told is not None else []


def kept(row: Kept, region: str) -> Heard | None:
    """Return a text of the inbox, by the id under which it is told as well; None for what is no text."""
    phone = number_of(row.sender, region)
    kind, _, number = row.id.partition(":")
    if row.type not in ("SMS", "MMS_DOWNLOADED") or phone is None or not re.fullmatch(r"-?[0-9]{1,10}", number):
        return None
    text = "" if kind == "mms" and row.content_preview == PLACEHOLDER else row.content_preview
    id_ = _id(kind, int(number) & 0xFFFFFFFF, row.created_at)
    return Heard(id=id_, phone=phone, text=text, pictures=len(row.attachments))


def told_of(sent: Sent) -> Told | None:
    """Return how far a message came that the app keeps."""
    match sent.state:
        case State.PENDING | State.PROCESSED | State.CANCELLING:
            return None
        case State.SENT:
            return _told(sent.id, Status.SENT)
        case State.DELIVERED:
            return _told(sent.id, Status.DELIVERED)
        case State.FAILED:
            return _told(sent.id, Status.FAILED, sent.error)
        case State.CANCELLED:
            return _cancelled(sent.id)


def _arrived(arrived: Arrived, event: Event, region: str) -> Heard | None:
    phone = number_of(arrived.sender or arrived.phone_number, region)
    if phone is None:
        return None
    if event is Event.PICTURES:
        id_ = _id("mms", java_hash(arrived.message_id), arrived.received_at)
        text = arrived.body or arrived.subject or ""
    else:
        id_, text = _id("text", int(arrived.message_id, 16), arrived.received_at), arrived.message
    return Heard(id=id_, phone=phone, text=text, pictures=len(arrived.attachments))


def _id(kind: str, number: int, at: str) -> str:
    """Return an id of a text: the app's number is made of its words and sender, and other texts may have it as well."""
    found = moment(at)
    when = f"{found:%Y%m%dT%H%M%S}.{found.microsecond // 1000:03}" if found else re.sub(r"[^0-9A-Za-z]", "", at)
    return f"{kind}-{number:08x}-{when}"


def _became(became: Became, event: Event) -> Told | None:
    match event:
        case Event.SENT:
            return _told(became.message_id, Status.SENT)
        case Event.DELIVERED:
            return _told(became.message_id, Status.DELIVERED)
        case Event.FAILED:
            return _told(became.message_id, Status.FAILED, became.reason)
        case Event.CANCELLED:
            return _cancelled(became.message_id)
        case Event.TEXT | Event.PICTURES:
            return None


def _told(id_: str, status: Status, error: str | None = None) -> Told | None:
    name = unpacked(id_)
    if name is None:
        return None
    if error is None:
        return Told(provider_id=id_, status=status, id=name.id, person=name.person)
    detail, why, code = failure(error)
    return Told(provider_id=id_, status=status, id=name.id, person=name.person, code=code, why=why, detail=detail)


def _cancelled(id_: str) -> Told | None:
    told = _told(id_, Status.FAILED)
    return told and msgspec.structs.replace(told, detail="Somebody cancelled it on the phone.")
