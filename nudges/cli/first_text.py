"""One text of our own, to see that texts leave and arrive."""

from datetime import datetime, timedelta
from threading import Event
from typing import TYPE_CHECKING

from nudges.cli.checks import Check
from nudges.core.facts.base import stamp
from nudges.core.problem import Problem
from nudges.core.words import Status
from nudges.gateways import Outgoing, Refused, Taken, Unclear
from nudges.settings import Settings
from nudges.wiring import twilio_config

if TYPE_CHECKING:
    from nudges.gateways.twilio.gateway import TwilioGateway

NAME = "test text"
WORDS = "{program}: this is a test. Texts from here arrive; no answer is needed."
USEFUL = timedelta(minutes=10)
LOOKS = 15
"""So many seconds we wait for what becomes of it: a number that is not registered shows only then."""


def refuse_stopped(found: Settings, phone: str) -> None:
    """Raise Problem if whoever has that phone stopped: no test goes before that."""
    from nudges.wiring import make_store

    if not found.home.is_dir():
        return
    store = make_store(found)
    person = store.find(phone)
    if person is not None and store.read(person).history.stopped:
        raise Problem(f"--test: {person} wrote STOP, and gets no texts", hint="try another number")


def send_first(found: Settings, phone: str, now: datetime) -> Check:
    """Send a text, and return what became of it."""
    from nudges.gateways.twilio.gateway import TwilioGateway

    gateway = TwilioGateway(twilio_config(found))
    text = WORDS.format(program=found.program)
    try:
        sent = gateway.send(Outgoing(id=f"test/{stamp(now)}", to=phone, text=text, expires=now + USEFUL), now)
        match sent:
            case Taken():
                return _followed(gateway, sent.provider_id)
            case Refused():
                return Check(name=NAME, well=False, says=f"it did not leave: {sent.detail}", do=_cure(sent.code))
            case Unclear():
                do = "look at that phone before you send it again"
                return Check(name=NAME, well=False, says=f"nobody can say whether it left: {sent.detail}", do=do)
    finally:
        gateway.close()


def _followed(gateway: "TwilioGateway", name: str) -> Check:
    """Return how far a text came within some seconds."""
    told = None
    for _ in range(LOOKS):
        told = gateway.status(name)
        if told is not None and told.status is not Status.SENT:
            break
        Event().wait(1)
    if told is not None and told.status is Status.FAILED:
        says = f"Twilio took it, and it did not arrive: {told.detail}"
        return Check(name=NAME, well=False, says=says, do=_cure(told.code))
    if told is not None and told.status is Status.DELIVERED:
        return Check(name=NAME, well=True, says="it arrived")
    return Check(
        name=NAME, well=True, says="Twilio took it; whether it arrived is not known yet", do="look at that phone"
    )


def _cure(code: int | None) -> str:
    from nudges.gateways.twilio.codes import table

    known = table().get(code or 0)
    return known.do if known else "see the message log in the Twilio console"
