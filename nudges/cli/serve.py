"""How it is run: `nudges serve`."""

import sys

import click

from nudges.cli import context
from nudges.cli.group import Told
from nudges.cli.output import message


@click.command()
@click.option("--host", metavar="ADDRESS", help="Where to listen; 127.0.0.1 unless NUDGES_HOST says otherwise.")
@click.option("--port", type=click.IntRange(0, 65535), help="The port; 0 picks a free one. 8765 unless NUDGES_PORT.")
def serve(host: str | None, port: int | None) -> None:
    """Send what is due and answer what comes in, until stopped.

    Everything runs in this one process: the pages, the clock and the texts that leave. Stop it with Ctrl+C or
    SIGTERM; it finishes what it has begun. A second server on the same folder is refused.
    """
    from nudges.cli.output import log_plainly
    from nudges.clock import SystemClock
    from nudges.web.logs import log_as_json
    from nudges.web.server import CannotServe, run_server

    settings = context.settings()
    changes = {name: value for name, value in (("host", host), ("port", port)) if value is not None}
    settings = settings.model_copy(update=changes)
    service = context.service()
    log_as_json()  # at a terminal too: it keeps what people wrote out of what libraries complain about
    if sys.stderr.isatty():
        log_plainly()
    phones = settings.gateway == "phone"
    try:
        run_server(service, SystemClock(), settings, lambda address: _say_where(address, phones=phones))
    except CannotServe as problem:
        raise Told([str(problem)], 1) from problem


def _say_where(address: str, *, phones: bool) -> None:
    if phones:
        message(f"phones  {address}/phone")
    message(f"manual  {address}/help")
    message("Ctrl+C stops it.")
