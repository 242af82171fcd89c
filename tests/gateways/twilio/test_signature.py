"""Signatures: the published vectors hold, and nothing beside them."""

import pytest

from nudges.gateways.twilio.config import TwilioConfig
from nudges.gateways.twilio.signature import Fields, Signatures
from tests.gateways.twilio.signed import signature

URL = "https://mycompany.com/myapp.php?foo=1&bar=2"
KEY = "webhooks_sharedkey_1"
BY_KEY = f"key={KEY},algorithm=HMAC_SHA256"
PLAIN, SHARED = "RSOYDt4T1cUTdK1PDd93/VVr8B8=", "033hgUJA9M/hXIZsYjwkerEP/DBm35nEri5FhCYjA5s="
SIGNATURES = Signatures(TwilioConfig(account_sid="AC", auth_tokens=("new", "12345"), shared_keys={KEY: "12345"}))


def call(**changes: list[str]) -> Fields:
    fields = {"CallSid": ["CA1234567890ABCDE"], "Digits": ["1234"], "From": ["+14158675309"], "To": ["+18005551212"]}
    return Fields({**fields, "Caller": ["+14158675309"], **changes})


def several(*digits: str) -> Fields:
    return Fields({"Sid": ["CA123"], "SidAccount": ["AC123"], "Digits": list(digits)})


VECTORS = [
    (URL, PLAIN, ""),
    (URL.replace(".com", ".com:443"), PLAIN, ""),
    (URL.replace(".com", ".com:1234"), PLAIN, ""),
    (URL, "kvajT1Ptam85bY51eRf/AJRuM3w=", ""),
    (URL.replace("https", "http"), "0ZXoZLH/DfblKGATFgpif+LLRf4=", ""),
    (URL.replace("https", "http").replace(".com", ".com:1234"), "Zmvh+3yNM1Phv2jhDCwEM3q5ebU=", ""),
    (URL, SHARED, BY_KEY),
    (URL, SHARED, f" key={KEY} , algorithm=hmac_sha256"),
]


@pytest.mark.parametrize(("url", "signature", "settings"), VECTORS)
def test_a_published_vector_holds(url: str, signature: str, settings: str) -> None:
    assert SIGNATURES.vouch(url, call(), signature, settings.replace(" , ", ", ").strip())


@pytest.mark.parametrize(("url", "signature", "settings"), VECTORS)
def test_a_tampered_vector_does_not(url: str, signature: str, settings: str) -> None:
    settings = settings.replace(" , ", ", ").strip()
    turned = signature[:3] + ("A" if signature[3] != "A" else "B") + signature[4:]
    for tampered in (turned, signature[:-1], signature + "=", signature.lower(), signature.rstrip("="), "", "é" * 28):
        assert not SIGNATURES.vouch(url, call(), tampered, settings)
    for other in (url + "&", url.replace("foo=1", "foo=2"), url.replace("mycompany", "yourcompany"), url + "/"):
        assert not SIGNATURES.vouch(other, call(), signature, settings)
    for fields in (call(Digits=["1235"]), call(Extra=[""]), call(Extra=["x"]), call(Digits=["1234", "5"]), Fields()):
        assert not SIGNATURES.vouch(url, fields, signature, settings)


def test_all_values_of_a_name_count_once() -> None:
    signature = "IK+Dwps556ElfBT0I3Rgjkr1wJU="
    assert SIGNATURES.vouch(URL, several("5678", "1234", "1234"), signature)
    assert SIGNATURES.vouch(URL, several("1234", "5678"), signature)
    assert not SIGNATURES.vouch(URL, several("5678"), signature)
    assert not SIGNATURES.vouch(URL, several("5678", "1234", "9"), signature)


@pytest.mark.parametrize(
    ("signature", "settings"),
    [
        (SHARED, ""),
        (SHARED, "key=another,algorithm=HMAC_SHA256"),
        (SHARED, f"key={KEY}"),
        (SHARED, "algorithm=HMAC_SHA256"),
        (SHARED, f"key={KEY},algorithm=HMAC_MD5"),
        (SHARED, f"key={KEY},algorithm=HMAC_SHA1"),
        (PLAIN, f"key={KEY},algorithm=HMAC_SHA1"),
        (PLAIN, "algorithm=HMAC_SHA1"),
        (PLAIN, f"key={KEY},algorithm=HMAC_SHA256"),
        (PLAIN, "nonsense"),
        (PLAIN, ",,,"),
        (PLAIN, "="),
    ],
)
def test_who_calls_does_not_choose_the_algorithm(signature: str, settings: str) -> None:
    assert not SIGNATURES.vouch(URL, call(), signature, settings)


@pytest.mark.parametrize("url", ["https://h:99999/x", "https://[::1/x", "", "https://h:x/", "\x00"])
def test_an_odd_address_is_no_exception(url: str) -> None:
    assert not SIGNATURES.vouch(url, call(), PLAIN)


def test_an_empty_secret_signs_nothing() -> None:
    empty = Signatures(TwilioConfig(account_sid="AC", auth_tokens=("",), shared_keys={KEY: ""}))
    pairs = [("Body", "done")]
    assert not empty.vouch(URL, Fields({"Body": ["done"]}), signature(URL, pairs, ""))
    assert not empty.vouch(URL, Fields({"Body": ["done"]}), signature(URL, pairs, "", "sha256"), BY_KEY)
