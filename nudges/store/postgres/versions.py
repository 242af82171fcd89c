"""Are the tables those of this program, and how they become so."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import Connection, text

from nudges.core.problem import Problem
from nudges.store.postgres.tables import HEAD, installation

if TYPE_CHECKING:
    from alembic.config import Config

OLDEST = 14
"""The oldest server that is still looked after by its makers, and that we try."""

LOOK = text(
    "SELECT current_setting('server_version_num')::int / 10000, to_regclass('alembic_version') IS NOT NULL,"
    " to_regclass('books') IS NOT NULL"
)
ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(7205759403792793)")


class Step(msgspec.Struct, frozen=True):
    """One migration: its version and what it is for."""

    version: str
    about: str


def look(connection: Connection) -> str | None:
    """Return the version of the tables, None where there are none; or raise Problem."""
    server, versioned, made = connection.execute(LOOK).one()
    if server < OLDEST:
        raise Problem(f"PostgreSQL {server} is too old", hint=f"use {OLDEST} or newer")
    if not versioned and made:
        raise Problem("the database has a table 'books' that is not ours", hint="use a database of its own")
    if not versioned:
        return None
    found = connection.execute(text("SELECT max(version_num) FROM alembic_version")).scalar_one()
    if found is not None and str(found) > HEAD:
        raise Problem(f"the tables are of a newer nudges (version {found}; this one knows {HEAD})", hint="use that one")
    return None if found is None else str(found)


def check(connection: Connection) -> None:
    """Raise Problem unless the tables are those of this program."""
    found = look(connection)
    if found is None:
        raise Problem("the database has no tables for nudges yet", hint="run nudges migrate")
    if found < HEAD:
        raise Problem(f"the tables are of an older nudges (version {found}, wanted {HEAD})", hint="run nudges migrate")


def belong(connection: Connection, mark: str, *, take_over: bool = False) -> None:
    """Make the database ours if it is nobody's; raise Problem if it is another installation's."""
    row = connection.execute(installation.select()).one_or_none()
    if row is None or take_over:
        said = "INSERT INTO installation (one, mark) VALUES (true, :mark) ON CONFLICT (one) DO "
        said += "UPDATE SET mark = excluded.mark, moved_to = NULL" if take_over else "NOTHING"
        connection.execute(text(said), {"mark": mark})
        row = connection.execute(installation.select()).one()
    if row.mark != mark:
        hint = "copy the file 'secret' from its data folder to work on it together; if that one is gone, run "
        raise Problem("the database belongs to another installation", hint=hint + "nudges migrate --take-over")
    if row.moved_to is not None:
        raise Problem(f"the books of this database moved to {row.moved_to}", hint="set NUDGES_STORE to that")


def pending(connection: Connection) -> list[Step]:
    """Return the migrations that are still to be done, in order."""
    from alembic.script import ScriptDirectory

    found = look(connection)
    with _config(connection) as config:
        scripts = [*ScriptDirectory.from_config(config).walk_revisions()]
    return [Step(each.revision, each.doc) for each in reversed(scripts) if (found or "") < each.revision <= HEAD]


def migrate(connection: Connection, to: str = HEAD) -> list[Step]:
    """Bring the tables to this program's version, wholly or not at all, and return what was done."""
    from alembic import command

    connection.execute(ONE_AT_A_TIME)
    steps = pending(connection)
    if steps:
        with _config(connection) as config:
            command.upgrade(config, to)
    return steps


@contextmanager
def _config(connection: Connection) -> Iterator["Config"]:
    from alembic.config import Config

    with as_file(files("nudges.store.postgres").joinpath("migrations")) as folder:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(folder).replace("%", "%%"))
        yield config
