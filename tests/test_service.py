"""What the verbs promise when the gateway, the process or the carrier misbehaves."""

from datetime import datetime, timedelta

import pytest

from nudges.core.facts import Accepted, Claimed, Expired, Rejected, Unknown
from nudges.core.inbound import Inbound
from nudges.core.outbox import LEASE
from nudges.core.problem import Problem
from nudges.gateways import Outgoing, Refused, Taken, Unclear
from nudges.gateways.memory import MemoryGateway
from nudges.service import Service
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
    rejected = [fact for fact in made.store.read("ana").facts if isinstance(fact, Rejected)]
    assert [fact.detail for fact in rejected] == ["not a mobile number"] * 2, "the welcome and the nudge"


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
