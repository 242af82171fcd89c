"""What of a data folder is no book and goes into a backup all the same."""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from nudges.core.problem import Problem
from nudges.store.atomic import private_folder, replace
from nudges.store.backup.form import File
from nudges.store.hooks import Hook
from nudges.store.tiny import SAFE

FILES = ("sources.json", "strangers.jsonl", "lane.json", "erased")
SECRET = "secret"  # noqa: S105  the name of a file
SECRETS = (SECRET, "research-secret")
"""What links are signed with, and what the codes of a study are made with: only for who asks for it."""

HOOKS = "hooks.json"
SIGNING = (*SECRETS, HOOKS)
"""All that somebody could sign with in our name."""

LISTS = ("erased", "strangers.jsonl")
"""Lists of lines, which may be put behind one another."""


def beside(home: Path, *, with_secret: bool) -> dict[str, bytes]:
    """Return the files that are there."""
    names = (*SIGNING, *FILES) if with_secret else FILES
    return {name: (home / name).read_bytes() for name in names if (home / name).is_file()}


def look_at(home: Path, files: Iterable[File], *, keep_secret: bool) -> None:
    """Raise Problem if one of the files is none of ours, or is another secret than the one that is there."""
    for file in files:
        if file.name not in (*SIGNING, *FILES):
            raise Problem(f"the backup has a file '{file.name}' that is none of ours", hint="take another backup")
        if file.name == HOOKS and not _are_hooks(file.content):
            raise Problem(f"the backup has a file '{HOOKS}' that cannot be read", hint="take another backup")
        path = home / file.name
        if file.name in SECRETS and not keep_secret and path.is_file() and path.read_bytes() != file.content:
            hint = f"move {path} away first, or keep it with --keep-secret"
            raise Problem(
                f"the backup has another secret than {home}; links that were sent need the old one", hint=hint
            )


def _are_hooks(content: bytes) -> bool:
    """Whether a file names addresses that are told of events; what they are called becomes the name of a folder."""
    try:
        return all(SAFE.fullmatch(hook.name) for hook in msgspec.json.decode(content, type=tuple[Hook, ...]))
    except msgspec.DecodeError:
        return False


def put_beside(home: Path, file: File) -> bool:
    """Put a file where nothing is, or its lines behind those that are there; return whether that was done."""
    path = private_folder(home) / file.name
    if not path.exists():
        replace(path, file.content)
        return True
    there = path.read_bytes()
    known = set(there.splitlines())
    if file.name not in LISTS or not (new := [line for line in file.content.splitlines() if line not in known]):
        return False
    replace(path, there.rstrip(b"\n") + b"\n" + b"\n".join(new) + b"\n")
    return True
