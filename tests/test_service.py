"""What the verbs promise when the gateway, the process or the carrier misbehaves."""

from contextlib import nullcontext
from datetime import datetime, timedelta

import pytest

from nudges.core.facts import Accepted, Claimed, Expired, Rejected, Unknown
from nudges.core.inbound import Inbound
from nudges.core.outbox import LEASE
from nudges.core.problem import Problem
from nudges.core.words import Why
from nudges.gateways import Heard, Outgoing, Refused, Taken, Unclear
from nudges.gateways.lane import Lane
from nudges.gateways.memory import MemoryGateway
from nudges.library import load
from nudges.service import Service
from nudges.service.arriving import NotAnswered
from nudges.store.memory import MemoryStore
from tests.samples import ANA, MONDAY, at, minutes, plan, service

DUE = at("2026-03-03 08:30")


class Lossy(MemoryGateway):
    """A gateway whose next answers are lost: `before` the text left, or `after`."""

    def __init__(self, *lost: str) -> None:
        super().__init__()
        self.lost = list(lost)

    def send(self, message: Outgoing, now: datetime) -> Taken:
        fault = self.lost.pop(0) if self.lost else None
        if fault == "before":
            raise TimeoutError
        taken = super().send(message, now)
        if fault == "after":
            raise TimeoutError
        return taken


class Deaf(MemoryGateway):
    """A gateway that refuses everything, or knows nothing."""

    def __init__(self, answer: Refused | Unclear) -> None:
        super().__init__()
        self.answer = answer

    def send(self, message: Outgoing, now: datetime) -> Refused | Unclear:  # type: ignore[override]
        return self.answer

    def find(self, message: Outgoing) -> Unclear:
        return Unclear(detail="no list to look at")


def enrolled(gateway: MemoryGateway) -> Service:
    made = service(gateway=gateway)
    made.enrol(ANA, (plan(),), MONDAY, consent="on paper")
    made.attend("ana", MONDAY)
    return made


def texts(gateway: MemoryGateway) -> list[str]:
    return [message.id for _, message in gateway.sent if message.id.startswith("nudge/three-breaths/2026-03-03")]


def test_a_text_whose_answer_was_lost_after_it_left_is_not_sent_again() -> None:
    gateway = Lossy()
    made = enrolled(gateway)
    gateway.lost = ["after"]
    made.attend("ana", DUE)
    assert isinstance(made.store.read("ana").facts[-1], Unknown)
    made.attend("ana", DUE + LEASE)
    assert len(texts(gateway)) == 1
    assert isinstance(made.store.read("ana").facts[-1], Accepted)


def test_a_text_that_surely_did_not_leave_is_sent_while_it_is_of_use() -> None:
    gateway = Lossy()
    made = enrolled(gateway)
    gateway.lost = ["before"]
    made.attend("ana", DUE)
    assert texts(gateway) == []
    made.attend("ana", DUE + minutes(1))
    assert len(texts(gateway)) == 1


def test_a_text_that_surely_did_not_leave_is_given_up_once_it_is_late() -> None:
    gateway = Lossy()
    made = enrolled(gateway)
    gateway.lost = ["before"]
    made.attend("ana", DUE)
    made.attend("ana", DUE + timedelta(hours=3))
    assert texts(gateway) == []
    assert isinstance(made.store.read("ana").facts[-1], Expired)


def test_a_text_nobody_can_account_for_is_never_sent_again() -> None:
    gateway = Deaf(Unclear(detail="no answer"))
    made = enrolled(gateway)
    for turn in range(0, 300, 2):
        made.attend("ana", DUE + minutes(turn))
    book = made.store.read("ana")
    claims = [fact for fact in book.facts if isinstance(fact, Claimed) and "03-03" in fact.id]
    assert len(claims) > 1, "it is looked into again and again"
    assert gateway.sent == []
    ends = [fact.detail for fact in book.facts if isinstance(fact, Expired)]
    assert ends == ["nobody can say whether it left"]


def test_a_refused_text_is_not_tried_again() -> None:
    gateway = Deaf(Refused(detail="not a mobile number"))
    made = enrolled(gateway)
    made.attend("ana", DUE)
    made.attend("ana", DUE + minutes(5))
    facts = made.store.read("ana").facts
    assert [fact.detail for fact in facts if isinstance(fact, Rejected)] == ["not a mobile number"], "the welcome"
    assert [fact.detail for fact in facts if isinstance(fact, Expired)] == ["their phone cannot be reached"]


class Personal(MemoryGateway):
    """A phone of somebody's own."""

    dedicated = False


@pytest.mark.parametrize(("gateway", "answers"), [(MemoryGateway(), 1), (Personal(), 0)], ids=["a number", "a phone"])
def test_a_stranger_in_danger_is_answered_once_but_never_a_friend_of_whose_phone_it_is(
    gateway: MemoryGateway, answers: int
) -> None:
    made = service(gateway=gateway)
    for name in ("x1", "x1", "x2"):
        made.hear(Heard(id=name, phone="+14155550199", text="i want to die"), MONDAY)
    made.hear(Heard(id="x3", phone="+14155550199", text="hello?"), MONDAY)
    assert len(gateway.sent) == answers


class Picky(MemoryGateway):
    """A gateway that gives its answers in turn, and then takes everything."""

    def __init__(self, *answers: Refused | Unclear) -> None:
        super().__init__()
        self.answers = list(answers)

    def send(self, message: Outgoing, now: datetime) -> Taken | Refused | Unclear:  # type: ignore[override]
        return self.answers.pop(0) if self.answers else super().send(message, now)


@pytest.mark.parametrize(
    ("answer", "again"),
    [
        (Refused(detail="busy", why=Why.LATER), True),
        (Refused(detail="a wrong password", why=Why.CONFIGURATION), True),
        (Refused(detail="no such number", why=Why.RECIPIENT), False),
        (Unclear(detail="a timeout"), False),
    ],
)
def test_an_answer_to_a_stranger_in_danger_that_may_not_have_left_is_told_and_tried_again_if_it_surely_did_not(
    answer: Refused | Unclear, again: bool
) -> None:
    told: list[str] = []
    gateway = Picky(answer)
    made = Service(MemoryStore(), gateway, load().words, lane=Lane(tell=lambda kind, _what: told.append(kind)))
    heard = Heard(id="x1", phone="+14155550199", text="i want to die")
    with pytest.raises(NotAnswered) if again else nullcontext():
        made.hear(heard, MONDAY)
    made.hear(heard, MONDAY)
    assert (told, len(gateway.sent)) == (["safety"], int(again))


def test_a_text_that_could_not_be_taken_just_then_waits_as_long_as_was_asked_and_leaves_once() -> None:
    gateway = Picky(Refused(detail="too many at once", why=Why.LATER, after=timedelta(seconds=30)))
    made = service(gateway=gateway)
    made.enrol(ANA, (plan(),), MONDAY, consent="on paper")
    made.attend("ana", MONDAY)
    assert made.store.next_wake() == MONDAY + timedelta(seconds=30)
    made.attend("ana", MONDAY + timedelta(seconds=10))
    assert gateway.sent == []
    made.attend("ana", MONDAY + timedelta(seconds=30))
    assert len(gateway.sent) == 1


def is_broken(made: Service) -> bool:
    return made.lane.state.broken is not None


def test_a_wrong_set_up_keeps_what_waits_and_is_tried_again_with_care() -> None:
    wrong = Refused(detail="the token is wrong", why=Why.CONFIGURATION, code=20003)
    gateway = Picky(wrong, wrong)
    made = service(gateway=gateway)
    made.enrol(ANA, (plan(),), MONDAY, consent="on paper")
    made.attend("ana", MONDAY)
    made.attend("ana", MONDAY + timedelta(seconds=30))
    assert is_broken(made)
    assert len(gateway.answers) == 1, "while the lane is broken nothing is tried"
    for minute in (1, 2, 3, 4, 5, 6, 7):
        made.attend("ana", MONDAY + timedelta(minutes=minute))
    assert gateway.answers == []
    assert len(gateway.sent) == 1
    assert not is_broken(made)
    assert not [fact for fact in made.store.read("ana").facts if isinstance(fact, Rejected)]


def test_an_opt_out_that_the_provider_keeps_is_kept_here_too() -> None:
    gateway = Picky(Refused(detail="they replied STOP", why=Why.OPTED_OUT, code=21610))
    made = enrolled(gateway)
    made.attend("ana", DUE)
    assert made.store.read("ana").history.stopped
    assert gateway.sent == []


def test_an_answer_to_danger_that_is_refused_is_told_at_once() -> None:
    told: list[str] = []
    gateway = Picky()
    made = Service(
        MemoryStore(), gateway, load().words, lane=Lane(tell=lambda kind, sentence: told.append(f"{kind}: {sentence}"))
    )
    made.enrol(ANA, (plan(),), MONDAY, consent="on paper")
    made.attend("ana", MONDAY)
    made.receive(Inbound(id="r1", phone=ANA.phone, text="i want to die"), MONDAY + minutes(1))
    gateway.answers = [Refused(detail="it is filtered", why=Why.CONTENT, code=30007)]
    made.attend("ana", MONDAY + minutes(1))
    assert told == ["safety: An answer to danger did not reach ana: it is filtered"]


def test_a_claim_of_a_dead_sender_is_left_alone_until_its_lease_ends() -> None:
    gateway = MemoryGateway()
    made = enrolled(gateway)
    with made.store.open("ana") as page:
        from nudges.core.wake import wake

        book = page.book.add(*wake(page.book, made.words, DUE))
        [queued] = [m.queued for m in book.history.open.values()]
        page.commit(book.add(Claimed(at=DUE, id=queued.id, attempt=1)), DUE)
    made.attend("ana", DUE + minutes(0.5))
    assert texts(gateway) == []
    assert made.store.next_wake() == DUE + LEASE
    made.attend("ana", DUE + LEASE)
    assert len(texts(gateway)) == 1


def test_a_reply_counts_once_however_often_it_comes() -> None:
    made = enrolled(MemoryGateway())
    made.attend("ana", DUE)
    for _ in range(3):
        assert made.receive(Inbound(id="SM1", phone=ANA.phone, text="done"), DUE + minutes(1)) == "ana"
    book = made.store.read("ana")
    assert [fact.key for fact in book.facts if fact.key.startswith(("reply/", "checkin/", "answer/"))] == [
        "reply/SM1",
        "checkin/three-breaths/2026-03-03/SM1",
        "answer/SM1/done",
    ]


def test_a_text_from_a_stranger_is_nobodys() -> None:
    made = enrolled(MemoryGateway())
    assert made.receive(Inbound(id="SM1", phone="+14155550177", text="hi"), MONDAY) is None


def test_a_stop_takes_back_what_was_about_to_leave() -> None:
    gateway = MemoryGateway()
    made = enrolled(gateway)
    with made.store.open("ana") as page:
        from nudges.core.wake import wake

        page.commit(page.book.add(*wake(page.book, made.words, DUE)), DUE)
    made.receive(Inbound(id="SM1", phone=ANA.phone, text="STOP"), DUE)
    made.attend("ana", DUE)
    assert texts(gateway) == []
    assert [message.id for _, message in gateway.sent][-1] == "answer/SM1/stopped"


def test_removing_someone_leaves_nothing_behind() -> None:
    gateway = MemoryGateway()
    made = enrolled(gateway)
    made.remove("ana")
    assert gateway.sent == []
    with pytest.raises(Problem, match="there is no person 'ana'"):
        made.store.read("ana")


def test_a_stop_of_the_carriers_that_is_told_again_after_they_came_back_stops_nothing() -> None:
    made = enrolled(MemoryGateway())
    stop = Heard(id="SM1", phone=ANA.phone, text="no more please thanks", opted_out=True)
    for _ in range(2):
        made.hear(stop, MONDAY + minutes(1))
    assert made.store.read("ana").history.stopped
    made.hear(Heard(id="SM2", phone=ANA.phone, text="START", opted_out=False), MONDAY + minutes(2))
    made.hear(stop, MONDAY + minutes(3))
    assert not made.store.read("ana").history.stopped
