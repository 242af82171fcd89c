"""A small installation to knock at."""

from collections.abc import Callable

from starlette.testclient import TestClient

from nudges.clock import ManualClock
from nudges.web import create_app
from tests.samples import MONDAY, plan, service
from tests.samples import person as ana

SECRET = b"a secret for tests, long enough!"
BASE = "http://127.0.0.1"


class House:
    """Ana, who agreed, and the web before her; `pokes` counts how often the worker was woken."""

    def __init__(
        self,
        *,
        local_phones: bool = True,
        host: str = "127.0.0.1",
        not_ready: Callable[[], str | None] = lambda: None,
    ) -> None:
        self.clock, self.service, self.pokes = ManualClock(MONDAY), service(), 0
        self.app = create_app(
            self.service,
            self.clock,
            self._poke,
            secret=SECRET,
            local_phones=local_phones,
            host=host,
            not_ready=not_ready,
        )
        self.web = TestClient(self.app, base_url=BASE, raise_server_exceptions=True, client=("127.0.0.1", 50000))
        self.service.enrol(ana(), (plan(),), MONDAY, "on paper")

    def _poke(self, _person: str | None) -> None:
        self.pokes += 1

    def replies(self) -> list[str]:
        """Return what Ana wrote, as it is kept."""
        return [reply.text for reply in self.service.store.read("ana").history.replies]
