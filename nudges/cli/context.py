"""What every command starts from: the service, the moment, and the names a shell can complete."""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

import click

from nudges.cli.group import Told
from nudges.core.problem import Problem

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from nudges.service import Service
    from nudges.settings import Settings

SETTINGS, SERVICE, NOTED = "nudges.settings", "nudges.service", "nudges.noted"
SET_ASIDE = re.compile(r"/damaged/([a-z0-9][a-z0-9_-]*)\.(?:json|log)@")
"""How the store names a book that it set aside."""


def settings() -> "Settings":
    """Return the settings of this run, or raise Problem."""
    from nudges.settings import read_settings

    return cast("Settings", _once(SETTINGS, read_settings))


def service() -> "Service":
    """Return the service of this run, made once, or raise Problem."""
    from nudges.cli.home import usable
    from nudges.wiring import make_service

    def make() -> "Service":
        usable(settings().home)
        return make_service(settings())

    return cast("Service", _once(SERVICE, make))


def now() -> datetime:
    """Return the moment."""
    from nudges.clock import SystemClock

    return SystemClock().now()


def whom(person: str) -> str:
    """Return the id of the person of an id or a phone, or raise Problem with the nearest ids."""
    from nudges.library.places import phone
    from nudges.library.wording import SLUG
    from nudges.store import unknown_person

    if person.startswith("+"):
        return service().person_of(phone(person).number)
    if SLUG.fullmatch(person) is None:
        raise unknown_person(person, service().store.people())
    try:
        return service().person_of(person)
    except Problem:
        if person in damaged():
            raise Told([cannot_be_read(person)], 1) from None
        raise


def damaged() -> list[str]:
    """Return whose files could not be read and were set aside."""
    found = (SET_ASIDE.search(notice) for notice in service().store.notices())
    return list(dict.fromkeys(match[1] for match in found if match))


def cannot_be_read(person: str) -> str:
    """Return the sentence about someone whose file is damaged."""
    return f"the file of {person} could not be read and is set aside; nudges help data says what to do"


def note_damage() -> None:
    """Say on stderr, once in a run, whose data could not be read; for commands that look at everyone."""
    meta = click.get_current_context().find_root().meta
    if not meta.get(NOTED):
        meta[NOTED] = True
        for person in damaged():
            click.echo(f"warning: {cannot_be_read(person)}", err=True)


def complete_people(ctx: click.Context, _: click.Parameter, incomplete: str) -> list["CompletionItem"]:
    """Return the ids of people that begin so."""
    return _complete(ctx, incomplete, lambda made: [(person, "") for person in made.store.people()])


def complete_plans(ctx: click.Context, _: click.Parameter, incomplete: str) -> list["CompletionItem"]:
    """Return the ids of the plans of the person named before."""
    person = ctx.params.get("person_id") or ""
    return _complete(ctx, incomplete, lambda made: [(p.id, p.title) for p in made.store.read(person).plans])


def complete_library(_: click.Context, __: click.Parameter, incomplete: str) -> list["CompletionItem"]:
    """Return the ids of the ready plans that begin so."""
    from click.shell_completion import CompletionItem

    from nudges.core.words import Language
    from nudges.library import load

    ready = load().plans.values()
    return [CompletionItem(p.id, help=p.title[Language.EN]) for p in ready if p.id.startswith(incomplete)]


person_argument = click.argument("person_id", metavar="PERSON", shell_complete=complete_people)
maybe_person_argument = click.argument("person_id", metavar="[PERSON]", required=False, shell_complete=complete_people)


def _complete(
    ctx: click.Context, incomplete: str, names: Callable[["Service"], list[tuple[str, str]]]
) -> list["CompletionItem"]:  # fmt: skip
    """Return what can be completed; a folder that is not there or cannot be read completes nothing."""
    from click.shell_completion import CompletionItem

    with ctx, suppress(Problem, OSError):
        if settings().home.exists():
            return [CompletionItem(n, help=h) for n, h in names(service()) if n.startswith(incomplete)]
    return []


def _once(name: str, make: Callable[[], Any]) -> Any:
    meta = click.get_current_context().find_root().meta
    if name not in meta:
        meta[name] = make()
    return meta[name]
