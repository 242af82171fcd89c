"""Which of our messages a text of Twilio's is, as far as this process knows."""

from threading import Lock

MOST = 20_000


class Ours:
    """The last texts whose message is known. Two messages may have the same words; their texts are told apart here."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._guard = Lock()
        self._known: dict[str, tuple[str, str]] = {}

    def keep(self, sid: str, person: str, name: str) -> None:
        """Keep which message a text is, as it was said last, and let go of the oldest."""
        with self._guard:
            self._known[sid] = (person, name)
            while len(self._known) > self._most:
                del self._known[next(iter(self._known))]

    def is_of(self, sid: str, person: str, name: str) -> bool | None:
        """Return whether a text is that message, or None where nobody here knows."""
        with self._guard:
            known = self._known.get(sid)
        return None if known is None else known == (person, name)
