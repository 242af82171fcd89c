"""What texts cost: `nudges cost`."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from math import ceil
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click
import msgspec

from nudges.cli.context import note_damage, now, service, settings
from nudges.cli.output import data, json_option, warn
from nudges.cli.spending import Spending, Spent, spending
from nudges.core import facts as f
from nudges.core.book import Book
from nudges.core.problem import Problem

if TYPE_CHECKING:
    from rich.console import Group

MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
LOOKS_BACK, ENOUGH = timedelta(days=30), timedelta(days=7)
"""The present rate is that of so long, and nothing is said of it before so long has passed."""

DAYS_OF_A_MONTH = 30.4


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """What left to one person in a month, and how many texts of theirs came in."""

    person: str
    texts: int
    segments: int
    money: float
    replies: int


class Cost(msgspec.Struct, frozen=True, kw_only=True):
    """A month, counted. `one_person` is what a month costs for each at the present rate, None where it is too early."""

    month: str
    price: float
    people: tuple[Share, ...]
    texts: int
    segments: int
    money: float
    replies: int
    spent: Spending
    one_person: float | None


@click.command()
@click.option("--month", metavar="MONTH", help="Such as 2026-11. Default: this one.")
@json_option
def cost(month: str | None, as_json: bool) -> None:
    """Show what the texts of a month cost, by person and in all, and what is left of the budgets."""
    found, moment = settings(), now()
    zone = ZoneInfo(found.budget_zone)
    wanted = month or f"{moment.astimezone(zone):%Y-%m}"
    if MONTH.fullmatch(wanted) is None:
        raise Problem(f"--month: '{wanted}' is not a month", hint="write it like 2026-11")
    books = list(_books())
    counted = count(books, wanted, found.price, zone, spending(found, moment))
    told = msgspec.structs.replace(counted, one_person=one_person(books, found.price, moment))
    note = "The phones of this program cost nothing: this is what it would be." if found.gateway == "phone" else ""
    data(told, as_json, lambda: _shown(told, note))


def _books() -> Iterator[Book]:
    """Yield everyone's book with its past; what cannot be read is told, and the others go on."""
    note_damage()
    verbs = service()
    for person in verbs.store.people():
        try:
            yield verbs.whole(person)
        except Problem as unreadable:
            warn(str(unreadable))


def count(books: list[Book], month: str, price: float, zone: ZoneInfo, spent: Spending) -> Cost:
    """Return a month, counted by the clock of the budgets."""
    people = tuple(_share(book, month, price, zone) for book in books)
    segments = sum(each.segments for each in people)
    return Cost(
        month=month,
        price=price,
        people=people,
        texts=sum(each.texts for each in people),
        segments=segments,
        money=_money(segments, price),
        replies=sum(each.replies for each in people),
        spent=spent,
        one_person=None,
    )


def _share(book: Book, month: str, price: float, zone: ZoneInfo) -> Share:
    facts = [fact for fact in book.facts if f"{fact.at.astimezone(zone):%Y-%m}" == month]
    left = [fact.segments for fact in facts if isinstance(fact, f.Accepted)]
    replies = sum(1 for fact in facts if isinstance(fact, f.Replied))
    money = _money(sum(left), price)
    return Share(person=book.person.id, texts=len(left), segments=sum(left), money=money, replies=replies)


def one_person(books: list[Book], price: float, now: datetime) -> float | None:
    """Return what one person costs a month at the present rate, or None where nobody has a week behind them."""
    since = now - LOOKS_BACK
    days = segments = 0
    for book in books:
        left = [fact for fact in book.facts if isinstance(fact, f.Accepted)]
        begun = max(since, min((fact.at for fact in left), default=now))
        if now - begun >= ENOUGH and any(fact.at > since for fact in left):
            days += ceil((now - begun) / timedelta(days=1))  # the day on which it began is one
            segments += sum(fact.segments for fact in left if fact.at > since)
    return round(segments / days * DAYS_OF_A_MONTH * price, 2) if days else None


def _money(segments: int, price: float) -> float:
    return round(segments * price, 4)


def _shown(told: Cost, note: str) -> "Group":
    from rich.console import Group

    from nudges.cli.output import fields, rows

    lines = [(each.person, each.texts, each.segments, f"{each.money:.2f}", each.replies) for each in told.people]
    lines.append(("in all", told.texts, told.segments, f"{told.money:.2f}", told.replies))
    each = "too early to say" if told.one_person is None else f"{told.one_person:.2f} a month at the present rate"
    below = fields(
        (
            ("price", f"{told.price:g} a segment that leaves; what comes in may cost as well"),
            ("today", _spent(told.spent.day, told.price)),
            ("this month", _spent(told.spent.month, told.price)),
            ("one person", each),
            ("note", note),
        )
    )
    return Group(rows((told.month, "texts", "segments", "money", "replies"), lines), "", below)


def _spent(spent: Spent, price: float) -> str:
    most = "no limit" if spent.most is None else f"of {spent.most}"
    return f"{spent.segments} segment{'' if spent.segments == 1 else 's'} ({spent.segments * price:.2f}), {most}"
