"""Which folder may hold our data."""

from pathlib import Path

from nudges.core.problem import Problem

OURS = ("people", "changes", "serve.lock", "demo/people")
NOBODY_S = {"lost+found", ".DS_Store"}
"""What a system puts into a folder by itself."""

ANOTHER = "choose another with NUDGES_HOME"

SECRET = 32
"""How long our secret is: all that a folder holds at first if its books are in a database."""


def usable(home: Path) -> Path:
    """Return the folder if it is ours, empty or not there yet; raise Problem if it is something else."""
    if home.exists() and not home.is_dir():
        raise Problem(f"{home} is a file, and data is kept in a folder", hint=ANOTHER)
    ours = any((home / name).exists() for name in OURS) or _has_secret(home)
    if not ours and home.is_dir() and any(path.name not in NOBODY_S for path in home.iterdir()):
        raise Problem(f"{home} is not empty and not ours", hint=ANOTHER)
    return home


def _has_secret(home: Path) -> bool:
    secret = home / "secret"
    return secret.is_file() and secret.stat().st_size == SECRET
