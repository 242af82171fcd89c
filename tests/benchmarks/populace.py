"""Any number of people in a database, in the tables as they are: all alike, each with a past of so many days."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import msgspec
import psycopg

from nudges.core.at_hand import kept_from
from nudges.core.book import Book, encode
from nudges.core.facts import Accepted, Claimed, Consented, Delivered, Fact, Queued, nudge_id
from nudges.core.values import Hours, Person, Plan
from nudges.core.when import parse_when
from nudges.core.words import Kind
from nudges.store.postgres import engine
from nudges.store.postgres.months import Months, month_of
from nudges.timers.jobs import Jobs, make_app
from tests.samples import person, plan

ALL_DAY = Hours(opens=time(0), closes=time(0))
FIRST = 5_000_000
"""The number of the first one's phone, behind the country and the area."""

PEOPLE = (
    "INSERT INTO books (person_id, phone, profile, plans, kept, since, facts, mark, wake)"
    " SELECT 'p' || n, '+1415' || (%(first)s + n), replace(replace(%(profile)s, 'p-all', 'p' || n), '+14150000000',"
    " '+1415' || (%(first)s + n))::json, %(plans)s::json, '[]', %(since)s, %(facts)s, n, %(wake)s"
    " FROM generate_series(%(begin)s::int, %(end)s::int - 1) AS n"
)
FACTS = (
    "INSERT INTO facts (person_id, month, key, place, at, body)"
    " SELECT 'p' || n, f.month, f.key, f.place, f.at, f.body FROM generate_series(%(begin)s::int, %(end)s::int - 1) AS n,"
    " LATERAL (SELECT * FROM unnest(%(months)s::date[], %(keys)s::text[], %(places)s::bigint[],"
    " %(ats)s::timestamptz[], %(bodies)s::json[])) AS f (month, key, place, at, body)"
)


def fill(
    address: str, people: range, due: datetime, wake: datetime | None, days: int, *, tidy: bool = True
) -> None:  # fmt: skip
    """Let people be there whose nudge is due at a moment of each day, after so many days of that.

    With `tidy` the database looks through its tables afterwards, as it does by itself in time.
    """
    who, plans, facts = _one(due, days)
    moment = facts[-1].at
    row = {
        "begin": people.start,
        "end": people.stop,
        "first": FIRST,
        "profile": msgspec.json.encode(encode(who)).decode(),
        "plans": msgspec.json.encode([encode(each) for each in plans]).decode(),
        "since": kept_from(moment).date(),
        "facts": len(facts),
        "wake": wake,
        "months": [month_of(fact.at) for fact in facts],
        "keys": [fact.key for fact in facts],
        "places": [*range(len(facts))],
        "ats": [fact.at for fact in facts],
        "bodies": [msgspec.json.encode(encode(fact)).decode() for fact in facts],
    }
    made = engine(address)
    Months(made).make({month_of(due), *_months(facts)})
    made.dispose()
    with psycopg.connect(address) as connection:
        connection.execute(PEOPLE, row)
        connection.execute(FACTS, row)
    if not tidy:
        return
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE books, facts")


def ring(address: str, moment: datetime) -> None:
    """Let a worker look at a moment who is due."""
    with psycopg.connect(address) as connection:
        Jobs(make_app(address)).wake(connection, moment)


def _months(facts: tuple[Fact, ...]) -> set[date]:
    return {month_of(fact.at) for fact in facts}


def _one(due: datetime, days: int) -> tuple[Person, tuple[Plan, ...], tuple[Fact, ...]]:
    """Return someone as all are."""
    since = due - timedelta(days=days, hours=1)
    zone = ZoneInfo("UTC")
    who = person(
        id="p-all", phone="+14150000000", zone=zone, hours=ALL_DAY, since=since, report_day=(due.weekday() + 3) % 7
    )
    when = str(parse_when(f"daily at {due:%H:%M}"))
    own = (plan(when=when, since=since, grace=12 * 60),)
    book = Book(who, own).add(Consented(at=since, how="on paper"))
    for ago in range(days, 0, -1):
        book = book.add(*_day(own[0].id, due - timedelta(days=ago)))
    return who, own, book.facts


def _day(plan_id: str, due: datetime) -> Iterator[Fact]:
    """Yield what happens on a day without an answer."""
    name, words = nudge_id(plan_id, due), "After your coffee: three slow breaths. How was it, 1 to 10?"
    ends = due + timedelta(hours=12)
    yield Queued(at=due, id=name, kind=Kind.NUDGE, text=words, due=due, expires=ends, plan=plan_id, drawn=1)
    yield Claimed(at=due, id=name, attempt=1)
    yield Accepted(at=due, id=name, provider_id=f"SM{due:%Y%m%d%H%M}", segments=1)
    yield Delivered(at=due, id=name)


def minute_of(moment: datetime) -> datetime:
    """Return the minute of a moment."""
    return moment.astimezone(UTC).replace(second=0, microsecond=0)
