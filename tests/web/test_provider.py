"""The doors of a provider: its calls are taken once, and nobody else's at all."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]

from nudges.clock import ManualClock
from nudges.core.facts import Delivered, Failed, Replied, Stopped
from nudges.gateways.twilio.config import TwilioConfig
from nudges.gateways.twilio.gateway import TwilioGateway
from nudges.twilio_local import NUMBER, LocalTwilio, running
from nudges.web import create_app
from tests.samples import ANA, MONDAY, plan, service

PUBLIC = "https://nudges.test/base"
SID = "SM" + "a" * 32


class Front:
    """A server that Twilio calls, and Ana, who has had her first nudge by it."""

    def __init__(self, twilio: LocalTwilio) -> None:
        account = twilio.account
        config = TwilioConfig(
            account_sid=account.sid, auth_tokens=(account.token,), sender=NUMBER, api_base=twilio.url, public_url=PUBLIC
        )
        self.account, self.clock, self.pokes = account, ManualClock(MONDAY), 0
        self.service = service(gateway=TwilioGateway(config))
        self.service.enrol(ANA, (plan(),), MONDAY, "on paper")
        app = create_app(
            self.service, self.clock, self._poke, secret=b"s", local_phones=False, provider=("twilio", PUBLIC)
        )
        self.web = TestClient(app, base_url="http://127.0.0.1")
        self.clock.moment = MONDAY + timedelta(minutes=31)
        self.service.attend("ana", self.clock.now())

    def _poke(self, _person: str | None) -> None:
        self.pokes += 1

    def post(self, path: str, *, signed: bool = True, **fields: str) -> int:
        fields = {"AccountSid": self.account.sid, **fields}
        signature = RequestValidator(self.account.token).compute_signature(f"{PUBLIC}{path}", fields)
        headers = {"X-Twilio-Signature": signature if signed else "bm9uZQ==", "Host": "inside:8765"}
        return self.web.post(path, content=urlencode(fields), headers={**headers, **FORM}).status_code

    def facts(self, kind: type) -> list[object]:
        return [fact for fact in self.service.store.read("ana").facts if isinstance(fact, kind)]

    @property
    def nudge(self) -> tuple[str, str]:
        """The id of the nudge that left, and Twilio's number of it."""
        message = list(self.service.store.read("ana").history.nudges())[-1]
        return message.queued.id, getattr(message.outcome, "provider_id", "")

    def status(self, said: str, code: str = "") -> int:
        name, sid = self.nudge
        query = urlencode({"n": name, "p": "ana"})
        return self.post(f"/twilio/status?{query}", MessageSid=sid, MessageStatus=said, To=ANA.phone, ErrorCode=code)


FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture
def front() -> object:
    with running() as twilio:
        yield Front(twilio)


def test_a_text_counts_once_however_often_it_is_told(front: Front) -> None:
    for _ in range(3):
        assert (
            front.post("/twilio/message", MessageSid=SID, From=ANA.phone, To=NUMBER, Body="done", NumMedia="0") == 200
        )
    assert len(front.facts(Replied)) == 1
    assert front.pokes == 3


def test_what_is_not_surely_twilios_is_refused_and_leaves_no_trace(front: Front) -> None:
    before = front.service.store.read("ana").facts
    fields = {"MessageSid": SID, "From": ANA.phone, "To": NUMBER, "Body": "stop"}
    assert front.post("/twilio/message", signed=False, MessageSid=SID, From=ANA.phone, To=NUMBER, Body="stop") == 403
    assert front.web.post("/twilio/message", json=fields).status_code == 403
    assert front.web.post("/twilio/message", content=b"\xff" * 1000, headers=FORM).status_code == 403
    assert front.web.post("/twilio/message", content=b"a=" + b"b" * 70_000, headers=FORM).status_code == 413
    assert front.web.get("/twilio/message").status_code == 405
    assert front.service.store.read("ana").facts == before


def test_statuses_go_forward_only_and_the_same_one_counts_once(front: Front) -> None:
    for said in ("sent", "delivered", "delivered", "sent", "failed"):
        assert front.status(said) == 200
    assert len(front.facts(Delivered)) == 1
    assert not front.facts(Failed)


def test_an_opt_out_that_the_carrier_keeps_is_ours_too(front: Front) -> None:
    assert front.status("undelivered", "21610") == 200
    assert len(front.facts(Stopped)) == len(front.facts(Failed)) == 1


def test_a_number_that_is_not_registered_stops_the_lane_and_keeps_what_waits(front: Front) -> None:
    assert front.status("undelivered", "30034") == 200
    broken = front.service.lane.state.broken
    assert broken is not None
    assert broken.code == 30034


def test_a_status_of_nothing_that_we_know_is_taken_and_forgotten(front: Front) -> None:
    assert front.post("/twilio/status?n=nudge%2Fx&p=nobody", MessageSid=SID, MessageStatus="sent") == 200
    assert front.post("/twilio/status", MessageSid=SID, MessageStatus="sent") == 200
