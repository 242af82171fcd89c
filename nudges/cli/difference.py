"""Which texts of the coming week come, and which go, by a change."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

import click
import msgspec

from nudges.cli.output import message
from nudges.cli.typed import at_keyboard
from nudges.cli.why import local
from nudges.core.book import Book
from nudges.core.facts import Consented, Joined, Queued
from nudges.core.forecast import forecast
from nudges.core.standing import State, state_of
from nudges.core.texts import Words
from nudges.core.words import Kind

AHEAD = timedelta(days=7)
REPORT = "weekly report"
MOST_LINES = 28
BY_FACT = "It follows what happens, so nobody can say beforehand on which day it comes."
SAME = "When texts come: nothing changes in the coming week."


class Coming(msgspec.Struct, frozen=True, order=True):
    """One nudge, or the report: when it leaves, by whose clock, and of which plan."""

    at: datetime
    plan: str
    local: str


class Difference(msgspec.Struct, frozen=True):
    """What no longer comes in the coming week, and what comes instead."""

    gone: tuple[Coming, ...]
    new: tuple[Coming, ...]


def difference(before: Book, after: Book, words: Words, now: datetime) -> Difference:
    """Return what a change does to the coming week; all plans are looked at, because they share the day's texts.

    Of someone who has not agreed yet it is what would come after a yes.
    """
    if _timing(before) == _timing(after):
        return Difference(gone=(), new=())
    named = before.person.clock is not after.person.clock
    old = {(each.at, each.plan): each for each in _week(before, words, now, named=named)}
    new = {(each.at, each.plan): each for each in _week(after, words, now, named=named)}
    return Difference(
        gone=tuple(each for key, each in old.items() if key not in new),
        new=tuple(each for key, each in new.items() if key not in old),
    )


def _timing(book: Book) -> object:
    """Return all that decides when texts come: another cue, title or reason is none of it."""
    said = {"title": "", "cue": "", "why": "", "texts": (), "own": (), "goal": None, "contacts": False}
    person = msgspec.structs.replace(book.person, name="", contacts=())
    return person, [msgspec.structs.replace(plan, **said) for plan in book.plans], len(book.facts)


def _week(book: Book, words: Words, now: datetime, *, named: bool) -> list[Coming]:
    """Return the nudges and the report of the coming week, in order; with `named`, the zone of each clock."""
    if state_of(book, now) is State.WAITING:
        book = book.add(Consented(at=now, how="after a yes"))
    found = [fact for fact in forecast(book, words, now, now + AHEAD) if isinstance(fact, Queued | Joined)]
    leaves = {fact.id: fact.at for fact in found if isinstance(fact, Queued)}
    coming = []
    for fact in found:
        if isinstance(fact, Queued) and fact.kind not in {Kind.NUDGE, Kind.REPORT}:
            continue
        at = leaves.get(fact.into, fact.at) if isinstance(fact, Joined) else fact.at
        zone = f" ({book.person.zone_at(at).key})" if named else ""
        coming.append(Coming(at=at, plan=fact.plan or REPORT, local=local(book.person, at) + zone))
    return sorted(coming)


def lines(found: Difference) -> Iterator[str]:
    """Yield the difference as people read it: `-` goes, `+` comes."""
    if not found.gone and not found.new:
        yield SAME
        return
    both = sorted([*((each, "-") for each in found.gone), *((each, "+") for each in found.new)])
    yield "In the coming week:"
    for each, sign in both[:MOST_LINES]:
        yield f"{sign} {each.local} {each.plan}"
    if len(both) > MOST_LINES:
        yield f"and {len(both) - MOST_LINES} more"


def shown(changes: Iterable[object], found: Difference) -> str:
    """Return what changes, and what comes of it, in lines."""
    return "\n".join([*map(str, changes), *lines(found)])


def agreed(*, yes: bool) -> None:
    """Go on if whoever is at the keyboard wants it saved; in a script it was said by running the command."""
    if not yes and at_keyboard():
        click.confirm("Save?", default=True, abort=True, err=True)


def dry() -> None:
    """Say that nothing was saved."""
    message("Nothing was changed: this was a dry run.")
