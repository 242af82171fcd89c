"""Who wants to be woken when, and whose phone is whose: in memory, for a store whose books are files."""

from datetime import datetime
from threading import Lock


class Index:
    """Small facts about many people. Safe from several threads."""

    def __init__(self) -> None:
        self._wakes: dict[str, datetime] = {}
        self._phones: dict[str, str] = {}
        self._owned: dict[str, str] = {}
        self._lock = Lock()

    def put(self, person: str, phone: str, wake: datetime | None) -> None:
        """Remember a person."""
        with self._lock:
            self._take_out(person)
            self._phones[person], self._owned[phone] = phone, person
            if wake is not None:
                self._wakes[person] = wake

    def drop(self, person: str) -> None:
        """Forget a person."""
        with self._lock:
            self._take_out(person)

    def _take_out(self, person: str) -> None:
        self._wakes.pop(person, None)
        phone = self._phones.pop(person, None)
        if phone is not None and self._owned.get(phone) == person:
            del self._owned[phone]

    def owner(self, phone: str) -> str | None:
        """Return whose phone this is."""
        with self._lock:
            return self._owned.get(phone)

    def due(self, now: datetime) -> list[str]:
        """Return who wants to be woken by now, the longest waiting first."""
        with self._lock:
            waiting = [(wake, person) for person, wake in self._wakes.items() if wake <= now]
        return [person for _, person in sorted(waiting)]

    def earliest(self) -> datetime | None:
        """Return the earliest moment at which anyone wants to be woken."""
        with self._lock:
            return min(self._wakes.values(), default=None)
