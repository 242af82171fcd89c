"""`nudges serve` on a clock that runs fast: to be killed.

python -m tests.soak.server HOME PORT EPOCH RATE
"""

import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from nudges.gateways.phone import PhoneGateway
from nudges.library import load
from nudges.service import Service
from nudges.settings import Settings
from nudges.store.tiny import TinyStore
from nudges.web.logs import log_as_json
from nudges.web.server import run_server


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
    """Serve as `nudges serve` does, on the fast clock."""
    home, port, epoch, rate = Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), float(sys.argv[4])
    log_as_json()
    run_server(make_service(home), FastClock(epoch, rate), Settings(home=home, port=port))


if __name__ == "__main__":
    main()
