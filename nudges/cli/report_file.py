"""Where a report goes: to the terminal, to a pipe, or to a file that only its owner can read."""

import sys
from pathlib import Path

import click

from nudges.cli.output import message
from nudges.core.problem import Problem

BINARY = frozenset({"png", "pdf"})


def writable(path: Path | None, form: str, *, force: bool) -> None:
    """Raise Problem if a report cannot go there; this is said before anything is counted or drawn."""
    if path is None:
        if force:
            raise Problem("--force says that a file may be replaced", hint="name the file with --out")
        if form in BINARY and sys.stdout.isatty():
            raise Problem(f"a terminal cannot show a {form}", hint=f"add --out report.{form}")
        return
    if path.is_dir():
        raise Problem(f"{path} is a folder", where="--out", hint=f"name a file in it, such as report.{form}")
    if not path.parent.is_dir():
        raise Problem(f"there is no folder {path.parent}", where="--out", hint="make it first, or name another")
    if path.exists() and not force:
        raise Problem(f"{path} is there already", where="--out", hint="name another file, or add --force")


def put(content: bytes, path: Path | None) -> None:
    """Write a report to its file, whole and for its owner only, or to stdout."""
    if path is None:
        click.echo(content, nl=False)
        return
    from nudges.store.atomic import replace

    replace(path, content)
    message(f"The report: {path}")
