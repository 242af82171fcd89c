"""What Twilio keeps of a text, and how it shows it."""

import math
from datetime import datetime, timedelta
from decimal import Decimal

import msgspec

from nudges.core.sms import ALPHABET, fold, measure
from nudges.twilio_local.errors import LATER
from nudges.twilio_local.words import VERSION, Direction, Status, rfc_2822

PRICE = Decimal("0.0083")
"""What a segment costs, in dollars."""


class Text(msgspec.Struct, frozen=True, kw_only=True):
    """A text, either way. `magic` ones were sent from a test number: nothing ever happens to them."""

    sid: str
    account: str
    direction: Direction
    status: Status
    to: str
    from_: str | None
    body: str
    segments: int
    created: datetime
    updated: datetime
    service: str | None = None
    media: tuple[str, ...] = ()
    sent: datetime | None = None
    price: Decimal | None = None
    error: int | None = None
    callback: str | None = None
    validity: timedelta = timedelta(hours=10)
    magic: bool = False


def segments(body: str, *, smart: bool = False) -> int:
    """Return how many segments a text takes as it stands, or with its look-alikes replaced.

    >>> segments("“Hi”" * 20), segments("“Hi”" * 20, smart=True)
    (2, 1)
    """
    if smart or fold(body) == body or ALPHABET.issuperset(body):
        return measure(body).segments
    units = len(body.encode("utf-16-le")) // 2
    return 1 if units <= 70 else math.ceil(units / 67)


def resource(text: Text) -> dict[str, object]:
    """Return a text as the API shows it."""
    uri = f"/{VERSION}/Accounts/{text.account}/Messages/{text.sid}"
    unassigned = text.from_ is None
    return {
        "account_sid": text.account,
        "api_version": VERSION,
        "body": text.body,
        "date_created": rfc_2822(text.created),
        "date_sent": rfc_2822(text.sent),
        "date_updated": rfc_2822(text.updated),
        "direction": text.direction.value,
        "error_code": text.error,
        "error_message": None if text.error is None else LATER.get(text.error, "Unknown error"),
        "from": text.from_,
        "messaging_service_sid": text.service,
        "num_media": str(len(text.media)),
        "num_segments": "0" if unassigned else str(text.segments),
        "price": None if text.price is None else f"{text.price:.5f}",
        "price_unit": "USD",
        "sid": text.sid,
        "status": text.status.value,
        "subresource_uris": {"media": f"{uri}/Media.json", "feedback": f"{uri}/Feedback.json"},
        "to": text.to,
        "uri": f"{uri}.json",
    }
