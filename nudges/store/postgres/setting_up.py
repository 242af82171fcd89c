"""A database, made ready for this installation."""

from datetime import datetime

from nudges.store.postgres.address import make_engine, shown
from nudges.store.postgres.failures import told
from nudges.store.postgres.months import Months, month_of
from nudges.store.postgres.tables import installation
from nudges.store.postgres.versions import Step, belong, migrate, pending


def set_up(
    address: str, mark: str | None, now: datetime, *, take_over: bool = False, came_back: bool = False
) -> tuple[str, list[Step]]:  # fmt: skip
    """Return the database and what was done there; without a mark, what would be done."""
    engine, place = make_engine(address), shown(address)
    try:
        with told(place):
            if mark is None:
                with engine.connect() as connection:
                    return place, pending(connection)
            with engine.begin() as connection:
                steps = migrate(connection)
                if came_back:
                    connection.execute(installation.update().values(moved_to=None))
                belong(connection, mark, take_over=take_over)
            Months(engine).make({month_of(now)})
            return place, steps
    finally:
        engine.dispose()


def moved_to(address: str, place: str) -> None:
    """Let a database say where its books went."""
    engine = make_engine(address)
    try:
        with told(shown(address)), engine.begin() as connection:
            connection.execute(installation.update().values(moved_to=place))
    finally:
        engine.dispose()
