"""Does the set-up ask for what is missing, check it, and keep the token to itself?"""

import os
import pty
import re
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from nudges.core.facts import Stopped
from nudges.twilio_local import NUMBER, POOLED, Fault, On, Rule
from tests.cli.operator import OTHER, RETRIES, Operator, operating
from tests.samples import ANA

LONG = 60.0
TO = "+14155550177"


@pytest.fixture
def operator(tmp_path: Path) -> Iterator[Operator]:
    with operating(tmp_path) as made:
        yield made


def typed(operator: Operator, answers: dict[str, str], *words: str) -> tuple[int, str]:
    """Run the set-up at a keyboard, answer each question that holds these words, and return what the screen showed."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("NUDGES_", "TWILIO_"))}
    screen, keyboard = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "nudges", "twilio", "setup", *words], env=kept | operator.env,
        stdin=keyboard, stdout=keyboard, stderr=keyboard, start_new_session=True,
    )  # fmt: skip
    os.close(keyboard)
    seen, shown, end = "", 0, time.monotonic() + LONG
    left = dict(answers)
    while True:
        assert time.monotonic() < end, seen
        if not select.select([screen], [], [], 0.2)[0]:
            continue
        try:
            seen += os.read(screen, 4096).decode()
        except OSError:  # it hung up
            break
        for question in [each for each in left if each in seen[shown:] and seen.rstrip(" ").endswith(":")]:
            shown = len(seen)
            os.write(screen, f"{left.pop(question)}\n".encode())
    os.close(screen)
    assert not left, seen
    return process.wait(LONG), seen


def test_without_a_keyboard_all_comes_from_the_environment(operator: Operator) -> None:
    found = operator.data("twilio", "setup", "--json")
    assert found["well"] is True, found
    assert found["environment"] == {
        "NUDGES_GATEWAY": "twilio",
        "TWILIO_ACCOUNT_SID": operator.account.sid,
        "TWILIO_AUTH_TOKEN": "...",
        "TWILIO_FROM": NUMBER,
        "NUDGES_PUBLIC_URL": operator.url,
        "NUDGES_TWILIO_API": operator.twilio.url,
    }


def test_it_needs_no_data_folder_and_makes_none(operator: Operator, tmp_path: Path) -> None:
    operator.env["NUDGES_HOME"] = str(tmp_path / "nowhere")
    assert operator.run("twilio", "setup").exit_code == 0
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        (("TWILIO_ACCOUNT_SID",), "TWILIO_ACCOUNT_SID is not set"),
        (("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN"), "TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN are not set"),
        (("TWILIO_FROM",), f"the account's numbers: {NUMBER}, {POOLED}"),
    ],
)
def test_what_is_missing_and_cannot_be_asked_for_is_named(
    operator: Operator, missing: tuple[str, ...], said: str
) -> None:
    operator.without(*missing)
    result = operator.run("twilio", "setup")
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert "nobody is there to be asked" in result.stderr


def test_what_twilio_refuses_is_one_sentence(operator: Operator) -> None:
    operator.env["TWILIO_AUTH_TOKEN"] = "0" * 32
    result = operator.run("twilio", "setup")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("error: Twilio does not accept the account SID and the auth token; copy both")
    assert result.stderr.count("\n") == 1


def test_a_twilio_that_is_not_there_or_ill_is_one_sentence(operator: Operator) -> None:
    operator.twilio.fail(Rule(fault=Fault.ERROR_BEFORE, status=503, on=On.ANY))
    result = operator.run("twilio", "setup")
    assert (result.exit_code, result.stderr) == (
        1, "error: Twilio answered with HTTP status 503; try again in a few minutes\n",
    )  # fmt: skip
    operator.env["NUDGES_TWILIO_API"] = "http://127.0.0.1:9"
    result = operator.run("twilio", "setup")
    assert result.exit_code == 1
    assert result.stderr.startswith("error: Twilio cannot be reached; check the connection")


def test_a_token_that_cannot_be_one_is_not_shown(operator: Operator) -> None:
    operator.env["TWILIO_AUTH_TOKEN"] = "hush-hush"
    result = operator.run("twilio", "setup")
    assert result.exit_code == 2
    assert "this has 9" in result.stderr
    assert "hush" not in result.output


def test_the_webhook_is_set_where_texts_arrive_only_if_that_is_asked_for(operator: Operator) -> None:
    operator.change_number(sms_url="https://elsewhere.example/in", sms_application_sid="AP" + "0" * 32)
    assert operator.run("twilio", "setup").exit_code == 1
    assert operator.number.sms_url == "https://elsewhere.example/in"
    assert operator.run("twilio", "setup", "--webhook").exit_code == 0
    assert operator.number.sms_url == f"{operator.url}/twilio/message{RETRIES}"
    assert not operator.number.sms_application_sid


def test_the_webhook_of_a_service_is_set_there(operator: Operator) -> None:
    operator.change_service()
    assert operator.run("twilio", "setup", "--webhook").exit_code == 0
    assert operator.account.service.inbound_request_url == f"{operator.url}/twilio/message{RETRIES}"


def test_what_was_set_makes_a_text_arrive(operator: Operator) -> None:
    operator.change_number(sms_url="")
    operator.run("twilio", "setup", "--webhook")
    operator.twilio.receive(ANA.phone, "a word of mine")
    assert operator.twilio.settle()
    assert [each.outcome for each in operator.twilio.record.called] == ["200"]


def test_a_webhook_without_an_address_cannot_be_set(operator: Operator) -> None:
    operator.without("NUDGES_PUBLIC_URL")
    assert operator.run("twilio", "setup", "--webhook").exit_code == 2


def test_a_test_text_is_sent_once_and_followed(operator: Operator) -> None:
    result = operator.run("twilio", "setup", "--test", "+1 415 555 0177")
    assert result.exit_code == 0, result.output
    assert re.search(r"well  test text +it arrived", result.stdout)
    (text,) = operator.twilio.texts()
    assert (text.to, text.from_, text.segments) == (TO, NUMBER, 1)


def test_without_being_asked_for_no_text_is_sent(operator: Operator) -> None:
    operator.run("twilio", "setup", "--webhook")
    assert operator.twilio.texts() == []


@pytest.mark.parametrize(
    ("rule", "said", "cure"),
    [
        (Rule(fault=Fault.UNREGISTERED), "it did not arrive: The number is not registered", "Register a brand"),
        (Rule(fault=Fault.REFUSE, code=21408), "it did not leave", "try:"),
        (Rule(fault=Fault.ERROR_AFTER, status=500), "nobody can say whether it left", "look at that phone before"),
    ],
)
def test_a_test_text_that_fails_says_why(operator: Operator, rule: Rule, said: str, cure: str) -> None:
    operator.twilio.fail(rule)
    result = operator.run("twilio", "setup", "--test", TO)
    assert result.exit_code == 1
    assert said in result.stdout
    assert cure in result.stdout
    assert TO not in result.output


def test_nobody_who_stopped_gets_a_test_text(operator: Operator) -> None:
    operator.happened(Stopped(at=ANA.since, how="said STOP"))
    result = operator.run("twilio", "setup", "--test", ANA.phone)
    assert (result.exit_code, operator.twilio.texts()) == (2, [])
    assert "ana wrote STOP" in result.stderr


def test_what_is_no_number_gets_no_test_text(operator: Operator) -> None:
    assert operator.run("twilio", "setup", "--test", "4155550177").exit_code == 2
    assert operator.twilio.texts() == []


def test_the_token_is_written_only_where_that_is_asked_for_and_for_the_owner_only(
    operator: Operator, tmp_path: Path
) -> None:
    kept = tmp_path / "twilio.env"
    assert operator.run("twilio", "setup", "--save", str(kept)).exit_code == 0
    assert kept.stat().st_mode & 0o777 == 0o600
    assert f"TWILIO_AUTH_TOKEN={operator.account.token}\n" in kept.read_text()
    others = [path for path in tmp_path.rglob("*") if path.is_file() and path != kept]
    assert not any(operator.account.token.encode() in path.read_bytes() for path in others)


def test_a_file_that_is_there_is_left_alone(operator: Operator, tmp_path: Path) -> None:
    kept = tmp_path / "twilio.env"
    kept.write_text("mine")
    result = operator.run("twilio", "setup", "--save", str(kept))
    assert (result.exit_code, kept.read_text()) == (2, "mine")
    assert "is there already" in result.stderr


def test_at_the_keyboard_everything_can_be_asked_and_the_token_is_not_shown(operator: Operator, tmp_path: Path) -> None:
    operator.change_number(sms_url="")
    operator.without("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_FROM", "NUDGES_PUBLIC_URL")
    kept = tmp_path / "twilio.env"
    status, screen = typed(
        operator,
        {
            "Account SID": operator.account.sid,
            "Auth token": operator.account.token,
            "Texts come from": NUMBER,
            "public address": operator.url,
            f"Have {NUMBER} call {operator.url}/twilio/message?": "y",
        },
        "--save",
        str(kept),
    )
    assert status == 0, screen
    assert operator.account.token not in screen
    assert operator.number.sms_url == f"{operator.url}/twilio/message{RETRIES}"
    assert f"TWILIO_FROM={NUMBER}\n" in kept.read_text()


def test_at_the_keyboard_no_address_means_to_poll_and_a_no_leaves_twilio_as_it_is(operator: Operator) -> None:
    operator.without("NUDGES_PUBLIC_URL")
    status, screen = typed(operator, {"public address": ""})
    assert status == 0, screen
    assert "NUDGES_INBOUND=poll" in screen
    operator.env["NUDGES_PUBLIC_URL"] = "https://nudges.example.org"
    before = operator.number.sms_url
    status, screen = typed(operator, {"Have +12025550123 call": "n"})
    assert (status, operator.number.sms_url) == (1, before)


def test_at_the_keyboard_a_number_that_is_not_ours_is_asked_for_again(operator: Operator) -> None:
    operator.without("TWILIO_FROM")
    answers = {"Texts come from": OTHER, "not a number of this account": POOLED, "Have messaging service nudges": "y"}
    status, screen = typed(operator, answers)
    assert status == 0, screen
    assert f"TWILIO_FROM={POOLED}" in screen
