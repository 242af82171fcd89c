"""The tables of a database, brought to what this version wants."""

import click

from nudges.cli import context
from nudges.cli.output import data, json_option
from nudges.core.problem import Problem


@click.command(short_help="Make or renew the tables of a database.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--take-over", is_flag=True, help="Make a database yours whose first installation is gone.")
@json_option
def migrate(dry_run: bool, take_over: bool, as_json: bool) -> None:
    """Make or renew the tables of the database that NUDGES_STORE names, wholly or not at all; there is no way back.

    Stop the servers first. Books in files need nothing of the kind.
    """
    from nudges.cli.home import usable
    from nudges.store.postgres import set_up
    from nudges.wiring import installation_mark

    settings = context.settings()
    if settings.store == "tinydb:":
        raise Problem("books in files have no tables", hint="set NUDGES_STORE to a database first")
    mark = None if dry_run else installation_mark(settings.model_copy(update={"home": usable(settings.home)}))
    place, steps = set_up(settings.store, mark, context.now(), take_over=take_over)
    word = "would do" if dry_run else "done"
    lines = [f"{word}: {step.version} {step.about}" for step in steps] or [f"{place} needs nothing"]
    data({"database": place, "dry_run": dry_run, "steps": steps}, as_json, lambda: "\n".join(lines))
