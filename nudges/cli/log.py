"""How a plan went on a day, said at the command line instead of by text."""

from typing import TYPE_CHECKING, Any

import click

from nudges.cli import context
from nudges.cli.output import data, json_option
from nudges.cli.typed import Word
from nudges.core.problem import Problem
from nudges.core.words import Outcome
from nudges.library import door, wording

if TYPE_CHECKING:
    from datetime import date, datetime

    from nudges.core.book import Book


@click.command(short_help="Note how a plan went on a day.")
@context.person_argument
@click.argument("plan_id", metavar="PLAN", shell_complete=context.complete_plans)
@click.argument("outcome", type=Word(door.outcome, "done|partly|skip|n/a"))
@click.option("--day", help="Such as 2026-11-24 or yesterday. [usual: today]")
@click.option("--rating", type=Word(door.rating, "number"), help="From 0 to 10.")
@click.option("--note", type=Word(wording.sentence, "text"), help="In their own words.")
@json_option
def log(person_id: str, plan_id: str, outcome: Outcome, day: str | None, as_json: bool, **said: Any) -> None:
    """Note how a plan went on a day: done, partly, skip or n/a."""
    from nudges.core.facts import CheckedIn, stamp

    now = context.now()
    noted: list[CheckedIn] = []

    def change(book: "Book") -> "Book":
        which = _day(book, day, now)
        fact = CheckedIn(
            at=now,
            plan=book.plan(plan_id).id,
            day=which,
            outcome=outcome,
            source=f"command/{stamp(now)}",
            nudge=_nudge(book, plan_id, which),
            **said,
        )
        noted.append(fact)
        return book.add(fact)

    book = context.service().edit(context.whom(person_id), change, now)
    went = outcome.value.replace("_", " ")
    data(noted[-1], as_json, lambda: f"Noted for {book.person.id}: {plan_id} on {noted[-1].day}, {went}.")


def _day(book: "Book", written: str | None, now: "datetime") -> "date":
    from nudges.core.localtime import day_of

    person = book.person
    today, first = day_of(person, now), day_of(person, person.since)
    try:
        day = door.day(written, today) if written is not None else today
    except Problem as problem:
        raise problem.at("--day") from None
    if day > today:
        raise Problem(f"{day} is still to come", where="--day", hint=f"it is {today} for {person.id}")
    if day < first:
        raise Problem(f"{person.id} was not here on {day}", where="--day", hint=f"begin with {first}")
    return day


def _nudge(book: "Book", plan: str, day: "date") -> str | None:
    """Return the nudge of a plan on a day, the last if there are several."""
    from nudges.core.localtime import day_of

    found = [m.queued for m in book.history.nudges() if m.queued.plan == plan and m.left]
    ids = [queued.again or queued.id for queued in found if day_of(book.person, queued.due) == day]
    return ids[-1] if ids else None
