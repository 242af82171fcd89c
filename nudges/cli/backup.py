"""All books in one file: `nudges backup`."""

from pathlib import Path

import click

from nudges.cli import context
from nudges.cli.group import Told
from nudges.cli.output import data, json_option, message, warn
from nudges.core.problem import Problem

ENDING = ".nudges.gz"


@click.command(short_help="Write all books into one file.")
@click.argument("place", metavar="[PLACE]", type=click.Path(path_type=Path), default=Path())
@click.option("--with-secret", is_flag=True, help="With what links are signed with; whoever has it can sign them.")
@json_option
def backup(place: Path, with_secret: bool, as_json: bool) -> None:
    """Write all books into a new file for its owner only, and read it back; PLACE is the file, or a folder for it.

    The server goes on meanwhile: each book is as it was at one moment. nudges restore puts it back, into any store.
    """
    from nudges import __version__
    from nudges.cli.home import usable
    from nudges.store.backup.beside import beside
    from nudges.store.backup.form import VERSION, Head
    from nudges.store.backup.writing import write
    from nudges.wiring import store_name

    settings, now = context.settings(), context.now()
    if not usable(settings.home).is_dir():
        raise Problem(f"{settings.home} is not there", hint="look at NUDGES_HOME")
    store = context.service().store
    path = place / f"{now:%Y-%m-%dT%H%M%SZ}{ENDING}" if place.is_dir() else place
    head = Head(version=VERSION, made=now, program=__version__, store=store_name(settings))
    written = write(path, store, beside(settings.home, with_secret=with_secret), head, context.now)
    data(written, as_json, lambda: f"{written.file}: {written.people} people, {written.facts} facts, read back whole")
    if with_secret:
        warn("the file holds the secret that links are signed with: whoever has it can open every report and export")
    message("It knows what people wrote: keep it where you would keep a diary, and not on this disk alone.")
    if written.unread:
        raise Told([f"not in it, since it cannot be read: {', '.join(written.unread[:8])}; see nudges help data"], 1)
