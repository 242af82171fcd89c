"""Which programs may tell of events: `nudges source`."""

import json
import shlex
from typing import TYPE_CHECKING

import click
import msgspec

from nudges.cli import context
from nudges.cli.output import data, json_option, message, rows
from nudges.cli.typed import Word
from nudges.library import wording

if TYPE_CHECKING:
    from nudges.store.sources import Sources


@click.group(short_help="Say which programs may tell of events.")
def source() -> None:
    """Say which programs may tell of events at /events, of which kinds, and of whom.

    Each has a token of its own, which is shown once and can be taken back at any time.
    """


@source.command("add")
@click.argument("name", type=Word(wording.event, "name"))
@click.option(
    "--type", "types", multiple=True, required=True, type=Word(wording.events, "kind"),
    help="What it may tell of, such as gym.left, or gym.* for all that begin so. Give it again for more.",
)  # fmt: skip
@click.option("--for", "people", multiple=True, required=True, metavar="PERSON", help="Whose events. Again for more.")
@json_option
def add_source(name: str, types: tuple[str, ...], people: tuple[str, ...], as_json: bool) -> None:
    """Let a program tell of events, and print the token that it shows."""
    whose = tuple(dict.fromkeys(context.whom(each) for each in people))
    for each in whose:
        context.service().store.read(each)  # nobody of that id is a mistake to hear of now
    token = _sources().add(name, types, whose, context.now())
    data({"name": name, "token": token}, as_json, lambda: token)
    if not as_json:
        message("Keep the token: it is not shown again. Try it once nudges serve runs:")
        message(_example(token, types[0].replace("*", "try"), whose[0]))


@source.command("list")
@json_option
def list_sources(as_json: bool) -> None:
    """Show which programs may tell of events."""
    found = _sources().all()
    if not found and not as_json:
        message("No program may tell of events yet; nudges source add NAME --type gym.left --for PERSON")
        return
    lines = [(each.name, ", ".join(each.types), ", ".join(each.people), each.since.date()) for each in found]
    shown = [{key: value for key, value in msgspec.to_builtins(each).items() if key != "mark"} for each in found]
    data(shown, as_json, lambda: rows(("source", "may tell of", "for", "since"), lines))


@source.command("remove")
@click.argument("name")
def remove_source(name: str) -> None:
    """Take a program's token back: what it tells from now on is refused."""
    _sources().remove(name)
    message(f"{name} may tell of nothing any more.")


def _sources() -> "Sources":
    from nudges.wiring import make_sources

    return make_sources(context.settings())


def _example(token: str, event: str, person: str) -> str:
    """Return a command that tells of an event."""
    settings = context.settings()
    base = settings.public_url or f"http://127.0.0.1:{settings.port}"
    told = {"specversion": "1.0", "id": "1", "source": "/try", "type": event, "subject": person}
    return (
        f"curl -sS {base}/events -H 'authorization: Bearer {token}' "
        f"-H 'content-type: application/cloudevents+json' -d {shlex.quote(json.dumps(told))}"
    )
