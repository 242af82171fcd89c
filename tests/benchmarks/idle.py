"""How much memory `nudges serve` holds with ten thousand people who are not due."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.benchmarks import crowd


def run(folder: Path) -> Iterator[str]:
    """Yield the lines to print."""
    bare, _ = _resident(folder / "nobody", 18766)
    later = datetime.now(UTC) + timedelta(hours=20)
    crowd.make(folder / "home", datetime.now(UTC), f"daily at {later.hour}:{later:%M}")
    full, cpu = _resident(folder / "home", 18767)
    yield f"`nudges serve` with nobody             {bare:6.0f} MB"
    yield f"`nudges serve` with {crowd.PEOPLE} idle people  {full:6.0f} MB   (at most 150), {full / bare:.2f} times as much"
    yield f"  its processor time in ten idle seconds {cpu:6.2f} s"


def _resident(home: Path, port: int) -> tuple[float, float]:
    environment = os.environ | {"NUDGES_HOME": str(home), "NUDGES_PORT": str(port)}
    server = subprocess.Popen([sys.executable, "-m", "nudges", "serve"], env=environment, stderr=subprocess.DEVNULL)
    try:
        _until_ready(f"http://127.0.0.1:{port}/readyz")
        before = _processor(server.pid)
        time.sleep(10)
        cpu = _processor(server.pid) - before
        status = Path(f"/proc/{server.pid}/status").read_text("utf-8")
        resident = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        return int(resident.split()[1]) / 1024, cpu
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()


def _processor(pid: int) -> float:
    words = Path(f"/proc/{pid}/stat").read_text("utf-8").rsplit(")", 1)[1].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


def _until_ready(address: str) -> None:
    for _ in range(600):
        with suppress(OSError), urllib.request.urlopen(address, timeout=2) as answer:
            if answer.status == 200:
                return
        time.sleep(0.1)
    raise TimeoutError(address)
