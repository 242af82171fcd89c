"""A data folder with people who have lived a while, and what they export, whatever the store."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from click.testing import CliRunner, Result

from nudges.cli import root
from nudges.core.facts import Paused, Replied, Resumed
from nudges.core.words import Intent, Language
from nudges.store.tiny import TinyStore
from tests.player import Carrier, play, read, transcripts
from tests.samples import MONDAY, book, person, service

Run = Callable[..., Result]


def lived_in(home: Path) -> Path:
    """Fill a folder with Ana, who has lived an undone week, and Bo, who has been there for eight months."""
    store = TinyStore(home)
    [path] = [path for path in transcripts() if path.stem == "undo_answer"]
    play(read(path.read_text("utf-8")), Carrier(service(store)))
    with store.open("ana") as page:  # or a nudge of hers may be due while a test runs, and a restore tells of it
        at = MONDAY + timedelta(days=9)
        page.commit(page.book.add(Paused(at=at, until=at + timedelta(days=36500))), None)
    store.create(book(who=person(id="bo", phone="+14155550101", contacts=())), MONDAY)
    for month in range(8):
        at = MONDAY + timedelta(days=30 * month)
        facts = [
            Replied(
                at=at + timedelta(minutes=n // 3),
                id=f"r{n}/{month}",
                text=f"ä\0 {n}",
                intent=Intent.NOTE,
                language=Language.ES,
            )
            for n in range(120)
        ]
        rest = (Resumed(at=at), Paused(at=at, until=at + timedelta(days=2), plan="three-breaths"))
        with store.open("bo") as page:
            page.commit(page.book.add(*facts, *rest), at)
    return home


def run_on(home: Path) -> Run:
    """Return what runs a command on a folder, or on another store or folder, and looks at its exit status."""

    def invoke(*args: str, store: str = "tinydb:", fails: int = 0, folder: Path = home, **more: str) -> Result:
        env = {"NUDGES_HOME": str(folder), "NUDGES_STORE": store, "COLUMNS": "80", **more}
        result = CliRunner(env=env).invoke(root, args, prog_name="nudges")
        assert result.exit_code == fails, result.output
        assert "Traceback" not in result.output
        return result

    return invoke


def exports(run: Run, store: str = "tinydb:", **more: Path) -> list[str]:
    """Return all that is handed out of Ana and Bo."""
    return [run("export", who, *way, store=store, **more).stdout for who in ("ana", "bo") for way in ((), ("--json",))]
