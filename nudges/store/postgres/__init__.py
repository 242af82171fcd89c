"""Books in PostgreSQL: for when one machine is outgrown. Nothing heavy is imported until a store is asked for."""

from datetime import datetime
from typing import TYPE_CHECKING

from nudges.core.problem import Problem

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from nudges.store.postgres.page import Announce
    from nudges.store.postgres.store import PostgresStore
    from nudges.store.postgres.versions import Step


def connect(address: str, mark: str | None = None, announce: "Announce | None" = None) -> "PostgresStore":
    """Return the store at an address, looked at and found ready, or raise Problem.

    `mark` tells this installation from others; a database that has another one's is refused. `announce` is told of
    each commit within it.
    """
    _installed()
    from nudges.store.postgres.store import PostgresStore

    return PostgresStore(address, mark, announce)


def set_up(
    address: str, mark: str | None, now: datetime, *, take_over: bool = False, came_back: bool = False
) -> "tuple[str, list[Step]]":  # fmt: skip
    """Make the tables at an address ours and return what was done; without a mark, what would be done.

    `came_back` is whether books that went elsewhere are carried here again.
    """
    _installed()
    from nudges.store.postgres.setting_up import set_up as ready

    return ready(address, mark, now, take_over=take_over, came_back=came_back)


def moved_to(address: str, place: str) -> None:
    """Let the database at an address say where its books went."""
    _installed()
    from nudges.store.postgres.setting_up import moved_to as told

    told(address, place)


def shown(address: str) -> str:
    """Return an address as people may see it, or raise Problem."""
    _installed()
    from nudges.store.postgres.address import shown as without_password

    return without_password(address)


def engine(address: str) -> "Engine":
    """Return the way to a database whose tables may not be there yet, or raise Problem."""
    _installed()
    from nudges.store.postgres.address import make_engine

    return make_engine(address)


def _installed() -> None:
    try:
        import alembic
        import psycopg
        import sqlalchemy  # noqa: F401  whether they are there
    except ImportError as error:
        raise Problem(
            f"PostgreSQL needs a part that is not installed ({error.name or 'psycopg'})",
            hint="pip install 'nudges[postgres]'",
        ) from None
    _ = alembic, psycopg
