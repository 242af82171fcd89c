"""What can be said about a person on the command line, and how it is changed."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from nudges.cli import context
from nudges.cli.output import data, json_option, message, warn
from nudges.cli.typed import Word, given, options
from nudges.core.problem import Problem
from nudges.library import door, people, places, wording

if TYPE_CHECKING:
    from nudges.core.book import Book
    from nudges.core.values import Person

NEITHER = ("yes", "as_json", "consent", "person_id", "first", "last")
"""Options that are no settings of a person."""

settings = options(
    click.option("--phone", type=Word(places.phone, "number"), help="With + and country code."),
    click.option("--tz", type=Word(places.zone, "zone"), help="Time zone, such as Europe/Madrid."),
    click.option("--country", type=Word(door.country, "letters"), help="Such as ES. [usual: that of the phone]"),
    click.option("--language", type=Word(door.language, "en|es"), help="Of the texts. [usual: en]"),
    click.option("--hours", type=Word(door.hours, "span"), help="When texts are welcome. [usual: 8:00-21:00]"),
    click.option("--cap", type=Word(door.cap, "number"), help="Texts a day, at most. [usual: 1]"),
    click.option("--gap", type=Word(door.gap, "span"), help="Between two texts, at least. [usual: 30 minutes]"),
    click.option("--contacts", type=Word(people.contacts, "names"), help="Their people, with commas."),
    click.option("--discreet", type=Word(door.truth, "yes|no"), help="Others see the phone. [until asked: yes]"),
    click.option("--answers", type=Word(door.truth, "yes|no"), help="Whether answers are thanked for. [usual: yes]"),
    click.option("--report-words", type=Word(door.truth, "yes|no"), help="Own words in their report. [usual: no]"),
    click.option("--month-text", type=Word(door.truth, "yes|no"), help="Four weeks at once a month. [usual: no]"),
    click.option("--trusted", type=Word(door.trusted, "who"), help="Told of danger, if they confirm: Mum, +1415..."),
    click.option("--report-day", type=Word(door.weekday, "day"), help="Of the weekly report. [usual: sunday]"),
    click.option("--report-at", type=Word(door.clock, "time"), help="Of the weekly report. [usual: 18:00]"),
    click.option("--day-starts", type=Word(door.day_start, "time"), help="When their day begins. [usual: 4:00]"),
    click.option("--consent", type=Word(wording.sentence, "text"), help="How they agreed, if not by answering us."),
)


@click.command("set")
@context.person_argument
@click.option("--name", type=Word(wording.name, "name"), help="How texts call them.")
@settings
@click.option("--from", "first", metavar="DATE", help="The day from which they are in the zone of --tz.")
@click.option("--until", "last", metavar="DATE", help="The last day there; the day after they are back.")
@json_option
def set_person(person_id: str, as_json: bool, consent: str | None, **_: Any) -> None:
    """Change a person's settings.

    With --tz alone they move now, and travel that was to come is forgotten.
    """
    from nudges.cli.difference import difference, shown
    from nudges.core.cautions import new_cautions
    from nudges.core.consent import ONLY_THEM
    from nudges.library.profile import differences

    wanted, first, last = given(*NEITHER), _written("first"), _written("last")
    if (first or last) and "tz" not in wanted:
        raise Problem("--from and --until need a zone", hint="such as --tz Asia/Tokyo --from 2026-12-01")
    if not wanted and consent is None:
        raise Problem("there is nothing to change", hint="name a setting, such as --hours 9:00-20:00")
    service, found, now = context.service(), context.whom(person_id), context.now()
    before = service.store.read(found)
    if consent is not None and before.history.rests(now):
        raise Problem(f"no proof of consent counts for {found} now", hint=ONLY_THEM)
    after = _change(found, wanted, (first, last), consent, now)
    if before.person.phone != after.person.phone:
        service.gateway.forget(before.person.phone)
    changes, coming = differences(before, after, now), difference(before, after, service.words, now)
    text = shown(changes, coming) if changes else f"{found} stays as it is."
    data({"changes": changes, "coming": coming}, as_json, lambda: text)
    for doubt in new_cautions(before, after, now):
        warn(doubt)
    if {"name", "tz", "contacts"} & wanted.keys():
        doubts(after.person, now)


def _written(name: str) -> str | None:
    written: str | None = click.get_current_context().params[name]
    return written


def _change(
    found: str, wanted: dict[str, Any], days: tuple[str | None, str | None], consent: str | None, now: datetime
) -> "Book":  # fmt: skip
    from nudges.core.change import rewritten
    from nudges.core.consent import agreed
    from nudges.library import load

    service = context.service()

    def change(book: "Book") -> "Book":
        after = rewritten(book, _changed(book.person, wanted, days, now), load().plans)
        free(after.person)
        return agreed(book, after, consent, service.words, service.program, now)

    return service.edit(found, change, now)


def _changed(
    person: "Person", wanted: dict[str, Any], days: tuple[str | None, str | None], now: datetime
) -> "Person":  # fmt: skip
    """Return the person with the settings that are wanted: a zone from now on, or for the days of a journey."""
    from nudges.core.localtime import day_of
    from nudges.library.making import changed_person
    from nudges.library.travel import trip

    if days == (None, None):
        return changed_person(person, wanted | ({"travel": ()} if "tz" in wanted else {}), now)
    rest = {name: value for name, value in wanted.items() if name != "tz"}
    after, today = changed_person(person, rest, now), day_of(person, now)
    first, last = (_day(each, today, option) for each, option in zip(days, ("--from", "--until"), strict=True))
    return trip(after, wanted["tz"], first, last, now)


def _day(written: str | None, today: date, option: str) -> date | None:
    try:
        return None if written is None else door.day(written, today)
    except Problem as problem:
        raise problem.at(option) from None


def free(wanted: "Person") -> None:
    """Raise Problem if a phone belongs to someone else."""
    other = context.service().store.find(wanted.phone)
    if other not in {None, wanted.id}:
        raise Problem(f"{wanted.phone} belongs to '{other}' already", hint="one phone is one person")


def doubts(about: "Person", now: datetime) -> None:
    """Say what may not be meant so."""
    from nudges.cli.doubts import dear_names, of_person

    for doubt in of_person(about, now):
        warn(doubt)
    for note in dear_names(about):
        message(f"note: {note}")
