"""A list in a file for its owner only, or in memory: read anew each time, changed by one process after the other."""

from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from nudges.core.problem import Problem
from nudges.store.atomic import locked, replace

T = TypeVar("T", bound=msgspec.Struct)


class Listed(Generic[T]):
    """The list of things of a kind. `again` is what to do where its file cannot be read."""

    def __init__(self, kind: type[T], path: Path | None, again: str) -> None:
        self._kind, self._path, self._again = kind, path, again
        self._kept: tuple[T, ...] = ()

    def all(self) -> tuple[T, ...]:
        """Return everything in it, or raise Problem where its file is damaged."""
        if self._path is None:
            return self._kept
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=tuple[self._kind, ...])  # type: ignore[name-defined]
        except FileNotFoundError:
            return ()
        except msgspec.DecodeError:
            raise Problem(f"{self._path} cannot be read", hint=f"move it aside and {self._again}") from None

    def change(self, change: Callable[[tuple[T, ...]], tuple[T, ...]]) -> None:
        """Put another list in the place of what there is; a Problem that `change` raises leaves all as it was."""
        if self._path is None:
            self._kept = change(self._kept)
            return
        change(self.all())  # asked before the lock, so that a mistake leaves no lock file behind
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with locked(f"{self._path}.lock"):
            replace(self._path, msgspec.json.encode(change(self.all())))
