"""The composition root: which parts the settings ask for."""

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import structlog

from nudges.core.problem import Problem, nearest
from nudges.core.values import Person
from nudges.gateways import Gateway
from nudges.gateways.lane import Budget, Lane
from nudges.gateways.phone import PhoneGateway
from nudges.library import load
from nudges.service import Service
from nudges.settings import Settings
from nudges.store import Store
from nudges.store.backup.begun import refuse_half
from nudges.store.erased import Erased
from nudges.store.sources import Sources
from nudges.store.strangers import Strangers

if TYPE_CHECKING:
    from nudges.gateways.twilio.config import TwilioConfig
    from nudges.web.metrics import Metrics
    from nudges.worker.announcing import Announcer

GATEWAYS = ("phone", "twilio", "android")


def make_service(settings: Settings, metrics: "Metrics | None" = None) -> Service:
    """Return the service that the settings ask for, with `metrics` one that counts what it does, or raise Problem."""
    reached = bool(settings.public_url) or settings.gateway == "phone"
    store, gateway, lane = make_store(settings), make_gateway(settings), make_lane(settings)
    if metrics is not None:
        from nudges.web.measured import measured_gateway, measured_lane, measured_store

        store, gateway = measured_store(store, metrics), measured_gateway(gateway, metrics)
        lane = measured_lane(lane, metrics)
    return Service(
        store,
        gateway,
        load().words,
        program=settings.program,
        export_link=partial(_export_link, settings) if reached else None,
        sheet_link=partial(_sheet_link, settings) if reached else None,
        week_link=partial(_week_link, settings) if reached else None,
        lane=lane,
        strangers=make_strangers(settings),
        erased=make_erased(settings),
    )


def make_lane(settings: Settings) -> Lane:
    """Return the way out as a whole; a phone in the browser is never busy and costs nothing."""
    if settings.gateway == "phone":
        return Lane()
    return Lane(settings.home / "lane.json", settings.rate, make_budget(settings), _tell)


def make_budget(settings: Settings) -> Budget:
    """Return what may be spent."""
    texts, money = (settings.texts_day, settings.texts_month), (settings.budget_day, settings.budget_month)
    return Budget.of(texts, money, settings.price, ZoneInfo(settings.budget_zone))


def _tell(kind: str, sentence: str) -> None:
    structlog.get_logger("nudges").error(sentence, action=f"lane_{kind}")


def make_strangers(settings: Settings) -> Strangers:
    """Return where it is kept that numbers wrote which belong to nobody here."""
    if settings.gateway == "phone":
        return Strangers()
    from nudges.web.secret import read_secret

    return Strangers(settings.home / "strangers.jsonl", read_secret(settings.home / "secret"))


def make_erased(settings: Settings) -> Erased:
    """Return where it is kept who was erased."""
    from nudges.web.secret import read_secret

    return Erased(settings.home / "erased", partial(read_secret, settings.home / "secret"))


def make_sources(settings: Settings) -> Sources:
    """Return which programs may tell of events."""
    return Sources(settings.home / "sources.json")


def _export_link(settings: Settings, person: Person, now: datetime) -> str:
    """Return where someone can fetch their data: on this machine, or where people reach this server."""
    from nudges.web.links import export_link
    from nudges.web.secret import read_secret

    base = settings.public_url or f"http://127.0.0.1:{settings.port}"
    return export_link(read_secret(settings.home / "secret"), person, base, now)


def _sheet_link(settings: Settings, person: Person, name: str, now: datetime) -> str:
    """Return where a sheet of someone's can be seen, once they agreed to it."""
    from nudges.web.links import sheet_link
    from nudges.web.secret import read_secret

    base = settings.public_url or f"http://127.0.0.1:{settings.port}"
    return sheet_link(read_secret(settings.home / "secret"), person, name, base, now)


def _week_link(settings: Settings, person: Person, week: str, now: datetime) -> str:
    """Return where a week of someone's can be seen."""
    from nudges.web.links import report_link
    from nudges.web.secret import read_secret

    base = settings.public_url or f"http://127.0.0.1:{settings.port}"
    return report_link(read_secret(settings.home / "secret"), person, week, base, now)


def make_store(settings: Settings) -> Store:
    """Return where books are kept."""
    refuse_half(settings.home)
    if settings.store == "tinydb:":
        if settings.timer != "apscheduler":
            raise Problem("NUDGES_TIMER: procrastinate needs a database", hint="set NUDGES_STORE to postgresql://...")
        from nudges.store.moving import went
        from nudges.store.tiny import TinyStore

        if (place := went(settings.home)) is not None:
            raise Problem(f"the books of {settings.home} moved to {place}", hint="set NUDGES_STORE to that")
        return TinyStore(settings.home)
    if settings.store.startswith(("postgresql://", "postgres://")):
        from nudges.store.postgres import connect

        return connect(settings.store, installation_mark(settings), make_announcer(settings))
    # Not said in whole: what is meant for another kind of store may hold a password.
    kind = settings.store.partition(":")[0]
    raise Problem(f"NUDGES_STORE: '{kind}' is not a kind of store", hint="use tinydb: or postgresql://")


def make_announcer(settings: Settings) -> "Announcer | None":
    """Return what defers a job with whatever is kept, where workers wait for jobs."""
    if settings.timer != "procrastinate":
        return None
    from nudges.timers.jobs import Jobs, make_app
    from nudges.worker.announcing import Announcer

    return Announcer(Jobs(make_app(settings.store)))


def store_name(settings: Settings) -> str:
    """Return where books are kept, as people may see it."""
    if settings.store.startswith("tinydb:"):
        return settings.store
    from nudges.store.postgres import shown

    return shown(settings.store)


def installation_mark(settings: Settings) -> str:
    """Return what tells this installation from others, and nothing of its secret."""
    from hashlib import blake2b

    from nudges.web.secret import read_secret

    return blake2b(b"installation", key=read_secret(settings.home / "secret"), digest_size=16).hexdigest()


def make_gateway(settings: Settings) -> Gateway:
    """Return how texts leave."""
    if settings.gateway == "phone":
        return PhoneGateway(settings.home / "phones")
    if settings.gateway == "twilio":
        return _twilio(settings)
    if settings.gateway == "android":
        return _android(settings)
    hint = nearest(settings.gateway, GATEWAYS, f"use {', '.join(GATEWAYS)}")
    raise Problem(f"NUDGES_GATEWAY: '{settings.gateway}' is not a gateway", hint=hint)


def _twilio(settings: Settings) -> Gateway:
    """Return Twilio, or raise Problem naming the first thing that it needs and that is not set."""
    sid, tokens = settings.twilio_account_sid, settings.signing_tokens
    if not sid:
        raise Problem(
            "TWILIO_ACCOUNT_SID is not set", hint="it stands on the first page of the console: AC and 32 signs"
        )
    if not tokens:
        raise Problem("TWILIO_AUTH_TOKEN is not set", hint="it stands beside the account SID in the console")
    if not settings.twilio_from and not settings.twilio_messaging_service_sid:
        hint = "the number texts come from, such as +14155550100, or a messaging service (MG...)"
        raise Problem("neither TWILIO_FROM nor TWILIO_MESSAGING_SERVICE_SID is set", hint=hint)
    from nudges.gateways.twilio.gateway import TwilioGateway

    return TwilioGateway(twilio_config(settings))


def twilio_config(settings: Settings) -> "TwilioConfig":
    """Return the account that the settings name, whole or not."""
    from nudges.gateways.twilio.config import TwilioConfig

    return TwilioConfig(
        account_sid=settings.twilio_account_sid,
        auth_tokens=settings.signing_tokens,
        sender=settings.twilio_from,
        service_sid=settings.twilio_messaging_service_sid,
        api_base=settings.twilio_api,
        public_url=settings.public_url,
    )


def _android(settings: Settings) -> Gateway:
    """Return the phone with the app, or raise Problem naming the first thing that it needs and that is not set."""
    if not settings.android_url:
        raise Problem(
            "NUDGES_ANDROID_URL is not set", hint="the app shows its address, such as http://192.168.1.20:8080"
        )
    from nudges.clock import SystemClock
    from nudges.gateways.android import AndroidConfig, AndroidGateway

    config = AndroidConfig(
        base_url=settings.android_url,
        username=settings.android_user,
        password=settings.android_password.get_secret_value(),
        signing_key=settings.android_key.get_secret_value(),
        region=settings.android_region,
    )
    return AndroidGateway(config, SystemClock().now)
