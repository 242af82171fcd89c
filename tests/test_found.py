"""What a reader who tried to break it has found: each of these was wrong once."""

from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import pytest

from nudges.core.asked import answer_of
from nudges.core.facts import CheckedIn, Claimed, Expired, Paused, Stopped, Unsent
from nudges.core.inbound import Inbound
from nudges.core.values import Contact, Plan, Quiet
from nudges.core.wake import wake
from nudges.core.words import Kind
from nudges.gateways import Outgoing, Taken
from nudges.gateways.memory import MemoryGateway
from nudges.service import Service
from nudges.store.bookfile import BookFile
from nudges.store.memory import MemoryStore
from nudges.store.tiny import TinyStore
from tests.samples import ANA, MONDAY, at, book, minutes, person, plan, service

DUE = at("2026-03-03 08:30")
STEADY = Quiet(halve_after=400, weekly_after=401, last_after=402)
"""For somebody who never answers and is texted all the same."""


class Down(MemoryGateway):
    """A gateway that can be out of reach."""

    down = False

    def send(self, message: Outgoing, now: datetime) -> Taken:
        if self.down:
            raise ConnectionError
        return super().send(message, now)


def claimed_and_lost(*plans: Plan, due: datetime = DUE) -> tuple[Service, Down]:
    """Return Ana's service at the moment at which a nudge was claimed and the gateway was out of reach."""
    gateway = Down()
    made = service(gateway=gateway)
    made.enrol(ANA, plans or (plan(),), MONDAY, consent="on paper")
    made.attend("ana", MONDAY)
    gateway.down = True
    made.attend("ana", due)
    gateway.down = False
    return made, gateway


def nudges(gateway: MemoryGateway) -> list[str]:
    return [message.id for _, message in gateway.sent if message.id.startswith("nudge/")]


@pytest.mark.parametrize("text", ["STOP", "i want to kill myself", "pause"])
def test_a_lost_claim_is_not_sent_after_a_stop_a_rest_or_a_pause(text: str) -> None:
    made, gateway = claimed_and_lost()
    made.receive(Inbound(id="r1", phone=ANA.phone, text=text), DUE + minutes(0.3))
    for turn in range(1, 20):
        made.attend("ana", DUE + minutes(turn))
    assert nudges(gateway) == []
    facts = made.store.read("ana").facts
    assert any(isinstance(fact, Unsent) for fact in facts)
    assert any(isinstance(fact, Expired) for fact in facts)


def test_a_lost_claim_does_not_leave_at_night() -> None:
    late = at("2026-03-03 20:59")
    made, gateway = claimed_and_lost(plan(when="daily at 20:59", grace=120), due=late)
    for turn in range(1, 60):
        made.attend("ana", late + minutes(turn))
    assert nudges(gateway) == []


def test_a_lost_claim_of_a_plan_that_was_removed_is_given_up() -> None:
    made, gateway = claimed_and_lost()
    made.edit("ana", lambda found: found.without_plan("three-breaths"), DUE + minutes(0.5))
    made.attend("ana", DUE + minutes(2))
    assert nudges(gateway) == []


def test_one_message_is_claimed_at_a_time() -> None:
    gateway = MemoryGateway()
    made = service(gateway=gateway)
    made.enrol(ANA, (plan(when="daily at 8:30"),), MONDAY, consent="on paper")
    made.attend("ana", DUE)  # the welcome and a nudge at once
    claims = [place for place, fact in enumerate(made.store.read("ana").facts) if isinstance(fact, Claimed)]
    assert len(claims) == 2
    assert all(later - earlier > 1 for earlier, later in pairwise(claims))


def test_an_ok_to_a_helpline_is_no_consent() -> None:
    gateway = MemoryGateway()
    made = service(gateway=gateway)
    made.enrol(ANA, (plan(),), MONDAY)
    made.attend("ana", MONDAY)
    for number, text in enumerate(["i want to kill myself", "ok", "yes"]):
        made.receive(Inbound(id=f"r{number}", phone=ANA.phone, text=text), MONDAY + minutes(number + 1))
        made.attend("ana", MONDAY + minutes(number + 1))
    assert made.store.read("ana").history.consented_at is None
    assert [message.id for _, message in gateway.sent] == ["opt_in/ana", "safety/r0"]


def test_a_safe_is_answered_before_consent_too() -> None:
    made = service()
    made.enrol(ANA, (plan(),), MONDAY)
    for number, text in enumerate(["i can't do this anymore", "SAFE"]):
        made.receive(Inbound(id=f"r{number}", phone=ANA.phone, text=text), MONDAY + minutes(number + 1))
    assert made.store.read("ana").facts[-1].key == "answer/r1/safe_ack"


def test_answers_to_earlier_texts_do_not_follow_a_stop() -> None:
    gateway = MemoryGateway()
    made = service(gateway=gateway)
    made.enrol(ANA, (plan(),), MONDAY, consent="on paper")
    for number, text in enumerate(["status", "help", "STOP"]):
        made.receive(Inbound(id=f"r{number}", phone=ANA.phone, text=text), MONDAY + minutes(number))
    made.attend("ana", MONDAY + minutes(5))
    assert [message.id for _, message in gateway.sent] == ["answer/r2/stopped"]


def test_a_clock_that_leapt_ahead_for_a_moment_silences_nothing() -> None:
    made = service()
    made.enrol(ANA, (plan(when="daily at 8:30"),), MONDAY, consent="on paper")
    made.attend("ana", at("2027-03-03 09:00"))
    made.edit("ana", lambda found: found, at("2026-03-03 09:05"))
    made.attend("ana", at("2026-03-03 09:05"))
    assert made.store.next_wake() == at("2026-03-04 08:30")


def test_a_fold_that_fails_leaves_the_commit_done(tmp_path: Path) -> None:
    store = TinyStore(tmp_path / "home")
    store.create(book(), None)
    (tmp_path / "home" / "people" / ".ana.json.new").mkdir()  # the place where the new document would be written
    with store.open("ana") as page:
        page.commit(page.book.add(Stopped(at=MONDAY, how="x" * 60_000)), None)
    assert TinyStore(tmp_path / "home").read("ana").history.stopped


def test_a_journal_that_a_crash_left_behind_says_nothing_of_somebody_new(tmp_path: Path) -> None:
    store = TinyStore(tmp_path / "home")
    store.create(book(), None)
    with store.open("ana") as page:
        page.commit(page.book.add(Stopped(at=MONDAY, how="by text")), None)
    (tmp_path / "home" / "people" / "ana.json").unlink()
    again = TinyStore(tmp_path / "home")
    again.create(book(), None)
    assert not again.read("ana").history.stopped


def test_a_book_is_erased_document_first(tmp_path: Path) -> None:
    store = TinyStore(tmp_path / "home")
    store.create(book(), None)
    with store.open("ana") as page:
        page.commit(page.book.add(Stopped(at=MONDAY, how="by text")), None)
    journal = tmp_path / "home" / "people" / "ana.log"
    journal.rename(journal.with_suffix(".kept"))
    journal.mkdir()  # it cannot be unlinked: as if the process died just before
    with pytest.raises(OSError, match="directory"):
        BookFile(tmp_path / "home" / "people", tmp_path / "home" / "months", "ana").remove()
    assert not (tmp_path / "home" / "people" / "ana.json").exists()


def test_one_file_that_cannot_be_opened_holds_up_nobody_else(tmp_path: Path) -> None:
    TinyStore(tmp_path / "home").create(book(), MONDAY)
    (tmp_path / "home" / "people" / "bob.json").mkdir()
    store = TinyStore(tmp_path / "home")
    assert store.due(MONDAY) == ["ana"]
    assert any("bob" in notice for notice in store.notices())


def test_a_book_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    TinyStore(tmp_path / "home").create(book(), MONDAY)
    document = tmp_path / "home" / "people" / "ana.json"
    document.write_bytes(document.read_bytes().replace(b'"version":1', b'"version":2'))
    assert TinyStore(tmp_path / "home").due(MONDAY) == []
    assert document.exists()


def lived(*texts: tuple[str, str], plans: tuple[Plan, ...] = (plan(when="daily at 8:30"),), until: str) -> Service:
    """Live with Ana until a moment, with what she texts and when."""
    made, now = service(), MONDAY
    made.enrol(ANA, plans, MONDAY, consent="on paper")
    waiting = [(at(when), text) for when, text in texts]
    while now <= at(until):
        while waiting and waiting[0][0] <= now:
            _, text = waiting.pop(0)
            made.receive(Inbound(id=f"r{now:%d%H%M}{text}", phone=ANA.phone, text=text), now)
        while made.store.due(now):
            made.attend("ana", now)
        now += minutes(5)
    return made


def test_a_done_before_todays_nudge_is_todays_and_not_yesterdays_again() -> None:
    made = lived(("2026-03-03 09:00", "done"), ("2026-03-04 08:00", "done"), until="2026-03-04 09:00")
    days = [str(c.day) for c in made.store.read("ana").facts if isinstance(c, CheckedIn)]
    assert days == ["2026-03-03", "2026-03-04"]
    assert "2026-03-04" not in {str(m.queued.due.date()) for m in made.store.read("ana").history.nudges()}


def test_later_brings_back_the_same_words_and_the_same_person() -> None:
    reach = plan(id="reach", library="reach-out-to-give", contacts=True, when="daily at 8:30")
    made = lived(("2026-03-03 08:35", "in 20 min"), plans=(reach,), until="2026-03-03 10:00")
    day = [m.queued for m in made.store.read("ana").history.nudges() if m.queued.due > at("2026-03-03 00:00")]
    assert len(day) == 2
    assert day[0].text == day[1].text
    assert day[0].contact == day[1].contact


def test_everyone_has_their_turn_also_after_months() -> None:
    names = tuple(f"C{number}" for number in range(12))
    reach = plan(id="reach", library="reach-out-to-give", contacts=True, when="sat at 8:00", quiet=STEADY)
    made = Service(MemoryStore(), MemoryGateway(), service().words)
    made.enrol(person(contacts=tuple(Contact(name=each) for each in names)), (reach,), MONDAY, consent="on paper")
    now = MONDAY
    for _ in range(30 * 7):
        now += timedelta(days=1)
        while made.store.due(now):
            made.attend("ana", now)
    named = {m.queued.contact for m in made.whole("ana").history.nudges()}
    assert named == set(names)


def test_each_undo_takes_back_the_last_thing_that_still_holds() -> None:
    said = [("2026-03-03 09:00", "done"), ("2026-03-03 09:30", "pause"), ("2026-03-03 09:40", "undo")]
    once = lived(*said, until="2026-03-03 10:00").store.read("ana").history
    assert once.checkin("three-breaths", at("2026-03-03 09:00").date()) is not None
    assert not once.silent(at("2026-03-04 08:30"))
    twice = lived(*said, ("2026-03-03 09:50", "undo"), until="2026-03-03 10:00").store.read("ana").history
    assert twice.checkin("three-breaths", at("2026-03-03 09:00").date()) is None


def test_a_shorter_pause_replaces_a_longer_one() -> None:
    made = lived(("2026-03-03 09:00", "pause 30 days"), ("2026-03-03 09:30", "pause 1"), until="2026-03-03 10:00")
    assert not made.store.read("ana").history.silent(at("2026-03-04 08:30"))


def test_an_answer_stays_an_answer_wherever_they_move() -> None:
    made = lived(("2026-03-03 20:40", "done"), plans=(plan(when="daily at 20:30"),), until="2026-03-03 21:00")
    tokyo = ZoneInfo("Asia/Tokyo")
    made.edit("ana", lambda b: b.with_person(msgspec.structs.replace(b.person, zone=tokyo)), at("2026-03-03 21:30"))
    found = made.store.read("ana")
    [tuesday] = [m.queued for m in found.history.nudges() if m.queued.due == at("2026-03-03 20:30")]
    assert answer_of(found, tuesday) is not None


def test_a_pause_longer_than_a_month_ends_in_its_time_and_drops_nothing_old() -> None:
    paused = Paused(at=MONDAY, until=MONDAY + timedelta(days=60))
    done = wake(book(paused, plans=(plan(when="daily at 8:30"),)), service().words, MONDAY + timedelta(days=61))
    assert 1 <= len(done) <= 2


def test_half_a_sign_is_no_reason_to_lose_a_text() -> None:
    made = service()
    made.enrol(ANA, (plan(),), MONDAY, consent="on paper")
    made.receive(Inbound(id="r1", phone=ANA.phone, text="done \ud800"), MONDAY + minutes(1))
    assert made.store.read("ana").history.replies[0].id == "r1"


def test_the_outcome_of_a_weekly_plan_done_once_is_no_quiet_week() -> None:
    made = lived(("2026-03-03 09:00", "done"), plans=(plan(when="tue at 8:30"),), until="2026-03-08 19:00")
    texts = [m.queued.text for m in made.store.read("ana").history.messages.values() if m.queued.kind is Kind.REPORT]
    assert len(texts) == 1
    assert "1 done" in texts[0]
