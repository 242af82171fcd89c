"""Workers and web servers as processes of their own: `nudges worker`, `nudges web`."""

import asyncio

import click

from nudges.cli import context
from nudges.cli.group import Told
from nudges.cli.output import message
from nudges.core.problem import Problem

USUAL = 4


@click.command()
@click.option("--concurrency", type=click.IntRange(1, 64), default=USUAL, help="How many batches at once. [usual: 4]")
def worker(concurrency: int) -> None:
    """Send what is due and answer what came in, beside other workers, until stopped.

    As many as are wanted may run, on as many machines. What one leaves behind that dies, the others take over.
    """
    from nudges.cli.home import usable
    from nudges.clock import SystemClock
    from nudges.gateways import Polls
    from nudges.web.logs import log_as_json
    from nudges.web.metrics import Metrics
    from nudges.wiring import make_service
    from nudges.worker.catching_up import catch_up
    from nudges.worker.elsewhere import hands_of
    from nudges.worker.jobs import Claims, JobWorker, register, run, worker_app
    from nudges.worker.polling import DAY, Polling
    from nudges.worker.tellers import make_tellers
    from nudges.worker.upkeep import beside

    settings = context.settings()
    _for_many(settings.timer)
    usable(settings.home)
    log_as_json(Metrics().line)
    service = make_service(settings)
    store, gateway, clock = service.store, service.gateway, SystemClock()
    assert isinstance(store, Claims)
    catch_up(service, clock, settings.home)
    polling = Polling(service, gateway, clock, DAY, lambda _person: None) if isinstance(gateway, Polls) else None
    mine = JobWorker(service, store, clock, hands_of(settings), polling)
    app = worker_app(settings.store)
    register(app, mine)
    with make_tellers(settings, store, clock), beside(service, settings, clock):
        asyncio.run(run(app, mine, concurrency, lambda: message("At work. Ctrl+C stops it.")))


@click.command()
@click.option("--host", metavar="ADDRESS", help="Where to listen; 127.0.0.1 unless NUDGES_HOST says otherwise.")
@click.option("--port", type=click.IntRange(0, 65535), help="The port; 0 picks a free one. 8765 unless NUDGES_PORT.")
@click.pass_context
def web(ctx: click.Context, host: str | None, port: int | None) -> None:
    """Answer whoever calls, beside workers that send: pages, providers and events, until stopped."""
    from nudges.cli.serve import serve

    _for_many(context.settings().timer)
    ctx.invoke(serve, host=host, port=port)


def _for_many(timer: str) -> None:
    if timer != "procrastinate":
        hint = "set NUDGES_TIMER to procrastinate and NUDGES_STORE to postgresql://..., or use nudges serve"
        raise Told([str(Problem("workers need PostgreSQL and its jobs", hint=hint))], 2)
