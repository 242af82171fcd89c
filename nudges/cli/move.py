"""Books carried from one store to another, and back."""

from typing import TYPE_CHECKING

import click

from nudges.cli import context
from nudges.cli.output import data, json_option, message
from nudges.core.problem import Failure, Problem

if TYPE_CHECKING:
    from nudges.settings import Settings
    from nudges.store import Store

FILES = "tinydb:"


@click.command(short_help="Carry all books to another store.")
@click.option(
    "--to", "address", required=True, metavar="ADDRESS", help="postgresql://..., or tinydb: for the way back."
)
@click.option("--dry-run", is_flag=True, help="Say what would be carried, and carry nothing.")
@json_option
def move(address: str, dry_run: bool, as_json: bool) -> None:
    """Carry all books from the store that NUDGES_STORE names to another, compared fact for fact.

    Stop the servers and workers first. If it is interrupted, say it again: what is there already stays.
    """
    from nudges.core.wake import next_wake
    from nudges.store.moving import carry, unlike, went
    from nudges.wiring import make_store, store_name

    here, moment = context.settings(), context.now()
    there = here.model_copy(update={"store": address, "timer": "apscheduler"})
    _possible(here, there)
    source, target = make_store(here), _target(there, dry_run=dry_run)
    # Only what went from there to here is an older copy; anything else in the target is somebody's only one.
    again = there.store == FILES and went(here.home) == store_name(here)
    books = [*carry(source, target, lambda book: next_wake(book, moment), again=again, dry_run=dry_run)]
    if not dry_run:
        if changed := unlike(source, target):
            what = f"somebody changed {', '.join(changed[:8])} meanwhile"
            raise Failure(what, hint="stop the servers, and say it again")
        _settle(here, there)
    facts = sum(each.facts for each in books)
    told = {"from": store_name(here), "to": store_name(there), "dry_run": dry_run, "facts": facts, "books": books}
    data(told, as_json, lambda: "\n".join(f"{each.person}: {each.facts} facts, {each.how}" for each in books))
    if dry_run:
        message(f"It would go so to {store_name(there)}; nothing was carried.")
        return
    message(f"In {store_name(there)} now, the same fact for fact: {len(target.people())}. Set NUDGES_STORE to it.")
    message("The copies left behind are refused from now on; nudges help scale says how to delete them.")


def _possible(here: "Settings", there: "Settings") -> None:
    from nudges.cli.home import usable
    from nudges.web.server import is_served
    from nudges.wiring import store_name

    home = usable(here.home)
    if not home.is_dir():
        raise Problem(f"{home} is not there", hint="make it with nudges init")
    if store_name(here) == store_name(there):
        raise Problem(f"the books are in {store_name(here)} already", hint="name another place with --to")
    if is_served(home):
        raise Problem("a server works on these books now", hint="stop it first")


def _target(there: "Settings", *, dry_run: bool) -> "Store":
    """Return the store to carry books to, made ready; for a dry run one in memory if there is none yet."""
    from nudges.store.memory import MemoryStore
    from nudges.wiring import installation_mark, make_store

    if there.store == FILES:
        from nudges.store.tiny import TinyStore

        return TinyStore(there.home)
    if not there.store.startswith(("postgresql://", "postgres://")):
        return make_store(there)
    from nudges.store.postgres import connect, set_up

    _, steps = set_up(there.store, None, context.now())
    if dry_run:
        return MemoryStore() if steps else connect(there.store)
    set_up(there.store, installation_mark(there), context.now(), came_back=True)
    return connect(there.store, installation_mark(there))


def _settle(here: "Settings", there: "Settings") -> None:
    """Let the old place say where the books are, so that nobody is texted from both."""
    from nudges.store.backup.begun import WORDS_DROPPED
    from nudges.store.moving import mark
    from nudges.wiring import store_name

    (there.home / WORDS_DROPPED).unlink(missing_ok=True)
    if there.store == FILES:
        mark(there.home, None)
    if here.store == FILES:
        mark(here.home, store_name(there))
    else:
        from nudges.store.postgres import moved_to

        moved_to(here.store, store_name(there))
