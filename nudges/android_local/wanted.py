"""What the app is asked for, or what is wrong with asking so."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import msgspec

from nudges.android_local.records import Message

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
TYPES = ("SMS", "DATA_SMS", "MMS", "MMS_DOWNLOADED")


class Wrong(Exception):
    """What was asked makes no sense to the app."""


class Words(msgspec.Struct, frozen=True):
    """The words of a message."""

    text: str


class Asked(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A message as somebody asks to have it sent."""

    phone_numbers: list[str]
    id: str | None = None
    message: str | None = None
    text_message: Words | None = None
    ttl: int | None = None
    valid_until: datetime | None = None
    schedule_at: datetime | None = None
    with_delivery_report: bool | None = None
    priority: int = 0
    device_id: str | None = None


class Range(NamedTuple):
    """Which part of a list is asked for, newest first."""

    begin: datetime
    end: datetime
    limit: int
    offset: int


def message_of(body: bytes, device: str, now: datetime, spare: str, *, lenient: bool) -> Message:
    """Return the message that a body asks for; one without an id gets the spare one."""
    try:
        asked = msgspec.json.decode(body, type=Asked)
    except msgspec.DecodeError as error:
        raise Wrong(f"Illegal input: {error}") from None
    texts = [asked.message] if asked.message is not None else []
    texts += [asked.text_message.text] if asked.text_message is not None else []
    valid_until = now + timedelta(seconds=asked.ttl) if asked.ttl is not None else asked.valid_until
    wrongs = {
        "Must specify exactly one of: textMessage, dataMessage, or message": not texts,
        "Cannot specify multiple message types simultaneously": len(texts) > 1,
        "Text message is empty": "" in texts,
        "Empty phone numbers list": not asked.phone_numbers,
        "scheduleAt must be in the future": asked.schedule_at is not None and asked.schedule_at <= now,
        "Invalid device ID": asked.device_id not in (None, device),
        "fields conflict: ttl and validUntil": asked.ttl is not None and asked.valid_until is not None,
        "message already expired": valid_until is not None and valid_until < now,
    }
    for sentence, is_so in wrongs.items():
        if is_so:
            raise Wrong(sentence)
    return Message(
        id=asked.id or spare,
        to=tuple(asked.phone_numbers),
        text=texts[0],
        created=now,
        valid_until=valid_until,
        schedule_at=asked.schedule_at,
        priority=asked.priority,
        receipt=asked.with_delivery_report is not False,
        lenient=lenient,
    )


def range_of(query: Mapping[str, str], now: datetime) -> Range:
    """Return which part of a list a query asks for."""
    begin, end = _moment(query, "from", LONG_AGO), _moment(query, "to", now)
    limit, offset = _number(query, "limit", 50), _number(query, "offset", 0)
    if not 1 <= limit <= 500:
        raise Wrong("limit must be between 1 and 500")
    if offset < 0:
        raise Wrong("offset must be >= 0")
    if begin > end:
        raise Wrong("Start date cannot be after end date")
    return Range(begin, end, limit, offset)


def flag(query: Mapping[str, str], name: str) -> bool:
    """Return what a query says of a switch."""
    said = query.get(name, "false")
    if said not in ("true", "false"):
        raise Wrong(f"{name} must be true or false")
    return said == "true"


def type_of(query: Mapping[str, str]) -> str | None:
    """Return which kind of arrivals a query asks for, or None for all."""
    kind = query.get("type") or None
    if kind is not None and kind not in TYPES:
        raise Wrong("Invalid type")
    return kind


def _number(query: Mapping[str, str], name: str, usual: int) -> int:
    try:
        return int(query.get(name, usual))
    except ValueError:
        return usual


def _moment(query: Mapping[str, str], name: str, usual: datetime) -> datetime:
    if name not in query:
        return usual
    try:
        found = datetime.fromisoformat(query[name])
    except ValueError:
        raise Wrong(f"Invalid {name} datetime") from None
    if found.tzinfo is None:
        raise Wrong(f"Invalid {name} datetime")
    return found
