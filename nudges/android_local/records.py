"""What the app keeps: the messages it was given, the texts that arrived, and who wants to be told."""

from datetime import datetime, tzinfo

import msgspec

Json = dict[str, object]


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """A message to one or more phones."""

    id: str
    to: tuple[str, ...]
    text: str
    created: datetime
    valid_until: datetime | None = None
    schedule_at: datetime | None = None
    priority: int = 0
    receipt: bool = True
    lenient: bool = False
    state: str = "Pending"
    error: str = ""
    states: tuple[tuple[str, datetime], ...] = ()


class Arrival(msgspec.Struct, frozen=True, kw_only=True):
    """A text, or pictures, that arrived: `at` is when it was written, as its carrier says."""

    id: str
    type: str
    sender: str
    preview: str
    at: datetime
    pictures: int = 0


class Webhook(msgspec.Struct, frozen=True, kw_only=True):
    """Who wants to be told of an event."""

    id: str
    url: str
    event: str


def written(moment: datetime, zone: tzinfo) -> str:
    """Return a moment as the app writes it: by the phone's clock, with its offset.

    >>> from datetime import UTC
    >>> written(datetime(2026, 11, 24, 12, 30, tzinfo=UTC), UTC)
    '2026-11-24T12:30:00.000Z'
    """
    return moment.astimezone(zone).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def message_json(message: Message, device: str, zone: tzinfo, *, content: bool) -> Json:
    """Return a message as the app shows it; what is null there is left out."""
    shown: Json = {
        "id": message.id,
        "deviceId": device,
        "state": message.state,
        "isHashed": False,
        "isEncrypted": False,
        "recipients": [
            {"phoneNumber": to, "state": message.state} | ({"error": message.error} if message.error else {})
            for to in message.to
        ],
        "states": {state: written(at, zone) for state, at in message.states},
    }
    if message.schedule_at is not None:
        shown["scheduleAt"] = written(message.schedule_at, zone)
    return shown | ({"textMessage": {"text": message.text}} if content else {})


def arrival_json(arrival: Arrival, zone: tzinfo, *, attachments: bool) -> Json:
    """Return what arrived as the inbox shows it."""
    parts = [picture_json(place) for place in range(arrival.pictures if attachments else 0)]
    return {
        "id": arrival.id,
        "type": arrival.type,
        "sender": arrival.sender,
        "contentPreview": arrival.preview,
        "createdAt": written(arrival.at, zone),
        "attachments": parts,
    }


def picture_json(place: int) -> Json:
    """Return one picture as the app names it."""
    return {"partId": place + 1, "contentType": "image/jpeg", "name": f"{place + 1}.jpg", "size": 1000}
