"""How `explain` answers: one question shown to people or as JSON, or one JSON object for each line that comes in."""

import sys
from collections.abc import Callable
from typing import Any, NoReturn

import click

from nudges.cli.output import clean
from nudges.cli.typed import pointed_at
from nudges.core.problem import Problem

Answer = dict[str, Any]


def text_of(line: bytes) -> str:
    """Return the text a line holds: as it stands, or under "text" where the line is a JSON object."""
    import msgspec

    if line.lstrip().startswith(b"{"):
        try:
            found = msgspec.json.decode(line, type=dict[str, Any])
        except (msgspec.DecodeError, UnicodeDecodeError):
            found = {}
        if isinstance(text := found.get("text"), str):
            return text
    return line.decode("utf-8", "replace")


def answer_lines(answer: Callable[[bytes], object]) -> NoReturn:
    """Answer each line of standard input in its turn, and end: with status 2 if one of them was bad."""
    import msgspec

    source, sink = sys.stdin.buffer, sys.stdout.buffer
    encode = msgspec.json.Encoder().encode
    bad = False
    found: object
    for line in source:
        try:
            found = answer(line.rstrip(b"\r\n"))
        except Problem as problem:
            found, bad = {"problem": str(problem)}, True
        sink.write(encode(found) + b"\n")
    sink.flush()
    raise SystemExit(2 if bad else 0)


def answer_one(answer: Callable[[], Answer], show: Callable[[Answer], str], as_json: bool) -> NoReturn:
    """Answer on standard output; as JSON, on one line, a problem is an answer too."""
    import msgspec

    try:
        found, bad = answer(), False
    except Problem as problem:
        if not as_json:
            pointed_at(problem)
            raise
        found, bad = {"problem": str(problem)}, True
    click.echo(msgspec.json.encode(found) if as_json else clean(show(found), keep="\n"))
    raise SystemExit(2 if bad else 0)
