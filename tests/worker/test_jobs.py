"""Several workers share what is due: each text leaves once, and a job is there if and only if its cause is."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import msgspec
import psycopg
import pytest

from nudges.clock import ManualClock
from nudges.core.inbound import Inbound
from nudges.core.problem import Problem
from nudges.gateways.memory import MemoryGateway
from nudges.library import load
from nudges.service import Service
from nudges.store.postgres import connect
from nudges.store.postgres.store import PostgresStore
from nudges.timers.jobs import ANSWERS, CLOCK, DANGER, Jobs, make_app
from nudges.worker.announcing import Announcer
from nudges.worker.jobs import BATCH, JobWorker
from tests.database import emptied
from tests.samples import ANA, MONDAY, at, plan

DUE = at("2026-03-03 08:30")
CROWD = BATCH + 50
YES = b'{"id": "1", "text": "yes"}'
DARK = b'{"id": "2", "text": "i want to die"}'


@pytest.fixture
def address(tables: str) -> str:
    """An empty database with the tables for jobs."""
    found = emptied(tables)
    with psycopg.connect(found, autocommit=True) as connection:
        connection.execute("TRUNCATE procrastinate_jobs CASCADE")
    return found


def store_at(address: str) -> PostgresStore:
    return connect(address, announce=Announcer(Jobs(make_app(address))))


def waiting(address: str) -> list[tuple[str, str]]:
    with psycopg.connect(address) as connection:
        found = connection.execute(
            "SELECT queue_name, queueing_lock FROM procrastinate_jobs WHERE status = 'todo' ORDER BY queueing_lock"
        ).fetchall()
    return [(str(queue), str(name)) for queue, name in found]


def service_at(address: str, gateway: MemoryGateway) -> Service:
    return Service(store_at(address), gateway, load().words)


def test_what_is_kept_has_its_job_and_what_is_refused_has_none(address: str) -> None:
    made = service_at(address, MemoryGateway())
    made.enrol(ANA, (), MONDAY, "on paper")
    assert waiting(address) == [(CLOCK, f"wake/{MONDAY:%Y-%m-%dT%H:%M:%S}")]
    twin = msgspec.structs.replace(ANA, id="twin")
    with pytest.raises(Problem, match="belongs to 'ana'"):
        made.enrol(twin, (), MONDAY.replace(hour=15), "on paper")
    assert len(waiting(address)) == 1


def test_whoever_writes_has_a_lane_of_their_own_and_whoever_writes_of_danger_another(address: str) -> None:
    made = service_at(address, MemoryGateway())
    made.enrol(ANA, (), MONDAY, "on paper")
    made.attend("ana", MONDAY)
    made.receive(Inbound(id="SM1", phone=ANA.phone, text="help"), MONDAY)
    assert (ANSWERS, "answer/ana") in waiting(address)
    made.receive(Inbound(id="SM2", phone=ANA.phone, text="i want to die"), MONDAY)
    assert (DANGER, "danger/ana") in waiting(address)


def test_those_who_are_due_in_one_second_share_a_job(address: str) -> None:
    made = service_at(address, MemoryGateway())
    for number in range(20):
        who = msgspec.structs.replace(ANA, id=f"p{number}", phone=f"+1415555{number:04}")
        made.enrol(who, (plan(),), MONDAY, "on paper")
    assert len(waiting(address)) == 1


def test_workers_that_claim_at_once_let_each_text_leave_once(address: str) -> None:
    gateway, clock = MemoryGateway(), ManualClock(MONDAY)
    first = service_at(address, gateway)
    for number in range(CROWD):
        who = msgspec.structs.replace(ANA, id=f"p{number}", phone=f"+1415555{number:04}")
        first.enrol(who, (plan(),), MONDAY, "on paper")
    second = service_at(address, gateway)
    workers = []
    for each in (first, second):
        assert isinstance(each.store, PostgresStore)
        workers.append(JobWorker(each, each.store, clock, 4))

    def all_of(worker: JobWorker) -> None:
        while worker.wake():
            pass

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(all_of, workers))
        clock.moment = DUE
        list(pool.map(all_of, workers))
    ids = [(message.to, message.id) for _, message in gateway.sent]
    assert len(ids) == len(set(ids)) == 2 * CROWD
    for worker in workers:
        worker.stop()


def answers(url: str) -> bool:
    with urllib.request.urlopen(url, timeout=5) as answer:
        return bool(answer.status == 200)


def comes(what: Callable[[], bool]) -> bool:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        with suppress(OSError):
            if what():
                return True
        time.sleep(0.1)
    return False


@pytest.mark.long
def test_processes_of_their_own_answer_and_stop_when_they_are_told(address: str, tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = os.environ | {
        "NUDGES_HOME": str(tmp_path / "home"),
        "NUDGES_STORE": address,
        "NUDGES_TIMER": "procrastinate",
        "NUDGES_PORT": str(port),
    }

    def nudges(*words: str) -> "subprocess.Popen[bytes]":
        return subprocess.Popen([sys.executable, "-m", "nudges", *words], env=env, stderr=subprocess.DEVNULL)

    def post(body: bytes) -> None:
        url = f"http://127.0.0.1:{port}/phone/ana/texts"
        urllib.request.urlopen(urllib.request.Request(url, body, {"content-type": "application/json"})).close()

    # At whatever hour this runs, somebody there may get a text.
    added = nudges("person", "add", "Ana", "--phone", ANA.phone, "--tz", "America/New_York", "--hours", "all day")
    assert added.wait(60) == 0
    running = [nudges("worker"), nudges("worker", "--concurrency", "2"), nudges("web")]
    store = connect(address)
    try:
        assert comes(lambda: answers(f"http://127.0.0.1:{port}/readyz"))
        assert comes(lambda: any(m.left for m in store.read("ana").history.messages.values()))
        post(YES)
        assert comes(lambda: store.read("ana").history.consented_at is not None)
        assert comes(lambda: not store.read("ana").history.open)
        post(DARK)
        assert comes(lambda: any(name.startswith("safety/") for name in store.read("ana").history.messages))
        assert comes(lambda: not store.read("ana").history.open)
    finally:
        for each in running:
            each.send_signal(signal.SIGTERM)
        codes = [each.wait(60) for each in running]
    assert codes == [0, 0, 0]
