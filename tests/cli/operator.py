"""What an operator has: a folder, an account at a Twilio on this machine, and a server that it calls."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
from click.testing import CliRunner, Result
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.types import ASGIApp, Receive, Scope, Send

from nudges.cli import root
from nudges.clock import SystemClock
from nudges.core.facts import Fact
from nudges.gateways.lane import Lane, State
from nudges.gateways.phone import PhoneGateway
from nudges.settings import Settings
from nudges.store.tiny import TinyStore
from nudges.twilio_local import NUMBER, LocalTwilio, running
from nudges.twilio_local.account import MessagingService, Number
from nudges.web import create_app
from nudges.wiring import make_service
from tests.running import serving
from tests.samples import person, service

RETRIES = "#rc=3&rp=ct,rt,5xx"
OTHER = "+12025550199"


class Door:
    """Leads to whatever app stands behind it now."""

    app: ASGIApp = Starlette()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, send)


class Operator:
    """Runs commands with an environment that is sound until a test breaks it."""

    def __init__(self, home: Path, twilio: LocalTwilio, url: str, door: Door) -> None:
        self.home, self.twilio, self.url, self.door = home, twilio, url, door
        self.account = twilio.account
        self.env = {
            "NUDGES_HOME": str(home),
            "NUDGES_GATEWAY": "twilio",
            "NUDGES_TWILIO_API": twilio.url,
            "TWILIO_ACCOUNT_SID": self.account.sid,
            "TWILIO_AUTH_TOKEN": self.account.token,
            "TWILIO_FROM": NUMBER,
            "TWILIO_MESSAGING_SERVICE_SID": "",
            "NUDGES_PUBLIC_URL": url,
            "NUDGES_PORT": url.rpartition(":")[2],
            "NUDGES_TEXTS_MONTH": "1000",
        }

    @property
    def number(self) -> Number:
        """Return our sender as the account has it."""
        found = self.account.by_phone(NUMBER)
        assert found is not None
        return found

    def change_number(self, **changes: object) -> None:
        """Change our sender at Twilio."""
        self.account.numbers[self.number.sid] = msgspec.structs.replace(self.number, **changes)

    def change_service(self, **changes: object) -> MessagingService:
        """Change the messaging service at Twilio, and send from it."""
        changed = msgspec.structs.replace(self.account.service, **changes)
        self.account.services[changed.sid] = changed
        self.env |= {"TWILIO_FROM": "", "TWILIO_MESSAGING_SERVICE_SID": changed.sid}
        return changed

    def without(self, *names: str) -> None:
        """Set variables to nothing."""
        self.env |= dict.fromkeys(names, "")

    def lane(self, state: State) -> None:
        """Leave something in the file of the way out."""
        path = self.home / "lane.json"
        path.write_bytes(msgspec.json.encode(state))
        path.chmod(0o600)

    def breaks(self, detail: str, code: int) -> None:
        """Let the way out be broken."""
        Lane(self.home / "lane.json").breaks(detail, code, datetime.now(UTC))
        (self.home / "lane.json").chmod(0o600)

    def happened(self, *facts: Fact) -> None:
        """Record facts in Ana's book."""
        with TinyStore(self.home).open("ana") as page:
            page.commit(page.book.add(*facts), None)

    def serve(self, public_url: str = "") -> None:
        """Have the door lead to what `nudges serve` would answer with this environment."""
        settings = Settings(
            home=self.home,
            gateway="twilio",
            public_url=public_url or self.url,
            twilio_account_sid=self.env["TWILIO_ACCOUNT_SID"],
            twilio_auth_token=self.env["TWILIO_AUTH_TOKEN"],  # type: ignore[arg-type]
            twilio_from=NUMBER,
            twilio_api=self.twilio.url,
        )
        self.door.app = create_app(
            make_service(settings), SystemClock(), lambda _person: None, secret=b"secret", local_phones=False,
            provider=("twilio", settings.public_url),
        )  # fmt: skip

    def run(self, *words: str, given: str | None = None) -> Result:
        """Run a command."""
        result = CliRunner(env=self.env).invoke(root, words, input=given, prog_name="nudges")
        assert isinstance(result.exception, SystemExit | None), result.exception
        assert self.account.token not in result.output
        return result

    def doctor(self) -> list[dict[str, Any]]:
        """Return what the doctor finds."""
        found: list[dict[str, Any]] = self.data("doctor", "--json")["checks"]
        return found

    def data(self, *words: str) -> dict[str, Any]:
        """Return what a command prints as JSON; the server, in a thread of this process, logs before it."""
        printed = self.run(*words).stdout
        found: dict[str, Any] = json.loads(printed[printed.index("{\n") :])
        return found


@contextmanager
def operating(folder: Path) -> Iterator[Operator]:
    """Have a sound set-up while inside, with Ana in it."""
    now, home, door = datetime.now(UTC), folder / "home", Door()
    service(TinyStore(home), PhoneGateway(home / "phones")).enrol(person(since=now), (), now, "on paper")
    with running() as twilio, serving(Starlette(routes=[Mount("/", door)])) as url:
        operator = Operator(home, twilio, url, door)
        operator.change_number(sms_url=f"{url}/twilio/message{RETRIES}")
        operator.serve()
        yield operator
