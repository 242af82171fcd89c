"""How a week, a month or all since a day went: in the terminal, as data, as a page or as a picture."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from nudges.cli.context import maybe_person_argument, note_damage, now, service, settings, whom
from nudges.cli.output import data, encoded, json_option, message, warn
from nudges.core.problem import Problem

if TYPE_CHECKING:
    from rich.console import RenderableType

    from nudges.cli.report_span import Asked, Span
    from nudges.core.book import Book
    from nudges.core.looked import LookBack
    from nudges.core.values import Person
    from nudges.service import Service
    from nudges.web.links import View

TEXT, PICTURES = "text", ("png", "pdf")
FORMS = (TEXT, "html", "json", "csv", *PICTURES)
LETTER = frozenset({"US", "CA", "MX"})
"""Where paper is Letter, and not A4."""

OF_ONE = "a report of everyone is one line for each, of a week"


@click.command("report")
@maybe_person_argument
@click.option("--week", metavar="WEEK", help="The week, such as 2026-W47. Default: this one.")
@click.option("--month", metavar="MONTH", help="The weeks that begin in a month, such as 2026-11.")
@click.option("--since", metavar="DATE", help="All weeks since a day.")
@click.option("--format", "form", type=click.Choice(FORMS), metavar="FORM", help=f"One of {', '.join(FORMS)}.")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="Write it there, for its owner only.")
@click.option("--force", is_flag=True, help="Let --out replace a file that is there.")
@click.option("--dark", is_flag=True, help="A picture for a dark screen.")
@json_option
def report_command(
    *, person_id: str | None, week: str | None, month: str | None, since: str | None, form: str | None,
    out: Path | None, force: bool, dark: bool, as_json: bool,
) -> None:  # fmt: skip
    """Show a week, counted, its text, and where its page is.

    Without PERSON: one line for each.
    """
    from nudges.cli.report_file import writable
    from nudges.cli.report_span import Asked

    if as_json and form not in {None, "json"}:
        raise Problem(f"--json and --format {form} name two forms", hint="keep one of them")
    chosen = "json" if as_json else form or TEXT
    if dark and chosen not in PICTURES:
        raise Problem("--dark is for a picture", hint="add --format png")
    if person_id is None:
        if month or since or out or force or chosen not in {TEXT, "json"}:
            raise Problem(OF_ONE, hint="name the person first, such as nudges report ana")
        _everyone(service(), week, now(), as_json=chosen == "json")
        return
    writable(out, chosen, force=force)
    _one(whom(person_id), Asked(week, month, since), chosen, out, dark=dark)


def _one(person: str, asked: "Asked", form: str, out: Path | None, *, dark: bool) -> None:
    """Make the report of a person in the form that is wanted, and put it where it goes."""
    from nudges.cli.report_file import put
    from nudges.cli.report_span import span_wanted

    verbs, moment = service(), now()
    book = verbs.whole(person)
    span = span_wanted(asked, book, moment)
    page = _page(book.person, span, moment)
    if form == TEXT and out is None:
        data(None, as_json=False, table=lambda: _text(verbs, book, span, moment))
        if page:
            click.echo(f"\nAs a page, while nudges serve runs: {page}")
        return
    put(_content(verbs, book, span, moment, form, page, dark=dark), out)


def _content(
    verbs: "Service", book: "Book", span: "Span", moment: datetime, form: str, page: str | None, *, dark: bool
) -> bytes:  # fmt: skip
    """Return a report as what is written to a file."""
    from nudges.cli.report_data import as_csv, as_data
    from nudges.cli.week import worded
    from nudges.core.localtime import day_of

    if form == TEXT:
        return _plain(_text(verbs, book, span, moment)).encode()
    if form == "html":
        return _html(verbs, book, span, moment)
    look = _look(book, span, moment)
    if form == "json":
        text = worded(book, look.report, verbs.words, moment).text
        return (encoded(as_data(look, text=text, page=page)) + "\n").encode()
    if form == "csv":
        return as_csv(look, look.weeks if span.is_long else (look.report,), day_of(book.person, moment)).encode()
    return _picture(look, book.person, form, dark=dark)


def _look(book: "Book", span: "Span", moment: datetime) -> "LookBack":
    from nudges.core.look_back import look_back

    return look_back(book, span.monday, moment, span.weeks)


def _text(verbs: "Service", book: "Book", span: "Span", moment: datetime) -> "RenderableType":
    """Return a report for a terminal."""
    from rich.console import Group

    from nudges.cli.report_told import told, weeks_table
    from nudges.cli.week import show_week, worded
    from nudges.core.localtime import day_of
    from nudges.core.report import monday_of

    look = _look(book, span, moment)
    more = told(look, book.person, counted=not span.is_long)
    if span.is_long:
        so_far = ", so far" if look.weeks[-1].monday == monday_of(day_of(book.person, moment)) else ""
        many = f"{len(look.weeks)} week{'' if len(look.weeks) == 1 else 's'}"
        head = f"{book.person.name}, {many} from {look.weeks[0].week} to {look.weeks[-1].week}{so_far}"
        return Group(head, "", weeks_table(look), *more)
    week = show_week(book, look.report, worded(book, look.report, verbs.words, moment), moment)
    return Group(week, *more)


def _plain(shown: "RenderableType") -> str:
    import io

    from rich.console import Console

    from nudges.cli.output import WIDE

    out = io.StringIO()
    Console(file=out, width=WIDE, markup=False, emoji=False, highlight=False, no_color=True).print(shown)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def _html(verbs: "Service", book: "Book", span: "Span", moment: datetime) -> bytes:
    from nudges.web.pages import Pages
    from nudges.web.reports import report_page

    return bytes(report_page(verbs, book.person.id, span.monday, moment, Pages(), _view(span)).body)


def _view(span: "Span") -> "View":
    """Return how much of their time a page shows."""
    from nudges.cli.report_span import FOUR
    from nudges.web.links import View

    if not span.is_long:
        return View.WEEK
    return View.FOUR_WEEKS if span.is_month or span.weeks <= FOUR else View.YEAR


def _picture(look: "LookBack", person: "Person", form: str, *, dark: bool) -> bytes:
    from nudges import pictures
    from nudges.web.labels import picture_words

    words = picture_words(person.language, discreet=person.is_discreet)
    if form == "png":
        return pictures.png(look, words, dark=dark)
    return pictures.pdf(look, words, letter=person.country in LETTER, dark=dark)


def show_report(verbs: "Service", person: str, day: date, moment: datetime) -> None:
    """Print the week that holds a day, and what the four weeks up to it came to."""
    from nudges.cli.report_span import Span
    from nudges.core.report import monday_of

    data(None, as_json=False, table=lambda: _text(verbs, verbs.whole(person), Span(monday_of(day)), moment))


def _everyone(verbs: "Service", week: str | None, moment: datetime, *, as_json: bool) -> None:
    """Print everyone's week, a line for each."""
    import msgspec

    from nudges.cli.look import NOBODY
    from nudges.cli.output import rows
    from nudges.cli.week import EVERYONE, monday_wanted, week_line
    from nudges.core.standing import state_of

    note_damage()
    found = []
    for each in verbs.store.people():
        monday = monday_wanted(week, verbs.store.read(each).person, moment)
        try:
            found.append((verbs.whole(each), verbs.report(each, monday, moment)))
        except Problem as unreadable:  # a month of theirs; the others go on
            warn(str(unreadable))
    if not found and not as_json:
        message(NOBODY)
        return
    plain: list[dict[str, Any]] = [
        msgspec.to_builtins(report) | {"state": state_of(book, moment).value} for book, report in found
    ]
    data(plain, as_json, lambda: rows(EVERYONE, (week_line(book, report, moment) for book, report in found)))


def _page(person: "Person", span: "Span", moment: datetime) -> str | None:
    """Return where it can be read in a browser while a server runs; None if nobody can know its port."""
    from nudges.core.weekly import week_name
    from nudges.web.links import REPORTS, Link
    from nudges.web.secret import read_secret
    from nudges.web.server import address_of

    found = settings()
    if not found.public_url and found.port == 0:
        return None
    base = found.public_url or address_of(found.host, found.port)
    link = Link(person.id, person.since, moment, week_name(span.monday), _view(span))
    return REPORTS.address(read_secret(found.home / "secret"), link, base)
