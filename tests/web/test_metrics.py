"""What a monitor reads: each thing that happens is counted once, and nothing names anybody."""

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient

from nudges.clock import ManualClock
from nudges.core.inbound import Inbound
from nudges.core.words import Kind, Status, Why
from nudges.gateways import Outgoing, Polls, Pushes, Refused, Taken, Told, Unclear
from nudges.gateways.lane import Budget, Lane
from nudges.gateways.memory import MemoryGateway
from nudges.library import load
from nudges.service import Service
from nudges.service.hands import ByWords
from nudges.store.memory import MemoryStore
from nudges.web import create_app
from nudges.web.measured import measured_gateway, measured_lane, measured_store
from nudges.web.metrics import Metrics
from nudges.web.operator_watch import Setup
from nudges.web.ready import Ready
from tests.samples import ANA, MONDAY, at, minutes, plan
from tests.web.samples import BASE, SECRET

DANGER = "I want to kill myself"


class Moody(MemoryGateway):
    """A gateway that answers what it is told to, one after the other, and else takes everything."""

    def __init__(self, *answers: Refused | Unclear) -> None:
        super().__init__()
        self.answers = list(answers)

    def send(self, message: Outgoing, now: datetime) -> Taken | Refused | Unclear:  # type: ignore[override]
        return self.answers.pop(0) if self.answers else super().send(message, now)


class Counted:
    """Ana in a service that counts, and a monitor that reads it."""

    def __init__(self, gateway: MemoryGateway | None = None, lane: Lane | None = None) -> None:
        self.clock, self.metrics, self.gateway = ManualClock(MONDAY), Metrics(), gateway or MemoryGateway()
        self.service = Service(
            measured_store(MemoryStore(), self.metrics),
            measured_gateway(self.gateway, self.metrics),
            load().words,
            lane=measured_lane(lane or Lane(), self.metrics),
        )
        app = create_app(
            self.service, self.clock, lambda _person: None, secret=SECRET, local_phones=False,
            metrics=self.metrics, setup=Setup(gateway="twilio", budget=Budget(day=10)),
        )  # fmt: skip
        self.web = TestClient(app, base_url=BASE, client=("127.0.0.1", 50000))
        self.service.enrol(ANA, (plan(),), MONDAY, "on paper")
        self.attend()

    def attend(self) -> None:
        self.service.attend("ana", self.clock.now())

    def says(self, text: str, name: str = "one") -> None:
        self.service.receive(Inbound(id=name, phone=ANA.phone, text=text), self.clock.now())
        self.attend()

    def read(self) -> dict[str, float]:
        """Return each sample by its name and labels, as Prometheus's own parser reads it."""
        self.clock.moment += timedelta(seconds=3)
        found = self.web.get("/metrics")
        assert found.status_code == 200
        families = [*text_string_to_metric_families(found.text)]
        assert len({family.name for family in families}) == len(families)
        return {_named(s.name, s.labels): s.value for family in families for s in family.samples}


def _named(name: str, labels: dict[str, str]) -> str:
    return name + (" " + " ".join(f"{key}={value}" for key, value in sorted(labels.items())) if labels else "")


def test_a_text_that_left_is_counted_once_with_how_late_it_was() -> None:
    house = Counted()
    house.clock.moment = at("2026-03-02 08:31")
    house.attend()
    house.attend()
    found = house.read()
    assert found["nudges_messages_total kind=nudge outcome=taken"] == 1
    assert found["nudges_lag_seconds_count kind=nudge"] == 1
    assert found["nudges_lag_seconds_sum kind=nudge"] == 60
    assert found["nudges_late_total kind=nudge"] == 1
    assert found["nudges_gateway_seconds_count call=send result=taken"] == 2
    assert found["nudges_store_commit_seconds_count"] >= 3
    assert found["nudges_lane_wait_seconds_count kind=nudge"] >= 1


def test_a_text_that_waited_for_the_hours_is_not_late() -> None:
    house = Counted()
    house.service.edit("ana", lambda book: book.with_plan(plan(when="daily at 7:30", grace=180)), MONDAY)
    house.clock.moment = at("2026-03-03 07:30")
    house.attend()
    house.clock.moment = at("2026-03-03 08:00")
    house.attend()
    found = house.read()
    assert found["nudges_held_total reason=hours"] == 1
    assert found["nudges_messages_total kind=nudge outcome=taken"] == 1
    assert "nudges_late_total kind=nudge" not in found


def test_replies_and_danger_and_its_answer_are_counted() -> None:
    house = Counted()
    house.says("done", "one")
    house.says("done", "one")
    house.says(DANGER, "two")
    found = house.read()
    assert found["nudges_replies_total intent=done"] == 1
    assert found["nudges_replies_total intent=crisis"] == 1
    assert found["nudges_danger_total tier=hard"] == 1
    assert found["nudges_messages_total kind=safety outcome=taken"] == 1
    assert found["nudges_troubles what=unanswered"] == 0


def test_an_answer_to_danger_that_did_not_arrive_is_told() -> None:
    house = Counted()
    house.says(DANGER)
    (answer,) = [m for m in house.service.store.read("ana").history.messages.values() if m.queued.kind is Kind.SAFETY]
    assert answer.outcome is not None
    told = Told(
        provider_id=getattr(answer.outcome, "provider_id", ""), status=Status.FAILED, id=answer.queued.id, person="ana",
        code=30003, why=Why.RECIPIENT,
    )  # fmt: skip
    for _ in range(2):
        assert house.service.note(told, house.clock.now())
    found = house.read()
    assert found["nudges_messages_total kind=safety outcome=failed"] == 1
    assert found["nudges_troubles what=unanswered"] == 1


def test_what_a_gateway_refused_or_left_open_is_counted_by_why() -> None:
    house = Counted(Moody(Refused(detail="no", why=Why.CONTENT), Unclear(detail="?")))
    house.clock.moment = at("2026-03-02 08:30")
    house.attend()
    found = house.read()
    assert found["nudges_gateway_seconds_count call=send result=refused_content"] == 1
    assert found["nudges_gateway_seconds_count call=send result=unclear"] == 1
    assert found["nudges_messages_total kind=opt_in outcome=refused"] == 1
    assert found["nudges_messages_total kind=nudge outcome=unknown"] == 1
    assert found["nudges_in_hand"] == 1
    house.clock.moment += minutes(2)
    assert house.read()["nudges_troubles what=doubt"] == 1


def test_a_way_out_that_is_shut_and_what_is_spent_is_told() -> None:
    house = Counted(Moody(Refused(detail="no money", why=Why.CONFIGURATION)))
    assert house.read()["nudges_lane_broken"] == 1
    house.clock.moment += minutes(2)
    house.attend()
    found = house.read()
    assert found["nudges_lane_broken"] == 0
    assert found["nudges_spent_segments period=day"] == 1
    assert found["nudges_budget_segments period=day"] == 10
    assert found["nudges_lane_wait_seconds_count kind=opt_in"] == 2


def test_alarms_are_counted_by_what_they_are_about() -> None:
    house = Counted()
    house.metrics.line("lane_broken", "error")
    house.metrics.line("lane_broken", "error")
    assert house.read()["nudges_log_lines_total action=lane_broken level=error"] == 2


def test_a_change_that_could_not_be_kept_is_counted_and_raised() -> None:
    class Full(MemoryStore):
        full = False

        def keep(self, book: object, wake: object) -> None:
            if self.full:
                raise OSError(28, "No space left on device")
            super().keep(book, wake)  # type: ignore[arg-type]

    metrics, inner = Metrics(), Full()
    service = Service(measured_store(inner, metrics), MemoryGateway(), load().words)
    service.enrol(ANA, (), MONDAY, "on paper")
    inner.full = True
    with pytest.raises(OSError, match="No space"):
        service.receive(Inbound(id="one", phone=ANA.phone, text="done"), MONDAY)
    assert b"nudges_store_failures_total 1.0" in metrics.page()
    ready = Ready(inner, ManualClock(MONDAY), lambda: 0.0, unkept=lambda: metrics.unkept)
    assert ready.why() == "the store cannot be written (OSError)"
    inner.full = False
    service.receive(Inbound(id="one", phone=ANA.phone, text="done"), MONDAY)
    assert ready.why() is None
    assert b'nudges_replies_total{intent="done"} 1.0' in metrics.page()


def test_no_label_and_no_value_is_a_person_a_phone_or_a_word() -> None:
    house = Counted()
    house.service.edit("ana", lambda book: book.with_plan(plan(id="call-zebrafinch", library=None)), MONDAY)
    house.says("zebrafinch umbrella")
    house.says(DANGER, "two")
    house.clock.moment = at("2026-03-02 08:30")
    house.attend()
    house.clock.moment += timedelta(seconds=3)
    told = house.web.get("/metrics").text
    for word in ("ana", "4155550100", "zebrafinch", "umbrella", "coffee", "kill"):
        assert not re.search(rf"\b{word}\b", told.lower())


def test_two_servers_in_one_process_count_apart() -> None:
    one, other = Counted(), Counted()
    one.says("done")
    assert one.read()["nudges_replies_total intent=done"] == 1
    assert "nudges_replies_total intent=done" not in other.read()


def test_which_version_runs_is_told() -> None:
    found = Counted().read()
    assert [value for name, value in found.items() if name.startswith("nudges_build_info ")] == [1]
    assert found["process_resident_memory_bytes"] > 0


@pytest.mark.parametrize("kind", ["memory", "phone", "twilio", "android"])
def test_a_gateway_that_counts_can_do_just_what_it_could(kind: str, tmp_path: Path) -> None:
    from nudges.settings import Settings
    from nudges.wiring import make_gateway

    known = {
        "twilio_account_sid": "AC" + "0" * 32, "twilio_auth_token": "token", "twilio_from": "+15550006789",
        "android_url": "http://127.0.0.1:1", "android_user": "u", "android_password": "p",
    }  # fmt: skip
    settings = Settings(gateway="phone" if kind == "memory" else kind, home=tmp_path, **known)  # type: ignore[arg-type]
    made = MemoryGateway() if kind == "memory" else make_gateway(settings)
    counted = measured_gateway(made, Metrics())
    for verbs in (Polls, Pushes, ByWords):
        assert isinstance(counted, verbs) == isinstance(made, verbs), verbs
    assert (counted.dedicated, counted.platform_opt_out) == (made.dedicated, made.platform_opt_out)
