"""A person and their plans as a file that people keep: make them so."""

from typing import TYPE_CHECKING

import click

from nudges.cli import context
from nudges.cli.output import data, json_option, message
from nudges.core.problem import Problem

if TYPE_CHECKING:
    from nudges.core.book import Book
    from nudges.library.person_file import PersonFile

LARGEST = 1024 * 1024


@click.command(short_help="Make a person and their plans as a file says.")
@click.argument("file", type=click.Path(allow_dash=True))
@click.option("--dry-run", is_flag=True, help="Only show what would change.")
@click.option("--prune", is_flag=True, help="Remove the plans that the file does not name.")
@json_option
def apply(file: str, dry_run: bool, prune: bool, as_json: bool) -> None:
    """Make a person and their plans as FILE says; - reads standard input. Done again, it changes nothing.

    What the file does not say stays as it is. nudges export writes such a file.
    """
    from nudges.cli.difference import difference, dry, shown
    from nudges.cli.doubts import of_book
    from nudges.core.book import Book
    from nudges.library.person_file import read_person_file
    from nudges.library.profile import differences

    wanted = read_person_file(_text(file), "standard input" if file == "-" else file)
    service, now = context.service(), context.now()
    before = _present(wanted.person_id)
    after, left = _wanted(wanted, before, prune=prune)
    changes = differences(before, after, now)
    coming = difference(before or Book(after.person), after, service.words, now)
    if not dry_run and (before is None or after != before):
        after = _keep(wanted, before, after, prune=prune)
    who = wanted.person_id
    text = shown(changes, coming) if changes else _nothing(before, after)
    lines = "\n".join(f"{who}: {line}" for line in text.splitlines())
    found = {"person": who, "dry_run": dry_run, "changes": changes, "coming": coming, "not_in_file": left}
    data(found, as_json, lambda: lines)
    for plan in left:
        message(f"{plan} is not in the file and stays; --prune removes such plans.")
    for doubt in of_book(after, now):
        message(doubt)
    if dry_run:
        dry()


def _text(file: str) -> str:
    """Return what a file or standard input says."""
    name = "standard input" if file == "-" else file
    try:
        with click.open_file(file, "rb") as stream:
            content: bytes = stream.read(LARGEST + 1)
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError, PermissionError) as error:
        hint = "name a file such as nudges export writes, or - for standard input"
        raise Problem(f"{(error.strerror or 'it cannot be read').lower()}", where=name, hint=hint) from error
    if len(content) > LARGEST:
        raise Problem("this is too large to be a person's file", where=name, hint="nudges export shows what one holds")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Problem("this is not UTF-8", where=f"{name}:{line}", hint="save it as UTF-8") from error


def _present(person: str) -> "Book | None":
    store = context.service().store
    return store.read(person) if person in store.people() else None


def _wanted(file: "PersonFile", before: "Book | None", *, prune: bool) -> "tuple[Book, list[str]]":
    """Return the book as the file wants it, and the plans that stay although it does not name them."""
    from nudges.cli.person_settings import free
    from nudges.core.change import without
    from nudges.core.consent import agreed
    from nudges.library import load
    from nudges.library.person_file import as_book, unnamed

    ready, service, now = load().plans, context.service(), context.now()
    after = as_book(file, before, ready, now)
    try:
        free(after.person)
        if before is not None:
            after = agreed(before, after, file.consent, service.words, service.program, now)
    except Problem as problem:
        raise problem.at(file.document.place(("person", "phone"))) from None
    left = unnamed(after, file, ready)
    return (without(after, left, now), []) if prune else (after, left)


def _keep(file: "PersonFile", before: "Book | None", after: "Book", *, prune: bool) -> "Book":
    """Keep the book; what changed since it was read is kept too."""
    service, now = context.service(), context.now()
    if before is None:
        service.enrol(after.person, after.plans, now, file.consent)
        asks = file.consent is None
        message("One text asks for their consent." if asks else "Their consent is noted; one text welcomes them.")
        return service.store.read(after.person.id)
    if before.person.phone != after.person.phone:
        service.gateway.forget(before.person.phone)
    return service.edit(after.person.id, lambda book: _wanted(file, book, prune=prune)[0], now)


def _nothing(before: "Book | None", after: "Book") -> str:
    return "nothing to change" if before is not None and before.facts == after.facts else "consent is noted"
