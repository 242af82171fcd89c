"""`nudges serve`, as a process that is started, stopped, killed and started again."""

import json
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from nudges.core.inbound import Inbound
from nudges.web.reports import this_week
from tests.running import LONG, PHONE, Running, due_already, enrol_ana, environment, served, service_on, until


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    """A server that is not started yet, with Ana in its folder; none is left behind."""
    server = Running(tmp_path)
    enrol_ana(server.service)
    yield server
    if server.process is not None:
        server.stop(signal.SIGKILL)


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server that runs, with Ana in its folder, for those who only talk to it."""
    with served(tmp_path_factory.mktemp("standing")) as server:
        yield server


def _is_settled(server: Running) -> bool:
    history = service_on(server.home).store.read("ana").history
    return all(message.claimed_at is None or message.outcome is not None for message in history.messages.values())


def test_it_answers_and_says_so(standing: Running) -> None:
    assert standing.get("/healthz") == "ok\n"
    assert standing.get("/readyz") == "ok\n"
    assert "nudges_people 1" in standing.get("/metrics")
    assert f"{standing.address}/help" in standing.log()


def test_it_is_not_ready_while_its_folder_cannot_be_written(running: Running) -> None:
    (running.home / ".writable").mkdir()
    running.start()
    with pytest.raises(urllib.error.HTTPError) as refused:
        running.get("/readyz")
    with refused.value as answer:
        assert (answer.status, answer.read()) == (503, b"the store cannot be written (is a directory)\n")


def test_a_monitor_sees_what_happens(running: Running) -> None:
    running.start()
    running.write("status", "one")
    until(lambda: 'nudges_replies_total{intent="status"} 1.0' in running.get("/metrics"), "the reply to be counted")
    until(lambda: 'kind="answer",outcome="taken"} 1.0' in running.get("/metrics"), "the answer to be counted")
    assert 'nudges_gateway_seconds_count{call="send",result="taken"}' in running.get("/metrics")


def test_a_text_is_answered_on_the_stream(standing: Running) -> None:
    standing.write("status", "one")
    said = next(line for line in standing.stream() if '"id":"answer/phone/one/status"' in line)
    assert "This week so far" in said


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_politely_while_phones_are_open(running: Running, how: signal.Signals) -> None:
    running.start()
    running.write("help", "one")
    stream = running.stream()
    next(line for line in stream if "event: person" in line)
    assert running.stop(how) == 0
    assert list(stream)[-1:] in ([], [""])
    assert _is_settled(running)
    assert "Traceback" not in running.log()


def test_its_log_has_ids_and_no_numbers_or_words(running: Running) -> None:
    running.start()
    running.write("a secret in words", "one")
    until(lambda: "answer/phone/one" in "".join(running.received()), "the answer")
    assert running.stop() == 0
    entries = [json.loads(line) for line in running.log().splitlines() if line.startswith("{")]
    # On a busy machine a library may warn that it was late; that is no action of ours, and says no more than ours do.
    ours = [entry for entry in entries if entry.get("action", "library") != "library"]
    assert [entry["action"] for entry in ours] == ["start", "listen", "receive", "stop"]
    assert ours[2]["person"] == "ana"
    assert "secret" not in running.log()
    assert PHONE not in running.log()


def test_after_a_kill_nothing_is_doubled_and_no_text_is_lost(running: Running) -> None:
    for number in range(4):
        running.start()
        running.write(f"note number {number}", f"text-{number}")
        running.stop(signal.SIGKILL)
    running.start()
    running.write("help", "text-4")
    until(lambda: "answer/phone/text-4/help" in running.received(), "the answer to the text after the kills")
    replies = service_on(running.home).store.read("ana").history.replies
    assert [reply.id for reply in replies] == [f"phone/text-{number}" for number in range(5)]
    assert running.stop() == 0
    received = running.received()
    assert sorted(set(received)) == sorted(received)


def test_a_plan_that_another_process_adds_is_noticed(running: Running) -> None:
    running.start()
    until(lambda: running.received() == ["welcome/ana"], "the welcome")
    plan = due_already()
    running.service.edit("ana", lambda book: book.with_plan(plan), datetime.now(UTC))
    until(lambda: any(each.startswith("nudge/three-breaths/") for each in running.received()), "the nudge")


def test_a_text_that_another_process_takes_in_is_answered(standing: Running) -> None:
    standing.service.receive(Inbound(id="phone/two", phone=PHONE, text="help"), datetime.now(UTC))
    until(lambda: "answer/phone/two/help" in standing.received(), "the answer")


def test_a_second_server_on_the_same_folder_is_refused_in_a_sentence(standing: Running) -> None:
    second = _nudges(standing.home, "serve", "--port", "0")
    assert second.returncode == 1
    assert second.stderr.startswith(f"error: another server already works on {standing.home}")
    assert len(second.stderr.splitlines()) == 1


def test_the_public_address_opens_reports_and_no_phone(tmp_path: Path) -> None:
    server = Running(tmp_path, NUDGES_PUBLIC_URL="https://nudges.example.org")
    enrol_ana(server.service)
    server.start()
    try:
        link = this_week(server.service, "ana", datetime.now(UTC), server.home, server.address)
        asked = {path: _status(path) for path in (link, f"{server.address}/phone/ana", f"{server.address}/")}
        assert list(asked.values()) == [200, 403, 403]
        assert server.get("/phone/ana")
    finally:
        server.stop()


def _status(address: str) -> int:
    asked = urllib.request.Request(address, headers={"host": "nudges.example.org"})
    try:
        with urllib.request.urlopen(asked, timeout=LONG) as answer:
            status: int = answer.status
    except urllib.error.HTTPError as error:
        with error:
            status = error.code
    return status


def test_a_port_in_use_is_told_in_a_sentence(standing: Running, tmp_path: Path) -> None:
    port = standing.address.rpartition(":")[2]
    second = _nudges(tmp_path / "other", "serve", "--port", port)
    assert second.returncode == 1
    assert second.stderr == f"error: port {port} of 127.0.0.1 is in use; try another --port; 0 picks a free one\n"


def test_an_address_of_another_machine_is_told_in_a_sentence(tmp_path: Path) -> None:
    answer = _nudges(tmp_path, "serve", "--port", "0", "--host", "192.0.2.1")
    assert answer.returncode == 1
    assert answer.stderr.startswith("error: '192.0.2.1' is not an address of this machine")


def test_chat_talks_through_a_running_server(standing: Running) -> None:
    said = _nudges(standing.home, "chat", "ana", typed="status\n\n/quit\nnever read\n")
    assert (said.returncode, said.stderr) == (0, "")
    assert "This week so far" in said.stdout
    assert "never read" not in said.stdout
    assert standing.received().count("welcome/ana") == 1


def test_chat_does_the_work_where_no_server_runs(running: Running) -> None:
    said = _nudges(running.home, "chat", PHONE, typed="help\nI want to kill myself\n")
    assert said.returncode == 0
    assert said.stderr == "no server is running, so this command sends ana's texts meanwhile\n"
    assert "Ana     help" in said.stdout
    assert "[1 segment, GSM-7]" in said.stdout
    assert "(these words are not kept)" in said.stdout
    assert "kill" not in said.stdout
    assert _is_settled(running)


def test_chat_with_somebody_unknown_is_told_in_a_sentence(running: Running) -> None:
    said = _nudges(running.home, "chat", "anna", typed="help\n")
    assert (said.returncode, said.stderr) == (2, "error: there is no person 'anna'; try ana\n")


def _nudges(home: Path, *words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "nudges", *words],
        env=environment(home),
        input=typed,
        capture_output=True,
        text=True,
        timeout=LONG * 2,
        check=False,
    )
