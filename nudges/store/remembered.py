"""The books that were seen last, in memory."""

from collections import OrderedDict
from threading import Lock

from nudges.store.bookfile import Kept

REMEMBERED = 256
"""How many books are kept in memory; each is looked at again on disk before it is believed."""


class Remembered:
    """Books by whose they are. Safe from several threads."""

    def __init__(self) -> None:
        self._books: OrderedDict[str, Kept] = OrderedDict()
        self._lock = Lock()

    def get(self, person: str) -> Kept | None:
        """Return a book as it was when it was seen."""
        return self._books.get(person)

    def put(self, kept: Kept) -> None:
        """Remember a book."""
        person = kept.book.person.id
        with self._lock:
            self._books[person] = kept
            self._books.move_to_end(person)
            while len(self._books) > REMEMBERED:
                self._books.popitem(last=False)

    def drop(self, person: str) -> None:
        """Forget a book."""
        with self._lock:
            self._books.pop(person, None)
