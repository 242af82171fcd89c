"""A phone in memory, for tests and rehearsals."""

from datetime import datetime

from nudges.core.sms import measure
from nudges.gateways import Absent, Outgoing, Taken, Unclear


class MemoryGateway:
    """Keeps what was sent in a list, in the order in which it was handed over."""

    platform_opt_out = False
    dedicated = True

    def __init__(self) -> None:
        self.sent: list[tuple[datetime, Outgoing]] = []

    def send(self, message: Outgoing, now: datetime) -> Taken:
        """Take a text."""
        self.sent.append((now, message))
        return self._taken(message)

    def find(self, message: Outgoing) -> Taken | Absent | Unclear:
        """Look whether a text was taken."""
        found = any(sent.id == message.id and sent.to == message.to for _, sent in self.sent)
        return self._taken(message) if found else Absent()

    def forget(self, phone: str) -> None:
        """Drop what was sent to a phone."""
        self.sent = [(at, message) for at, message in self.sent if message.to != phone]

    @staticmethod
    def _taken(message: Outgoing) -> Taken:
        return Taken(provider_id=f"memory/{message.id}", segments=measure(message.text).segments)
