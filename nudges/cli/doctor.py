"""What is well and what is not, and what to do about it."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from stat import S_ISLNK
from typing import TYPE_CHECKING

import click
import msgspec

from nudges.cli.context import now, service, settings
from nudges.cli.output import data, json_option
from nudges.core.problem import Problem

if TYPE_CHECKING:
    from rich.console import RenderableType

OLDEST_PYTHON = (3, 11)
ROOM = 100 * 1024 * 1024
OTHERS = 0o077
NAMED = 3


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was looked at; `do` is what to do where it is not well."""

    name: str
    well: bool
    says: str
    do: str = ""


@click.command()
@json_option
def doctor(as_json: bool) -> None:
    """Look for what is wrong, and say how to mend it. The exit status is 1 where something is."""
    checks = [check for look in LOOKS for check in _looked(look)]
    well = all(check.well for check in checks)
    data({"well": well, "checks": checks}, as_json, lambda: _lines(checks))
    raise SystemExit(0 if well else 1)


def _looked(look: Callable[[], Iterator[Check]]) -> Iterator[Check]:
    """Yield what a look finds; one that cannot be finished is a finding too."""
    try:
        yield from look()
    except Problem as problem:
        yield Check(name=_name(look), well=False, says=problem.what, do=problem.hint or "")
    except OSError as error:
        yield Check(name=_name(look), well=False, says=f"{error}", do="see whether this user may read and write there")


def _name(look: Callable[[], Iterator[Check]]) -> str:
    return look.__name__.strip("_").replace("_", " ")


def _python() -> Iterator[Check]:
    version = ".".join(map(str, sys.version_info[:3]))
    well = sys.version_info >= OLDEST_PYTHON
    yield Check(name="python", well=well, says=f"Python {version}", do="" if well else "install Python 3.11 or newer")


def _settings() -> Iterator[Check]:
    from nudges.wiring import make_gateway, make_store

    found = settings()
    if found.home.is_dir():
        make_store(found)
        make_gateway(found)
    yield Check(name="settings", well=True, says=f"store {found.store} and gateway {found.gateway}")


def _data_folder() -> Iterator[Check]:
    home = settings().home
    if not home.is_dir():
        yield Check(name="data folder", well=False, says=f"{home} is not there", do="make it with nudges init")
        return
    wide = [path for path in (home, *home.rglob("*")) if _is_open(path)]
    if wide:
        named = ", ".join(map(str, wide[:NAMED])) + (f" and {len(wide) - NAMED} more" if len(wide) > NAMED else "")
        yield Check(
            name="data folder", well=False, says=f"others may look into {named}", do=f"chmod -R go-rwx '{home}'"
        )
    elif not os.access(home, os.W_OK):
        yield Check(name="data folder", well=False, says=f"{home} cannot be written to", do="run as its owner")
    else:
        yield Check(name="data folder", well=True, says=f"{home}, for its owner only")


def _is_open(path: Path) -> bool:
    """Return whether others may look into something; an empty file, and one just gone, hold nothing to see."""
    try:
        found = path.lstat()
    except FileNotFoundError:
        return False
    return not S_ISLNK(found.st_mode) and bool(found.st_mode & OTHERS) and found.st_size > 0


def _books() -> Iterator[Check]:
    if not settings().home.is_dir():
        return
    store = service().store
    unreadable = [Check(name="books", well=False, says=notice) for notice in store.notices()]
    people = store.people()
    for person in people:
        try:
            list(store.past(person))
        except Problem as problem:
            unreadable.append(Check(name="books", well=False, says=problem.what, do=problem.hint or ""))
    yield from unreadable
    if not unreadable:
        many = f"{len(people)} book{'' if len(people) == 1 else 's'}"
        yield Check(name="books", well=True, says=f"{many}, all of them readable")


def _library() -> Iterator[Check]:
    from nudges.library import load

    found = load()
    again = "install nudges again, or mend the file"
    yield from (Check(name="library", well=False, says=str(problem), do=again) for problem in found.problems)
    if not found.problems:
        yield Check(name="library", well=True, says=f"{len(found.plans)} ready plans")


def _helplines() -> Iterator[Check]:
    from nudges.library.lines import KEPT_FOR, helplines

    today = now().date()
    stale = [row.country for row in helplines().values() if row.is_stale(today)]
    if stale:
        says = f"nobody has looked at the helplines of {', '.join(stale)} for more than {KEPT_FOR} days"
        yield Check(name="helplines", well=False, says=says, do="install a newer version; see nudges help safety")
    else:
        last = min(row.checked_on for row in helplines().values())
        yield Check(name="helplines", well=True, says=f"{len(helplines())} places, looked at on {last} or later")


def _time_zones() -> Iterator[Check]:
    from nudges.core.localtime import zone_named

    zone_named("America/New_York")
    yield Check(name="time zones", well=True, says="they are known")


def _server() -> Iterator[Check]:
    from nudges.web.server import address_of, is_served

    found = settings()
    place = address_of(found.host, found.port)
    if _answers(place):
        yield Check(name="server", well=True, says=f"one is running at {place}")
    elif found.home.is_dir() and is_served(found.home):
        yield Check(name="server", well=True, says=f"one is running, at another address than {place}")
    elif found.home.is_dir() and service().store.next_wake() is not None:
        says = f"none answers at {place}, and texts are waiting for their moment"
        yield Check(name="server", well=False, says=says, do="start it with nudges serve")
    else:
        yield Check(name="server", well=True, says=f"none answers at {place}; nothing is waiting to be sent")


def _answers(place: str) -> bool:
    """Return whether a server says at an address that it is well."""
    from contextlib import closing
    from http.client import HTTPConnection, HTTPException

    try:
        with closing(HTTPConnection(place.removeprefix("http://"), timeout=1)) as connection:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False


def _room() -> Iterator[Check]:
    home = settings().home
    place = next(path for path in (home, *home.absolute().parents) if Path(path).exists())
    free = shutil.disk_usage(place).free
    says = f"{free // (1024 * 1024):,} MB free at {place}"
    yield Check(name="room", well=free >= ROOM, says=says, do="" if free >= ROOM else "make room on this disk")


LOOKS = (_python, _data_folder, _settings, _books, _library, _helplines, _time_zones, _server, _room)


def _lines(checks: list[Check]) -> "RenderableType":
    width = max(len(check.name) for check in checks)
    lines = []
    for check in checks:
        lines.append(f"{'well' if check.well else 'LOOK'}  {check.name:<{width}}  {check.says}")
        lines += [f"      {'':<{width}}  try: {check.do}"] if check.do else []
    return "\n".join(lines)
