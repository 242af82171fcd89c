"""How a plan, or all of someone's, rests for a while and begins again."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from nudges.cli import context
from nudges.cli.output import message
from nudges.cli.typed import Word, options
from nudges.core.problem import Problem
from nudges.core.words import Rest
from nudges.library import door

if TYPE_CHECKING:
    from nudges.core.book import Book
    from nudges.core.facts import Paused

maybe_which = click.argument("plan_id", metavar="[PLAN]", required=False, shell_complete=context.complete_plans)
stretch = options(
    click.option("--all", "everything", is_flag=True, help="All plans; so it is when no plan is named."),
    click.option("--from", "start", metavar="DATE", help="The first day of it. [usual: now]"),
    click.option("--days", type=Word(door.days, "number"), help="How long. [usual: 7, or 1 when sick or for a rest]"),
    click.option("--until", metavar="DATE", help="The day on which texts come again."),
    click.option("--as", "why", type=click.Choice(["vacation", "sick", "rest"]), help="What it is for."),
)


class Asked(NamedTuple):
    """What a command line says of a pause."""

    start: str | None
    days: int | None
    until: str | None
    why: Rest


@click.command()
@context.person_argument
@maybe_which
@stretch
def pause(person_id: str, plan_id: str | None, everything: bool, why: str | None, **said: Any) -> None:
    """Send nothing for a while: of one plan, or of all. Nothing of it counts in a report."""
    from nudges.cli.why import local_far
    from nudges.core.facts import Fact, Resumed

    if everything and plan_id is not None:
        raise Problem(f"'{plan_id}' and --all do not go together", hint="name the plan or all of them")
    asked = Asked(said["start"], said["days"], said["until"], Rest(why or "pause"))
    if asked.days is not None and asked.until is not None:
        raise Problem("--days and --until do not go together", hint="say one of them")
    now, made = context.now(), []

    def change(book: "Book") -> "Book":
        target = book.plan(plan_id).id if plan_id is not None else None
        paused = _paused(book, asked, target, now)
        made.append(paused)
        takes_place = paused.begins is None and target in book.history.paused(now)
        before: list[Fact] = [Resumed(at=now, plan=target)] if takes_place else []
        return book.add(*before, paused)

    book = context.service().edit(context.whom(person_id), change, now)
    (paused,) = made
    begins = f"from {local_far(book.person, paused.begins, now)} " if paused.begins else ""
    until = local_far(book.person, paused.until, now)
    message(f"{plan_id or 'Every plan'} of {book.person.id} is paused {begins}until {until}.")


def _paused(book: "Book", asked: Asked, plan: str | None, now: datetime) -> "Paused":
    """Return the fact of a pause, which ends when texts are welcome on the day on which they come again."""
    from nudges.core.facts import Paused
    from nudges.core.localtime import day_of, day_start, opening
    from nudges.core.resting import USUAL_DAYS

    today = day_of(book.person, now)
    first = _first(asked.start, today)
    usual = 1 if asked.why in (Rest.SICK, Rest.REST) else USUAL_DAYS
    back = first + timedelta(days=asked.days or usual) if asked.until is None else _back(asked.until, first, today)
    begins = day_start(book.person, first) if first > today else None
    until = opening(book.person, day_start(book.person, back))
    return Paused(at=now, begins=begins, until=until, plan=plan, why=asked.why)


def _first(start: str | None, today: date) -> date:
    from nudges.core.resting import LONGEST_DAYS

    first = today if start is None else door.day(start, today)
    if not timedelta(0) <= first - today <= timedelta(days=LONGEST_DAYS):
        hint = f"name a day from {today} to {today + timedelta(days=LONGEST_DAYS)}"
        raise Problem(f"{first} is no day for a pause to begin", where="--from", hint=hint)
    return first


def _back(until: str, first: date, today: date) -> date:
    from nudges.core.resting import LONGEST_DAYS

    back = door.day(until, today)
    if not timedelta(days=1) <= back - first <= timedelta(days=LONGEST_DAYS):
        hint = f"name a day from {first + timedelta(days=1)} to {first + timedelta(days=LONGEST_DAYS)}"
        raise Problem(f"{back} is no day for a pause to end", where="--until", hint=hint)
    return back


@click.command()
@context.person_argument
@maybe_which
def resume(person_id: str, plan_id: str | None) -> None:
    """End a pause, also one to come: of one plan, or of all. A stop, or a rest after danger, only they can end."""
    from nudges.core.consent import ONLY_THEM
    from nudges.core.facts import Fact, Resumed
    from nudges.core.resting import pauses

    now = context.now()
    ended: list[str | None] = []

    def change(book: "Book") -> "Book":
        # What rests for someone's safety comes back only by its name.
        running = pauses(book, now) if plan_id is None else [*pauses(book, now), *book.history.paused(now)]
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
