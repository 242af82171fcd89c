"""All books of a backup, put back: `nudges restore`."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from nudges.cli import context
from nudges.cli.output import data, json_option, message
from nudges.core.problem import Problem

if TYPE_CHECKING:
    from nudges.core.book import Book
    from nudges.settings import Settings
    from nudges.store import Store
    from nudges.store.backup.restoring import Checked
    from nudges.store.moving import Carried

FILES = "tinydb:"
LEFT_OUT, ERASED, THERE = "left out", "was erased", "there already"


@click.command(short_help="Put all books of a backup back.")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Look through the file, say what would be done, and do nothing.")
@click.option("--without", multiple=True, metavar="PERSON", help="Leave out somebody who was erased since.")
@click.option("--keep-secret", is_flag=True, help="Keep the folder's own secret, though the backup has another.")
@json_option
def restore(file: Path, dry_run: bool, without: tuple[str, ...], keep_secret: bool, as_json: bool) -> None:
    """Put all books of a backup into the empty store that NUDGES_STORE names.

    Stop the servers first. If it is interrupted, say it again. What came due since the backup counts as passed.
    """
    from nudges.store.backup.beside import look_at
    from nudges.store.backup.restoring import check

    settings = context.settings()
    _possible(settings)
    checked = check(file, without)
    look_at(settings.home, checked.files(), keep_secret=keep_secret)
    done = _Done(settings, without)
    with _looked_at(settings) as store:
        done.take_all(checked, store, dry_run=True)
    touched = 0 if dry_run else _put_back(checked, settings, done)
    told = {"file": str(file), "made": checked.head.made, "dry_run": dry_run, **done.counts(), "passed": touched}
    data(told, as_json, done.lines)
    _say(checked, settings, dry_run=dry_run)


class _Done:
    """What becomes of whom; names are kept only of who is left out."""

    def __init__(self, settings: "Settings", without: tuple[str, ...]) -> None:
        from nudges.store.backup.begun import is_half
        from nudges.wiring import make_erased

        self._without, self._goes_on = without, is_half(settings.home)
        # Without the list nobody was erased here, and to ask must not make a secret.
        self._erased = make_erased(settings) if (settings.home / "erased").exists() else None
        self.people = self.facts = self.there = 0
        self.left_out: dict[str, str] = {}

    def take_all(self, checked: "Checked", store: "Store", *, dry_run: bool) -> None:
        """Put everybody back, or see what would be done."""
        from nudges.store.backup.restoring import put_back

        self.people = self.facts = self.there = 0
        for each in put_back(checked, store, self._skip, goes_on=self._goes_on, dry_run=dry_run):
            self._take(each)

    def _skip(self, book: "Book") -> str | None:
        if book.person.id in self._without:
            return LEFT_OUT
        return ERASED if self._erased is not None and self._erased.knows(book.person) else None

    def _take(self, each: "Carried") -> None:
        if each.how in (LEFT_OUT, ERASED):
            self.left_out[each.person] = each.how
        else:
            self.people, self.facts = self.people + 1, self.facts + each.facts
            self.there += each.how == THERE

    def counts(self) -> dict[str, Any]:
        """Return it as data."""
        return {"people": self.people, "facts": self.facts, "there_already": self.there, "left_out": self.left_out}

    def lines(self) -> str:
        """Return it in lines."""
        said = [f"{self.people} people, {self.facts} facts"]
        said += [f"of them there already: {self.there}"] if self.there else []
        return "\n".join([*said, *(f"{person}: {how}" for person, how in self.left_out.items())])


def _possible(settings: "Settings") -> None:
    from nudges.cli.home import usable
    from nudges.store.moving import went
    from nudges.web.server import is_served

    home = usable(settings.home)
    if (home / "serve.lock").exists() and is_served(home):
        raise Problem("a server works on these books now", hint="stop it first")
    if settings.store == FILES and (place := went(home)) is not None:
        raise Problem(f"the books of {home} moved to {place}", hint="restore there, or into another NUDGES_HOME")


@contextmanager
def _looked_at(settings: "Settings") -> Iterator["Store"]:
    """Give the store to look at who is there; one in memory where nothing is there yet, and nothing is made."""
    from nudges.store.memory import MemoryStore
    from nudges.wiring import store_name

    if settings.store == FILES:
        from nudges.store.tiny import TinyStore

        yield TinyStore(settings.home) if (settings.home / "people").is_dir() else MemoryStore()
        return
    from nudges.store.postgres import connect, set_up

    store_name(settings)
    _, steps = set_up(settings.store, None, context.now())
    if steps:
        yield MemoryStore()
        return
    store = connect(settings.store)
    try:
        yield store
    finally:
        store.close()


def _put_back(checked: "Checked", settings: "Settings", done: _Done) -> int:
    """Put everything back and return how many people had something due meanwhile."""
    from nudges.store.backup.begun import begin, finish
    from nudges.store.backup.beside import SECRETS, put_beside
    from nudges.store.backup.restoring import settle

    # The secret first: by it a database knows whose it is.
    files = [*checked.files()]
    for file in files:
        if file.name in SECRETS:
            put_beside(settings.home, file)
    store = _ready(settings)
    begin(settings.home, checked.head.made)
    for file in files:
        put_beside(settings.home, file)
    done.take_all(checked, store, dry_run=False)
    touched = settle(checked, store, context.now())
    finish(settings.home, checked.head.made)
    return touched


def _ready(settings: "Settings") -> "Store":
    """Return the store, made ready to be written to."""
    if settings.store == FILES:
        from nudges.store.tiny import TinyStore

        return TinyStore(settings.home)
    from nudges.store.postgres import connect, set_up
    from nudges.wiring import installation_mark

    mark = installation_mark(settings)
    set_up(settings.store, mark, context.now())
    return connect(settings.store, mark)


def _say(checked: "Checked", settings: "Settings", *, dry_run: bool) -> None:
    """Say what that means for the people."""
    from nudges.wiring import store_name

    made = f"{checked.head.made:%Y-%m-%d %H:%M} UTC"
    if dry_run:
        message(f"It would go so into {store_name(settings)}; nothing was changed.")
        return
    message(f"In {store_name(settings)} now, as it was at {made}.")
    message("What came due since then counts as passed, since it may have been sent: nobody gets it twice.")
    message("What people wrote since then is asked of a provider when the server starts; other than that it is lost.")
    message("Who was erased since then, but not in this folder, is back: name them with --without, or remove them.")
