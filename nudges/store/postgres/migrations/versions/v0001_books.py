"""Books, and facts by month."""

from alembic import op

revision = "0001"
down_revision = None

STATEMENTS = (
    """
    CREATE TABLE books (
      person_id text COLLATE "C" PRIMARY KEY,
      phone text COLLATE "C" NOT NULL CONSTRAINT books_phone UNIQUE,
      profile json NOT NULL,
      plans json NOT NULL,
      kept json NOT NULL,
      since date NOT NULL,
      facts bigint NOT NULL,
      mark bigint NOT NULL,
      wake timestamptz
    ) WITH (fillfactor = 80)
    """,
    "CREATE INDEX books_wake ON books (wake, person_id) WHERE wake IS NOT NULL",
    # json keeps a text as it was written, which jsonb does not: it refuses the sign U+0000.
    """
    CREATE TABLE facts (
      person_id text COLLATE "C" NOT NULL,
      month date NOT NULL,
      key text COLLATE "C" NOT NULL,
      place bigint NOT NULL,
      at timestamptz NOT NULL,
      body json NOT NULL,
      PRIMARY KEY (person_id, month, key)
    ) PARTITION BY RANGE (month)
    """,
    "CREATE TABLE facts_other PARTITION OF facts DEFAULT",
)


def upgrade() -> None:
    """Make the tables."""
    for statement in STATEMENTS:
        op.execute(statement)
