"""How far each address has been told of each person's facts, and a cheap way to find who has new ones."""

from alembic import op

revision = "0004"
down_revision = "0003"

STATEMENTS = (
    """
    CREATE TABLE places (
      person_id text COLLATE "C" NOT NULL,
      hook text COLLATE "C" NOT NULL,
      key text COLLATE "C" NOT NULL DEFAULT '',
      at timestamptz,
      tries int NOT NULL DEFAULT 0,
      until timestamptz,
      since timestamptz,
      detail text NOT NULL DEFAULT '',
      claim bigint NOT NULL DEFAULT 0,
      facts bigint NOT NULL DEFAULT 0,
      PRIMARY KEY (person_id, hook)
    )
    """,
    "CREATE INDEX places_until ON places (hook, until) WHERE until IS NOT NULL",
    # Facts lie in the order in which they happened, so that a few pages of this tell where the latest are.
    "CREATE INDEX facts_at ON facts USING brin (at)",
)


def upgrade() -> None:
    """Make them."""
    for statement in STATEMENTS:
        op.execute(statement)
