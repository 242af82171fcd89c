"""The table of codes: whole, plain, and without anything about anyone."""

import re
from importlib.resources import files

import pytest

from nudges.core.words import Status, Why
from nudges.gateways.twilio.codes import STATUSES, answered, table, told

SID = "SM" + "0" * 32
LATER, RECIPIENT, CONTENT, SETUP = Why.LATER, Why.RECIPIENT, Why.CONTENT, Why.CONFIGURATION
EXPECTED = {
    SETUP: (10001, 20003, 20005, 20006, 20404, 21212, 21601, 21603, 21606, 21608, 21701, 21702, 21703, 21704, 21705,
            30002, 30032, 30034, 30450),
    LATER: (14107, 20429, 21611, 30001, 30008, 30017, 30022, 30023, 30027, 30500, 30610, 63018),
    RECIPIENT: (21211, 21408, 21612, 21614, 30003, 30004, 30005, 30006, 30640, 63003),
    CONTENT: (21602, 21617, 21618, 21619, 21620, 21623, 30007, 63016),
    Why.OPTED_OUT: (21610,),
    None: (20500, 20503, 30410),
}  # fmt: skip
ROWS = [(code, why) for why, codes in EXPECTED.items() for code in codes]


@pytest.mark.parametrize(("code", "why"), ROWS)
def test_each_code_is_about_what_it_should_be(code: int, why: Why | None) -> None:
    assert table()[code].why is why


@pytest.mark.parametrize("code", table(), ids=str)
def test_each_code_is_explained_in_two_plain_sentences(code: int) -> None:
    known = table()[code]
    for words in (known.means, known.do):
        assert words[0].isupper()
        assert words.endswith(".")
        assert len(words) < 160
        assert not re.search(r"E\.164|A2P 10DLC$|HTTP|API error|payload", words)
        assert words.isascii()
    assert known.code == code


def test_no_code_is_there_twice() -> None:

    written = files("nudges.gateways.twilio").joinpath("codes.toml").read_text("utf-8")
    assert len(re.findall(r"(?m)^code = ", written)) == len(table())


@pytest.mark.parametrize("status", [200, 204, 301, 307, 500, 501, 502, 503, 504, 520, 599, 0, -1, 999])
@pytest.mark.parametrize("code", [None, 20429, 21211, 21610, 30034])
def test_an_answer_that_is_no_refusal_vouches_for_nothing(status: int, code: int | None) -> None:
    assert answered(status, code).why is None


@pytest.mark.parametrize(
    ("status", "why"), [(400, RECIPIENT), (401, SETUP), (402, SETUP), (403, SETUP), (404, SETUP), (408, None),
                        (409, RECIPIENT), (429, LATER), (451, RECIPIENT)],
)  # fmt: skip
def test_an_unknown_code_goes_by_the_status(status: int, why: Why | None) -> None:
    assert answered(status, 98765).why is why


def test_an_unknown_code_is_named() -> None:
    assert "98765" in answered(400, 98765).means
    assert "98765" in answered(400, 98765).do


@pytest.mark.parametrize("status", [400, 405, 407, 415, 422, 431, 499])
def test_a_refusal_without_a_code_of_twilios_is_about_the_way_there(status: int) -> None:
    assert answered(status, status).why is SETUP
    assert answered(status, None).why is SETUP


@pytest.mark.parametrize(
    ("word", "stage"),
    [("sending", Status.SENT), ("sent", Status.SENT), ("delivered", Status.DELIVERED), ("read", Status.DELIVERED),
     ("partially_delivered", Status.DELIVERED), ("undelivered", Status.FAILED), ("failed", Status.FAILED),
     ("canceled", Status.FAILED), ("SENT", Status.SENT)],
)  # fmt: skip
def test_each_status_says_how_far_a_text_came(word: str, stage: Status) -> None:
    news = told(SID, word, None)
    assert news is not None
    assert news.status is stage
    assert word.lower() in STATUSES


@pytest.mark.parametrize("word", ["accepted", "queued", "scheduled", "receiving", "received", "", "teleported"])
def test_a_text_that_waits_is_no_news(word: str) -> None:
    assert told(SID, word, None) is None


def test_a_failure_says_about_whom_it_is() -> None:
    news = told(SID, "undelivered", 30034)
    assert news is not None
    assert (news.code, news.why) == (30034, SETUP)
    assert "A2P 10DLC" in news.detail


def test_an_unknown_failure_blames_nobody() -> None:
    news = told(SID, "failed", 98765)
    assert news is not None
    assert (news.code, news.why) == (98765, None)
    assert "98765" in news.detail
    unsaid = told(SID, "failed", None)
    assert unsaid is not None
    assert unsaid.detail == "It was not delivered, and Twilio does not say why."


def test_a_text_that_arrived_has_no_failure() -> None:
    news = told(SID, "delivered", 30003)
    assert news is not None
    assert (news.code, news.why, news.detail) == (None, None, "")
