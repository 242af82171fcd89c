"""What programs tell arrives once, from whoever may tell it, and moves the plan that waits for it."""

from datetime import datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from cloudevents.core.bindings.http import HTTPMessage, to_binary_event, to_structured_event
from cloudevents.core.v1.event import CloudEvent
from starlette.testclient import TestClient

from nudges.clock import ManualClock
from nudges.core.facts import Happened
from nudges.gateways.memory import MemoryGateway
from nudges.store.sources import Sources
from nudges.web import create_app
from nudges.web.events import BURST, MOST_A_DAY
from tests.samples import ANA, MONDAY, minutes, plan, service

NOON = MONDAY + timedelta(hours=4)
STRETCH = plan(id="stretch", title="Stretch", when="on event gym.left", cue="At the door")


class Door:
    """Ana, who stretches when she leaves the gym, and a program that may tell of it."""

    def __init__(self, home: Path) -> None:
        self.clock, self.gateway = ManualClock(NOON), MemoryGateway()
        self.service, self.poked = service(gateway=self.gateway), list[str | None]()
        self.service.enrol(ANA, (STRETCH,), MONDAY, "on paper")
        self.service.attend("ana", MONDAY)
        other = msgspec.structs.replace(ANA, id="bob", phone="+14155550111")
        self.service.enrol(other, (), MONDAY, "on paper")
        self.sources = Sources(home / "sources.json")
        self.token = self.sources.add("watch", ("gym.*", "stretch.done"), ("ana",), MONDAY)
        app = create_app(
            self.service, self.clock, self.poked.append, secret=b"s" * 32, local_phones=False, sources=self.sources
        )
        self.web = TestClient(app, base_url="http://127.0.0.1")

    def post(self, message: HTTPMessage, token: str | None = None) -> tuple[int, dict[str, object]]:
        headers = {**message.headers, "authorization": f"Bearer {self.token if token is None else token}"}
        answer = self.web.post("/events", headers=headers, content=message.body)
        return answer.status_code, answer.json()

    def tell(self, **changes: object) -> tuple[int, dict[str, object]]:
        return self.post(to_structured_event(told(**changes)))

    def happened(self, person: str = "ana") -> list[Happened]:
        return self.service.store.read(person).history.events


def told(**changes: object) -> CloudEvent:
    attributes = {
        "specversion": "1.0",
        "id": "1",
        "source": "/watch",
        "type": "gym.left",
        "subject": "ana",
        "time": NOON,
    }
    return CloudEvent({name: value for name, value in (attributes | changes).items() if value is not None}, None)


@pytest.fixture
def door(tmp_path: Path) -> Door:
    return Door(tmp_path)


@pytest.mark.parametrize("bind", [to_structured_event, to_binary_event])
def test_an_event_of_the_official_client_moves_the_plan_that_waits_for_it(door: Door, bind: object) -> None:
    assert callable(bind)
    assert door.post(bind(told(time=NOON))) == (202, {"event": "gym.left", "new": True})
    assert door.poked == ["ana"]
    assert [each.event for each in door.happened()] == ["gym.left"]
    door.service.attend("ana", NOON)
    assert door.gateway.sent[-1][1].id.startswith("nudge/stretch/")


def test_an_event_with_data_is_taken_and_its_data_is_not_kept(door: Door) -> None:
    event = CloudEvent(told().get_attributes() | {"datacontenttype": "application/json"}, {"where": "a place of hers"})
    for bind in (to_structured_event, to_binary_event):
        assert door.post(bind(event))[0] in {200, 202}
    assert "a place of hers" not in repr(door.service.store.read("ana").facts)


def test_what_is_told_again_counts_once(door: Door) -> None:
    assert [door.tell()[0] for _ in range(3)] == [202, 200, 200]
    assert door.post(to_binary_event(told()))[0] == 200
    assert door.tell(id="2")[0] == 202
    assert door.tell(source="/another")[0] == 202
    assert len(door.happened()) == 3


def test_a_storm_brings_one_lawful_text_and_the_rest_is_refused_for_now(door: Door) -> None:
    statuses = [door.tell(id=str(number))[0] for number in range(2 * BURST)]
    assert statuses == [202] * BURST + [429] * BURST
    before = len(door.gateway.sent)
    door.service.attend("ana", NOON)
    assert len(door.gateway.sent) - before == 1
    door.clock.moment += minutes(1)
    assert door.tell(id="later")[0] == 202


def test_a_refused_storm_says_when_there_is_room_again(door: Door) -> None:
    for number in range(BURST):
        door.tell(id=str(number))
    headers = to_structured_event(told(id="more"))
    answer = door.web.post(
        "/events", headers={**headers.headers, "authorization": f"Bearer {door.token}"}, content=headers.body
    )
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "60")


def test_a_day_has_room_for_so_many_events_and_no_more(door: Door) -> None:
    statuses = []
    for number in range(MOST_A_DAY + 1):
        door.clock.moment += timedelta(seconds=2)
        statuses.append(door.tell(id=str(number))[0])
    assert statuses == [202] * MOST_A_DAY + [429]


def test_an_event_that_logs_a_plan_leaves_nothing_to_ask(door: Door) -> None:
    assert door.tell(type="stretch.done")[0] == 202
    assert door.tell(id="2")[0] == 202
    before = len(door.gateway.sent)
    door.service.attend("ana", NOON)
    assert len(door.gateway.sent) == before


@pytest.mark.parametrize("token", ["", "ev_forged", "ev_forged ", "é"])
def test_without_its_token_nobody_tells_anything(door: Door, token: str) -> None:
    message = to_structured_event(told())
    headers = {name.encode(): value.encode() for name, value in message.headers.items()}
    headers[b"authorization"] = f"Bearer {token}".encode()
    assert door.web.post("/events", headers=headers, content=message.body).status_code == 401
    assert door.happened() == []


def test_a_token_that_was_taken_back_is_refused_at_once(door: Door) -> None:
    assert door.tell()[0] == 202
    door.sources.remove("watch")
    assert door.tell(id="2")[0] == 401


@pytest.mark.parametrize(
    ("changes", "status", "says"),
    [
        ({"type": "phone.unlocked"}, 403, "may not tell of 'phone.unlocked'"),
        ({"subject": "bob"}, 403, "not of this person"),
        ({"subject": "nobody"}, 403, "not of this person"),
        ({"type": "Größe!"}, 400, "cannot name an event"),
        ({"time": NOON - timedelta(hours=13)}, 422, "more than 12 hours ago"),
        ({"time": NOON + timedelta(hours=1)}, 422, "later than now"),
        ({"id": "x" * 2000}, 400, "longer than 1024"),
    ],
)
def test_what_may_not_be_told_or_makes_no_sense_is_refused_in_a_sentence(
    door: Door, changes: dict[str, object], status: int, says: str
) -> None:
    code, answer = door.tell(**changes)
    assert (code, says in str(answer["problem"])) == (status, True)
    assert door.happened() == door.happened("bob") == []


def test_a_source_for_one_person_need_not_say_whose_event_it_is(door: Door) -> None:
    assert door.tell(subject=None)[0] == 202
    both = door.sources.add("both", ("gym.left",), ("ana", "bob"), MONDAY)
    code, answer = door.post(to_structured_event(told(id="2", subject=None)), both)
    assert (code, "subject" in str(answer["problem"])) == (400, True)


STRUCTURED = {"content-type": "application/cloudevents+json"}


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({"content-type": "application/json"}, b"{}", 415),
        ({"content-type": "text/plain"}, b"gym.left", 415),
        ({"content-type": "application/cloudevents-batch+json"}, b"[]", 415),
        (STRUCTURED, b"", 400),
        (STRUCTURED, b"{", 400),
        (STRUCTURED, b"[]", 400),
        (STRUCTURED, b"null", 400),
        (STRUCTURED, b"\xff\xfe", 400),
        (STRUCTURED, b'{"specversion": "1.0", "id": "1"}', 400),
        (STRUCTURED, b'{"specversion": "1.0", "id": "", "source": "/w", "type": "gym.left"}', 400),
        (STRUCTURED, b'{"specversion": "1.0", "id": 7, "source": "/w", "type": "gym.left"}', 400),
        (STRUCTURED, b'{"specversion": "0.3", "id": "1", "source": "/w", "type": "gym.left"}', 400),
        (STRUCTURED, b'{"specversion": "1.0", "id": "1", "source": "/w", "type": "gym.left", "time": "soon"}', 400),
        (STRUCTURED, b'{"specversion": "1.0", "id": "1", "source": "/w", "type": ["gym.left"]}', 400),
        ({"ce-specversion": "1.0", "ce-id": "1"}, b"", 400),
        ({"ce-specversion": "9", "ce-id": "1", "ce-source": "/w", "ce-type": "gym.left"}, b"", 400),
        (STRUCTURED, b"[" * 60_000, 400),
        (STRUCTURED, b" " * 70_000, 413),
    ],
)
def test_what_is_no_event_is_refused_in_a_sentence_and_leaves_nothing(
    door: Door, headers: dict[str, str], body: bytes, status: int
) -> None:
    answer = door.web.post("/events", headers={**headers, "authorization": f"Bearer {door.token}"}, content=body)
    assert answer.status_code == status
    assert door.happened() == []
    assert b"Traceback" not in answer.content


def test_a_sender_may_ask_whether_it_is_welcome(door: Door) -> None:
    ask = {"webhook-request-origin": "events.example.org", "authorization": f"Bearer {door.token}"}
    answer = door.web.options("/events", headers=ask)
    assert (answer.status_code, answer.headers["webhook-allowed-origin"]) == (200, "events.example.org")
    assert door.web.options("/events").status_code == 401


def test_an_event_of_someone_who_was_erased_is_refused(door: Door) -> None:
    door.service.remove("ana")
    assert door.tell()[0] == 403


def test_the_file_of_sources_holds_no_token_and_is_for_its_owner_alone(tmp_path: Path) -> None:
    sources = Sources(tmp_path / "home" / "sources.json")
    token = sources.add("watch", ("gym.left",), ("ana",), datetime.now(MONDAY.tzinfo))
    path = tmp_path / "home" / "sources.json"
    assert token not in path.read_text()
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("bind", [to_structured_event, to_binary_event])
def test_an_event_that_says_no_time_happens_as_it_is_told(door: Door, bind: object) -> None:
    """The library puts its own clock where none is said; that clock has no say here."""
    assert callable(bind)
    timed = bind(told())
    headers = {name: value for name, value in timed.headers.items() if name != "ce-time"}
    body = timed.body.replace(f', "time": "{NOON:%Y-%m-%dT%H:%M:%SZ}"'.encode(), b"")
    assert headers != timed.headers or body != timed.body
    assert door.post(HTTPMessage(headers=headers, body=body)) == (202, {"event": "gym.left", "new": True})
