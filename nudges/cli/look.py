"""What will be sent next, what was said, and how a week went."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from nudges.cli.context import maybe_person_argument, note_damage, now, person_argument, service, whom
from nudges.cli.output import data, json_option, message

if TYPE_CHECKING:
    from rich.console import RenderableType

    from nudges.cli.ahead import Ahead, Coming
    from nudges.core.thread import Entry
    from nudges.core.values import Person

LONGEST_LOOK = 62
NOBODY = "Nobody yet; nudges person add adds someone."
NOT_KEPT = "(these words are not kept)"
MARKS = {"us": ">", "them": "<", "nothing": "-"}
NEVER = datetime.max.replace(tzinfo=UTC)


@click.command("next")
@maybe_person_argument
@click.option(
    "--days", type=click.IntRange(1, LONGEST_LOOK), default=7, metavar="N", help="How far to look: 7, up to 62."
)
@click.option("--ics", is_flag=True, help="Print it as a calendar, which says when and not what.")
@click.option("--ics-link", is_flag=True, help="Print where a calendar program finds it while nudges serve runs.")
@click.option("--names", is_flag=True, help="Let the calendar name the plans.")
@json_option
def next_command(person_id: str | None, days: int, ics: bool, ics_link: bool, names: bool, as_json: bool) -> None:
    """Show what will be sent next, when by the person's clock, and why not sooner.

    Without PERSON: one line for each, soonest first.
    """
    from nudges.cli.ahead import look_ahead

    if ics or ics_link or names:
        from nudges.cli.feed import calendar

        calendar(person_id, days, ics=ics, link=ics_link, names=names, as_json=as_json)
        return
    verbs, moment = service(), now()
    if person_id is not None:
        ahead = look_ahead(verbs, whom(person_id), moment, days)
        data(ahead, as_json, lambda: "\n".join(_ahead_lines(ahead, days)))
        return
    note_damage()
    everyone = sorted((look_ahead(verbs, each, moment, days) for each in verbs.store.people()), key=_soonest)
    if not everyone and not as_json:
        message(NOBODY)
        return
    data(everyone, as_json, lambda: _everyone(everyone, days))


@click.command("thread")
@person_argument
@click.option("--last", type=click.IntRange(min=1), metavar="N", help="Only the last N lines.")
@json_option
def thread_command(person_id: str, last: int | None, as_json: bool) -> None:
    """Show a conversation: > is ours, < is theirs, - waits or was not sent."""
    from nudges.core.thread import thread

    verbs = service()
    book = verbs.whole(whom(person_id))
    entries = thread(book)[-(last or 0) :]
    data(entries, as_json, lambda: "\n".join(_entry_line(book.person, each) for each in entries) or "Nothing yet.")


def _soonest(ahead: "Ahead") -> tuple[datetime, str]:
    return (ahead.first.at if ahead.first else NEVER, ahead.person)


def _everyone(everyone: list["Ahead"], days: int) -> "RenderableType":
    from nudges.cli.output import rows

    return rows(("next", "person", "zone", "what", "text"), (_person_row(ahead, days) for ahead in everyone))


def _person_row(ahead: "Ahead", days: int) -> tuple[object, ...]:
    first, why = ahead.first, "; ".join(ahead.standing)
    if first is None:
        return ("-", ahead.person, ahead.zone, None, why or _nothing(days))
    return (first.local, ahead.person, ahead.zone, first.what, first.text)


def _ahead_lines(ahead: "Ahead", days: int) -> Iterator[str]:
    yield f"{ahead.name} ({ahead.person}), by the clock of {ahead.zone}"
    yield from (f"  {why}" for why in ahead.standing)
    for each in ahead.coming:
        yield from ("", *_coming_lines(each))
    if not ahead.coming:
        yield f"  {_nothing(days)}"


def _coming_lines(coming: "Coming") -> Iterator[str]:
    from nudges.cli.ahead import AFTER_YES

    yield f"{coming.local}  {coming.what}" + (f": not sent, {coming.why}" if coming.held else "")
    yield from [f"  {coming.text}"] if coming.text else []
    notes = [AFTER_YES] if coming.after_yes else []
    notes += [coming.why] if coming.why and not coming.held else []
    yield from [f"  ({', '.join(notes)})"] if notes else []


def _nothing(days: int) -> str:
    return f"nothing is planned for the next {days} day{'' if days == 1 else 's'}"


def _entry_line(person: "Person", entry: "Entry") -> str:
    there = entry.at.astimezone(person.clock)
    return f"{there:%Y-%m-%d %a %H:%M} {MARKS[entry.side]} {_entry_words(person, entry)}"


def _entry_words(person: "Person", entry: "Entry") -> str:
    from nudges.cli.why import why_held
    from nudges.core.thread import Side

    text = entry.text.replace("\n", " / ")
    match entry.side:
        case Side.US:
            many = f"{entry.segments} segment{'' if entry.segments == 1 else 's'}"
            return f"{text}  [{many}, {entry.state}{f': {entry.detail}' if entry.detail else ''}]"
        case Side.THEM:
            words = NOT_KEPT if entry.state == "crisis" and not text else text
            return f"{words}  [{entry.state}{f', {entry.detail}' if entry.detail else ''}]"
        case Side.NOTHING:
            return f"{entry.plan} {why_held(person, entry)}"
