"""The command line: `nudges`."""

import errno
import gc
import os
import sys
from io import TextIOWrapper

import click

from nudges import __version__
from nudges.cli.group import Root


@click.group(cls=Root, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="nudges", message="%(prog)s %(version)s")
def root() -> None:
    """Text-message habit nudges that people can trust.

    Begin with `nudges demo` to see it, or `nudges init` to set it up. `nudges help` is the manual.
    """


def main() -> None:
    """Run the command line; this is where `nudges` and `python -m nudges` begin."""
    gc.set_threshold(50_000)  # nearly all that a start makes stays; to look through it often is a tenth of a start
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        root.main(prog_name="nudges")
    except SystemExit as end:
        raise SystemExit(_said(end.code)) from None


def _said(status: str | int | None) -> str | int | None:
    """Return the exit status once all is written; where that cannot be, say so and return 1."""
    try:
        sys.stdout.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python tries once more and complains
        if status == 0 and error.errno != errno.EPIPE:
            click.echo(f"error: what there is to say could not be written: {(error.strerror or '').lower()}", err=True)
            return 1
    return status
