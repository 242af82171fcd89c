"""How it is run: `nudges serve`."""

import sys
from typing import TYPE_CHECKING

import click

from nudges.cli import context
from nudges.cli.group import Told
from nudges.cli.output import message

if TYPE_CHECKING:
    from nudges.settings import Settings


@click.command()
@click.option("--host", metavar="ADDRESS", help="Where to listen; 127.0.0.1 unless NUDGES_HOST says otherwise.")
@click.option("--port", type=click.IntRange(0, 65535), help="The port; 0 picks a free one. 8765 unless NUDGES_PORT.")
def serve(host: str | None, port: int | None) -> None:
    """Send what is due and answer what comes in, until stopped.

    Everything runs in this one process: the pages, the clock and the texts that leave. Stop it with Ctrl+C or
    SIGTERM; it finishes what it has begun. A second server on the same folder is refused.
    """
    from nudges.cli.home import usable
    from nudges.clock import SystemClock
    from nudges.web.logs import log_as_json, log_plainly
    from nudges.web.metrics import Metrics
    from nudges.web.server import CannotServe, run_server
    from nudges.wiring import make_service

    settings = context.settings()
    changes = {name: value for name, value in (("host", host), ("port", port)) if value is not None}
    settings = settings.model_copy(update=changes)
    usable(settings.home)
    metrics, plainly = Metrics(), _plainly(settings)
    service = make_service(settings, metrics)
    (log_plainly if plainly else log_as_json)(metrics.line)
    tell = _say_where if plainly else _log_where
    phones = settings.gateway == "phone"
    try:
        run_server(service, SystemClock(), settings, lambda address: tell(address, phones=phones), metrics)
    except CannotServe as problem:
        raise Told([str(problem)], 1) from problem


def _plainly(settings: "Settings") -> bool:
    """Whether somebody watches, who would rather read lines than JSON."""
    return settings.log == "console" or (settings.log == "auto" and sys.stderr.isatty())


def _say_where(address: str, *, phones: bool) -> None:
    message(f"operator  {address}/")
    if phones:
        message(f"phones    {address}/phone")
    message(f"manual    {address}/help")
    message("Ctrl+C stops it.")


def _log_where(address: str, *, phones: bool) -> None:
    import structlog

    more = {"phones": f"{address}/phone"} if phones else {}
    where = {"address": address, "operator": f"{address}/", "manual": f"{address}/help", **more}
    structlog.get_logger("nudges").info("listening", action="listen", **where)
