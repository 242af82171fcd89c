"""Phones are for those who are meant to hold them."""

import pytest

from nudges.web.doors import CAREFUL, LONGEST_BODY
from tests.web.samples import House

OWN = ["127.0.0.1", "127.0.0.1:8765", "localhost:1", "LOCALHOST", "[::1]:8765", "Home-Server.lan:80"]
FOREIGN = ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8765", "10.0.0.7", "nudges.example.org"]
UNREADABLE = ["", ":", ":80", "[::1", "::1", "[]", "[::1]x", "127.0.0.1:", "127.0.0.1:port", "http://127.0.0.1"]
UNREADABLE += ["evil.example@127.0.0.1", "127.0.0.1/", "127.0.0.1?x", "127.0.0.1#x", "localhost localhost", "%5B::1%5D"]


@pytest.mark.parametrize("host", OWN)
def test_it_answers_to_its_own_names(host: str) -> None:
    house = House(host="home-server.LAN")
    assert house.web.get("/phone/ana", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("host", FOREIGN + UNREADABLE)
def test_a_name_that_leads_here_by_a_trick_is_refused(host: str) -> None:
    house = House()
    for path in ("/", "/phone", "/phone/ana", "/phone/ana/stream"):
        answer = house.web.get(path, headers={"host": host})
        assert answer.status_code == 403
        assert "Ana" not in answer.text
    assert house.web.post("/phone/ana/texts", data={"text": "stop"}, headers={"host": host}).status_code == 403
    assert house.replies() == []


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": ""},
        {"origin": "http://[::1"},
        {"origin": "http://[::1]]"},
        {"origin": "http://127.0.0.1:port"},
        {"origin": "http://127.0.0.1/"},
        {"origin": "http://evil.example@127.0.0.1"},
        {"origin": "127.0.0.1"},
        {"origin": "ftp://127.0.0.1"},
        {"origin": "http://127.0.0.1, http://evil.example"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "http://127.0.0.1", "sec-fetch-site": "cross-site"},
    ],
)
def test_another_sites_page_cannot_write(headers: dict[str, str]) -> None:
    house = House()
    answer = house.web.post("/phone/ana/texts", data={"text": "stop"}, headers=headers)
    assert answer.status_code == 403
    assert answer.json()["problem"].startswith("another site's page")
    assert house.replies() == []


@pytest.mark.parametrize("headers", [{}, {"origin": "http://127.0.0.1", "sec-fetch-site": "same-origin"}])
def test_the_phones_own_page_and_a_program_can(headers: dict[str, str]) -> None:
    assert House().web.post("/phone/ana/texts", data={"text": "status"}, headers=headers).status_code == 202


def test_the_refusal_says_by_what_names_the_phones_are_open() -> None:
    told = House().web.get("/phone", headers={"host": "nudges.example.org"}).json()["problem"]
    assert "localhost, 127.0.0.1 and the host that is set" in told
    assert "PUBLIC_URL" not in told


def test_a_body_that_is_too_long_is_not_read() -> None:
    house = House()
    json = {"content-type": "application/json"}
    assert house.web.post("/phone/ana/texts", content=b" " * (LONGEST_BODY + 1), headers=json).status_code == 413
    assert house.web.post("/phone/ana/texts", data={"text": "a" * LONGEST_BODY}).status_code == 413
    assert house.replies() == []


@pytest.mark.parametrize("path", ["/", "/phone/ana", "/healthz", "/nothing", "/reports/nothing"])
def test_every_answer_is_careful(path: str) -> None:
    answer = House().web.get(path)
    assert set(CAREFUL) <= set(answer.headers)
    assert answer.headers["cache-control"] == "no-store"
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
