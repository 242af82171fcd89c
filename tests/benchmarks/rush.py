"""Very many due in one minute, people who write meanwhile, and what a worker holds: with everything on this machine."""

import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import local
from uuid import uuid4

import msgspec

from nudges.twilio_local.account import Account
from nudges.twilio_local.calls import webhook
from nudges.twilio_local.signing import signed
from nudges.twilio_local.text import Text
from nudges.twilio_local.wire import Wire
from nudges.twilio_local.words import Direction, Status
from tests.benchmarks import populace
from tests.benchmarks.fleet import Fleet, twilio_elsewhere
from tests.benchmarks.nudges_a_second import durable
from tests.database import server

DUE = int(os.environ.get("NUDGES_BENCH_DUE", "50000"))
PATIENCE = float(os.environ.get("NUDGES_BENCH_SECONDS", "300"))
RATE, SECONDS, HANDS = 200, 10, 32


def run(folder: Path) -> Iterator[str]:
    """Yield the lines to print."""
    with server() as base, durable(base) as address, twilio_elsewhere() as twilio:
        fleet = Fleet(folder / "home", address, 2, twilio)
        try:
            yield f"a worker at rest holds by itself                {fleet.memory()['worker-0']:6.0f} MB"
            minute = populace.minute_of(datetime.now(UTC)) + timedelta(minutes=2)
            populace.fill(address, range(DUE), minute, minute, days=2)
            populace.ring(address, minute)
            time.sleep(max((minute - datetime.now(UTC)).total_seconds(), 0.0))
            end, asked = time.monotonic() + PATIENCE, 0
            while asked < DUE and time.monotonic() < end:
                time.sleep(0.5)
                asked = twilio.counts()[0]
            delays = sorted(twilio.delays(minute))
            for share in (0.5, 0.99):
                yield f"due to sent, {int(share * 100)} of 100 of {len(delays)}          {_at(delays, share):8.1f} s"
            if len(delays) < DUE:
                yield f"  after {PATIENCE:.0f} s it was ended; all {DUE} take {DUE / len(delays) * delays[-1]:.0f} s at this rate"
            yield f"a worker after that                             {fleet.memory()['worker-0']:6.0f} MB"
            took = sorted(_write(fleet))
            yield f"a reply at {RATE} a second: call to answer, 50 of 100 {_at(took, 0.5) * 1e3:6.0f} ms"
            yield f"                                         99 of 100 {_at(took, 0.99) * 1e3:6.0f} ms"
        finally:
            fleet.stop()


def _at(values: list[float], share: float) -> float:
    return values[min(int(share * len(values)), len(values) - 1)]


def _write(fleet: Fleet) -> list[float]:
    """Let people write at a rate for some seconds; return how long each call took, waiting for its turn not counted."""
    mine, account, url = local(), Account(), f"http://127.0.0.1:{fleet.port}/twilio/message"
    assert account.sid == fleet.twilio.address.sid, "the two have the same account"
    for name, number in account.numbers.items():
        account.numbers[name] = msgspec.structs.replace(number, sms_url=url)
    begun = time.perf_counter()

    def write(turn: int) -> float:
        wait = begun + turn / RATE - time.perf_counter()
        time.sleep(max(wait, 0.0))
        if not hasattr(mine, "wire"):
            mine.wire = Wire()
        text = Text(
            sid=f"SM{uuid4().hex}", account=account.sid, direction=Direction.INBOUND, status=Status.RECEIVED,
            to=next(iter(account.numbers.values())).phone, from_=f"+1415{populace.FIRST + turn % DUE}",
            body="done", segments=1, created=datetime.now(UTC), updated=datetime.now(UTC),
        )  # fmt: skip
        call = webhook(text, account, None)
        assert call is not None
        request = signed(call.url, "POST", call.params, account, "x")
        before = time.perf_counter()
        kind, said, _ = mine.wire.call(request, request.target, (5.0, 30.0))
        assert kind == "2xx", said
        return time.perf_counter() - before

    with ThreadPoolExecutor(HANDS) as hands:
        return list(hands.map(write, range(RATE * SECONDS)))
