"""The real store, service, phones and doors in one process, on a clock that runs fast: to be killed.

python -m tests.soak.server HOME PORT EPOCH RATE
"""

import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

import uvicorn

from nudges.gateways.phone import PhoneGateway
from nudges.library import load
from nudges.service import Service
from nudges.store.tiny import TinyStore
from nudges.web import create_app
from nudges.worker import Worker


class FastClock:
    """A clock that began at an epoch, in seconds of the real clock, and runs at a rate; it goes on after a restart."""

    def __init__(self, epoch: float, rate: float) -> None:
        self._epoch, self._rate = epoch, rate

    def now(self) -> datetime:
        """Return the moment on this clock."""
        passed = (time.time() - self._epoch) * self._rate
        return datetime.fromtimestamp(self._epoch, UTC) + timedelta(seconds=passed)


def make_service(home: Path) -> Service:
    """Return the service on a folder, as `nudges serve` has it."""
    return Service(TinyStore(home), PhoneGateway(home / "phones"), load().words)


def main() -> None:
    """Serve, and attend as fast as the clock runs."""
    home, port, epoch, rate = Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), float(sys.argv[4])
    clock, service = FastClock(epoch, rate), make_service(home)
    worker = Worker(service, clock)

    def attend() -> None:
        while True:
            service.store.refresh()
            worker.attend_all()
            time.sleep(0.004)

    Thread(target=attend, daemon=True).start()
    app = create_app(service, clock, lambda: None, secret=b"x" * 32, local_phones=True)
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="error", access_log=False)


if __name__ == "__main__":
    main()
