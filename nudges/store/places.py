"""How far each address has been told each person's events: all that an outbox has to keep, for the facts are the rest.

A fact is kept whether or not anybody is told of it, so what waits for an address that is dead takes no room.
"""

import shutil
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Protocol

import msgspec

from nudges.store import Store
from nudges.store.aside import Aside
from nudges.store.atomic import private_folder, replace
from nudges.store.feed import Feed

ITSELF = "+hook"
"""In whose place it stands how an address itself is; no person is called so."""


class Place(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The last fact of someone that an address knows of, by its key and moment.

    Where it could not be told, `tries` says how often, `until` when it is tried again, `since` since when, `detail`
    why. `claim` and `facts` belong to the store.
    """

    person: str
    key: str = ""
    at: datetime | None = None
    tries: int = 0
    until: datetime | None = None
    since: datetime | None = None
    detail: str = ""
    claim: int = 0
    facts: int = 0


class Places(Protocol):
    """Keeps places. Each verb is safe from several threads; where the store of books is, from several processes."""

    def news(self, hook: str, now: datetime, *, whole: bool) -> Iterator[str]:
        """Yield who may have something new since the last look, or, at a whole look, ever."""

    def waiting(self, hook: str, now: datetime) -> list[str]:
        """Return whose turn was put off and has come: some hundreds at most."""

    def claim(self, hook: str, person: str, now: datetime) -> Place | None:
        """Return how far someone is, for nobody else until it is kept; None where another is at it, or it waits."""

    def keep(self, hook: str, place: Place, now: datetime, *, go_on: bool) -> bool:
        """Keep a place, and with `go_on` the claim to it; False where it is another's meanwhile."""

    def itself(self, hook: str) -> Place:
        """Return how an address itself is."""

    def put_itself(self, hook: str, place: Place) -> None:
        """Keep how an address itself is."""

    def is_gone(self, person: str) -> bool:
        """Whether someone was erased; a book that cannot be read just now is not."""

    def forget(self, hook: str, person: str) -> None:
        """Forget a place."""

    def drop(self, hook: str) -> None:
        """Forget everything of an address."""


class FilePlaces:
    """Places in a folder beside books in files: one process tells, any may look."""

    def __init__(self, home: Path, store: Store) -> None:
        self._home, self._store = home, store
        self._feeds: dict[str, Feed] = {}
        self._known: dict[str, dict[str, Place]] = {}
        self._claimed: set[tuple[str, str]] = set()
        self._guard = Lock()

    def news(self, hook: str, now: datetime, *, whole: bool) -> Iterator[str]:  # noqa: ARG002  of the protocol
        """Yield who may have something new."""
        feed = self._feeds.setdefault(hook, Feed(self._home / "changes"))
        told = feed.news()
        yield from dict.fromkeys([*self._store.people(), *self._of(hook)]) if whole else told

    def waiting(self, hook: str, now: datetime) -> list[str]:
        """Return whose turn was put off and has come."""
        with self._guard:
            known = list(self._of(hook).values())
        return [each.person for each in known if each.until is not None and each.until <= now]

    def claim(self, hook: str, person: str, now: datetime) -> Place | None:
        """Return how far someone is, for nobody else until it is kept."""
        with self._guard:
            place = self._of(hook).get(person) or Place(person=person)
            if (hook, person) in self._claimed or (place.until is not None and place.until > now):
                return None
            self._claimed.add((hook, person))
            return place

    def keep(self, hook: str, place: Place, now: datetime, *, go_on: bool) -> bool:  # noqa: ARG002  of the protocol
        """Keep a place, and with `go_on` the claim to it."""
        with self._guard:
            if not go_on:
                self._claimed.discard((hook, place.person))
            if self._of(hook).get(place.person) != place:
                self._write(hook, place)
            return True

    def itself(self, hook: str) -> Place:
        """Return how an address itself is."""
        return _read(self._path(hook, ITSELF)) or Place(person=ITSELF)

    def put_itself(self, hook: str, place: Place) -> None:
        """Keep how an address itself is."""
        with self._guard:
            self._write(hook, place)

    def is_gone(self, person: str) -> bool:
        """Whether someone was erased."""
        there = (self._home / "people" / f"{person}.json").exists()
        return not there and not Aside(self._home / "damaged").of(person)

    def forget(self, hook: str, person: str) -> None:
        """Forget a place."""
        with self._guard:
            self._of(hook).pop(person, None)
            self._claimed.discard((hook, person))
            self._path(hook, person).unlink(missing_ok=True)

    def drop(self, hook: str) -> None:
        """Forget everything of an address."""
        with self._guard:
            self._known.pop(hook, None)
            shutil.rmtree(self._home / "hooks" / hook, ignore_errors=True)

    def _of(self, hook: str) -> dict[str, Place]:
        """Return the places of an address, read the first time they are asked for."""
        if hook not in self._known:
            found = (_read(path) for path in (self._home / "hooks" / hook).glob("[!+.]*.json"))
            self._known[hook] = {each.person: each for each in found if each is not None}
        return self._known[hook]

    def _write(self, hook: str, place: Place) -> None:
        private_folder(self._home / "hooks")
        private_folder(self._home / "hooks" / hook)
        replace(self._path(hook, place.person), msgspec.json.encode(place))
        if place.person != ITSELF:
            self._of(hook)[place.person] = place

    def _path(self, hook: str, person: str) -> Path:
        return self._home / "hooks" / hook / f"{person}.json"


def _read(path: Path) -> Place | None:
    with suppress(FileNotFoundError, msgspec.DecodeError):
        return msgspec.json.decode(path.read_bytes(), type=Place)
    return None
