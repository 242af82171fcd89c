"""Which addresses are told of what happens here: `nudges hooks`."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from nudges.cli import context
from nudges.cli.output import data, json_option, message, rows, warn
from nudges.cli.typed import Word
from nudges.core.problem import Failure, Problem
from nudges.library import addresses, wording

if TYPE_CHECKING:
    from nudges.store.hooks import Hook, Hooks
    from nudges.store.places import Place

NOBODY = "No address is told of anything; nudges hooks add URL --for PERSON"
EVERYONE = "everyone"


@click.group(short_help="Say which addresses are told of what happens.")
def hooks() -> None:
    """Say which addresses are told of what happens here, as signed CloudEvents: kinds, moments and marks.

    What anybody wrote, phones, and anything about danger never leave.
    """


@hooks.command("add")
@click.argument("url", type=Word(addresses.address, "url"))
@click.option("--for", "people", multiple=True, metavar="PERSON", help="Whose events. Again for more.")
@click.option("--everyone", is_flag=True, help="Everyone's events, also of those who come later.")
@click.option(
    "--type", "types", multiple=True, type=Word(wording.events, "kind"),
    help="Only these kinds, such as nudges.checkin.*. Again for more. [usual: all]",
)  # fmt: skip
@click.option(
    "--with", "more", multiple=True, type=click.Choice(["names", "numbers"]),
    help="Also ids of people and plans instead of marks, or ratings and counts.",
)  # fmt: skip
@click.option("--erased", is_flag=True, help="Tell once that somebody was erased.")
@click.option("--name", type=Word(wording.slug, "name"), help="What it is called here. [usual: its host]")
@json_option
def add_hook(url: str, people: tuple[str, ...], everyone: bool, name: str | None, as_json: bool, **chosen: Any) -> None:
    """Tell an address of what happens from now on, and print what signs each event."""
    from nudges.core.outward import More
    from nudges.store.hooks import Hook

    if everyone == bool(people):
        raise Problem("say whose events it is told", hint="--for PERSON, again for more, or --everyone")
    whose = tuple(dict.fromkeys(context.whom(each) for each in people))
    hook = Hook(
        name=name or addresses.name_of(url),
        url=url,
        secret="",
        people=None if everyone else whose,
        types=tuple(map(_kind, chosen["types"])) or ("*",),
        more=tuple(map(More, chosen["more"])),
        erased=chosen["erased"],
        since=context.now(),
    )
    kept = _hooks().add(hook)
    data({"name": kept.name, "secret": kept.secret}, as_json, lambda: kept.secret)
    if not as_json:
        message(f"{kept.name} is told while nudges serve runs. Keep what signs for it: it is not shown again.")
        message(f"Try it now: nudges hooks test {kept.name}")
    if kept.more and not addresses.is_at_home(_host(url)):
        warn("names or numbers of people go to an address that is not at home; it has to keep them as you do")


@hooks.command("list")
@json_option
def list_hooks(as_json: bool) -> None:
    """Show which addresses are told of what, and how they are."""
    found = [(each, _itself(each)) for each in _hooks().all()]
    if not found and not as_json:
        message(NOBODY)
        return
    shown = [_plain(hook, place) for hook, place in found]
    heads = ("name", "address", "of whom", "kinds", "with", "since", "how it is")
    data(shown, as_json, lambda: rows(heads, (_row(hook, place) for hook, place in found)))


@hooks.command("remove")
@click.argument("name")
def remove_hook(name: str) -> None:
    """Tell an address of nothing any more."""
    _hooks().remove(name)
    _places().drop(name)
    message(f"{name} is told of nothing any more.")


@hooks.command("test")
@click.argument("name")
def test_hook(name: str) -> None:
    """Send an address one event that says nothing of anybody, and show what it answers."""
    from nudges.core.outward import TEST, Leaving
    from nudges.gateways.hooks import Fate, post, written

    hook, now = _hooks().named(name), context.now()
    mark = _mark(hook.name)
    leaving = Leaving(id=mark(f"test/{now.isoformat()}"), type=TEST, subject="test", at=now, data={})
    answer = post(hook.url, hook.secret, leaving.id, written(leaving, f"/nudges/{mark('')}"), now)
    if answer.fate is not Fate.TAKEN:
        raise Failure(f"{addresses.shown(hook.url)}: {answer.says}", hint="nothing was lost: it was only a test")
    message(f"{addresses.shown(hook.url)}: {answer.says}.")


def how_they_are() -> Iterator[tuple[str, str]]:
    """Yield how each address is, and what to do where it takes no events."""
    for hook in _hooks().all():
        place = _itself(hook)
        do = "" if not place.tries else f"mend it, then nudges hooks test {hook.name}; what waits is told afterwards"
        yield f"{hook.name} ({addresses.shown(hook.url)}): {_how(place)}", do


def _kind(written: str) -> str:
    """Return a kind of event that there is, or raise Problem with the nearest."""
    from fnmatch import fnmatchcase

    from nudges.core.outward import TYPES
    from nudges.core.problem import nearest

    if not any(fnmatchcase(each, written) for each in TYPES):
        hint = nearest(written, TYPES, "nudges help events has all of them")
        raise Problem(f"nothing of the kind '{written}' is told", where="--type", hint=hint)
    return written


def _row(hook: "Hook", place: "Place") -> Iterator[object]:
    yield from (hook.name, addresses.shown(hook.url), ", ".join(hook.people or (EVERYONE,)), ", ".join(hook.types))
    yield from (", ".join(hook.more) or None, hook.since.date(), _how(place))


def _how(place: "Place") -> str:
    """Return how an address is."""
    if not place.tries or place.since is None or place.until is None:
        return "well"
    return f"{place.detail} since {_time(place.since)}; tried again {_time(place.until)}"


def _time(moment: datetime) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"


def _plain(hook: "Hook", place: "Place") -> dict[str, object]:
    """Return an address as data, without what signs for it and without its path."""
    return {
        "name": hook.name,
        "url": addresses.shown(hook.url),
        "people": None if hook.people is None else list(hook.people),
        "types": list(hook.types),
        "with": list(hook.more),
        "erased": hook.erased,
        "since": hook.since,
        "well": not place.tries,
        "detail": place.detail,
    }


def _host(url: str) -> str:
    from urllib.parse import urlsplit

    return urlsplit(url).hostname or ""


def _hooks() -> "Hooks":
    from nudges.worker.tellers import make_hooks

    return make_hooks(context.settings())


def _places() -> Any:
    from nudges.worker.tellers import make_places

    return make_places(context.settings(), context.service().store)()


def _itself(hook: "Hook") -> "Place":
    found: Place = _places().itself(hook.name)
    return found


def _mark(hook: str) -> Any:
    from nudges.web.secret import read_secret
    from nudges.worker.tellers import marker

    return marker(read_secret(context.settings().home / "secret"), hook)
