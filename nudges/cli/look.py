"""What will be sent next, what was said, and how a week went."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import click

from nudges.cli.context import maybe_person_argument, note_damage, now, person_argument, service, settings, whom
from nudges.cli.output import data, json_option, message, warn
from nudges.core.problem import Problem

if TYPE_CHECKING:
    from rich.console import RenderableType

    from nudges.cli.ahead import Ahead, Coming
    from nudges.core.thread import Entry
    from nudges.core.values import Person
    from nudges.service import Service

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


@click.command("report")
@maybe_person_argument
@click.option("--week", metavar="WEEK", help="The week, such as 2026-W47. Default: this one.")
@json_option
def report_command(person_id: str | None, week: str | None, as_json: bool) -> None:
    """Show a week, counted, its text, and where its page is.

    Without PERSON: one line for each.
    """
    from nudges.cli.week import monday_wanted

    verbs, moment = service(), now()
    if person_id is None:
        _weeks(verbs, week, moment, as_json=as_json)
        return
    person = whom(person_id)
    whose = verbs.store.read(person).person
    monday = monday_wanted(week, whose, moment)
    page = _page(whose, monday, moment)
    show_report(verbs, person, monday, moment, as_json=as_json, more={"page": page})
    if page and not as_json:
        click.echo(f"\nAs a page, while nudges serve runs: {page}")


def show_report(
    verbs: "Service", person: str, day: date, moment: datetime, *, as_json: bool = False,
    more: dict[str, str | None] | None = None,
) -> None:  # fmt: skip
    """Print the week that holds a day; `more` goes along where it is data."""
    import msgspec

    from nudges.cli.week import show_week, worded

    book, report = verbs.whole(person), verbs.report(person, day, moment)
    text = worded(book, report, verbs.words, moment)
    plain = msgspec.to_builtins(report) | {"text": text.text} | (more or {})
    data(plain, as_json, lambda: show_week(book, report, text, moment))


def _weeks(verbs: "Service", week: str | None, moment: datetime, *, as_json: bool) -> None:
    """Print everyone's week, a line for each."""
    import msgspec

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
    plain = [msgspec.to_builtins(report) | {"state": state_of(book, moment).value} for book, report in found]
    data(plain, as_json, lambda: rows(EVERYONE, (week_line(book, report, moment) for book, report in found)))


def _page(person: "Person", monday: date, moment: datetime) -> str | None:
    """Return where a week can be read in a browser while a server runs; None if nobody can know its port."""
    from nudges.core.weekly import week_name
    from nudges.web.links import report_link
    from nudges.web.secret import read_secret
    from nudges.web.server import address_of

    found = settings()
    if not found.public_url and found.port == 0:
        return None
    base = found.public_url or address_of(found.host, found.port)
    return report_link(read_secret(found.home / "secret"), person, week_name(monday), base, moment)


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
            return f"{words}  [{entry.state}]"
        case Side.NOTHING:
            return f"{entry.plan} {why_held(person, entry)}"
