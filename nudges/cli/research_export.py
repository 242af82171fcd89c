"""How a study is written: over everyone who said yes, into a new folder or an archive."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from nudges.cli import context
from nudges.cli.output import message, warn
from nudges.core.problem import Problem

if TYPE_CHECKING:
    from nudges.core.book import Book
    from nudges.exporting.study import Asked

SECRET = "research-secret"  # noqa: S105  the name of its file
PROJECT = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


def write(output: Path | None, asked: "Asked") -> None:
    """Write what a study may have, or raise Problem where nobody or too few are in it."""
    from nudges.exporting.archive import write_folder, write_zip
    from nudges.exporting.study import FEWEST, study
    from nudges.web.secret import read_secret

    if PROJECT.fullmatch(asked.project) is None:
        hint = "small letters, digits and hyphens, such as sleep-2026"
        raise Problem(f"'{asked.project}' is not a name for a project", where="--project", hint=hint)
    if output is None:
        raise Problem("where to is not said", where="--out", hint="name a new folder, or a file that ends in .zip")
    if asked.span.since and asked.span.until and asked.span.until < asked.span.since:
        raise Problem("it ends before it begins", where="--until", hint="name a day that is not before --since")
    context.note_damage()
    books = list(_agreed())
    if not books:
        raise Problem("nobody has said yes to a study", hint="nudges research ask asks somebody by text")
    if len(books) < FEWEST and not asked.small_groups_ok:
        what = f"only {len(books)} said yes, and of fewer than {FEWEST} each could be guessed"
        raise Problem(what, hint="wait for more, or add --small-groups-ok if that is part of what they agreed to")
    made = study(books, asked, read_secret(context.settings().home / SECRET), context.now())
    (write_zip if output.suffix == ".zip" else write_folder)(output, made.files)
    many = "1 person" if made.people == 1 else f"{made.people} people"
    message(f"{output} holds the study {asked.project} of {many} now, in {len(made.files)} files.")
    for warning in made.warnings:
        warn(warning)


def _agreed() -> Iterator["Book"]:
    """Yield the whole books of those who said yes."""
    from nudges.exporting.study import is_in

    service = context.service()
    for person in service.store.people():
        if is_in(service.store.read(person)):
            yield service.whole(person)
