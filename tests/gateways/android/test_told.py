"""What the phone tells: only what it has signed itself, and just now, counts; and it counts once."""

import json
from datetime import datetime, timedelta

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nudges.android_local import Ending
from nudges.clock import ManualClock
from nudges.core.words import Status, Why
from nudges.gateways import Heard, Posted, Taken, Told
from nudges.gateways.android import AndroidConfig, AndroidGateway
from tests.gateways.android.parts import ANA, NOON, Set, a_door, outgoing

TEXT = {"messageId": "1a2b", "message": "y", "sender": ANA, "receivedAt": "2026-11-24T07:00:00.000-05:00"}


def posted(it: Set, event: str, payload: object, **headers: str) -> Posted:
    """Return a request as the phone would sign it."""
    return signed(it, json.dumps({"event": event, "id": "1", "webhookId": "1", "payload": payload}).encode(), **headers)


def signed(it: Set, body: bytes, **headers: str) -> Posted:
    return Posted(method="POST", url="", headers=it.phone.courier.signed(body) | headers, body=body)


def test_a_text_that_arrives_is_heard(it: Set) -> None:
    with a_door(it, "sms:received"):
        it.phone.hear(ANA, "done! 7/10 ¡qué bien! 🌱")
        assert it.phone.courier.deliver() == 1
    (heard,) = it.texts()
    assert (heard.phone, heard.text, heard.pictures, heard.opted_out) == (ANA, "done! 7/10 ¡qué bien! 🌱", 0, None)


def test_a_text_that_is_told_twice_has_the_same_id(it: Set) -> None:
    it.phone.courier.doubled = True
    with a_door(it, "sms:received"):
        it.phone.hear(ANA, "y")
        it.phone.courier.deliver()
    first, second = it.texts()
    assert first == second


def test_the_same_words_at_another_moment_are_another_text(it: Set) -> None:
    with a_door(it, "sms:received"):
        for _ in range(3):
            it.phone.hear(ANA, "y")
            it.pass_time(seconds=1)
        it.phone.courier.deliver()
    assert len({heard.id for heard in it.texts()}) == 3


def test_texts_whose_numbers_clash_are_told_apart_by_their_moment(it: Set) -> None:
    later = TEXT | {"receivedAt": "2026-11-24T07:00:01.000-05:00"}
    ids = [found[0].id for each in (TEXT, later) if (found := it.gateway.read(posted(it, "sms:received", each)))]
    assert len(set(ids)) == 2


def test_a_phone_that_travels_tells_a_text_by_the_same_id(it: Set) -> None:
    elsewhere = TEXT | {"receivedAt": "2026-11-24T13:00:00.000+01:00"}
    home, away = (it.gateway.read(posted(it, "sms:received", each)) for each in (TEXT, elsewhere))
    assert home == away


def test_the_offset_of_an_old_phone_loses_no_text(it: Set) -> None:
    odd = TEXT | {"receivedAt": "2026-11-24T07:00:00.000+-5:0"}
    assert it.gateway.read(posted(it, "sms:received", odd)) == [
        Heard(id="text-00001a2b-20261124T07000000050", phone=ANA, text="y")
    ]


def test_an_id_has_no_sign_at_which_ours_are_cut(it: Set) -> None:
    odd = TEXT | {"receivedAt": "24/11/2026"}
    (heard,) = it.gateway.read(posted(it, "sms:received", odd)) or []
    assert "/" not in (heard.id or "")


SENDERS = """
+14155550100        US  +14155550100
14155550100         US  +14155550100
(415)555-0100       US  +14155550100
79161234567         US  +79161234567
4915112345678       US  +4915112345678
015112345678        DE  +4915112345678
4915112345678       DE  +4915112345678
600123456           ES  +34600123456
34600123456         ES  +34600123456
+34600123456        US  +34600123456
89161234567         RU  +79161234567
"""


@pytest.mark.parametrize("row", SENDERS.strip().splitlines())
def test_a_sender_is_written_as_the_world_writes_it(it: Set, row: str) -> None:
    sender, region, number = row.split()
    gateway = it.with_config(region=region)
    (heard,) = gateway.read(posted(it, "sms:received", TEXT | {"sender": sender})) or []
    assert isinstance(heard, Heard)
    assert heard.phone == number


@pytest.mark.parametrize("sender", ["MyBank", "22395", "unknown", "1-800-FLOWERS", "", "+", "٣٤٥"])
def test_who_is_no_phone_is_known_and_left_alone(it: Set, sender: str) -> None:
    assert it.gateway.read(posted(it, "sms:received", TEXT | {"sender": sender})) == []


def test_an_older_app_names_the_sender_otherwise(it: Set) -> None:
    old = {name: value for name, value in TEXT.items() if name != "sender"} | {"phoneNumber": ANA}
    (heard,) = it.gateway.read(posted(it, "sms:received", old)) or []
    assert isinstance(heard, Heard)
    assert heard.phone == ANA


def test_pictures_are_counted_and_their_words_heard(it: Set) -> None:
    with a_door(it, "mms:downloaded"):
        it.phone.see(ANA, "17", "look", pictures=2)
        it.phone.see(ANA, "18")
        it.phone.courier.deliver()
    assert [(heard.text, heard.pictures) for heard in it.texts()] == [("look", 2), ("", 1)]


def test_pictures_with_a_title_only_have_its_words(it: Set) -> None:
    titled = {"messageId": "19", "sender": ANA, "receivedAt": TEXT["receivedAt"], "subject": "look", "attachments": []}
    (heard,) = it.gateway.read(posted(it, "mms:downloaded", titled)) or []
    assert isinstance(heard, Heard)
    assert heard.text == "look"


ENDINGS = {
    Ending.DELIVERED: ([Status.SENT, Status.DELIVERED], None, None),
    Ending.NO_RECEIPT: ([Status.SENT], None, None),
    Ending.RADIO_OFF: ([Status.FAILED], Why.CONFIGURATION, None),
    Ending.NO_SIM: ([Status.FAILED], Why.CONFIGURATION, None),
    Ending.NO_SERVICE: ([Status.FAILED], None, None),
    Ending.NO_CREDIT: ([Status.FAILED], None, None),
    Ending.RATE: ([Status.FAILED], None, None),
    Ending.WORDS: ([Status.FAILED], Why.CONTENT, None),
    Ending.UNREACHABLE: ([Status.SENT, Status.FAILED], Why.RECIPIENT, 70),
}


@pytest.mark.parametrize("ending", Ending, ids=lambda ending: ending.name)
def test_what_became_of_a_text_is_told_by_our_id_and_its_persons(it: Set, ending: Ending) -> None:
    statuses, why, code = ENDINGS[ending]
    it.phone.endings[ANA] = ending
    with a_door(it, "sms:sent", "sms:delivered", "sms:failed"):
        taken = it.gateway.send(outgoing(), NOON)
        it.phone.work()
        it.phone.courier.deliver()
    assert isinstance(taken, Taken)
    told = it.told()
    assert [each.status for each in told] == statuses
    assert {(each.person, each.id, each.provider_id) for each in told} == {("ana", outgoing().id, taken.provider_id)}
    assert (told[-1].why, told[-1].code) == (why, code)
    assert it.gateway.status(taken.provider_id) == told[-1]


def test_no_number_comes_along_with_a_failure(it: Set) -> None:
    it.phone.endings[ANA] = Ending.UNREACHABLE
    with a_door(it, "sms:failed"):
        it.gateway.send(outgoing(), NOON)
        it.phone.work()
        it.phone.courier.deliver()
    assert it.told()[0].detail == "The carrier gave up: their phone could not be reached."


def test_a_text_that_waits_or_is_not_there_has_no_status(it: Set) -> None:
    taken = it.gateway.send(outgoing(), NOON)
    assert isinstance(taken, Taken)
    assert it.gateway.status(taken.provider_id) is None
    assert it.gateway.status("nudges-nothing") is None


def test_a_text_that_somebody_cancels_on_the_phone_failed(it: Set) -> None:
    with a_door(it, "sms:cancelled"):
        taken = it.gateway.send(outgoing(), NOON)
        assert isinstance(taken, Taken)
        it.phone.cancel(taken.provider_id)
        it.phone.courier.deliver()
    (told,) = it.told()
    assert (told.status, told.detail) == (Status.FAILED, "Somebody cancelled it on the phone.")
    assert it.gateway.status(taken.provider_id) == told


def test_each_part_has_its_receipt_and_all_say_the_same(it: Set) -> None:
    with a_door(it, "sms:delivered"):
        it.gateway.send(outgoing(text="x" * 400), NOON)
        it.phone.work()
        it.phone.courier.deliver()
    assert len(it.told()) == 3
    assert len({(each.provider_id, each.status) for each in it.told()}) == 1


@pytest.mark.parametrize("event", ["system:ping", "app:started", "mms:received", "sms:data-received", "sms:tomorrow"])
def test_what_is_of_no_interest_is_known_and_says_nothing(it: Set, event: str) -> None:
    assert it.gateway.read(posted(it, event, {"anything": 1})) == []


def test_what_became_of_the_texts_of_other_programs_says_nothing(it: Set) -> None:
    assert it.gateway.read(posted(it, "sms:sent", {"messageId": "PyDmBQZZXYmyxMwED8Fzy"})) == []


def changed(request: Posted, **changes: object) -> Posted:
    return msgspec.structs.replace(request, **changes)


def with_header(request: Posted, name: str, value: str | None) -> Posted:
    headers = {key: each for key, each in request.headers.items() if key != name}
    return changed(request, headers=headers if value is None else headers | {name: value})


def test_the_vector_that_was_made_by_hand_passes(it: Set) -> None:
    # printf '%s' '{"event":"system:ping","payload":{}}1795521600' | openssl dgst -sha256 -hmac signing
    body = b'{"event":"system:ping","payload":{}}'
    signature = "ef6d6b7ed808d3e2137eef05156292f116f7689a51b54aedc6999f221ad26fed"
    headers = {"X-Timestamp": "1795521600", "X-Signature": signature}
    request = Posted(method="POST", url="", headers=headers, body=body)
    assert it.gateway.read(request) == []
    assert it.gateway.read(changed(request, body=body + b" ")) is None


def test_names_of_headers_may_be_written_in_any_case(it: Set) -> None:
    request = posted(it, "sms:received", TEXT)
    shouted = {name.upper(): value for name, value in request.headers.items()}
    assert it.gateway.read(changed(request, headers=shouted)) == it.gateway.read(request)


def test_any_doubt_about_who_tells_it_is_nothing(it: Set) -> None:
    right = posted(it, "sms:received", TEXT)
    assert it.gateway.read(right)
    signature = right.headers["X-Signature"]
    doubts = [
        with_header(right, "X-Signature", None),
        with_header(right, "X-Signature", ""),
        with_header(right, "X-Signature", "é" * 64),
        with_header(right, "X-Signature", "\ud800"),
        with_header(right, "X-Signature", signature[:-1]),
        with_header(right, "X-Signature", signature[:-1] + ("0" if signature[-1] != "0" else "1")),
        with_header(right, "X-Timestamp", None),
        with_header(right, "X-Timestamp", str(int(right.headers["X-Timestamp"]) + 1)),
        with_header(right, "X-Timestamp", right.headers["X-Timestamp"] + "\n"),
        with_header(right, "X-Timestamp", "now"),
        with_header(right, "X-Timestamp", "9" * 5000),
        with_header(right, "X-Timestamp", "²"),
        changed(right, body=right.body.replace(b'"y"', b'"n"')),
        changed(right, body=b""),
        changed(right, method="GET"),
    ]
    assert [it.gateway.read(doubt) for doubt in doubts] == [None] * len(doubts)


@pytest.mark.parametrize("key", ["", "another", "signing "])
def test_another_key_or_none_opens_nothing(it: Set, key: str) -> None:
    it.phone.courier.key = key
    request = posted(it, "sms:received", TEXT)
    assert it.gateway.read(request) is None
    if not key:
        assert it.with_config(signing_key="").read(request) is None


@pytest.mark.parametrize(("apart", "counts"), [(0, True), (300, True), (-300, True), (301, False), (-301, False)])
def test_a_request_counts_for_five_minutes(it: Set, apart: int, counts: bool) -> None:
    request = posted(it, "sms:received", TEXT)
    it.pass_time(seconds=apart)
    assert (it.gateway.read(request) is not None) is counts


NEVER_SAID = [
    b"",
    b"{",
    b"null",
    b"[]",
    b"\xff\xfe",
    b'{"event": "sms:received"}',
    b'{"event": 7, "payload": {}}',
    b'{"event": "sms:received", "payload": {}}',
    b'{"event": "sms:received", "payload": []}',
    b'{"event": "sms:received", "payload": {"messageId": "x y", "receivedAt": "", "sender": "+14155550100"}}',
    b'{"event": "sms:received", "payload": {"messageId": 3, "receivedAt": "now", "sender": "+14155550100"}}',
    b'{"event": "sms:sent", "payload": {"messageId": null}}',
    b'{"event": "sms:sent", "payload": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
]


@pytest.mark.parametrize("body", NEVER_SAID, ids=range(len(NEVER_SAID)))
def test_what_the_app_never_says_is_nothing_even_if_it_is_signed(it: Set, body: bytes) -> None:
    assert it.gateway.read(signed(it, body)) is None


PAYLOADS = st.dictionaries(
    st.sampled_from(["messageId", "message", "sender", "receivedAt", "phoneNumber", "reason", "attachments", "body"]),
    st.one_of(st.text(), st.none(), st.integers(), st.lists(st.text()), st.sampled_from([ANA, "1f", "nudges-YQ"])),
)
EVENTS = st.sampled_from(["sms:received", "mms:downloaded", "sms:sent", "sms:delivered", "sms:failed", "sms:cancelled"])


@settings(max_examples=500, deadline=None)
@given(event=EVENTS, payload=PAYLOADS, headers=st.dictionaries(st.text(), st.text()), moment=st.datetimes())
def test_nothing_is_ever_raised(
    event: str, payload: dict[str, object], headers: dict[str, str], moment: datetime
) -> None:
    clock = ManualClock(NOON)
    config = AndroidConfig(base_url="", username="", password="", signing_key="signing", region="US")
    gateway = AndroidGateway(config, clock.now)
    it = Signer("signing", clock)
    body = json.dumps({"event": event, "payload": payload | {"receivedAt": moment.isoformat()}}).encode()
    for request in (it.posted(body, {}), it.posted(body, headers)):
        found = gateway.read(request)
        assert found is None or all(isinstance(each, Heard | Told) for each in found)


class Signer:
    """Signs as the phone does, without one."""

    def __init__(self, key: str, clock: ManualClock) -> None:
        from nudges.android_local.courier import Courier

        self._courier = Courier(key, "device", clock.now)

    def posted(self, body: bytes, headers: dict[str, str]) -> Posted:
        return Posted(method="POST", url="", headers=headers | self._courier.signed(body), body=body)


def test_the_phone_comes_again_until_somebody_listens_and_signs_anew(it: Set) -> None:
    with a_door(it, "sms:received"):
        it.phone.courier.key = "mistyped"
        it.phone.hear(ANA, "y")
        assert it.phone.courier.deliver() == 0
        assert it.refused == 1
        it.phone.courier.key = "signing"
        assert it.phone.courier.deliver() == 0, "it waits"
        it.pass_time(hours=1)
        assert it.phone.courier.deliver() == 1
        it.pass_time(hours=1)
        assert it.phone.courier.deliver() == 0, "it was heard"
    assert [heard.text for heard in it.texts()] == ["y"]


def test_statuses_that_come_in_the_wrong_order_say_each_what_they_say(it: Set) -> None:
    with a_door(it, "sms:sent", "sms:delivered"):
        it.gateway.send(outgoing(), NOON)
        it.phone.work()
        it.phone.courier.letters.reverse()
        it.phone.courier.deliver()
    assert [told.status for told in it.told()] == [Status.DELIVERED, Status.SENT]


def test_a_clock_of_the_phone_that_is_wrong_refuses_what_it_tells(it: Set) -> None:
    request = posted(it, "sms:received", TEXT)
    it.clock.moment += timedelta(minutes=6)
    assert it.gateway.read(request) is None
    assert it.gateway.answer(known=False).status == 403
