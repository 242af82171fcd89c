"""What every command starts from: the service, the moment, and the names a shell can complete."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from nudges.service import Service
    from nudges.settings import Settings

SETTINGS, SERVICE, NOTED = "nudges.settings", "nudges.service", "nudges.noted"


def settings() -> "Settings":
    """Return the settings of this run, or raise Problem."""
    from nudges.settings import read_settings

    return cast("Settings", _once(SETTINGS, read_settings))


def service() -> "Service":
    """Return the service of this run, made once, or raise Problem."""
    from nudges.wiring import make_service

    return cast("Service", _once(SERVICE, lambda: make_service(settings())))


def now() -> datetime:
    """Return the moment."""
    from nudges.clock import SystemClock

    return SystemClock().now()


def whom(person: str) -> str:
    """Return the id of the person of an id or a phone, or raise Problem with the nearest ids."""
    from nudges.library.door import phone
    from nudges.library.wording import SLUG
    from nudges.store import unknown_person

    if person.startswith("+"):
        return service().person_of(phone(person).number)
    if SLUG.fullmatch(person) is None:
        raise unknown_person(person, service().store.people())
    return service().person_of(person)


def note_damage() -> None:
    """Say on stderr, once in a run, which data files could not be read; for commands that look at everyone."""
    meta = click.get_current_context().find_root().meta
    if not meta.get(NOTED):
        meta[NOTED] = True
        for notice in service().store.notices():
            click.echo(f"warning: {notice}", err=True)


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


def _complete(
    ctx: click.Context, incomplete: str, names: Callable[["Service"], list[tuple[str, str]]]
) -> list["CompletionItem"]:  # fmt: skip
    """Return what can be completed; a folder that is not there or cannot be read completes nothing."""
    from click.shell_completion import CompletionItem

    from nudges.core.problem import Problem

    with ctx, suppress(Problem, OSError):
        if settings().home.exists():
            return [CompletionItem(n, help=h) for n, h in names(service()) if n.startswith(incomplete)]
    return []


def _once(name: str, make: Callable[[], Any]) -> Any:
    meta = click.get_current_context().find_root().meta
    if name not in meta:
        meta[name] = make()
    return meta[name]
