"""What a database's error means to a person: one sentence, without a word of what was to be kept."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoneFree

from nudges.core.problem import Failure, Problem

AGAIN = "nothing was changed; try again"
CODES = {
    "53100": ("the disk of the database is full", "make room there; nothing was changed"),
    "53200": ("the database is out of memory", AGAIN),
    "53300": ("the database has no connection to spare", "raise its max_connections, or run fewer workers"),
    "55P03": ("the book is in use elsewhere for longer than anyone waits", AGAIN),
    "57014": ("the database gave up on it, because it took too long", AGAIN),
    "40001": ("two changes met in the database", AGAIN),
    "40P01": ("two changes waited for each other in the database", AGAIN),
    "23514": ("a new month was begun meanwhile", AGAIN),
    "25006": ("the database only lets itself be read", "use the address of the primary"),
}
"""What failed just now, by the code of the error."""

WRONG = {
    "42501": ("the user of the database may not do this", "grant it the right to use and create in its schema"),
    "42P01": ("a table is missing in the database", "run nudges migrate"),
    "42703": ("a column is missing in the database", "run nudges migrate"),
    "3F000": ("the database has no schema to put tables in", "look at its search_path"),
}
"""What is not as it must be, by the code of the error."""

REFUSED = (
    ("password authentication failed", "the database refuses the user or the password", "look at NUDGES_STORE"),
    ("no password supplied", "the database wants a password", "put it into NUDGES_STORE, or into ~/.pgpass"),
    ("no pg_hba.conf entry", "the database lets nobody in from here", "see its pg_hba.conf"),
    ("permission denied for database", "the user may not open this database", "grant it the right to connect"),
    ("role ", "the database does not know the user", "look at NUDGES_STORE"),
    ("database ", "there is no such database", "make it with createdb, or look at NUDGES_STORE"),
    ("invalid connection option", "NUDGES_STORE has an option that is none", "look behind its question mark"),
)
"""What a server says that refuses a connection, by words of it: such an error has no code."""

AWAY = (
    ("Connection refused", "nothing answers there"),
    ("No such file or directory", "nothing answers there"),
    ("could not translate host name", "there is no such host"),
    ("failed to resolve host", "there is no such host"),
    ("Name or service not known", "there is no such host"),
    ("timeout expired", "it does not answer"),
    ("starting up", "it is starting"),
    ("shutting down", "it is being stopped"),
    ("too many clients", "it has no connection to spare"),
    ("remaining connection slots", "it has no connection to spare"),
)
"""Why a server cannot be reached, by words of the error."""


@contextmanager
def told(place: str) -> Iterator[None]:
    """Turn what a database says inside into a Problem, or a Failure where trying again may do."""
    try:
        yield
    except NoneFree:
        raise Failure(f"{place}: every connection is in use", hint=AGAIN) from None
    except DBAPIError as error:
        # Not chained: the error may name a phone.
        raise meaning(error, place) from None


def meaning(error: DBAPIError, place: str) -> Problem:
    """Return what an error means."""
    code = str(getattr(error.orig, "sqlstate", None) or "")
    if code in CODES:
        what, hint = CODES[code]
        return Failure(f"{place}: {what}", hint=hint)
    if code in WRONG:
        what, hint = WRONG[code]
        return Problem(f"{place}: {what}", hint=hint)
    if error.connection_invalidated or code.startswith(("08", "57P")):
        return Failure(f"{place}: the connection was lost", hint="nothing was changed; it is made again by itself")
    if code:
        return Failure(f"{place}: it failed with the code {code}", hint="the log of the database says more")
    return _unreached(str(error.orig), place)


def _unreached(said: str, place: str) -> Problem:
    """Return why there is no connection."""
    for words, why in AWAY:
        if words in said:
            return Failure(f"{place}: {why}", hint="start it, or look at NUDGES_STORE")
    for words, what, hint in REFUSED:
        if words in said and (words.strip() not in {"role", "database"} or "does not exist" in said):
            return Problem(f"{place}: {what}", hint=hint)
    return Failure(f"{place}: the connection was lost or not made", hint="is it running? It is tried again")


def is_lost(error: DBAPIError) -> bool:
    """Whether the connection is gone, so that nobody can know what became of the last words on it."""
    code = str(getattr(error.orig, "sqlstate", None) or "")
    return bool(error.connection_invalidated) or code.startswith(("08", "57P"))


def constraint(error: DBAPIError) -> str:
    """Return which rule of the tables was broken, or nothing."""
    found = getattr(getattr(error.orig, "diag", None), "constraint_name", None)
    return str(found or "")
