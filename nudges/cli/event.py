"""What the world says about someone, said at the command line."""

from typing import TYPE_CHECKING

import click

from nudges.cli import context
from nudges.cli.output import data, json_option, warn
from nudges.cli.typed import Word
from nudges.library import wording

if TYPE_CHECKING:
    from nudges.core.book import Book


@click.command(short_help="Say that something happened to a person.")
@context.person_argument
@click.argument("event", metavar="EVENT", type=Word(wording.event, "name"))
@click.option("--id", "told", type=Word(wording.event, "id"), help="What tells it from others; the same is told once.")
@json_option
def event(person_id: str, event: str, told: str | None, as_json: bool) -> None:
    """Say that something happened, such as gym.left: plans that are due by it come. PLAN.done logs that plan."""
    from nudges.core.events import happened
    from nudges.core.facts import Fact, stamp

    now = context.now()
    source = f"command/{told or stamp(now)}"
    noted: list[Fact] = []

    def change(book: "Book") -> "Book":
        noted[:] = happened(book, event, source, now)
        return book.add(*noted)

    book = context.service().edit(context.whom(person_id), change, now)
    what = f"Noted for {book.person.id}: {event}." if noted else f"{event} was known already."
    data([*noted], as_json, lambda: what)
    if noted and (doubt := _doubt(book, event)):
        warn(doubt)


def _doubt(book: "Book", event: str) -> str | None:
    """Return a sentence if nobody waits for an event and it logs no plan; it is kept all the same."""
    from nudges.core.events import OUTCOMES
    from nudges.core.problem import nearest

    causes = [each.schedule.trigger.cause for each in book.plans if each.schedule.trigger is not None]
    awaited = {name for cause in causes if (name := getattr(cause, "event", None))}
    own = {f"{each.id}.{outcome}" for each in book.plans for outcome in OUTCOMES}
    if event in awaited | own:
        return None
    hint = nearest(event, sorted(awaited | own))
    return f"no plan of {book.person.id} waits for '{event}'" + (f"; {hint}" if hint else "")
