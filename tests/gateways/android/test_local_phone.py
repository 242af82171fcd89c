"""The local phone behaves as the app does, as far as its source tells."""

import signal
import subprocess
import sys
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
import requests

from nudges.android_local import Ending, Fault, numbers
from nudges.core.words import Status, Why
from nudges.gateways.android.failures import failure
from nudges.gateways.android.wire import java_hash
from tests.gateways.android.parts import ANA, NOON, Set, a_door
from tests.running import until

LOGIN = ("sms", "local")
ONE: dict[str, Any] = {"id": "one", "phoneNumbers": [ANA], "textMessage": {"text": "hi"}}


def post(
    it: Set, body: Mapping[str, Any], query: str = "?skipPhoneValidation=true", path: str = "/messages"
) -> requests.Response:
    return requests.post(f"{it.address}{path}{query}", json=body, auth=LOGIN, timeout=5)


def get(it: Set, path: str) -> requests.Response:
    return requests.get(f"{it.address}{path}", auth=LOGIN, timeout=5)


@pytest.mark.parametrize("path", ["/message", "/messages"])
def test_a_message_is_taken_shown_and_told_of_what_it_became(it: Set, path: str) -> None:
    taken = post(it, ONE, path=path)
    assert taken.status_code == 202
    assert taken.json() == {
        "id": "one",
        "deviceId": "local-device",
        "state": "Pending",
        "isHashed": False,
        "isEncrypted": False,
        "recipients": [{"phoneNumber": ANA, "state": "Pending"}],
        "states": {"Pending": "2026-11-24T07:00:00.000-05:00"},
        "textMessage": {"text": "hi"},
    }
    it.phone.work()
    shown = get(it, f"{path}/one").json()
    assert shown["state"] == "Delivered"
    assert list(shown["states"]) == ["Pending", "Processed", "Sent", "Delivered"]


def test_an_id_is_taken_once_whatever_became_of_it(it: Set) -> None:
    it.phone.endings[ANA] = Ending.NO_SERVICE
    assert post(it, ONE).status_code == 202
    it.phone.work()
    assert post(it, ONE).status_code == 409
    assert it.phone.messages["one"].state == "Failed"


def test_a_number_twice_in_a_message_is_taken_for_a_twin(it: Set) -> None:
    assert post(it, ONE | {"phoneNumbers": [ANA, ANA]}).status_code == 409


WRONG = [
    {"phoneNumbers": [ANA]},
    {"phoneNumbers": [], "message": "hi"},
    {"phoneNumbers": [ANA], "message": "hi", "textMessage": {"text": "hi"}},
    {"phoneNumbers": [ANA], "message": ""},
    {"phoneNumbers": ANA, "message": "hi"},
    {"message": "hi"},
    ONE | {"ttl": -1},
    ONE | {"ttl": 60, "validUntil": "2026-11-25T00:00:00Z"},
    ONE | {"validUntil": "2026-11-23T00:00:00Z"},
    ONE | {"scheduleAt": "2026-11-23T00:00:00Z"},
    ONE | {"deviceId": "another"},
]


@pytest.mark.parametrize("body", WRONG, ids=range(len(WRONG)))
def test_what_makes_no_sense_is_not_taken(it: Set, body: Mapping[str, Any]) -> None:
    answer = post(it, body)
    assert (answer.status_code, list(answer.json())) == (400, ["message"])
    assert it.phone.messages == {}


def test_only_who_knows_the_password_comes_in(it: Set) -> None:
    assert requests.get(f"{it.address}/messages", timeout=5).status_code == 401
    assert requests.get(f"{it.address}/messages", auth=("sms", "wrong"), timeout=5).status_code == 401
    assert requests.get(f"{it.address}/health", timeout=5).json()["status"] == "pass"


DOUBTS = {
    "+442079460000": "sendSMS: Invalid phone number type",
    "+14151550100": "sendSMS: Invalid phone number",
    "nobody": "sendSMS: The string supplied did not seem to be a phone number.",
}


@pytest.mark.parametrize("number", DOUBTS)
def test_a_number_that_can_get_no_text_fails_unless_nobody_looks(it: Set, number: str) -> None:
    post(it, ONE | {"id": "strict", "phoneNumbers": [number]}, "")
    post(it, ONE | {"id": "lenient", "phoneNumbers": [number]})
    it.phone.work()
    assert it.phone.messages["strict"].error == DOUBTS[number]
    assert it.phone.messages["lenient"].state == "Delivered"
    assert failure(DOUBTS[number]).why is Why.RECIPIENT


def test_the_newest_leaves_first_unless_another_matters_more(it: Set) -> None:
    for id_, priority in (("old", 0), ("urgent", 100), ("new", 0)):
        post(it, ONE | {"id": id_, "priority": priority})
        it.pass_time(seconds=1)
    it.phone.work()
    assert [left.id for left in it.phone.left] == ["urgent", "new", "old"]


def test_what_is_for_later_waits(it: Set) -> None:
    post(it, ONE | {"scheduleAt": (NOON + timedelta(hours=1)).isoformat()})
    assert it.phone.work() == 0
    it.pass_time(hours=1)
    assert it.phone.work() == 1


def test_what_waits_can_be_cancelled_and_what_left_cannot(it: Set) -> None:
    post(it, ONE)
    address = f"{it.address}/messages"
    assert requests.delete(f"{address}/one", auth=LOGIN, timeout=5).json()["state"] == "Cancelled"
    assert it.phone.work() == 0
    post(it, ONE | {"id": "two"})
    it.phone.work()
    assert requests.delete(f"{address}/two", auth=LOGIN, timeout=5).status_code == 400
    assert requests.delete(f"{address}/three", auth=LOGIN, timeout=5).status_code == 404


def test_messages_are_listed_by_state_in_parts(it: Set) -> None:
    for place in range(5):
        post(it, ONE | {"id": str(place)})
        it.pass_time(seconds=1)
    page = get(it, "/messages?limit=2&offset=1&state=Pending")
    assert ([each["id"] for each in page.json()], page.headers["X-Total-Count"]) == (["3", "2"], "5")
    assert get(it, "/messages?state=Failed").json() == []


def test_the_inbox_shows_what_arrived_the_newest_first(it: Set) -> None:
    it.phone.hear(ANA, "one", at=NOON - timedelta(minutes=2))
    it.phone.hear(ANA, "two", at=NOON - timedelta(minutes=1))
    page = get(it, "/inbox?limit=1")
    assert page.headers["X-Total-Count"] == "2"
    (row,) = page.json()
    assert row | {"id": ""} == {
        "id": "",
        "type": "SMS",
        "sender": ANA,
        "contentPreview": "two",
        "createdAt": "2026-11-24T06:59:00.000-05:00",
        "attachments": [],
    }
    assert get(it, "/inbox?from=2026-11-24T11:59:00Z").headers["X-Total-Count"] == "1"


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=501", "offset=-1", "type=FAX", "from=yesterday", "from=2027-01-01T00:00:00Z"]
)
def test_an_inbox_that_is_asked_nonsense_says_so(it: Set, query: str) -> None:
    assert get(it, f"/inbox?{query}").status_code == 400


def test_the_same_text_of_the_same_second_is_one_text(it: Set) -> None:
    with a_door(it, "sms:received"):
        it.phone.hear(ANA, "y")
        it.phone.hear(ANA, "y")
        it.phone.courier.deliver()
    assert len(it.texts()) == len(it.phone.inbox) == 1


def test_somebody_can_ask_to_be_told_and_not_to_be(it: Set) -> None:
    asked = {"id": "mine", "url": "http://127.0.0.1:9/in", "event": "sms:sent"}
    address = f"{it.address}/webhooks"
    assert requests.post(address, json=asked, auth=LOGIN, timeout=5).status_code == 201
    assert get(it, "/webhooks").json() == [asked | {"source": "Local"}]
    bare = asked | {"url": "http://phone.example/in"}
    assert requests.post(address, json=bare, auth=LOGIN, timeout=5).status_code == 400
    assert requests.delete(f"{address}/mine", auth=LOGIN, timeout=5).status_code == 204
    assert get(it, "/webhooks").json() == []


def test_it_gives_up_telling_after_fifteen_times(it: Set) -> None:
    it.phone.wants("http://127.0.0.1:9/in", "sms:received")
    it.phone.hear(ANA, "y")
    for tried in range(15):
        assert [letter.tried for letter in it.phone.courier.letters] == [tried]
        it.phone.courier.deliver()
        it.pass_time(days=1)
    assert it.phone.courier.letters == []


def test_a_phone_that_was_set_up_anew_knows_nothing_of_before(it: Set) -> None:
    post(it, ONE)
    it.phone.restart()
    assert get(it, "/messages/one").status_code == 404


@pytest.mark.parametrize("text", ["", "a", "¡sí!", "🌱🌱", "polygenelubricants", "x" * 2000])
def test_two_ways_to_know_a_text_by_number_agree(text: str) -> None:
    assert numbers.of_string(text) & 0xFFFFFFFF == java_hash(text)


def test_a_delivery_is_told_in_the_words_that_we_read(it: Set) -> None:
    with a_door(it, "sms:delivered"):
        post(it, ONE | {"id": "nudges-YW5hCm4"})
        it.phone.work()
        it.phone.courier.deliver()
    assert [(told.status, told.person, told.id) for told in it.told()] == [(Status.DELIVERED, "ana", "n")]


def test_it_can_be_told_that_somebody_writes_and_that_something_goes_wrong(it: Set) -> None:
    address = f"{it.address}/control"
    assert requests.post(f"{address}/inbound", json={"from": ANA, "body": "y"}, timeout=5).status_code == 204
    assert [arrival.preview for arrival in it.phone.inbox.values()] == ["y"]
    wrong: dict[str, Any] = {"next": ["BUSY"], "endings": {ANA: "NO_CREDIT"}}
    assert requests.post(f"{address}/faults", json=wrong, timeout=5).status_code == 204
    assert (list(it.phone.faults), it.phone.endings) == ([Fault.BUSY], {ANA: Ending.NO_CREDIT})
    assert "BUSY" in requests.post(f"{address}/faults", json={"next": ["?"]}, timeout=5).json()["next"]
    assert requests.post(f"{address}/inbound", json={}, timeout=5).status_code == 400


def test_it_calls_no_other_machine(it: Set) -> None:
    it.phone.wants("http://192.0.2.1/in", "sms:received")
    it.phone.hear(ANA, "y")
    assert it.phone.courier.deliver() == 0


def test_it_runs_by_itself_until_it_is_stopped() -> None:
    script = (
        "from zoneinfo import ZoneInfo; from nudges.android_local import AndroidPhone, serve;"
        "from nudges.clock import SystemClock;"
        "serve(AndroidPhone(SystemClock().now, ZoneInfo('UTC')), 0, lambda url: print(url, flush=True))"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        query = "?skipPhoneValidation=true"
        requests.post(f"{address}/messages{query}", json=ONE, auth=LOGIN, timeout=5).raise_for_status()
        until(lambda: requests.get(f"{address}/control/left", timeout=5).json(), "the text to leave")
        process.send_signal(signal.SIGINT)
        process.wait(20)
