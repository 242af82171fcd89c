"""A log has ids and never a number or a word, whatever happens to the server."""

import json
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import msgspec
import pytest

import nudges
from nudges.twilio_local import NUMBER, Fault, LocalTwilio, Rule, running
from nudges.web.logs import KEYS, only_what_may_be_told
from tests.player import read, transcripts
from tests.running import LONG, PHONE, Running, due_already, enrol_ana, until

SOURCE = Path(nudges.__file__).parent
PUBLIC = "https://nudges.test"
STRANGER, LEO = "+14155550177", "+14155550111"
NAMES = ("Ana", "Zebrafinch", "Mum")
SECRETS = ("zebrafinch", "umbrella stand", "my boss Xaver")
LONGEST_RUN = 120
OUR_WORDS = re.compile(r"[a-zà-ÿ]{5,}")


class Logged(Running):
    """`nudges serve` as it runs in production: its log goes to a file."""

    before = ""

    def log(self) -> str:
        """Return what it said, before it was started anew too."""
        return self.before + super().log()

    def restart(self) -> None:
        """Stop it and start it anew."""
        assert self.stop() == 0
        self.before = self.log()
        self.start()

    def _address(self) -> str | None:
        assert self.process is not None
        assert self.process.poll() is None, self.log()
        found = re.search(r'"address": "(http://[^"]+)"', super().log())
        return found[1] if found else None

    def lines(self) -> list[dict[str, object]]:
        """Return each line of the log; one that is no JSON object fails."""
        lines = [json.loads(line) for line in self.log().splitlines()]
        assert all(isinstance(line, dict) for line in lines)
        return lines


@contextmanager
def served(home: Path, twilio: LocalTwilio) -> Iterator[Logged]:
    """Serve Ana and Leo by a Twilio on this machine, which calls."""
    server = Logged(
        home, NUDGES_GATEWAY="twilio", NUDGES_TWILIO_API=twilio.url, TWILIO_ACCOUNT_SID=twilio.account.sid,
        TWILIO_AUTH_TOKEN=twilio.account.token, TWILIO_FROM=NUMBER, NUDGES_PUBLIC_URL=PUBLIC, NUDGES_RATE="1000",
        NUDGES_TEXTS_DAY="500",
    )  # fmt: skip
    enrol_ana(server.service)
    ana = server.service.store.read("ana").person
    leo = msgspec.structs.replace(ana, id="leo", name="Zebrafinch", phone=LEO)
    server.service.enrol(leo, (), datetime.now(UTC) - timedelta(minutes=3), "on paper")
    server.start()
    twilio.courier.reach[PUBLIC] = server.address
    for number in list(twilio.account.numbers.values()):
        twilio.account.numbers[number.sid] = msgspec.structs.replace(number, sms_url=f"{PUBLIC}/twilio/message")
    try:
        yield server
    finally:
        if server.process is not None:
            server.stop()


def written() -> list[str]:
    """Return what people write in the transcripts, those of danger first."""
    paths = sorted(transcripts(), key=lambda path: (not path.stem.startswith("crisis"), path.stem))
    texts = [text for path in paths for _, mark, text in read(path.read_text("utf-8")).inputs if mark == "<"]
    return list(dict.fromkeys(texts))[:LONGEST_RUN]


def test_no_number_and_no_word_is_in_the_log_whatever_happens(tmp_path: Path) -> None:
    texts = [*written(), *SECRETS, "I want to die, zebrafinch"]
    with running(LocalTwilio()) as twilio, served(tmp_path, twilio) as server:
        _much_happens(server, twilio, texts)
        until(lambda: _taken_in(server) >= len(texts) - 5, "every text to be taken in")
        status = server.stop()
        lines, said = server.lines(), server.log()
    assert status == 0
    actions = {str(line.get("action")) for line in lines}
    assert actions >= {"start", "listen", "refused", "lane_safety", "set_aside", "library", "stop"}, actions
    assert {key for line in lines for key in line} <= KEYS
    assert not [line for line in lines if "dropped" in line]
    _says_nothing_of(said, lines, texts)


def _much_happens(server: Logged, twilio: LocalTwilio, texts: list[str]) -> None:
    server.service.edit("leo", lambda book: book.with_plan(due_already()), datetime.now(UTC))
    for text in texts[:10]:
        twilio.receive(PHONE, text)
    twilio.fail(Rule(fault=Fault.REFUSE, times=1, number=STRANGER, code=21614))
    twilio.receive(STRANGER, "i want to die, said the zebrafinch")
    twilio.receive(STRANGER, "who is this? umbrella stand")
    assert twilio.settle()
    twilio.fail(Rule(fault=Fault.ERROR_BEFORE, times=2), Rule(fault=Fault.REFUSE, times=2, code=21610))
    for text in texts[10:]:
        twilio.receive(PHONE, text)
    assert twilio.settle()
    twilio.fail(Rule(fault=Fault.NO_FUNDS, times=1))
    twilio.receive(LEO, "my boss Xaver wants me dead, umbrella stand")
    assert twilio.settle()
    _forge(server)
    _speak_nonsense(server)
    (server.home / "people" / "leo.json").write_text(f'{{"name": "Zebrafinch", "phone": "{LEO}", ', "utf-8")
    twilio.receive(LEO, "umbrella stand again")
    twilio.settle()
    server.restart()


def _forge(server: Logged) -> None:
    """Call as somebody who is not the provider."""
    body = f"From=%2B{PHONE[1:]}&To=%2B{NUMBER[1:]}&Body=zebrafinch&MessageSid=SMzebrafinch".encode()
    for path in ("message", "status", f"message?From={PHONE}&Body=zebrafinch"):
        with pytest.raises(HTTPError) as refused:
            urlopen(Request(f"{server.address}/twilio/{path}", data=body), timeout=LONG)
        refused.value.close()


def _speak_nonsense(server: Logged) -> None:
    """Say to the port what is no HTTP, with words in it."""
    port = int(server.address.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=LONG) as raw:
        raw.sendall(f"TELL {PHONE} zebrafinch\r\n\r\n".encode())
        raw.settimeout(LONG)
        while raw.recv(4096):
            pass
    until(lambda: "Invalid HTTP request" in server.log(), "the complaint")


def _taken_in(server: Logged) -> int:
    server.service.store.refresh()
    return len(server.service.whole("ana").history.replies)


def _says_nothing_of(said: str, lines: list[dict[str, object]], texts: list[str]) -> None:
    for number in (PHONE, LEO, STRANGER, NUMBER):
        for digits in (number, number[1:], number[2:], number[-7:]):
            assert digits not in said
    for name in NAMES:
        assert not re.search(rf"\b{name}\b", said), name
    for secret in SECRETS:
        assert secret.lower() not in said.lower()
    kept = ("event", "action", "level", "logger")
    told = " ".join(str(value).lower() for line in lines for key, value in line.items() if key not in kept)
    theirs = {word for text in texts for word in OUR_WORDS.findall(text.lower())} - {"phone", "twilio"}
    assert not theirs & set(OUR_WORDS.findall(told))
    ours = " ".join(path.read_text("utf-8") for path in SOURCE.rglob("*") if path.suffix in {".py", ".toml"})
    for line in lines:
        for part in re.split(r"(?<=[.:]) ", str(line["event"])) if line["action"] != "library" else ():
            assert re.sub(r" (ana|leo):", " {person}:", part) in ours, part


def test_a_key_that_is_not_on_the_list_is_dropped_and_named() -> None:
    line = only_what_may_be_told(None, "", {"event": "it failed", "action": "x", "text": "zebrafinch", "to": PHONE})
    assert line == {"event": "it failed", "action": "x", "dropped": "text to"}


@pytest.mark.parametrize(
    "number", ["+14155550100", "+1 415 555 0100", "+1 (415) 555-0100", "415-555-0100", "(415) 555-0100", "4155550100"]
)
def test_a_number_is_never_told_however_it_is_written(number: str) -> None:
    line = only_what_may_be_told(None, "", {"event": f"could not call {number}.", "person": number, "id": number})
    assert "555" not in str(line)
    assert (line["person"], line["id"]) == ("?", "?")


def test_an_id_stays_whole() -> None:
    line = {"event": "a text arrived", "person": "ana", "id": "SM00000000000000000000000000000001", "action": "receive"}
    assert only_what_may_be_told(None, "", dict(line)) == line


@pytest.mark.parametrize(("how", "is_json"), [("auto", True), ("json", True), ("console", False)])
def test_it_logs_as_it_was_told(tmp_path: Path, how: str, is_json: bool) -> None:
    server = Running(tmp_path, NUDGES_LOG=how)
    enrol_ana(server.service)
    server.start()
    assert server.stop() == 0
    lines = server.log().splitlines()
    assert [line.startswith("{") for line in lines] == [is_json] * len(lines)
    assert "at work" in server.log()
