"""Jobs, for several workers: the tables and functions of Procrastinate."""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables."""
    from procrastinate.schema import SchemaManager

    connection = op.get_bind().connection.driver_connection
    assert connection is not None
    connection.execute(SchemaManager.get_schema())
