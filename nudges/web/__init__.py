"""Which doors lead in from the web."""

from collections.abc import Callable
from threading import Event

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.types import Lifespan

from nudges.clock import Clock
from nudges.service import Service
from nudges.service.arriving import Poke
from nudges.store.sources import Sources
from nudges.web.calendar import Calendars
from nudges.web.doors import Careful, OwnPagesOnly
from nudges.web.events import Events
from nudges.web.exports import Exports
from nudges.web.health import Health
from nudges.web.lost import Lost
from nudges.web.manual import Manual
from nudges.web.metrics import Metrics
from nudges.web.operator import Operator
from nudges.web.operator_door import OperatorDoor
from nudges.web.operator_watch import Setup, Watch
from nudges.web.pages import Pages
from nudges.web.phones import Phones
from nudges.web.provider import Provider
from nudges.web.reports import Reports
from nudges.web.sheets import Sheets
from nudges.web.start import Start


def at_work() -> None:
    """Return no reason for anybody to wait: the readiness of an app without a worker."""


def create_app(  # noqa: PLR0913  the composition of the web: each part has its name
    service: Service,
    clock: Clock,
    poke: Poke,
    *,
    secret: bytes,
    local_phones: bool,
    host: str = "127.0.0.1",
    provider: tuple[str, str] | None = None,
    sources: Sources | None = None,
    lifespan: Lifespan[Starlette] | None = None,
    not_ready: Callable[[], str | None] = at_work,
    operator_token: str = "",
    setup: Setup | None = None,
    metrics: Metrics | None = None,
) -> Starlette:
    """Return the app. With `local_phones` it has phones, for those who reach it by `host` or on this machine.

    `provider` is the name of the gateway and the address its provider reaches us by, if it calls. `not_ready` says
    why nothing would be sent just now, or None. Set `app.state.stopping` to end every stream. `operator_token` opens
    the operator's page from elsewhere; where a provider calls there is a proxy before us, and only the token does.
    """
    pages, stopping = Pages(), Event()
    own, lost = OwnPagesOnly.by(host), Lost(pages)
    watch = Watch(service, clock, setup or Setup(), metrics or Metrics())
    door = OperatorDoor(secret, operator_token, clock, here=provider is None, host=host)
    operator = Operator(service, watch, door, pages, stopping, not_ready)
    routes = [
        *Start(service, pages, operator).routes(own, local_phones=local_phones),
        *operator.routes(),
        *Health(watch, door, not_ready).routes(),
        *Reports(service, clock, secret, pages).routes(),
        *Calendars(service, clock, secret, pages).routes(),
        *Exports(service, clock, secret, pages).routes(),
        *Sheets(service, clock, secret, pages).routes(),
        *Events(service, clock, poke, sources or Sources()).routes(),
        *Manual(pages).routes(),
    ]
    if local_phones:
        routes += Phones(service, clock, poke, pages, stopping).routes(own)
    if provider is not None:
        name, public_url = provider
        # Before all others, because nobody calls as often.
        routes = [*Provider(service, clock, poke, public_url).routes(name), *routes]
    app = Starlette(
        routes=routes,
        lifespan=lifespan,
        middleware=[Middleware(Careful)],
        exception_handlers={404: lost.not_found, 405: lost.refused, 413: lost.refused, Exception: lost.broken},
    )
    app.state.stopping, app.state.census = stopping, watch.census
    return app
