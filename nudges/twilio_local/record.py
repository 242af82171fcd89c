"""What happened, for those who audit it."""

from collections import Counter
from datetime import datetime

import msgspec

from nudges.twilio_local.words import Status


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A request to send a text: `sid` says that it was taken, `answer` what the asker was told, if anything."""

    at: datetime
    to: str
    sender: str
    body: str
    sid: str | None
    answer: str


class Moved(msgspec.Struct, frozen=True, kw_only=True):
    """A text took a status."""

    at: datetime
    sid: str
    status: Status
    code: int | None


class Called(msgspec.Struct, frozen=True, kw_only=True):
    """An address was called, or was not: `outcome` is the HTTP status, or why there is none."""

    at: datetime
    kind: str
    sid: str
    said: str
    url: str
    attempt: int
    outcome: str


class Record:
    """Everything that happened, oldest first."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.moved: list[Moved] = []
        self.called: list[Called] = []

    def accepted(self) -> Counter[tuple[str, str]]:
        """Return how often each text was taken, by recipient and words."""
        return Counter((each.to, each.body) for each in self.asked if each.sid is not None)

    def doubled(self) -> dict[tuple[str, str], int]:
        """Return the texts that were taken more than once."""
        return {text: times for text, times in self.accepted().items() if times > 1}

    def clear(self) -> None:
        """Forget what happened."""
        for each in (self.asked, self.moved, self.called):
            each.clear()
