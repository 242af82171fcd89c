"""What Twilio keeps of the texts of an account: created, listed, looked up and blanked through the official library."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec

from nudges.gateways.twilio.client import TwilioHttp, client_of
from nudges.gateways.twilio.config import TwilioConfig


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """A text as Twilio keeps it, ours or theirs; `created` is None where Twilio does not say."""

    sid: str
    status: str
    inbound: bool
    phone: str
    body: str
    segments: int = 0
    pictures: int = 0
    created: datetime | None = None
    code: int | None = None


class Messages:
    """The texts of an account. What goes wrong is raised as it comes; the gateway makes a word of it."""

    def __init__(self, config: TwilioConfig, http: TwilioHttp) -> None:
        self._config = config
        self._client = client_of(config, http)

    def create(self, fields: Mapping[str, object]) -> Listed:
        """Create a text, with one request."""
        return _listed(self._client.messages.create(**fields))

    def pages(self, size: int, **filters: str) -> Iterator[list[Listed]]:
        """Yield what is listed, newest first, a page at a time."""
        page = self._client.messages.page(page_size=size, **filters)
        while page is not None:
            yield [_listed(each) for each in page]
            page = page.next_page()

    def fetch(self, sid: str) -> Listed:
        """Return one text."""
        return _listed(self._client.messages(sid).fetch())

    def blank(self, sid: str) -> None:
        """Erase the words of a text."""
        self._client.messages(sid).update(body="")

    def numbers(self) -> list[str]:
        """Return the numbers that people can text to: our sender, and those of the service."""
        numbers = [self._config.sender] if self._config.sender else []
        if self._config.service_sid:
            service = self._client.messaging.v1.services(self._config.service_sid)
            numbers += [each.phone_number for each in service.phone_numbers.stream()]
        return list(dict.fromkeys(numbers))


def _listed(raw: Any) -> Listed:
    """Return a text of the library's as a value."""
    inbound = raw.direction == "inbound"
    return Listed(
        sid=str(raw.sid or ""),
        status=str(raw.status or ""),
        inbound=inbound,
        phone=str((raw.from_ if inbound else raw.to) or ""),
        body=str(raw.body or "").replace("\x00", ""),
        segments=int(raw.num_segments or 0),
        pictures=int(raw.num_media or 0),
        created=raw.date_created.astimezone(UTC) if isinstance(raw.date_created, datetime) else None,
        code=raw.error_code if isinstance(raw.error_code, int) and raw.error_code else None,
    )
