"""Who receives texts: add, show, change and remove people."""

from typing import TYPE_CHECKING, Any

import click

from nudges.cli import context
from nudges.cli.output import data, fields, json_option, message, rows, warn
from nudges.cli.typed import Word, asked, at_keyboard, given, options, sure
from nudges.core.problem import Problem
from nudges.library import door, places, wording

if TYPE_CHECKING:
    from nudges.core.book import Book
    from nudges.core.values import Person

NEEDED = {"name": "NAME", "phone": "--phone", "tz": "--tz"}
NEITHER = ("yes", "as_json", "consent", "person_id")
"""Options that are no settings of a person."""

settings = options(
    click.option("--phone", type=Word(places.phone, "number"), help="With + and country code."),
    click.option("--tz", type=Word(places.zone, "zone"), help="Time zone, such as Europe/Madrid."),
    click.option("--language", type=Word(door.language, "en|es"), help="Of the texts. [usual: en]"),
    click.option("--hours", type=Word(door.hours, "span"), help="When texts are welcome. [usual: 8:00-21:00]"),
    click.option("--cap", type=Word(door.cap, "number"), help="Texts a day, at most. [usual: 1]"),
    click.option("--contacts", type=Word(door.contacts, "names"), help="Their people, with commas."),
    click.option("--report-day", type=Word(door.weekday, "day"), help="Of the weekly report. [usual: sunday]"),
    click.option("--report-at", type=Word(door.clock, "time"), help="Of the weekly report. [usual: 18:00]"),
    click.option("--day-starts", type=Word(door.day_start, "time"), help="When their day begins. [usual: 4:00]"),
    click.option("--consent", type=Word(wording.sentence, "text"), help="How they agreed, if not by answering us."),
)


@click.group(short_help="Add, show, change or remove a person.")
def person() -> None:
    """Add, show, change or remove a person. A person is named by their id or by their phone."""


@person.command()
@click.argument("name", required=False, type=Word(wording.name, "name"))
@click.option("--id", type=Word(wording.slug, "id"), help="Made from the name if you give none.")
@settings
@click.option("--yes", is_flag=True, help="Do not ask whether it is right.")
@json_option
def add(yes: bool, as_json: bool, consent: str | None, **_: Any) -> None:
    """Add a person. At the keyboard you are asked for the name, phone, zone and language that you do not give."""
    from nudges.library.making import new_person

    wanted = given(*NEITHER)
    wanted |= _missing(wanted, sure=yes)
    now = context.now()
    added = new_person(wanted, now)
    if at_keyboard() and not yes:
        click.confirm(f"Add {added.name} ({added.id}, {added.phone}, {added.zone.key})?", abort=True, err=True)
    service = context.service()
    service.enrol(added, (), now, consent)
    context.note_damage()
    data(_data(added.id), as_json, lambda: f"Added {added.name} as {added.id}.")
    _doubts(added)
    message(_what_next(added.id, consent))


def _missing(wanted: dict[str, Any], *, sure: bool) -> dict[str, Any]:
    """Return the settings that had to be asked for."""
    missing = [name for name in NEEDED if name not in wanted]
    if not at_keyboard():
        if not missing:
            return {}
        what = ", ".join(NEEDED[name] for name in missing)
        raise Problem(f"{what}: missing", hint="such as nudges person add Ana --phone +14155550100 --tz Europe/Madrid")
    found: dict[str, Any] = {}
    if "name" in missing:
        found["name"] = asked("Name", wording.name)
    if "phone" in missing:
        found["phone"] = asked("Phone, with + and country code", places.phone)
    if "tz" in missing:
        zones = places.zones_of((wanted | found)["phone"].number)
        near = f", such as {' or '.join(zones)}" if 1 < len(zones) < 4 else ""
        found["tz"] = asked(f"Time zone{near}", places.zone, zones[0] if len(zones) == 1 else None)
    if "language" not in wanted and (missing or not sure):
        usual = places.language_of((wanted | found)["phone"].country)
        found["language"] = asked("Language of the texts, en or es", door.language, usual)
    return found


def _doubts(about: "Person") -> None:
    from nudges.cli.doubts import dear_names, of_person

    for doubt in of_person(about):
        warn(doubt)
    for note in dear_names(about):
        message(f"note: {note}")


def _what_next(person_id: str, consent: str | None) -> str:
    first = (
        "One text asks for their consent; nothing else leaves until they answer yes."
        if consent is None
        else "Their consent is noted; one text welcomes them."
    )
    return f"{first}\nGive them a plan: nudges plan add {person_id} three-breaths"


@person.command("list")
@json_option
def list_people(as_json: bool) -> None:
    """Show everyone."""
    from nudges.cli.look import NOBODY

    context.note_damage()
    service, now = context.service(), context.now()
    books = [service.store.read(each) for each in service.store.people()]
    if not books and not as_json:
        message(NOBODY)
        return
    data([_data_of(book) for book in books] if as_json else None, as_json, lambda: rows(*_table(books, now)))


def _table(books: "list[Book]", now: Any) -> tuple[list[str], list[list[str]]]:
    from nudges.cli.standing import in_a_word

    lines = [
        [b.person.id, b.person.name, b.person.phone, b.person.zone.key, in_a_word(b, now), str(len(b.plans))]
        for b in books
    ]
    return ["id", "name", "phone", "zone", "state", "plans"], lines


@person.command()
@context.person_argument
@json_option
def show(person_id: str, as_json: bool) -> None:
    """Show a person: their settings, and where they stand."""
    book = context.service().store.read(context.whom(person_id))
    data(_data_of(book), as_json, lambda: fields(_lines(book)))


def _lines(book: "Book") -> list[tuple[str, object]]:
    from nudges.cli.standing import in_sentences
    from nudges.library.profile import profile

    named = {name.replace("_", " "): value for name, value in profile(book.person).items()}
    named["contacts"] = ", ".join(book.person.contacts)
    plans = ", ".join(plan.id for plan in book.plans) or "none"
    return [*named.items(), *in_sentences(book, context.now()), ("plans", plans)]


@person.command("set")
@context.person_argument
@click.option("--name", type=Word(wording.name, "name"), help="How texts call them.")
@settings
@json_option
def set_person(person_id: str, as_json: bool, consent: str | None, **_: Any) -> None:
    """Change a person's settings."""
    from nudges.core.consent import ONLY_THEM
    from nudges.library.profile import differences

    wanted = given(*NEITHER)
    if not wanted and consent is None:
        raise Problem("there is nothing to change", hint="name a setting, such as --hours 9:00-20:00")
    service, found = context.service(), context.whom(person_id)
    before = service.store.read(found)
    if consent is not None and before.history.rests(context.now()):
        raise Problem(f"no proof of consent counts for {found} now", hint=ONLY_THEM)
    after = _change(found, wanted, consent)
    if before.person.phone != after.person.phone:
        service.gateway.forget(before.person.phone)
    changes = differences(before, after)
    data([*changes], as_json, lambda: "\n".join(map(str, changes)) or f"{found} stays as it is.")
    if {"name", "tz", "contacts"} & wanted.keys():
        _doubts(after.person)


def _change(found: str, wanted: dict[str, Any], consent: str | None) -> "Book":
    from nudges.core.change import rewritten
    from nudges.core.consent import agreed
    from nudges.library import load
    from nudges.library.making import changed_person

    service, now = context.service(), context.now()

    def change(book: "Book") -> "Book":
        after = rewritten(book, changed_person(book.person, wanted), load().plans, now)
        free(after.person)
        return agreed(book, after, consent, service.words, service.program, now)

    return service.edit(found, change, now)


def free(wanted: "Person") -> None:
    """Raise Problem if a phone belongs to someone else."""
    other = context.service().store.find(wanted.phone)
    if other not in {None, wanted.id}:
        raise Problem(f"{wanted.phone} belongs to '{other}' already", hint="one phone is one person")


@person.command()
@context.person_argument
@click.option("--yes", is_flag=True, help="Do not ask whether you are sure.")
def remove(person_id: str, yes: bool) -> None:
    """Erase a person and everything that is kept about them."""
    service, found = context.service(), context.whom(person_id)
    if not yes:
        sure(f"Erase {found} and everything that is kept about them?")
    service.remove(found)
    message(f"{found} and everything that was kept about them is erased.")


def _data(person_id: str) -> dict[str, Any]:
    return _data_of(context.service().store.read(person_id))


def _data_of(book: "Book") -> dict[str, Any]:
    from nudges.cli.standing import as_data

    return as_data(book, context.now())
