"""How data is printed: JSON for programs, tables and lines for people; messages go to stderr."""

import os
import sys
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar
from zoneinfo import ZoneInfo

import click

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.table import Table

F = TypeVar("F", bound=Callable[..., Any])

WIDE = 200
"""The width of what is piped: nothing reads better there for being wrapped."""

json_option: Callable[[F], F] = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def data(value: object, as_json: bool, table: Callable[[], "RenderableType"] | None = None) -> None:
    """Print a value as JSON on stdout, or the table of it: a text, or what `rows` and rich make."""
    if as_json or table is None:
        click.echo(encoded(value))
        return
    shown = table()
    if isinstance(shown, str):
        click.echo(clean(shown, keep="\n"))
    else:
        console().print(shown)


def message(text: str) -> None:
    """Say something to the person at the keyboard, on stderr."""
    click.echo(clean(text, keep="\n"), err=True)


def warn(text: str) -> None:
    """Say on stderr what may not be meant so."""
    message(f"warning: {text}")


def rows(headings: Iterable[str], lines: Iterable[Iterable[object]]) -> "Table":
    """Return a table; an empty cell stays empty, and what people wrote cannot move the cursor."""
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), show_edge=False, header_style="bold")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for line in lines:
        table.add_row(*("" if cell is None else clean(str(cell)) for cell in line))
    return table


def fields(pairs: Iterable[tuple[str, object]]) -> str:
    """Return names and values in two columns; a pair without a value is left out."""
    said = [(name, clean(str(value))) for name, value in pairs if value is not None and value != ""]
    width = max((len(name) for name, _ in said), default=0)
    return "\n".join(f"{name:<{width}}  {value}" for name, value in said)


def console() -> "Console":
    """Return where tables are printed: plain when piped, in colours only at a terminal."""
    from rich.console import Console

    terminal = sys.stdout.isatty()
    width = None if terminal or "COLUMNS" in os.environ else WIDE
    return Console(
        file=sys.stdout, width=width, markup=False, emoji=False, highlight=False,
        force_terminal=terminal, no_color=not terminal or None,
    )  # fmt: skip


def encoded(value: object) -> str:
    """Return a value as JSON; moments are in UTC with a Z.

    >>> print(encoded({"due": datetime(2026, 11, 24, 12, 30, tzinfo=UTC)}))
    {
      "due": "2026-11-24T12:30:00Z"
    }
    """
    import msgspec

    plain = msgspec.to_builtins(value, builtin_types=(datetime,), enc_hook=_plain)
    return msgspec.json.format(msgspec.json.encode(_in_utc(plain))).decode()


def _plain(value: object) -> object:
    if isinstance(value, ZoneInfo):
        return value.key
    if isinstance(value, Mapping):
        return dict(value)
    raise NotImplementedError(type(value))


def _in_utc(value: object) -> object:
    match value:
        case datetime():
            return value.astimezone(UTC)
        case dict():
            return {key: _in_utc(each) for key, each in value.items()}
        case list() | tuple():
            return [_in_utc(each) for each in value]
        case _:
            return value


def clean(text: str, keep: str = "") -> str:
    """Return the text with a mark in the place of each sign that is none, such as an escape code.

    >>> clean("a\x1b[2Jb")
    'a\ufffd[2Jb'
    """
    return "".join("\ufffd" if unicodedata.category(s) == "Cc" and s not in keep else s for s in text)
