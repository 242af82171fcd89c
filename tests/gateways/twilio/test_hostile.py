"""Requests that claim to be Twilio's and are not, or not surely: they are nobody's, and nothing falls over."""

from typing import NoReturn
from urllib.parse import urlencode

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nudges.gateways import Heard, Posted
from nudges.gateways.twilio.webhook import Webhook
from tests.gateways.twilio.signed import (
    CONFIG,
    KEY,
    MESSAGE,
    PUBLIC,
    STATUS,
    Pairs,
    by_shared_key,
    posted,
    signature,
    with_pairs,
)
from tests.gateways.twilio.stand_in import ACCOUNT, ANA, sid

WEBHOOK = Webhook(CONFIG)
HEARD = Heard(id=sid(1), phone=ANA, text="done 7/10 señora 🙂")


@pytest.mark.parametrize(
    "url",
    [
        "https://h.org.evil.example/twilio/message",
        "https://h.org@evil.example/twilio/message",
        "http://h.org/twilio/message",
        "https://h.org:444/twilio/message",
        "https://evil.example/twilio/message",
        "https://h.org/twilio/messages",
        "https://h.org/twilio/message/x",
        "https://h.org//twilio/message",
        "https://h.org/x/../twilio/message",
        "https://h.org/twilio%2Fmessage",
        "https://h.org/twilio",
        "https://h.org/twilio/message#x",
        "https://h.org/twilio/message?x=1#y",
        "https://h.org/",
        "/twilio/message",
        "",
        "https://[",
    ],
)
def test_another_address_is_nobodys_even_if_it_is_signed(url: str) -> None:
    request = msgspec.structs.replace(
        posted(), url=url, headers={**posted().headers, "x-twilio-signature": signature(url, MESSAGE)}
    )
    assert WEBHOOK.read(request) is None


def test_without_a_public_address_nobody_is_believed() -> None:
    webhook = Webhook(msgspec.structs.replace(CONFIG, public_url=""))
    assert webhook.read(posted()) is None
    assert webhook.read(posted(public="")) is None


def test_each_change_of_a_request_makes_it_nobodys() -> None:
    request = posted()
    changed: dict[str, list[dict[str, object]]] = {
        "method": [{"method": name} for name in ("GET", "PUT", "HEAD", "")],
        "url": [{"url": f"{request.url}{more}"} for more in ("/", "?x=1", "#x", " ")],
        "body": [{"body": body} for body in (b"", request.body[:-1], request.body[1:], request.body[:60], b"\x00",
                                             request.body + b"&x=1", request.body + b"&", b"&" + request.body,
                                             request.body.replace(b"done", b"stop"), request.body * 2)],
    }  # fmt: skip
    for part, changes in changed.items():
        for change in changes:
            assert WEBHOOK.read(msgspec.structs.replace(request, **change)) is None, part


@pytest.mark.parametrize(
    "headers",
    [
        {"x-twilio-signature": ""},
        {"x-twilio-signature": "x"},
        {"x-twilio-signature": signature("https://h.org/twilio/message", MESSAGE, "another")},
        {"x-twilio-signature": signature("https://h.org/twilio/message", MESSAGE, "")},
        {"X-Twilio-Signature": signature("https://h.org/twilio/message", MESSAGE)},
        {"x-twilio-webhooks-signature-settings": f"key={KEY},algorithm=HMAC_SHA256"},
        {"x-twilio-webhooks-signature-settings": "key=other,algorithm=HMAC_SHA1"},
        {"content-type": ""},
        {"content-type": "application/json"},
        {"content-type": "text/plain"},
        {"content-type": "multipart/form-data; boundary=x"},
        {"content-type": "application/x-www-form-urlencoded; charset=utf-16"},
        {"content-type": "application/x-www-form-urlencodedx"},
    ],
    ids=str,
)
def test_a_doubtful_header_makes_it_nobodys(headers: dict[str, str]) -> None:
    request = posted()
    changed = msgspec.structs.replace(request, headers={**request.headers, **headers})
    assert WEBHOOK.read(changed) is None


def test_headers_may_be_written_in_any_case() -> None:
    headers = {name.title(): value for name, value in posted().headers.items()}
    assert WEBHOOK.read(msgspec.structs.replace(posted(), headers=headers)) == [HEARD]


@pytest.mark.parametrize("settings", [f"key={KEY},algorithm=HMAC_SHA1", "key=other,algorithm=HMAC_SHA256", "x", ","])
def test_a_shared_key_that_is_not_held_or_used_otherwise_signs_nothing(settings: str) -> None:
    assert WEBHOOK.read(by_shared_key(settings=settings)) is None
    assert WEBHOOK.read(by_shared_key(secret="guessed")) is None


def test_json_is_nobodys_even_if_its_hash_is_signed() -> None:
    body = b'{"property": "value", "boolean": true}'
    hashed = "0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620"
    url = f"{PUBLIC}/twilio/message?bodySHA256={hashed}"
    headers = {"content-type": "application/json", "x-twilio-signature": signature(url, ())}
    assert WEBHOOK.read(Posted(method="POST", url=url, headers=headers, body=body)) is None
    headers["content-type"] = "application/x-www-form-urlencoded"
    assert WEBHOOK.read(Posted(method="POST", url=url, headers=headers, body=body)) is None


@pytest.mark.parametrize("body", [b"Body=%ff", b"Body=%ED%A0%80", "Body=ü".encode(), b"Body=\xff", b"Body", b"=&=",
                                  b"&".join(b"a%d=" % number for number in range(600))])  # fmt: skip
def test_a_body_that_is_not_well_encoded_is_nobodys(body: bytes) -> None:
    request = posted()
    assert WEBHOOK.read(msgspec.structs.replace(request, body=request.body + b"&" + body)) is None


def test_broken_bytes_do_not_pass_for_the_sign_that_stands_for_them() -> None:
    request = posted(pairs=with_pairs(MESSAGE, Body="\ufffd"))
    assert b"%EF%BF%BD" in request.body
    assert WEBHOOK.read(msgspec.structs.replace(request, body=request.body.replace(b"%EF%BF%BD", b"%FF"))) is None


def test_a_body_is_64_kilobytes_at_most() -> None:
    room = 64 * 1024 - len(posted(pairs=[*MESSAGE, ("Filler", "")]).body)
    fits, bursts = ([*MESSAGE, ("Filler", "x" * (room + more))] for more in (0, 1))
    assert WEBHOOK.read(posted(pairs=fits)) == [HEARD]
    assert WEBHOOK.read(posted(pairs=bursts)) is None


@pytest.mark.parametrize("name", ["MessageSid", "From", "Body", "AccountSid", "NumMedia"])
def test_a_field_with_two_values_says_nothing_even_if_it_is_signed(name: str) -> None:
    twice = {
        "MessageSid": sid(2),
        "From": "+14155550199",
        "Body": "stop",
        "AccountSid": "AC" + "c" * 32,
        "NumMedia": "3",
    }
    assert WEBHOOK.read(posted(pairs=[*MESSAGE, (name, twice[name])])) is None
    assert WEBHOOK.read(posted("/twilio/status?n=a&n=b", STATUS)) is None


def test_a_field_twice_with_the_same_value_is_said_once() -> None:
    request = posted()
    assert WEBHOOK.read(msgspec.structs.replace(request, body=request.body + b"&NumMedia=0")) == [HEARD]


@pytest.mark.parametrize(
    "changes",
    [
        {"MessageSid": None},
        {"MessageSid": ""},
        {"MessageSid": "SM1"},
        {"MessageSid": sid(1) + "NumMedia0"},
        {"MessageSid": "CA" + "0" * 32},
        {"From": None},
        {"From": ""},
        {"Body": None},
        {"NumMedia": "many"},
        {"AccountSid": "AC" + "c" * 32},
    ],
    ids=str,
)
def test_a_signed_request_that_makes_no_sense_is_nobodys(changes: dict[str, str | None]) -> None:
    assert WEBHOOK.read(posted(pairs=with_pairs(MESSAGE, **changes))) is None


def test_a_value_cannot_move_from_one_field_to_another_under_the_same_signature() -> None:
    good = posted(pairs=with_pairs(MESSAGE, ToCountry=None, FromZip=None))
    moved: Pairs = [("AccountSid", ACCOUNT), ("Body", "done 7/10 señora 🙂From" + ANA), ("MessageSid", sid(1)),
                    ("NumMedia", "0"), ("To", "+15005550006")]  # fmt: skip
    assert signature(good.url, moved) == good.headers["x-twilio-signature"]
    assert WEBHOOK.read(msgspec.structs.replace(good, body=urlencode(moved).encode())) is None


class Broken(dict[str, str]):
    """Headers that fall over."""

    def items(self) -> NoReturn:
        raise RuntimeError


def test_nothing_is_ever_raised() -> None:
    odd = msgspec.structs.replace(posted(), headers=Broken())
    assert WEBHOOK.read(odd) is None
    for part in ("method", "url", "headers", "body"):
        assert WEBHOOK.read(msgspec.structs.replace(posted(), **{part: None})) is None


@given(
    st.sampled_from(["/twilio/message", "/twilio/status", "/twilio/status?n="]),
    st.text(max_size=20),
    st.dictionaries(st.text(max_size=20), st.text(max_size=20), max_size=4),
    st.binary(max_size=200),
)
def test_no_forged_request_is_believed(path: str, query: str, headers: dict[str, str], body: bytes) -> None:
    form = {"content-type": "application/x-www-form-urlencoded"}
    request = Posted(method="POST", url=f"{PUBLIC}{path}{query}", headers={**headers, **form}, body=body)
    assert WEBHOOK.read(request) is None
