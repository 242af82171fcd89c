"""How a plan, or all of someone's, rests for a while and begins again."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import click

from nudges.cli import context
from nudges.cli.output import message
from nudges.cli.typed import Word
from nudges.core.problem import Problem
from nudges.library import door

if TYPE_CHECKING:
    from nudges.core.book import Book

USUAL = 7

maybe_which = click.argument("plan_id", metavar="[PLAN]", required=False, shell_complete=context.complete_plans)


@click.command()
@context.person_argument
@maybe_which
@click.option("--all", "everything", is_flag=True, help="All plans; so it is when no plan is named.")
@click.option("--days", type=Word(door.days, "number"), help=f"How long. [usual: {USUAL}]")
@click.option("--until", metavar="DATE", help="The day on which texts come again.")
def pause(person_id: str, plan_id: str | None, everything: bool, days: int | None, until: str | None) -> None:
    """Send nothing for a while: of one plan, or of all."""
    from nudges.core.facts import Fact, Paused, Resumed
    from nudges.core.said import day_and_clock

    if everything and plan_id is not None:
        raise Problem(f"'{plan_id}' and --all do not go together", hint="name the plan or all of them")
    if days is not None and until is not None:
        raise Problem("--days and --until do not go together", hint="say one of them")
    now = context.now()

    def change(book: "Book") -> "Book":
        target = book.plan(plan_id).id if plan_id is not None else None
        paused = Paused(at=now, until=_end(book, days, until, now), plan=target)
        before: list[Fact] = [Resumed(at=now, plan=target)] if target in book.history.paused(now) else []
        return book.add(*before, paused)

    book = context.service().edit(context.whom(person_id), change, now)
    end = max(s.end for s in book.history.silences if s.start == now and s.plan == plan_id)
    message(f"{plan_id or 'Every plan'} of {book.person.id} is paused until {day_and_clock(book.person, end)}.")


def _end(book: "Book", days: int | None, until: str | None, now: datetime) -> datetime:
    """Return the first welcome moment of the day on which texts come again."""
    from nudges.core.localtime import day_bounds, day_of, opening
    from nudges.core.respond import LONGEST_PAUSE_DAYS

    today = day_of(book.person, now)
    day = today + timedelta(days=days or USUAL) if until is None else door.day(until, today)
    if not timedelta(days=1) <= day - today <= timedelta(days=LONGEST_PAUSE_DAYS):
        hint = f"name a day from {today + timedelta(days=1)} to {today + timedelta(days=LONGEST_PAUSE_DAYS)}"
        raise Problem(f"{day} is no day for a pause to end", where="--until", hint=hint)
    return opening(book.person, day_bounds(book.person, day)[0])


@click.command()
@context.person_argument
@maybe_which
def resume(person_id: str, plan_id: str | None) -> None:
    """End a pause: of one plan, or of all. A stop, or a rest after a safety answer, only the person can end."""
    from nudges.core.consent import ONLY_THEM
    from nudges.core.facts import Fact, Resumed

    now = context.now()
    ended: list[str | None] = []

    def change(book: "Book") -> "Book":
        running = book.history.paused(now)
        wanted = [None, *(plan.id for plan in book.plans)] if plan_id is None else [book.plan(plan_id).id]
        ended[:] = [target for target in wanted if target in running]
        if plan_id is not None and not ended and None in running:
            hint = f"nudges plan resume {book.person.id} ends that"
            raise Problem(f"'{plan_id}' is not paused by itself: every plan is", hint=hint)
        facts: list[Fact] = [Resumed(at=now, plan=target) for target in ended]
        return book.add(*facts)

    book = context.service().edit(context.whom(person_id), change, now)
    names = ", ".join(target or "every plan" for target in ended)
    message(f"{book.person.id}: {names} goes on." if ended else f"{book.person.id}: nothing was paused.")
    if book.history.rests(now):
        message(f"But nothing is sent to {book.person.id}: {ONLY_THEM}.")
