"""How it feels, in a minute: `nudges demo`."""

import shutil
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from nudges.cli import context
from nudges.cli.group import Told
from nudges.cli.output import message

if TYPE_CHECKING:
    from nudges.core.thread import Entry
    from nudges.service import Service
    from nudges.settings import Settings

EVERY = 60.0


@click.command()
@click.option("--once", is_flag=True, help="Play the week, write the report page, and end.")
@click.option("--port", type=click.IntRange(0, 65535), help="The port; 0 picks a free one. 8765 unless NUDGES_PORT.")
@click.option("--tz", "zone", metavar="ZONE", help="Ana's time zone; this machine's unless given.")
def demo(once: bool, port: int | None, zone: str | None) -> None:
    """Play one week of a made-up person through the real engine, then nudge her for real.

    The week passes in seconds on a fake clock. Then a server stays up with her phone in the browser, and a
    nudge comes every minute or so until you stop it with Ctrl+C. It needs no account and sends nothing anywhere.
    It keeps its data apart from yours and begins anew each time.
    """
    from nudges.wiring import make_service

    settings = _apart(context.settings(), port)
    service = make_service(settings)
    _forget_the_last_demo(service, settings.home)
    _week(service, _zone(zone))
    page = _report(service, settings.home)
    message(f"\nThe report page: {page}")
    if once:
        message(f"The conversation again: NUDGES_HOME={settings.home} nudges thread ana")
        return
    _live(service, settings)


def _apart(settings: "Settings", port: int | None) -> "Settings":
    """Return the settings with a folder of the demo's own."""
    own = settings.home.absolute() / "demo"
    changes: dict[str, object] = {"home": own, "store": "tinydb:", "gateway": "phone"}
    return settings.model_copy(update=changes if port is None else changes | {"port": port})


def _forget_the_last_demo(service: "Service", home: Path) -> None:
    from nudges.web.server import is_served

    if is_served(home):
        raise Told([f"a demo is running on {home}; stop it first, or set NUDGES_HOME to another folder"], 1)
    for person in service.store.people():
        service.remove(person)


def _zone(name: str | None) -> ZoneInfo:
    from tzlocal import get_localzone_name

    from nudges.core.localtime import zone_named

    return zone_named(name or get_localzone_name() or "UTC")


def _week(service: "Service", zone: ZoneInfo) -> None:
    from nudges.demo import play_week

    day = ""
    message("A week of Ana, who is made up. On the left what she receives, on the right what she answers.\n")
    for entry in play_week(service, zone, context.now()):
        local = entry.at.astimezone(zone)
        if (today := f"{local:%A} {local.day} {local:%B}") != day:
            day = today
            click.secho(f"\n{day}", bold=True)
        click.echo(_line(entry, f"{local.hour:>2}:{local:%M}"))


def _line(entry: "Entry", clock: str) -> str:
    import textwrap

    from nudges.core.thread import Side

    if entry.side is Side.THEM:
        return f"  {clock}  {entry.text:>72}"
    return "\n".join(textwrap.wrap(entry.text, 66, initial_indent=f"  {clock}  ", subsequent_indent=" " * 9))


def _report(service: "Service", home: Path) -> Path:
    """Print the report of the week, write its page, and return where."""
    from nudges.cli.report import show_report
    from nudges.core.localtime import day_of
    from nudges.web.reports import write_page

    now = context.now()
    person = service.store.read("ana").person
    texts = [fact for fact in service.whole("ana").facts if fact.key.startswith("report/")]
    day = day_of(person, texts[-1].at if texts else now - timedelta(days=7))
    click.echo()
    show_report(service, "ana", day, now)
    return write_page(service, "ana", day, now, home / "report.html")


def _live(service: "Service", settings: "Settings") -> None:
    from nudges.clock import SystemClock
    from nudges.demo import Live, go_live
    from nudges.web.logs import log_as_json
    from nudges.web.server import CannotServe, run_server

    service.edit("ana", go_live, context.now())
    live, ending = Live(service, context.now), Event()

    def every_minute() -> None:
        live.nudge()
        while not ending.wait(EVERY):
            live.nudge()

    nudging = Thread(target=every_minute, name="live", daemon=True)

    def ready(address: str) -> None:
        from nudges.web.reports import this_week

        message(f"\nAna's phone:     {address}/phone/ana     (a nudge comes within a minute, then every minute)")
        message(f"Ana's week:      {this_week(service, 'ana', context.now(), settings.home, address)}")
        message(f"From a terminal: NUDGES_HOME={settings.home} {_command()} report ana")
        message("Ctrl+C stops it.")
        nudging.start()

    log_as_json()
    try:
        run_server(service, SystemClock(), settings, ready)
    except CannotServe as problem:
        raise Told([str(problem)], 1) from problem
    finally:
        ending.set()


def _command() -> str:
    """Return how this program is called from a shell here."""
    beside = Path(".venv/bin/nudges")
    return "nudges" if shutil.which("nudges") or not beside.exists() else str(beside)
