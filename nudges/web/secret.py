"""What links are signed with."""

import os
from contextlib import suppress
from pathlib import Path
from secrets import token_bytes, token_hex

from nudges.core.problem import Problem

LENGTH = 32


def read_secret(path: Path) -> bytes:
    """Return the secret of this installation, made the first time and readable by nobody else, or raise Problem."""
    if not path.exists():
        _make(path)
    secret = path.read_bytes()
    if len(secret) < LENGTH:
        raise Problem(f"{path} is cut short", hint="delete it, and report links that were sent stop working")
    return secret


def _make(path: Path) -> None:
    """Write a whole secret beside its place first, so that nobody ever reads half of one."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{token_hex(8)}")
    file = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        os.write(file, token_bytes(LENGTH))
        os.fsync(file)
    finally:
        os.close(file)
    with suppress(FileExistsError):  # another process was first: its secret is the secret
        path.hardlink_to(draft)
    draft.unlink()
