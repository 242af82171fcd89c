"""Who receives texts: add, show, change and remove people."""

from typing import TYPE_CHECKING, Any

import click

from nudges.cli import context
from nudges.cli.output import data, fields, json_option, message, rows
from nudges.cli.person_settings import NEITHER, doubts, set_person, settings
from nudges.cli.typed import Word, asked, at_keyboard, given, sure
from nudges.core.problem import Problem
from nudges.library import door, places, wording

if TYPE_CHECKING:
    from nudges.core.book import Book

NEEDED = {"name": "NAME", "phone": "--phone", "tz": "--tz"}


@click.group(short_help="Add, show, change or remove a person.")
def person() -> None:
    """Add, show, change or remove a person. A person is named by their id or by their phone."""


person.add_command(set_person)


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
    doubts(added, now)
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
    if "discreet" not in wanted and (missing or not sure):
        found["discreet"] = asked("Can anyone else see this phone, yes or no", door.truth)
    return found


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
        [b.person.id, b.person.name, b.person.phone, b.person.zone_at(now).key, in_a_word(b, now), str(len(b.plans))]
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
    from nudges.cli.standing import in_sentences, travel_said
    from nudges.library.profile import profile

    person, now = book.person, context.now()
    named = {name.replace("_", " "): value for name, value in profile(person, now).items()}
    named["contacts"] = ", ".join(each.name for each in person.contacts)
    named["travel"] = ", ".join(travel_said(person, now))
    plans = ", ".join(plan.id for plan in book.plans) or "none"
    return [*named.items(), *in_sentences(book, now), ("plans", plans)]


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
