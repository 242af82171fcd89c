"""How the library is made to talk: once, within a time, and to nobody else."""

import time
from collections.abc import Callable
from contextlib import suppress

import pytest
import requests

from nudges.gateways import Unclear
from nudges.gateways.twilio.client import PATIENCE, TwilioHttp, client_of
from nudges.gateways.twilio.config import TwilioConfig
from nudges.gateways.twilio.gateway import TwilioGateway
from tests.gateways.twilio.stand_in import (
    ACCOUNT,
    ANA,
    NOON,
    OURS,
    TOKEN,
    Says,
    StandIn,
    gateway_at,
    message,
    sid,
    text,
)

VERBS: dict[str, Callable[[TwilioGateway], object]] = {
    "send": lambda gateway: gateway.send(message(), NOON),
    "find": lambda gateway: gateway.find(message()),
    "status": lambda gateway: gateway.status(sid(1)),
    "poll": lambda gateway: gateway.poll(NOON),
    "forget": lambda gateway: gateway.forget(ANA),
}


@pytest.mark.parametrize("verb", VERBS)
def test_a_silent_server_is_given_up_in_time_and_asked_once(base: str, twilio: StandIn, verb: str) -> None:
    twilio.answer(Says(late=True))
    begun = time.monotonic()
    with gateway_at(base, wait=0.3) as gateway, suppress(ConnectionError):
        result = VERBS[verb](gateway)
        assert result is None or isinstance(result, Unclear)
    assert 0.3 <= time.monotonic() - begun < 10
    assert len(twilio.asked) == (2 if verb == "forget" else 1)


def test_a_text_is_posted_once_however_long_the_silence(base: str, twilio: StandIn) -> None:
    twilio.answer(Says(late=True), Says(status=201, body=text()))
    with gateway_at(base, wait=0.3) as gateway:
        assert gateway.send(message(), NOON) == Unclear(detail="Twilio did not answer in time.")
    assert len(twilio.posts) == 1


def test_the_patience_is_five_seconds_to_connect_and_thirty_to_wait() -> None:
    assert PATIENCE == (5.0, 30.0)


def test_a_redirect_is_not_followed_with_our_credentials(base: str, twilio: StandIn) -> None:
    twilio.answer(Says(status=302, body="", headers={"Location": f"{base}/stolen"}), Says(status=201, body=text()))
    with gateway_at(base) as gateway:
        gateway.send(message(), NOON)
    assert [asked.path for asked in twilio.asked] == [f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json"]


def test_an_edge_or_a_region_of_the_environment_changes_nothing(
    base: str, twilio: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TWILIO_EDGE", "sydney")
    monkeypatch.setenv("TWILIO_REGION", "au1")
    client = client_of(TwilioConfig(account_sid=ACCOUNT, auth_tokens=(TOKEN,)), TwilioHttp())
    assert client.get_hostname("https://api.twilio.com/x") == "https://api.twilio.com/x"
    with gateway_at(base) as gateway:
        gateway.send(message(), NOON)
    assert len(twilio.posts) == 1


def test_a_base_may_have_a_path(base: str, twilio: StandIn) -> None:
    with gateway_at(f"{base}/api/laml/") as gateway:
        gateway.send(message(), NOON)
    assert twilio.posts[0].path == f"/api/laml/2010-04-01/Accounts/{ACCOUNT}/Messages.json"


def test_connections_are_used_again(base: str, twilio: StandIn) -> None:
    with gateway_at(base) as gateway:
        for _ in range(5):
            gateway.send(message(), NOON)
    assert len({asked.peer for asked in twilio.asked}) == 1


def test_what_an_answer_says_beside_its_body_is_seen(base: str, twilio: StandIn) -> None:
    http = TwilioHttp(base)
    client = client_of(TwilioConfig(account_sid=ACCOUNT, auth_tokens=(TOKEN,), api_base=base), http)
    twilio.answer(Says(status=201, body=text(), headers={"Twilio-Concurrent-Requests": "17"}))
    client.messages.create(to=ANA, from_=OURS, body="x")
    seen = http.seen
    assert seen is not None
    assert (seen.status, seen.concurrent, seen.at, seen.retry_after) == (201, 17, NOON, None)
    twilio.answer(Says(gone=True))
    with pytest.raises(requests.ConnectionError):
        client.messages.create(to=ANA, from_=OURS, body="x")
    assert http.seen is None
    http.close()


ELSEWHERE = [
    "https://evil.example/2010-04-01/x",
    "https://api.twilio.com.evil.example/x",
    "https://api.twilio.com@evil.example/x",
    "http://api.twilio.com/x",
    "https://eviltwilio.com/x",
    "file:///etc/passwd",
    "/x",
]


@pytest.mark.parametrize("uri", ELSEWHERE)
def test_credentials_go_nowhere_else(base: str, twilio: StandIn, uri: str) -> None:
    http = TwilioHttp(base)
    with pytest.raises(ValueError, match="not Twilio's"):
        http.request("GET", uri, auth=(ACCOUNT, TOKEN))
    assert not twilio.asked


def test_all_of_twilios_hosts_are_replaced_by_a_base(base: str, twilio: StandIn) -> None:
    http = TwilioHttp(base)
    http.request("GET", "https://messaging.twilio.com/v1/Services?PageSize=5")
    assert (twilio.asked[0].path, twilio.asked[0].query) == ("/v1/Services", {"PageSize": ["5"]})
    http.close()


def test_no_cookie_is_kept(base: str, twilio: StandIn) -> None:
    twilio.answer(Says(status=201, body=text(), headers={"Set-Cookie": "a=b"}))
    with gateway_at(base) as gateway:
        gateway.send(message(), NOON)
        gateway.send(message(), NOON)
    assert "cookie" not in twilio.asked[1].headers


def test_a_config_shows_no_secret() -> None:
    config = TwilioConfig(account_sid=ACCOUNT, auth_tokens=("hush",), shared_keys={"k": "hush"})
    assert "hush" not in repr(config)
    assert "hush" not in f"{config}"
    with pytest.raises(AttributeError):
        config.sender = "x"  # type: ignore[misc]
