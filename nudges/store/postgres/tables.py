"""The tables as the program sees them; how they are made stands in the migrations."""

from sqlalchemy import JSON, BigInteger, Boolean, Column, Date, DateTime, Integer, MetaData, Table, Text

HEAD = "0004"
"""The version of the tables that this program reads and writes."""

metadata = MetaData()
_words = Text(collation="C")
_moment = DateTime(timezone=True)

books = Table(
    "books",
    metadata,
    Column("person_id", _words, primary_key=True),
    Column("phone", _words, nullable=False),
    Column("profile", JSON, nullable=False),
    Column("plans", JSON, nullable=False),
    Column("kept", JSON, nullable=False),
    Column("since", Date, nullable=False),
    Column("facts", BigInteger, nullable=False),
    Column("mark", BigInteger, nullable=False),
    Column("wake", _moment),
)
"""One row a person. `kept` is what still stands of the facts before `since`; `mark` is another after each commit."""

facts = Table(
    "facts",
    metadata,
    Column("person_id", _words, primary_key=True),
    Column("month", Date, primary_key=True),
    Column("key", _words, primary_key=True),
    Column("place", BigInteger, nullable=False),
    Column("at", _moment, nullable=False),
    Column("body", JSON, nullable=False),
)
"""One row a fact, in the partition of its month; `place` is its turn among the facts of its person."""

places = Table(
    "places",
    metadata,
    Column("person_id", _words, primary_key=True),
    Column("hook", _words, primary_key=True),
    Column("key", _words, nullable=False),
    Column("at", _moment),
    Column("tries", Integer, nullable=False),
    Column("until", _moment),
    Column("since", _moment),
    Column("detail", Text, nullable=False),
    Column("claim", BigInteger, nullable=False),
    Column("facts", BigInteger, nullable=False),
)
"""One row for each address and person that it was told of; `facts` is how many the book had when all was told."""

installation = Table(
    "installation",
    metadata,
    Column("one", Boolean, primary_key=True),
    Column("mark", Text, nullable=False),
    Column("moved_to", Text),
)
"""One row: whose database this is."""
