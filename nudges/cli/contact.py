"""Somebody's own people: friends, family, neighbours, whose turn comes round in the plans that name one."""

from typing import TYPE_CHECKING, Any

import click
import msgspec

from nudges.cli import context
from nudges.cli.output import data, json_option, message, rows
from nudges.cli.typed import Word, given
from nudges.library import door, people

if TYPE_CHECKING:
    from datetime import date

    from nudges.core.book import Book
    from nudges.core.values import Contact

NEITHER = ("person_id", "name")


@click.group(short_help="Add, show or remove somebody's own people.")
def contact() -> None:
    """Add, show or remove somebody's own people: whom to reach out to, beside a partner.

    A plan that names one of them takes whoever has waited longest since the two were in touch.
    """


@contact.command()
@context.person_argument
@click.argument("name", type=Word(people.name, "name"))
@click.option("--share", type=Word(people.share, "text"), help="What they may like to hear of, such as 'the new song'.")
@click.option("--every", type=Word(people.every, "span"), help="How often it is their turn. [usual: 2 weeks]")
@click.option("--phone", type=Word(people.number, "number"), help="Kept for the person; nobody is written to.")
def add(person_id: str, name: str, **_: Any) -> None:
    """Add someone, or change what is known of them."""
    service, now = context.service(), context.now()
    wanted = given(*NEITHER)

    def change(book: "Book") -> "Book":
        from nudges.core.values import Contact

        known = next((each for each in book.person.contacts if each.name == name), Contact(name=name))
        return _with(book, people.with_contact(book.person.contacts, people.changed(known, wanted)))

    book = service.edit(context.whom(person_id), change, now)
    message(f"{name} is one of {book.person.name}'s people.")
    if not any(plan.contacts for plan in book.plans):
        message(f"No plan of {book.person.id} names people yet; nudges plan add {book.person.id} reach-out-to-give")


@contact.command("list")
@context.person_argument
@json_option
def list_contacts(person_id: str, as_json: bool) -> None:
    """Show someone's people, and when they were last in touch."""
    book = context.service().store.read(context.whom(person_id))
    found = [(each, book.history.last_touch(each.name)) for each in book.person.contacts]
    if not found and not as_json:
        message(f"{book.person.id} has nobody here yet; nudges contact add {book.person.id} NAME")
        return
    lines = [(each.name, each.share, _often(each), _day(last), each.phone) for each, last in found]
    data(
        [{**msgspec.to_builtins(each), "last": last} for each, last in found],
        as_json,
        lambda: rows(("name", "share", "every", "last in touch", "phone"), lines),
    )


@contact.command()
@context.person_argument
@click.argument("name")
@click.option("--on", metavar="DATE", help="The day. [usual: today]")
def log(person_id: str, name: str, on: str | None) -> None:
    """Note that someone was in touch with one of their people, as the text CALLED MUM does."""
    from nudges.core.facts import Contacted
    from nudges.core.localtime import day_of
    from nudges.core.problem import Problem

    service, now = context.service(), context.now()

    def change(book: "Book") -> "Book":
        today = day_of(book.person, now)
        day = door.day(on, today) if on else today
        if day > today:
            raise Problem(f"{day} is still to come", where="--on", hint=f"it is {today} for {book.person.id}")
        whom = people.find(book.person.contacts, name)
        fact = Contacted(at=now, contact=whom.name, day=day, source=f"command/{now:%Y-%m-%dT%H:%M:%S.%fZ}")
        return book.add(fact)

    book = service.edit(context.whom(person_id), change, now)
    message(f"Noted: {book.person.name} and {people.find(book.person.contacts, name).name} were in touch.")


@contact.command()
@context.person_argument
@click.argument("name")
def remove(person_id: str, name: str) -> None:
    """Take someone off the list. What is written in reports stays."""
    service, now = context.service(), context.now()

    def change(book: "Book") -> "Book":
        gone = people.find(book.person.contacts, name)
        return _with(book, tuple(each for each in book.person.contacts if each is not gone))

    service.edit(context.whom(person_id), change, now)
    message(f"{name} is off the list.")


def _with(book: "Book", contacts: "tuple[Contact, ...]") -> "Book":
    return book.with_person(msgspec.structs.replace(book.person, contacts=contacts))


def _often(about: "Contact") -> str:
    return people.said_every(about.every) if about.every else ""


def _day(day: "date | None") -> str:
    return "" if day is None else day.isoformat()
