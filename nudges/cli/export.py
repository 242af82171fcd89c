"""What is kept, handed out: a person's file, all about them as an archive, or what a study may have."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from nudges.cli import context
from nudges.cli.output import message
from nudges.core.problem import Problem

if TYPE_CHECKING:
    from nudges.core.book import Book

FORMATS = ("yaml", "json", "zip")


@click.command(short_help="Write a person, all that is kept of them, or a study.")
@context.maybe_person_argument
@click.option(
    "--format", "form", type=click.Choice(FORMATS), help="A file to apply, data, or everything in one. [yaml]"
)
@click.option(
    "--output", "--out", "-o", type=click.Path(path_type=Path), help="The file or folder; else it is printed."
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("--pictures", is_flag=True, help="With zip: each week as a picture too, a second each.")
@click.option("--research", is_flag=True, help="What a study may have, of everyone who agreed to that by text.")
@click.option("--project", metavar="NAME", default="study", help="With --research: whose ids these are. [study]")
@click.option("--since", metavar="DATE", help="With --research: only from that day on.")
@click.option("--until", metavar="DATE", help="With --research: only up to that day.")
@click.option("--words", is_flag=True, help="With --research: the words of who agreed to that too.")
@click.option("--small-groups-ok", is_flag=True, help="With --research: even of fewer than five people.")
def export(  # noqa: PLR0917  an option each
    person_id: str | None, form: str | None, output: Path | None, as_json: bool, pictures: bool, research: bool,
    project: str, since: str | None, until: str | None, words: bool, small_groups_ok: bool,
) -> None:  # fmt: skip
    """Write a person and their plans as a file for nudges apply, or everything that is kept about them.

    With --research instead of PERSON: what happened to all who said yes to a study, without names.
    """
    if research:
        _refuse(
            person_id is not None, "--research is of everyone who agreed, and not of one person", "leave PERSON out"
        )
        _refuse(as_json or form is not None or pictures, "--research has a form of its own", "name only a place, --out")
        from nudges.cli.research_export import write
        from nudges.exporting.person_rows import Span
        from nudges.exporting.study import Asked

        span = Span(_day("--since", since), _day("--until", until))
        write(output, Asked(project=project, span=span, words=words, small_groups_ok=small_groups_ok))
        return
    _refuse(person_id is None, "whose data is not said", "name a person, or use --research for a study")
    alone = since or until or words or small_groups_ok or project != "study"
    _refuse(bool(alone), "--project, --since, --until, --words and --small-groups-ok are of a study", "add --research")
    _refuse(as_json and form not in (None, "json"), f"it cannot be {form} and json at once", "leave one out")
    form = "json" if as_json else form or "yaml"
    _refuse(pictures and form != "zip", "pictures are in an archive only", "add --format zip")
    found = context.whom(person_id or "")
    if form == "zip":
        _write_zip(found, output or Path(f"{found}.zip"), pictures=pictures)
    else:
        _write_text(found, output, _everything(context.service().whole(found)) if form == "json" else _as_file(found))


def _refuse(it: bool, what: str, hint: str) -> None:
    if it:
        raise Problem(what, hint=hint)


def _day(option: str, text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Problem(f"'{text}' is not a date", where=option, hint="write it like 2026-11-24") from None


def _write_zip(person: str, path: Path, *, pictures: bool) -> None:
    from nudges.exporting.archive import write_zip
    from nudges.web.bundle import bundle

    service = context.service()
    files = bundle(service, service.whole(person), context.now(), pictures=pictures)
    write_zip(path, files)
    message(f"{path} holds everything about {person} now, in {len(files)} files; README.txt says what they are.")


def _as_file(person: str) -> str:
    from nudges.core.consent import proof
    from nudges.library.profile import as_file, write_yaml

    book, now = context.service().store.read(person), context.now()
    return write_yaml(as_file(book, None if book.history.rests(now) else proof(book), now))


def _write_text(person: str, output: Path | None, text: str) -> None:
    if output is None:
        click.echo(text, nl=not text.endswith("\n"))
        return
    try:
        output.touch(mode=0o600)
        output.write_text(text, "utf-8")
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError, PermissionError) as error:
        what = f"{output} cannot be written: {(error.strerror or '').lower()}"
        raise Problem(what, where="--output", hint="name a file in a folder that is there") from error
    message(f"{output} holds {person} now.")


def _everything(book: "Book") -> str:
    from nudges.cli.output import encoded
    from nudges.core.book import encode, in_order

    whole: dict[str, Any] = {
        "person": encode(book.person),
        "plans": [encode(plan) for plan in book.plans],
        "facts": [encode(fact) for fact in in_order(book.facts)],
    }
    return encoded(whole)
