"""Weeks in seconds: what a person's plans would do, with a made-up way to answer."""

import re
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nudges.cli import context
from nudges.cli.group import Told
from nudges.cli.output import data, json_option, message
from nudges.cli.typed import Word
from nudges.core.problem import Problem

if TYPE_CHECKING:
    from datetime import datetime

    from nudges.cli.simulated import Shown
    from nudges.core.book import Book
    from nudges.simulation import Persona, Played, Rehearsal

LONGEST = 3660
PRICE, CURRENCY = "0.0083", "USD"
WHO = "Who answers: steady, forgetful, shift-worker, traveller, silent or low. [usual: steady]"
KINDS = {">": "ours", "<": "theirs", "-": "held", "*": "change"}
SAID = {">": "we wrote", "<": "they wrote", "-": "not sent", "*": "changed"}
"""What the marks are on a page: the name of their looks, and words for who cannot see them."""

EXAMPLE_ZONE = "America/New_York"
"""Where the example person lives, so that a seed plays the same on every machine."""


def _persona(word: str) -> "Persona":
    from nudges.simulation.personas import persona

    return persona(word)


def _personas(_: click.Context, __: click.Parameter, incomplete: str) -> list[str]:
    """Return the personas that begin so, for a shell."""
    from nudges.simulation import Persona

    return [each.value for each in Persona if each.value.startswith(incomplete)]


def _price(word: str) -> Decimal:
    """Return a price, or raise Problem.

    >>> _price("0.01")
    Decimal('0.01')
    """
    if re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,8})?", word.strip()) is None:
        raise Problem(f"'{word}' is not a price", hint=f"write it like {PRICE}")
    return Decimal(word.strip())


@click.command()
@context.maybe_person_argument
@click.option("--days", type=click.IntRange(1, LONGEST), default=90, metavar="N", help="How long: 90, up to 3660.")
@click.option("--persona", type=Word(_persona, "name"), default="steady", shell_complete=_personas, help=WHO)
@click.option("--seed", type=int, default=0, metavar="NUMBER", help="Another number, other days. [usual: 0]")
@click.option(
    "--price", type=Word(_price, "amount"), default=PRICE, help=f"Of one segment. [usual: {PRICE} {CURRENCY}]"
)
@click.option("--summary", is_flag=True, help="Only the numbers, not the conversation.")
@click.option("--check", is_flag=True, help="Also compare what is sent with what was foreseen; this takes longer.")
@click.option("--html", "page", type=click.Path(path_type=Path), metavar="FILE", help="Write it as a page.")
@click.option("--force", is_flag=True, help="Let --html replace a file that is there.")
@json_option
def simulate(
    *, person_id: str | None, days: int, persona: "Persona", seed: int, price: Decimal, summary: bool, check: bool,
    page: Path | None, force: bool, as_json: bool,
) -> None:  # fmt: skip
    """Play the days to come on a copy, with a made-up person who answers; nothing is sent or kept.

    Without PERSON it plays an example person with three plans. Every promise is checked on the way: a broken one
    is told, and the exit status is 1.
    """
    from nudges.cli.simulated import shown, text_of
    from nudges.simulation import Rehearsal

    if page is not None:
        _writable(page, force=force)
    elif force:
        raise Problem("--force says that a file may be replaced", hint="name the file with --html")
    now = context.now().replace(second=0, microsecond=0)
    book = _example(now) if person_id is None else _copy(context.whom(person_id))
    played = _play(
        Rehearsal(book=book, persona=persona, seed=seed, begins=now, days=days, look_ahead=check),
        own=person_id is not None,
    )
    currency = CURRENCY if str(price) == PRICE else ""
    found = shown(played, price, currency)
    if page is not None:
        _write(page, found)
        message(f"The page: {page}")
    data(found.plain(summary=summary), as_json, lambda: text_of(found, summary=summary or page is not None))
    judge(found)


def judge(found: "Shown") -> None:
    """Raise Told, with exit status 1, if a promise was broken."""
    if found.summary.broken:
        raise Told([f"a promise was broken: {each}" for each in found.summary.broken], 1)


def _copy(person: str) -> "Book":
    """Return the book of somebody who has plans."""
    book = context.service().store.read(person)
    if not book.plans:
        raise Problem(
            f"{person} has no plans, so nothing would come", hint=f"try nudges plan add {person} three-breaths"
        )
    return book


def _example(now: "datetime") -> "Book":
    from nudges.core.book import Book
    from nudges.core.localtime import zone_named
    from nudges.demo import ana

    return Book(*ana(zone_named(EXAMPLE_ZONE), now))


def _play(rehearsal: "Rehearsal", *, own: bool) -> "Played":
    from nudges.library import load
    from nudges.simulation import simulate as play

    words = context.service().words if own else load().words
    return play(rehearsal, words, context.settings().program)


def _writable(page: Path, *, force: bool) -> None:
    """Raise Problem if a page cannot be written there; this is said before anything is played."""
    if page.is_dir():
        raise Problem(f"{page} is a folder", where="--html", hint="name a file in it, such as simulation.html")
    if not page.parent.is_dir():
        raise Problem(f"there is no folder {page.parent}", where="--html", hint="make it first, or name another")
    if page.exists() and not force:
        raise Problem(f"{page} is there already", where="--html", hint="name another file, or add --force")


def _write(page: Path, found: "Shown") -> None:
    from nudges.store.atomic import replace
    from nudges.web.pages import Pages

    places: dict[str, object] = {"found": found, "kinds": KINDS, "said": SAID}
    replace(page, bytes(Pages().show("simulate.html", places).body))
