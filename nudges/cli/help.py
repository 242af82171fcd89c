"""The manual, in the terminal."""

import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def _complete(_: click.Context, __: click.Parameter, incomplete: str) -> list["CompletionItem"]:
    from click.shell_completion import CompletionItem

    from nudges.library.manual import pages

    return [CompletionItem(page.name, help=page.about) for page in pages().values() if page.name.startswith(incomplete)]


@click.command("help")
@click.argument("page_name", metavar="[PAGE]", required=False, shell_complete=_complete)
def help_command(page_name: str | None) -> None:
    """Read the manual: a page, or which pages there are."""
    from nudges.library.manual import page, pages

    if page_name is None:
        width = max(len(name) for name in pages())
        lines = [f"{each.name:<{width}}  {each.about}" for each in pages().values()]
        click.echo("\n".join(["Read a page with nudges help PAGE.", "", *lines]))
        return
    text = page(page_name).text
    if sys.stdout.isatty():
        from rich.console import Console
        from rich.markdown import Markdown

        Console(highlight=False).print(Markdown(text))
    else:
        click.echo(text.rstrip())
