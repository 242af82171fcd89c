"""Whose database this is, so that two installations never work on one."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table."""
    op.execute("CREATE TABLE installation (one boolean PRIMARY KEY CHECK (one), mark text NOT NULL, moved_to text)")
