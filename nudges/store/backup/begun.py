"""How far a data folder is with a restore: half done, or done and not yet told what people wrote meanwhile."""

from datetime import datetime
from pathlib import Path

from nudges.core.problem import Problem
from nudges.store.atomic import private_folder, replace, sync_folder

HALF, DONE = "restoring", "restored"
"""The files that say so."""

WORDS_DROPPED = "words-dropped"
"""The file that says how far old words are dropped: of books from elsewhere it tells nothing."""


def is_half(home: Path) -> bool:
    """Whether a restore was begun and not finished."""
    return (home / HALF).exists()


def refuse_half(home: Path) -> None:
    """Raise Problem if a restore was begun and not finished."""
    if is_half(home):
        raise Problem(f"a restore into {home} was not finished", hint="say nudges restore again, with the same file")


def begin(home: Path, made: datetime) -> None:
    """Write down that a restore is begun."""
    replace(private_folder(home) / HALF, f"{made.isoformat()}\n".encode())
    (home / WORDS_DROPPED).unlink(missing_ok=True)


def finish(home: Path, made: datetime) -> None:
    """Write down that it is done: of what people wrote since the backup was made nothing is known."""
    replace(home / DONE, f"{made.isoformat()}\n".encode())
    (home / HALF).unlink()
    sync_folder(home)


def unheard_since(home: Path) -> datetime | None:
    """Return since when it is not known what people wrote, if books were restored and nobody has asked."""
    try:
        return datetime.fromisoformat((home / DONE).read_text("ascii").strip())
    except FileNotFoundError:
        return None
    except ValueError:
        raise Problem(f"{home / DONE} cannot be read", hint="delete it; what people wrote meanwhile is lost") from None


def heard(home: Path) -> None:
    """Write down that what people wrote is known."""
    (home / DONE).unlink(missing_ok=True)
