"""The command line: `nudges`."""

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
    root.main(prog_name="nudges")
