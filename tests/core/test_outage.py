"""An outage is told with the text that ends it, once, in one segment; what was no fault of ours is told by nobody."""

from datetime import datetime, timedelta

import pytest

from nudges.core.facts import Accepted, Deferred, Dropped, Expired, Fact, Queued, Unknown
from nudges.core.forecast import forecast
from nudges.core.outage import outage, with_outage
from nudges.core.sms import measure
from nudges.core.texts import mark
from nudges.core.values import Hours, Plan
from nudges.core.words import Ask, Kind, Language, Reason, Why
from nudges.gateways import Outgoing, Refused, Taken
from nudges.gateways.memory import MemoryGateway
from nudges.library import load
from nudges.service import Service
from tests.samples import MONDAY, book, person, plan, service

WORDS = load().words
SAYS = {Language.EN: "on our side", Language.ES: "cosa nuestra"}
DAY = timedelta(days=1)


class Shut(MemoryGateway):
    """A way out that can be shut."""

    shut = False

    def send(self, message: Outgoing, now: datetime) -> Taken | Refused:  # type: ignore[override]
        return Refused(detail="shut", why=Why.LATER) if self.shut else super().send(message, now)


def house(*plans: Plan, **about: object) -> tuple[Service, Shut]:
    gateway = Shut()
    made = service(gateway=gateway)
    made.enrol(person(**about), plans or (plan(when="daily at 8:30"),), MONDAY, "on paper")
    return made, gateway


def pass_by(made: Service, begins: datetime, ends: datetime) -> None:
    while begins <= ends:
        made.attend("ana", begins)
        begins += timedelta(minutes=5)


def texts(gateway: MemoryGateway) -> list[str]:
    return [message.text for _, message in gateway.sent if message.id.startswith("nudge/")]


def told(gateway: MemoryGateway) -> list[bool]:
    return [any(words in text for words in SAYS.values()) for text in texts(gateway)]


def test_a_server_that_slept_says_so_once() -> None:
    made, gateway = house()
    for begins in (0, 3, 4):
        pass_by(made, MONDAY + begins * DAY, MONDAY + begins * DAY + timedelta(hours=2))
    assert told(gateway) == [False, True, False]
    assert "Tue 3 Mar" in texts(gateway)[1]


def test_a_way_out_that_was_shut_for_longer_than_a_text_may_wait_says_so_too() -> None:
    made, gateway = house()
    gateway.shut = True
    pass_by(made, MONDAY, MONDAY + timedelta(hours=6))
    gateway.shut = False
    pass_by(made, MONDAY + timedelta(hours=6), MONDAY + 2 * DAY)
    assert told(gateway) == [True]


def test_a_telling_that_did_not_leave_is_made_up_for_by_the_next() -> None:
    made, gateway = house()
    pass_by(made, MONDAY, MONDAY + timedelta(hours=1))
    gateway.shut = True
    pass_by(made, MONDAY + 2 * DAY, MONDAY + 2 * DAY + timedelta(hours=6))
    gateway.shut = False
    pass_by(made, MONDAY + 3 * DAY, MONDAY + 3 * DAY + timedelta(hours=2))
    assert told(gateway) == [False, True]
    assert "Tue 3 Mar" in texts(gateway)[1]


def test_what_is_previewed_is_what_is_sent() -> None:
    made, gateway = house(plan(when="daily at 8:30"), plan(id="two", title="Two", when="daily at 8:30"))
    pass_by(made, MONDAY, MONDAY + timedelta(hours=1))
    now = MONDAY + 3 * DAY - timedelta(hours=1)
    seen = [each.text for each in forecast(made.store.read("ana"), WORDS, now, now + 2 * DAY)
            if isinstance(each, Queued) and each.kind is Kind.NUDGE]  # fmt: skip
    before = len(texts(gateway))
    pass_by(made, now, now + 2 * DAY)
    assert texts(gateway)[before:] == seen
    assert told(gateway)[before:] == [True, False]


def test_a_rest_a_cap_and_hours_are_no_outage() -> None:
    made, gateway = house(
        plan(when="daily at 8:30"), plan(id="night", title="Night", when="daily at 23:00"),
        plan(id="noon", title="Noon", when="daily at 12:00"), cap=1, hours=Hours(),
    )  # fmt: skip
    pass_by(made, MONDAY, MONDAY + 4 * DAY)
    assert len(texts(gateway)) >= 4
    assert not any(told(gateway))


DUE = MONDAY + DAY
LOST = Queued(at=DUE, id="nudge/three-breaths/x", kind=Kind.NUDGE, text="x", due=DUE, expires=DUE, plan="three-breaths")


@pytest.mark.parametrize(
    ("facts", "since"),
    [
        ((Dropped(at=DUE, id="a", plan="p", due=DUE, reason=Reason.EXPIRED),), DUE),
        ((LOST, Expired(at=DUE, id=LOST.id, detail="it could not leave in time")), DUE),
        ((Dropped(at=DUE, id="a", plan="p", due=DUE, reason=Reason.CAP),), None),
        ((LOST, Expired(at=DUE, id=LOST.id, detail="a pause began")), None),
        ((LOST, Expired(at=DUE, id=LOST.id, detail="their phone cannot be reached")), None),
        ((LOST, Unknown(at=DUE, id=LOST.id, detail=""),
          Expired(at=DUE, id=LOST.id, detail="it could not leave in time")), None),
        ((Deferred(at=DUE, id="a", plan="p", due=DUE, until=DUE, reason=Reason.HOURS),
          Dropped(at=DUE, id="a", plan="p", due=DUE, reason=Reason.EXPIRED)), None),
        ((Dropped(at=DUE - DAY, id="a", plan="p", due=DUE, reason=Reason.EXPIRED), LOST,
          Accepted(at=DUE, id=LOST.id, provider_id="", segments=1)), None),
    ],
)  # fmt: skip
def test_only_what_was_lost_by_us_since_the_last_text_is_an_outage(
    facts: tuple[Fact, ...], since: datetime | None
) -> None:
    assert outage(book(*facts)) == since


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("discreet", [False, True])
def test_it_costs_no_segment_more_with_any_text_of_any_plan(language: Language, discreet: bool) -> None:
    who = person(language=language, discreet=discreet)
    lost = Dropped(at=DUE - DAY, id="a", plan="p", due=DUE - DAY, reason=Reason.EXPIRED)
    for ready in WORDS.ready.values():
        own = plan(id=ready.id, library=ready.id, title=ready.title[language], cue=ready.cue[language], ask=ready.ask)
        made = book(lost, plans=(own,), who=who)
        for each in WORDS.plans[language][ready.id]:
            text = Queued(at=DUE, id="nudge/x", kind=Kind.NUDGE, text=each.words, due=DUE, expires=DUE, plan=ready.id,
                          drawn=mark(each.words))  # fmt: skip
            [queued] = with_outage(made, [text], WORDS, DUE)
            assert isinstance(queued, Queued)
            assert SAYS[language] in queued.text
            if each.kind == "first" or ready.ask is Ask.NOTHING:
                assert each.words in queued.text
            else:
                assert measure(queued.text).segments == measure(each.words).segments
