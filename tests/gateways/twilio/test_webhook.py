"""What Twilio's own requests say."""

from urllib.parse import quote, urlencode

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nudges.core.words import Status, Why
from nudges.gateways import Absent, Heard, Told
from nudges.gateways.twilio.gateway import TwilioGateway, callback_of
from nudges.gateways.twilio.webhook import Webhook
from tests.gateways.twilio.signed import (
    CONFIG,
    MESSAGE,
    PUBLIC,
    STATUS,
    by_shared_key,
    posted,
    with_pairs,
)
from tests.gateways.twilio.stand_in import ANA, StandIn, gateway_at, listed, message, sid, text

WEBHOOK = Webhook(CONFIG)
HEARD = Heard(id=sid(1), phone=ANA, text="done 7/10 señora 🙂")


def test_a_text_is_heard() -> None:
    assert WEBHOOK.read(posted()) == [HEARD]


def test_a_text_that_is_signed_with_a_shared_key_is_heard() -> None:
    assert WEBHOOK.read(by_shared_key()) == [HEARD]


def test_the_token_before_the_last_one_still_counts() -> None:
    assert WEBHOOK.read(posted(token="older")) == [HEARD]
    assert WEBHOOK.read(posted(token="oldest")) is None


@pytest.mark.parametrize(
    ("word", "opted_out"), [("STOP", True), ("START", False), ("HELP", None), ("", None), ("stop", True)]
)
def test_what_the_carrier_took_a_word_for_is_heard(word: str, opted_out: bool | None) -> None:
    assert WEBHOOK.read(posted(pairs=with_pairs(MESSAGE, OptOutType=word))) == [
        msgspec.structs.replace(HEARD, opted_out=opted_out)
    ]


def test_pictures_without_words_are_heard() -> None:
    pairs = with_pairs(MESSAGE, Body="", NumMedia="2", MediaUrl0="https://h/1", MessageSid="MM" + "0" * 32)
    assert WEBHOOK.read(posted(pairs=pairs)) == [Heard(id="MM" + "0" * 32, phone=ANA, text="", pictures=2)]


def test_fields_nobody_knows_yet_do_no_harm_but_count() -> None:
    pairs = [
        *MESSAGE,
        ("Channel7", "x"),
        ("Blank", ""),
        ("Twice", "b"),
        ("Twice", "a"),
        ("Twice", "b"),
        ("A=&b", "ü +"),
    ]
    request = posted(pairs=pairs)
    assert WEBHOOK.read(request) == [HEARD]
    for gone in (b"Blank=&", b"Twice=a&", b"Channel7=x&"):
        assert gone in request.body
        assert WEBHOOK.read(msgspec.structs.replace(request, body=request.body.replace(gone, b""))) is None


def test_the_order_of_fields_does_not_matter() -> None:
    request = posted()
    assert WEBHOOK.read(msgspec.structs.replace(request, body=urlencode(MESSAGE[::-1]).encode())) == [HEARD]


def test_a_character_that_no_database_takes_is_left_out() -> None:
    heard = WEBHOOK.read(posted(pairs=with_pairs(MESSAGE, Body="a\x00b")))
    assert heard == [msgspec.structs.replace(HEARD, text="ab")]


def test_a_status_is_told_with_whose_text_it_is() -> None:
    outgoing = message(name="nudge/a b&c/2026-11-24T12:00Z")
    path = callback_of(PUBLIC, outgoing).removeprefix(PUBLIC)
    assert WEBHOOK.read(posted(path, STATUS)) == [
        Told(provider_id=sid(1), status=Status.DELIVERED, id=outgoing.id, person="ana")
    ]


def test_a_status_without_our_id_is_told_by_theirs() -> None:
    assert WEBHOOK.read(posted("/twilio/status", STATUS)) == [Told(provider_id=sid(1), status=Status.DELIVERED)]


@pytest.mark.parametrize(
    ("code", "known", "why"),
    [("30034", 30034, Why.CONFIGURATION), ("21610", 21610, Why.OPTED_OUT), ("98765", 98765, None), ("", None, None),
     ("0", None, None), ("x", None, None), ("-1", None, None), ("٣", None, None)],
)  # fmt: skip
def test_a_failure_is_told_with_its_code(code: str, known: int | None, why: Why | None) -> None:
    said = WEBHOOK.read(posted("/twilio/status", with_pairs(STATUS, MessageStatus="undelivered", ErrorCode=code)))
    assert said is not None
    [told] = said
    assert isinstance(told, Told)
    assert (told.status, told.code, told.why) == (Status.FAILED, known, why)


@pytest.mark.parametrize("word", ["queued", "accepted", "scheduled", "teleported", ""])
def test_a_status_that_is_no_news_is_known_all_the_same(word: str) -> None:
    assert WEBHOOK.read(posted("/twilio/status?n=x", with_pairs(STATUS, MessageStatus=word))) == []


def test_a_status_tells_later_whose_text_it_was(base: str, twilio: StandIn) -> None:
    twilio.answer(listed(text(1, "Noted.")))
    with gateway_at(base, public_url=PUBLIC) as gateway:
        path = callback_of(PUBLIC, message(name="answer/1")).removeprefix(PUBLIC)
        gateway.read(posted(path, with_pairs(STATUS, MessageStatus="sent")))
        assert gateway.find(message("Noted.", name="answer/2")) == Absent()


@pytest.mark.parametrize("public", ["https://h.org", "https://h.org/", "https://h.org/a/b/", "https://h.org:8443",
                                    "http://h.org", "http://127.0.0.1:8765", "http://[::1]:8000/x"])  # fmt: skip
def test_a_public_address_may_have_a_path_a_port_and_a_slash(public: str) -> None:
    webhook = Webhook(msgspec.structs.replace(CONFIG, public_url=public))
    for path in ("/twilio/message", "/twilio/message/", "/twilio/message?x=1&y=%20"):
        assert webhook.read(posted(path, public=public)) == [HEARD]


@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_any_words_are_heard_as_they_were_written(words: str) -> None:
    heard = WEBHOOK.read(posted(pairs=with_pairs(MESSAGE, Body=words)))
    assert heard == [msgspec.structs.replace(HEARD, text=words.replace("\x00", ""))]


@given(
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=60), st.text(st.characters(codec="utf-8"), max_size=60)
)
def test_any_id_of_ours_comes_back(name: str, person: str) -> None:
    outgoing = msgspec.structs.replace(message(name=name), person=person)
    path = callback_of(PUBLIC, outgoing).removeprefix(PUBLIC)
    assert quote(name, safe="") in path
    assert WEBHOOK.read(posted(path, STATUS)) == [
        Told(provider_id=sid(1), status=Status.DELIVERED, id=name, person=person or None)
    ]


def test_the_answer_says_nothing(gateway: TwilioGateway) -> None:
    yes, no = gateway.answer(known=True), gateway.answer(known=False)
    assert (yes.status, no.status) == (200, 403)
    assert yes.content_type == no.content_type == "text/xml"
    assert yes.body == '<?xml version="1.0" encoding="UTF-8"?><Response/>'
