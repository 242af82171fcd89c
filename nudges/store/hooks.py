"""To which addresses events are told, of whom and of what: kept in a file for its owner only, with what signs them."""

from base64 import b64encode
from datetime import datetime
from fnmatch import fnmatchcase
from pathlib import Path
from secrets import token_bytes

import msgspec

from nudges.core.outward import More
from nudges.core.problem import Problem, nearest
from nudges.store.listed import Listed

SECRET = "whsec_"  # noqa: S105  how one begins, as Standard Webhooks has it
LENGTH = 32


class Hook(msgspec.Struct, frozen=True, kw_only=True):
    """An address, whose events it is told (None for everyone's), of which kinds, and what leaves beside marks."""

    name: str
    url: str
    secret: str
    people: tuple[str, ...] | None
    types: tuple[str, ...]
    more: tuple[More, ...]
    erased: bool
    since: datetime

    def is_told(self, event: str) -> bool:
        """Whether it is told of events of a type."""
        return any(fnmatchcase(event, kind) for kind in self.types)

    def knows(self, person: str) -> bool:
        """Whether it is told of someone's events."""
        return self.people is None or person in self.people


class Hooks:
    """The list, in a file or, without one, in memory. It is read anew each time: one taken out is told nothing more."""

    def __init__(self, path: Path | None = None) -> None:
        self._listed = Listed(Hook, path, "name the addresses again")

    def all(self) -> tuple[Hook, ...]:
        """Return every address, by name."""
        return self._listed.all()

    def named(self, name: str) -> Hook:
        """Return an address by its name, or raise Problem with the nearest names."""
        return _found(self.all(), name)

    def add(self, hook: Hook) -> Hook:
        """Keep an address and return it with what signs for it; raise Problem if the name is taken."""
        new = msgspec.structs.replace(hook, secret=SECRET + b64encode(token_bytes(LENGTH)).decode())

        def changed(before: tuple[Hook, ...]) -> tuple[Hook, ...]:
            if any(each.name == new.name for each in before):
                raise Problem(
                    f"there is an address '{new.name}' already", hint="say another --name, or remove it first"
                )
            return tuple(sorted([*before, new], key=lambda each: each.name))

        self._listed.change(changed)
        return new

    def remove(self, name: str) -> None:
        """Take an address out: nothing is told there any more."""

        def changed(before: tuple[Hook, ...]) -> tuple[Hook, ...]:
            gone = _found(before, name)
            return tuple(each for each in before if each is not gone)

        self._listed.change(changed)


def _found(hooks: tuple[Hook, ...], name: str) -> Hook:
    names = [each.name for each in hooks]
    if name not in names:
        raise Problem(f"there is no address '{name}'", hint=nearest(name, names, "nudges hooks list shows them"))
    return hooks[names.index(name)]
