"""What can be said about a plan on the command line."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from nudges.cli import context
from nudges.cli.output import warn
from nudges.cli.typed import Word, given, options
from nudges.library import door, quick, windows, wording

if TYPE_CHECKING:
    from nudges.core.book import Book
    from nudges.core.values import Plan

NEITHER = ("person_id", "plan_id", "library_id", "as_json", "text", "word", "own", "learn", "no_text", "yes", "dry_run")
"""Options that are no settings of a plan by their own name."""

which = click.argument("plan_id", metavar="PLAN", shell_complete=context.complete_plans)
settings = options(
    click.option("--when", type=Word(door.when, "phrase"), help="Such as 'weekdays at 8:30'."),
    click.option("--cue", type=Word(wording.cue, "text"), help="What it comes after, such as 'After your coffee'."),
    click.option("--title", type=Word(wording.title, "text"), help="What it is called."),
    click.option("--why", type=Word(wording.sentence, "text"), help="What it is good for."),
    click.option("--goal", type=Word(door.goal, "number"), help="Times a week, or none."),
    click.option("--grace", type=Word(door.minutes, "span"), help="How late a text may come. [usual: 2 hours]"),
    click.option("--held", type=Word(door.held, "wait|drop"), help="If it may not leave when due. [usual: wait]"),
    click.option("--ask", type=Word(door.ask, "done|rating|nothing"), help="What it asks for. [usual: done]"),
    click.option("--text", multiple=True, type=Word(wording.text_of_plan, "text"), help="Its own words; repeatable."),
    click.option("--own", multiple=True, type=Word(wording.own, "text"), help="What they bring to it; repeatable."),
    click.option("--word", multiple=True, type=Word(quick.quick, "word=done"), help="A quick word; repeatable."),
    click.option(
        "--learn",
        multiple=True,
        type=Word(windows.window, "window"),
        help="Hours among which it learns its time, such as morning or 7:00-9:00; repeatable, or none.",
    ),
    click.option("--every-time/--once-a-day", default=None, help="Ask each time, or only until the day has its done."),
)


def given_settings() -> dict[str, Any]:
    """Return the settings of the command line, by the names they have in a file."""
    params = click.get_current_context().params
    repeated = {"texts": params["text"], "words": params["word"], "own": params["own"]}
    learn = {"learn": windows.windows(params["learn"])} if params["learn"] else {}
    return given(*NEITHER) | {name: value for name, value in repeated.items() if value} | learn


def caution(book: "Book", about: "Plan", now: datetime) -> None:
    """Say what will not come as may be expected, of one plan."""
    from nudges.cli.doubts import of_texts
    from nudges.core.cautions import cautions

    for doubt in [*cautions(book, now, about), *of_texts([about], book.person.language)]:
        warn(doubt)
