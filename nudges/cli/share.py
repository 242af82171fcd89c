"""What somebody shares with a therapist: what could be on a sheet, and what is, with whom and until when."""

import sys
from typing import TYPE_CHECKING

import click

from nudges.cli import context
from nudges.cli.output import data, json_option, message, rows
from nudges.cli.typed import Word
from nudges.core.sheet_words import LINES
from nudges.library import sharing

if TYPE_CHECKING:
    from datetime import datetime

    from nudges.core.book import Book
    from nudges.core.disclosed import Disclosure
    from nudges.core.sheet import Sheet
    from nudges.core.sheet_lines import SheetLine

DAYS, WEEKS, MOST_DAYS, MOST_WEEKS = 14, 4, 60, 12
FORMATS = ("text", "html", "pdf", "json")
weeks_option = click.option(
    "--weeks",
    type=click.IntRange(1, MOST_WEEKS),
    default=WEEKS,
    help=f"How many weeks it looks back on. [usual: {WEEKS}]",
)


@click.group(short_help="Prepare a sheet for a therapist; only the person can share it.")
def share() -> None:
    """Prepare a sheet for a therapist: one page, with the lines that the person chose.

    Nothing is shared before the person says AGREE from their own phone. They get the link, and nobody else does.
    """


@share.command()
@context.person_argument
@weeks_option
@json_option
def lines(person_id: str, weeks: int, as_json: bool) -> None:
    """Show what could stand on a sheet, line by line, as it would read now."""
    from nudges.core.sheet import preview

    service = context.service()
    found = preview(service.whole(context.whom(person_id)), context.now(), weeks)
    data(found, as_json, lambda: _spaced(found))


def _spaced(found: "tuple[SheetLine, ...]") -> str:
    return "\n\n".join("\n".join([f"{each.line}: {each.heading}", *(f"  {s}" for s in each.says)]) for each in found)


@share.command()
@context.person_argument
@click.option("--with", "whom", required=True, type=Word(sharing.whom, "name"), help="For whom, such as 'Dr Lee'.")
@click.option(
    "--line", "chosen", required=True, multiple=True, type=Word(sharing.line, "line"),
    help=f"A line that the person wants on it, once for each: {', '.join(LINES)}.",
)  # fmt: skip
@weeks_option
@click.option(
    "--days", type=click.IntRange(1, MOST_DAYS), default=DAYS,
    help=f"For how many days it can be opened from their yes on. [usual: {DAYS}]",
)  # fmt: skip
@json_option
def new(person_id: str, whom: str, chosen: tuple[str, ...], weeks: int, days: int, as_json: bool) -> None:
    """Put a sheet to the person: one text asks them, and only their AGREE shares it."""
    from nudges.core.facts import Proposed
    from nudges.core.sharing import propose

    service, now, who = context.service(), context.now(), context.whom(person_id)
    name = sharing.name_for(whom, service.whole(who).history.sheets)
    ordered = tuple(line for line in LINES if line in chosen)
    wanted = Proposed(at=now, name=name, whom=whom, lines=ordered, weeks=weeks, days=days, until=now)
    book = service.edit(who, lambda book: propose(book, wanted, service.words), now)
    sheet = book.history.sheets[name]
    data(_plain(sheet, now), as_json, lambda: f"Prepared '{name}' for {whom}. Nothing is shared yet.")
    message(f"One text asks {book.person.name}; without an AGREE by {_day(book, sheet.proposed.until)} it is dropped.")


@share.command("list")
@context.person_argument
@json_option
def list_sheets(person_id: str, as_json: bool) -> None:
    """Show every sheet: for whom, what is on it, where it stands, and when it was opened."""
    now, book = context.now(), context.service().whole(context.whom(person_id))
    sheets = list(book.history.sheets.values())
    if not sheets and not as_json:
        message(f"Nothing of {book.person.id} is or was shared.")
        return
    headings = ("sheet", "for", "lines", "weeks", "state", "until", "opened")
    data([_plain(each, now) for each in sheets], as_json, lambda: rows(headings, [_row(book, s, now) for s in sheets]))


@share.command()
@context.person_argument
@click.argument("name")
def revoke(person_id: str, name: str) -> None:
    """End a sheet for good: its link leads nowhere from now on."""
    from nudges.core.disclosures import revoked

    service, now = context.service(), context.now()
    service.edit(context.whom(person_id), lambda book: revoked(book, name, now), now)
    message(f"'{name}' is ended, and its link leads nowhere any more.")


@share.command()
@context.person_argument
@click.argument("name")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="[usual: text]")
@click.option("--out", metavar="FILE", help="Where to write it. [usual: standard output]")
def sheet(person_id: str, name: str, form: str, out: str | None) -> None:
    """Show a sheet that is shared. It counts as opened."""
    from pathlib import Path

    from nudges.core.disclosures import shared_sheet
    from nudges.core.problem import Problem
    from nudges.core.sheet import make_sheet
    from nudges.store.atomic import replace
    from nudges.web.sheets import note_opened

    service, now = context.service(), context.now()
    book = service.whole(context.whom(person_id))
    if form == "pdf" and out is None and sys.stdout.isatty():
        raise Problem("a PDF cannot be shown in a terminal", hint="add --out sheet.pdf")
    made = _written(form, make_sheet(book, shared_sheet(book, name, now)))
    if out is None:
        click.echo(made, nl=form in {"text", "json"})
    else:
        replace(Path(out), made if isinstance(made, bytes) else f"{made}\n".encode())
        message(f"Written to {out}.")
    note_opened(service, book, name, now, "command")


def _written(form: str, made: "Sheet") -> str | bytes:
    """Return a sheet in one of its forms."""
    if form == "html":
        from nudges.web.pages import Pages
        from nudges.web.sheets import sheet_page

        return bytes(sheet_page(made, Pages()).body)
    if form == "pdf":
        from nudges.pictures.chosen import paper

        return paper(made)
    if form == "json":
        from nudges.cli.output import encoded

        return encoded(made)
    from nudges.cli.output import clean
    from nudges.core.sheet import as_text

    return clean(as_text(made), keep="\n")


def _plain(sheet: "Disclosure", now: "datetime") -> dict[str, object]:
    proposed, shared = sheet.proposed, sheet.shared
    return {
        "name": sheet.name,
        "for": proposed.whom,
        "lines": proposed.lines,
        "weeks": proposed.weeks,
        "state": sheet.standing(now).value,
        "asked": proposed.at,
        "agreed": shared.at if shared else None,
        "until": shared.until if shared else proposed.until,
        "ended": sheet.ended,
        "opened": sheet.shown,
    }


def _row(book: "Book", sheet: "Disclosure", now: "datetime") -> tuple[object, ...]:
    proposed, state = sheet.proposed, sheet.standing(now).value
    until = sheet.shared.until if sheet.shared else proposed.until
    shown = ", ".join(day.isoformat() for day in sheet.shown)
    return (sheet.name, proposed.whom, ", ".join(proposed.lines), proposed.weeks, state, _day(book, until), shown)


def _day(book: "Book", moment: "datetime") -> str:
    return moment.astimezone(book.person.clock).date().isoformat()
