"""What will be sent next, what was said, and how a week went."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import click

from nudges.cli.context import complete_people, note_damage, now, service, whom
from nudges.cli.output import data, json_option

if TYPE_CHECKING:
    from rich.console import RenderableType

    from nudges.cli.ahead import Ahead, Coming
    from nudges.core.thread import Entry
    from nudges.core.values import Person
    from nudges.service import Service

LONGEST_LOOK = 62
NOT_KEPT = "(words not kept)"
MARKS = {"us": ">", "them": "<", "nothing": "-"}
NEVER = datetime.max.replace(tzinfo=UTC)

person_argument = click.argument("person_id", metavar="PERSON", shell_complete=complete_people)


@click.command("next")
@click.argument("person_id", metavar="[PERSON]", required=False, shell_complete=complete_people)
@click.option(
    "--days", type=click.IntRange(1, LONGEST_LOOK), default=7, metavar="N", help="How far to look: 7, up to 62."
)
@json_option
def next_command(person_id: str | None, days: int, as_json: bool) -> None:
    """Show what will be sent next, when by the person's clock, and why not sooner.

    Without PERSON: one line for each, soonest first.
    """
    from nudges.cli.ahead import look_ahead

    verbs, moment = service(), now()
    if person_id is not None:
        ahead = look_ahead(verbs, whom(person_id), moment, days)
        data(ahead, as_json, lambda: "\n".join(_ahead_lines(ahead, days)))
        return
    note_damage()
    everyone = sorted((look_ahead(verbs, each, moment, days) for each in verbs.store.people()), key=_soonest)
    data(everyone, as_json, lambda: _everyone(everyone, days))


@click.command("thread")
@person_argument
@click.option("--last", type=click.IntRange(min=1), metavar="N", help="Only the last N lines.")
@json_option
def thread_command(person_id: str, last: int | None, as_json: bool) -> None:
    """Show a conversation: > is ours, < is theirs, - was not sent."""
    from nudges.core.thread import thread

    verbs = service()
    book = verbs.whole(whom(person_id))
    entries = thread(book)[-(last or 0) :]
    data(entries, as_json, lambda: "\n".join(_entry_line(book.person, each) for each in entries) or "Nothing yet.")


@click.command("report")
@person_argument
@click.option("--week", metavar="WEEK", help="The week, such as 2026-W47. Default: this one.")
@json_option
def report_command(person_id: str, week: str | None, as_json: bool) -> None:
    """Show a week, counted, and the text of it."""
    from nudges.cli.week import monday_wanted

    verbs, moment, person = service(), now(), whom(person_id)
    monday = monday_wanted(week, verbs.store.read(person).person, moment)
    show_report(verbs, person, monday, moment, as_json=as_json)


def show_report(verbs: "Service", person: str, day: date, moment: datetime, *, as_json: bool = False) -> None:
    """Print the week that holds a day."""
    import msgspec

    from nudges.cli.week import show_week, worded

    book, report = verbs.whole(person), verbs.report(person, day, moment)
    text = worded(book, report, verbs.words, moment)
    plain = msgspec.to_builtins(report) | {"text": text.text}
    data(plain, as_json, lambda: show_week(book, report, text, moment))


def _soonest(ahead: "Ahead") -> tuple[datetime, str]:
    return (ahead.first.at if ahead.first else NEVER, ahead.person)


def _everyone(everyone: list["Ahead"], days: int) -> "RenderableType":
    from nudges.cli.output import rows

    if not everyone:
        return "Nobody is here yet. Add a person with nudges person add."
    return rows(("next", "person", "zone", "what", "text"), (_person_row(ahead, days) for ahead in everyone))


def _person_row(ahead: "Ahead", days: int) -> tuple[object, ...]:
    first, why = ahead.first, "; ".join(ahead.standing)
    if first is None:
        return ("-", ahead.person, ahead.zone, None, why or _nothing(days))
    return (first.local, ahead.person, ahead.zone, first.plan or first.kind, first.text)


def _ahead_lines(ahead: "Ahead", days: int) -> Iterator[str]:
    yield f"{ahead.name} ({ahead.person}), by the clock of {ahead.zone}"
    yield from (f"  {why}" for why in ahead.standing)
    for each in ahead.coming:
        yield from ("", *_coming_lines(each))
    if not ahead.coming:
        yield f"  {_nothing(days)}"


def _coming_lines(coming: "Coming") -> Iterator[str]:
    what = coming.plan or coming.kind
    yield f"{coming.local}  {what}" + (f": not sent, {coming.why}" if coming.held else "")
    yield from [f"  {coming.text}"] if coming.text else []
    yield from [f"  ({coming.why})"] if coming.why and not coming.held else []


def _nothing(days: int) -> str:
    return f"nothing is planned for the next {days} day{'' if days == 1 else 's'}"


def _entry_line(person: "Person", entry: "Entry") -> str:
    there = entry.at.astimezone(person.zone)
    return f"{there:%Y-%m-%d %a %H:%M} {MARKS[entry.side]} {_entry_words(entry)}"


def _entry_words(entry: "Entry") -> str:
    from nudges.cli.ahead import WHY
    from nudges.core.thread import Side
    from nudges.core.words import Reason

    text = entry.text.replace("\n", " / ")
    match entry.side:
        case Side.US:
            many = f"{entry.segments} segment{'' if entry.segments == 1 else 's'}"
            return f"{text}  [{many}, {entry.state}{f': {entry.detail}' if entry.detail else ''}]"
        case Side.THEM:
            words = NOT_KEPT if entry.state == "crisis" and not text else text
            return f"{words}  [{entry.state}]"
        case Side.NOTHING:
            return f"{entry.plan} was not sent: {WHY[Reason(entry.state)]}"
