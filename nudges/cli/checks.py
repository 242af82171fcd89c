"""What there is to look at, and how well it is."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from stat import S_ISLNK

import msgspec

from nudges.cli.context import now, settings
from nudges.cli.home import usable
from nudges.core.problem import Problem

OLDEST_PYTHON = (3, 11)
ROOM = 100 * 1024 * 1024
OTHERS = 0o077
NAMED = 3
PENDING = "pending"


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was looked at; `do` is what to do where it is not well."""

    name: str
    well: bool
    says: str
    do: str = ""


def _python() -> Iterator[Check]:
    version = ".".join(map(str, sys.version_info[:3]))
    well = sys.version_info >= OLDEST_PYTHON
    yield Check(name="python", well=well, says=f"Python {version}", do="" if well else "install Python 3.11 or newer")


def _settings() -> Iterator[Check]:
    from nudges.wiring import make_gateway, make_store, store_name

    found = settings()
    if _is_folder():
        make_store(found)
        make_gateway(found)
    yield Check(name="settings", well=True, says=f"store {store_name(found)} and gateway {found.gateway}")


def _is_folder() -> bool:
    """Whether there is a data folder that may be looked into; what is wrong with it is told once."""
    home = settings().home
    try:
        return usable(home).is_dir()
    except (Problem, OSError):
        return False


def _data_folder() -> Iterator[Check]:
    home = usable(settings().home)
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
    from nudges.wiring import make_store

    if not _is_folder():
        return
    store = make_store(settings())
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
        rows = helplines().values()
        pending = sum(1 for row in rows if row.review == PENDING)
        says = f"{len(rows)} places, looked at on {min(row.checked_on for row in rows)} or later"
        if pending:
            do = "have somebody check each on its own site; see nudges help safety"
            yield Check(name="helplines", well=True, says=f"{says}; {pending} await a person's review", do=do)
        else:
            yield Check(name="helplines", well=True, says=says)


def _time_zones() -> Iterator[Check]:
    from nudges.core.localtime import zone_named

    zone_named("America/New_York")
    yield Check(name="time zones", well=True, says="they are known")


def _server() -> Iterator[Check]:
    from nudges.web.server import address_of, is_served
    from nudges.wiring import make_store

    found, there = settings(), _is_folder()
    place = address_of(found.host, found.port)
    if _answers(place):
        yield Check(name="server", well=True, says=f"one is running at {place}")
    elif there and is_served(found.home):
        yield Check(name="server", well=True, says=f"one is running, at another address than {place}")
    elif there and make_store(found).next_wake() is not None:
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


def _provider() -> Iterator[Check]:
    """Look at what lies between us and the phones; a phone in the browser has nothing in between."""
    from nudges.cli.lane_checks import NOTHING_YET, evidence, lane_checks
    from nudges.cli.spending import lane_state
    from nudges.wiring import make_store

    found, there, moment = settings(), _is_folder(), now()
    if found.gateway == "phone":
        return
    seen = evidence(make_store(found)) if there else NOTHING_YET
    if found.gateway == "twilio":
        from nudges.cli.twilio_checks import twilio_checks

        yield from twilio_checks(found, seen, lane_state(found).broken)
        yield from _signed_call()
    if there:
        yield from lane_checks(found, seen, moment)


def _signed_call() -> Iterator[Check]:
    from nudges.cli.self_call import self_call
    from nudges.web.server import address_of
    from nudges.wiring import twilio_config

    found = settings()
    if found.inbound == "push" and found.public_url and found.twilio_account_sid and found.signing_tokens:
        local = address_of(found.host, found.port)
        yield from self_call(twilio_config(found), local if _answers(local) else None)


def _room() -> Iterator[Check]:
    home = settings().home
    place = next(path for path in (home, *home.absolute().parents) if path.is_dir())
    free = shutil.disk_usage(place).free
    says = f"{free // (1024 * 1024):,} MB free at {place}"
    yield Check(name="room", well=free >= ROOM, says=says, do="" if free >= ROOM else "make room on this disk")


def _addresses() -> Iterator[Check]:
    from nudges.cli.hooks import how_they_are

    if _is_folder():
        yield from (Check(name="addresses", well=not do, says=says, do=do) for says, do in how_they_are())


LOOKS = (
    _python,
    _data_folder,
    _settings,
    _books,
    _library,
    _helplines,
    _time_zones,
    _server,
    _provider,
    _addresses,
    _room,
)
NEED_SETTINGS = (_data_folder, _books, _server, _provider, _addresses, _room)
