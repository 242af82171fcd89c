"""How is prism run between us and the local Twilio, and what does it find wrong?"""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from threading import Condition, Thread

import msgspec
import pytest
import requests

from tests.prism.description import description

PLACE = Path(__file__).parents[2] / ".venv" / "prism" / "node_modules"
PRISM, SPECS = PLACE / ".bin" / "prism", PLACE / "@twilio" / "cli-core" / "src" / "services" / "twilio-api"
PATIENCE = 60.0
LISTENS = "Prism is listening"
WRONG = ("Violation: ", "Request terminated with error", "fatal")


class Prism:
    """A prism that runs: `url` says where, and `wrong` what it found, in its own words."""

    def __init__(self, process: "subprocess.Popen[str]", url: str) -> None:
        self.url = url
        self._process, self._said, self._news, self._marks = process, list[str](), Condition(), count()
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()

    def wait_for(self, words: str) -> None:
        """Wait until it says something."""
        with self._news:
            assert self._news.wait_for(lambda: any(words in line for line in self._said), PATIENCE), self._said

    def wrong(self) -> list[str]:
        """Return what it found wrong since it was last asked."""
        # it logs after it answered: when a mark is in the log, all that was asked before it is there too
        mark = f"/mark-{next(self._marks)}"
        requests.get(f"{self.url}{mark}", timeout=PATIENCE)
        self.wait_for(f"{mark} ")
        with self._news:
            said, self._said = self._said, []
        return [line for line in said if "/mark-" not in line and any(each in line for each in WRONG)]

    def _read(self) -> None:
        for line in self._process.stdout or ():
            with self._news:
                self._said.append(line.strip())
                self._news.notify_all()


@contextmanager
def prism_before(upstream: str, folder: Path) -> Iterator[Prism]:
    """Run prism in front of an address, with errors where a request or an answer is not as Twilio describes it."""
    node = _node()
    spec = folder / "twilio.json"
    spec.write_bytes(msgspec.json.encode(description(SPECS)))
    port = _free_port()
    command = [node, str(PRISM), "proxy", str(spec), upstream]
    options = ["--errors", "--multiprocess", "false", "--host", "127.0.0.1", "--port", str(port)]
    process = subprocess.Popen(
        [*command, *options], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, stdin=subprocess.DEVNULL
    )
    with process:
        try:
            prism = Prism(process, f"http://127.0.0.1:{port}")
            prism.wait_for(LISTENS)
            yield prism
        finally:
            process.kill()


def _node() -> str:
    """Return where node is; without it or prism this is skipped loudly, and in CI it is a failure."""
    node = shutil.which("node")
    if node is None or not PRISM.exists():
        missing = f"{PRISM} is missing: nothing here was held against Twilio's own description (make prism)"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(missing)
    return node


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port
