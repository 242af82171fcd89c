"""Where data will be kept, and what to do next."""

import click

from nudges.cli import context
from nudges.cli.home import usable

NEXT = """\
The data folder is {home}

Next:
  nudges person add            who receives texts
  nudges library               which plans are ready to use
  nudges serve                 send them, and answer what comes back"""


@click.command(short_help="Make the data folder and say what to do next.")
def init() -> None:
    """Make the data folder, for your eyes only, and say what to do next. Doing it again changes nothing.

    The folder is where NUDGES_HOME says, or where your system keeps such things. One that holds something else
    already is left alone.
    """
    home = usable(context.settings().home)
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    home.chmod(0o700)
    context.note_damage()
    click.echo(NEXT.format(home=home))
