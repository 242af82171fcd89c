"""The composition root: which parts the settings ask for."""

from datetime import datetime
from functools import partial

from nudges.core.problem import Problem
from nudges.core.values import Person
from nudges.gateways import Gateway
from nudges.gateways.phone import PhoneGateway
from nudges.library import load
from nudges.service import Service
from nudges.settings import Settings
from nudges.store import Store


def make_service(settings: Settings) -> Service:
    """Return the service that the settings ask for, or raise Problem."""
    exports = partial(_export_link, settings) if settings.public_url or settings.gateway == "phone" else None
    return Service(make_store(settings), make_gateway(settings), load().words, settings.program, exports)


def _export_link(settings: Settings, person: Person, now: datetime) -> str:
    """Return where someone can fetch their data: on this machine, or where people reach this server."""
    from nudges.web.links import export_link
    from nudges.web.secret import read_secret

    base = settings.public_url or f"http://127.0.0.1:{settings.port}"
    return export_link(read_secret(settings.home / "secret"), person, base, now)


def make_store(settings: Settings) -> Store:
    """Return where books are kept."""
    if settings.store == "tinydb:":
        from nudges.store.tiny import TinyStore

        return TinyStore(settings.home)
    if settings.store.startswith("postgresql"):
        raise Problem("NUDGES_STORE: PostgreSQL is not built yet", hint="use tinydb: for now")
    raise Problem(f"NUDGES_STORE: '{settings.store}' is not a store", hint="use tinydb:")


def make_gateway(settings: Settings) -> Gateway:
    """Return how texts leave."""
    if settings.gateway == "phone":
        return PhoneGateway(settings.home / "phones")
    if settings.gateway == "twilio":
        raise Problem("NUDGES_GATEWAY: Twilio is not built yet", hint="use phone for now")
    raise Problem(f"NUDGES_GATEWAY: '{settings.gateway}' is not a gateway", hint="use phone")
