"""Which programs may tell of events, and of what and whom: kept in a file that holds no token, only its mark."""

import hmac
from datetime import datetime
from fnmatch import fnmatchcase
from hashlib import sha256
from pathlib import Path
from secrets import token_urlsafe

import msgspec

from nudges.core.problem import Problem, nearest
from nudges.store.listed import Listed

PREFIX = "ev_"
"""How a token of ours begins, so that one that was published by mistake can be found."""


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A program that may tell of events: their types, `gym.*` for all that begin so, and whose they may be."""

    name: str
    mark: str
    types: tuple[str, ...]
    people: tuple[str, ...]
    since: datetime

    def may_tell(self, event: str, person: str) -> bool:
        """Whether it may tell of an event of someone."""
        return person in self.people and any(fnmatchcase(event, kind) for kind in self.types)


class Sources:
    """The list, in a file or, without one, in memory. It is read anew each time: a removed token is refused at once."""

    def __init__(self, path: Path | None = None) -> None:
        self._listed = Listed(Source, path, "name the sources again")

    def all(self) -> tuple[Source, ...]:
        """Return every source, by name."""
        return self._listed.all()

    def by_token(self, token: str) -> Source | None:
        """Return whose token this is."""
        mark = _mark(token)
        return next((each for each in self.all() if hmac.compare_digest(each.mark, mark)), None)

    def add(self, name: str, types: tuple[str, ...], people: tuple[str, ...], now: datetime) -> str:
        """Keep a source and return its token, which is shown this once; raise Problem if the name is taken."""
        token = PREFIX + token_urlsafe(24)
        new = Source(name=name, mark=_mark(token), types=types, people=people, since=now)

        def changed(before: tuple[Source, ...]) -> tuple[Source, ...]:
            if any(each.name == name for each in before):
                raise Problem(f"there is a source '{name}' already", hint="take another name, or remove it first")
            return tuple(sorted([*before, new], key=lambda each: each.name))

        self._listed.change(changed)
        return token

    def remove(self, name: str) -> None:
        """Take a source out; its token is refused from now on."""

        def changed(before: tuple[Source, ...]) -> tuple[Source, ...]:
            names = [each.name for each in before]
            if name not in names:
                hint = nearest(name, names, "nudges source list shows them")
                raise Problem(f"there is no source '{name}'", hint=hint)
            return tuple(each for each in before if each.name != name)

        self._listed.change(changed)


def _mark(token: str) -> str:
    return sha256(token.encode("utf-8", "replace")).hexdigest()
