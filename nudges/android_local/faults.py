"""What may go wrong between the app and whoever asks it, one fault for one request."""

from enum import Enum


class Fault(Enum):
    """A fault. Those that name no moment strike before the app has done anything."""

    BROKEN = "500"
    BROKEN_AFTERWARDS = "500 once it is done"
    AWAY = "503"
    BUSY = "429 with a time to wait"
    SILENT = "no answer in time, and nothing is done"
    SILENT_AFTERWARDS = "no answer in time, although it is done"
    TORN_AFTERWARDS = "an answer that breaks off once it is done"
    NO_TUNNEL = "404 from a tunnel that does not find the phone"
    MOVED = "307 to the same door"
    PORTAL = "200 and a page for people to sign in"

    @property
    def is_afterwards(self) -> bool:
        """Whether the app does first what it is asked."""
        return self in (Fault.BROKEN_AFTERWARDS, Fault.SILENT_AFTERWARDS, Fault.TORN_AFTERWARDS)
