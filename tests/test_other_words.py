"""An answer to danger whose words a carrier refuses is said once more, in others."""

from datetime import datetime

import pytest

from nudges.core.facts import Rejected
from nudges.core.inbound import Inbound
from nudges.core.values import Person
from nudges.core.words import Language, Status, Why
from nudges.gateways import Outgoing, Refused, Taken, Told
from nudges.gateways.memory import MemoryGateway
from nudges.service import Service
from tests.samples import ANA, MONDAY, minutes, person, plan, service

LATER = MONDAY + minutes(1)
REFUSED = Refused(detail="Message filtered", why=Why.CONTENT, code=30007)


class Filtered(MemoryGateway):
    """A gateway that refuses so many answers to danger for their words, and then takes them."""

    def __init__(self, refusals: int) -> None:
        super().__init__()
        self.left = refusals

    def send(self, message: Outgoing, now: datetime) -> Taken | Refused:  # type: ignore[override]
        if message.id.startswith("safety/") and self.left:
            self.left -= 1
            return REFUSED
        return super().send(message, now)


def crisis(gateway: MemoryGateway, who: Person = ANA, text: str = "i want to kill myself") -> Service:
    made = service(gateway=gateway)
    made.enrol(who, (plan(),), MONDAY, consent="on paper")
    made.receive(Inbound(id="r1", phone=who.phone, text=text), LATER)
    for _ in range(4):
        made.attend(who.id, LATER)
    return made


def helplines(gateway: MemoryGateway) -> list[Outgoing]:
    return [message for _, message in gateway.sent if message.id.startswith("safety/")]


@pytest.mark.parametrize("who", [person(discreet=False), person(discreet=True), person(language=Language.ES)])
@pytest.mark.parametrize("text", ["i want to kill myself", "he hits me", "i can't do this anymore"])
def test_what_is_refused_at_once_is_said_in_other_words_at_once(who: Person, text: str) -> None:
    gateway = Filtered(1)
    made = crisis(gateway, who, text)
    first = made.store.read(who.id).history.messages["safety/r1"].queued.text
    (second,) = helplines(gateway)
    assert second.id == "safety/r1/other words"
    assert second.text != first
    assert any(character.isdigit() for character in second.text)


def test_what_is_refused_on_the_way_is_said_in_other_words_too() -> None:
    gateway = MemoryGateway()
    made = crisis(gateway)
    told = Told(
        provider_id="memory/safety/r1", status=Status.FAILED, id="safety/r1", person="ana",
        code=30007, why=Why.CONTENT, detail="Message filtered",
    )  # fmt: skip
    assert made.note(told, LATER)
    assert made.note(told, LATER)
    made.attend("ana", LATER)
    assert [each.id for each in helplines(gateway)] == ["safety/r1", "safety/r1/other words"]


def test_other_words_are_tried_once() -> None:
    gateway = Filtered(2)
    made = crisis(gateway)
    assert helplines(gateway) == []
    assert sum(isinstance(fact, Rejected) for fact in made.store.read("ana").facts) == 2


def test_a_refusal_that_is_not_about_the_words_is_not_tried_in_others() -> None:
    gateway = MemoryGateway()
    made = crisis(gateway)
    told = Told(
        provider_id="memory/safety/r1", status=Status.FAILED, id="safety/r1", person="ana",
        code=30003, why=Why.RECIPIENT, detail="Unreachable",
    )  # fmt: skip
    made.note(told, LATER)
    made.attend("ana", LATER)
    assert [each.id for each in helplines(gateway)] == ["safety/r1"]
