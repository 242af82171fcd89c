"""`nudges dev twilio`, as a process of its own."""

import json
import re
import signal
import subprocess
import sys
from typing import Any

import pytest
from click.testing import CliRunner
from twilio.http.http_client import TwilioHttpClient  # type: ignore[import-untyped]
from twilio.rest import Client  # type: ignore[import-untyped]

from nudges.cli.dev import dev
from nudges.core.problem import Problem
from nudges.twilio_local import NUMBER
from tests.running import until
from tests.twilio_local.conftest import ANA
from tests.twilio_local.listener import Listener

COMMAND = [sys.executable, "-c", "from nudges.cli.dev import dev; dev()", "twilio", "--port", "0", "--step-ms", "5"]


class Process:
    """The command while it runs, and what it printed at first."""

    def __init__(self, *options: str) -> None:
        self.process = subprocess.Popen([*COMMAND, *options, "--json"], stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        self.told: dict[str, str] = json.loads("".join(iter(self.process.stdout.readline, "}\n")) + "}")

    def client(self) -> Any:
        client = Client(
            self.told["TWILIO_ACCOUNT_SID"], self.told["TWILIO_AUTH_TOKEN"], http_client=TwilioHttpClient(timeout=5)
        )
        client.api.base_url = self.told["NUDGES_TWILIO_API"]
        return client

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        status = self.process.wait(10)
        assert self.process.stdout is not None
        self.process.stdout.close()
        return status


def test_it_prints_what_to_set_and_works_until_it_is_stopped(listener: Listener) -> None:
    running = Process("--webhook", f"{listener.url}/message")
    try:
        assert running.told["NUDGES_GATEWAY"] == "twilio"
        assert running.told["TWILIO_FROM"] == NUMBER
        assert re.fullmatch(r"AC[0-9a-f]{32}", running.told["TWILIO_ACCOUNT_SID"])
        client = running.client()
        text = client.messages.create(to=ANA, from_=running.told["TWILIO_FROM"], body="Breathe.")
        until(lambda: client.messages(text.sid).fetch().status == "delivered", "the text to be delivered")
        (number,) = client.incoming_phone_numbers.list(phone_number=NUMBER)
        assert number.sms_url == f"{listener.url}/message"
    finally:
        assert running.stop() in {0, 1, 130, -signal.SIGINT}


def test_with_an_address_for_statuses_it_sends_from_the_service_and_tells_there(listener: Listener) -> None:
    running = Process("--status-url", f"{listener.url}/status")
    try:
        service = running.told["TWILIO_MESSAGING_SERVICE_SID"]
        assert "TWILIO_FROM" not in running.told
        first = running.client().messages.create(to=ANA, messaging_service_sid=service, body="Breathe.").sid
        until(lambda: "delivered" in listener.said(), "the status to be told")
    finally:
        running.stop()
    again = Process("--service")
    try:
        second = again.client().messages.create(to=ANA, messaging_service_sid=service, body="Breathe.").sid
    finally:
        again.stop()
    assert first != second, "ids come again when it is started again"


def test_it_calls_this_machine_only() -> None:
    with pytest.raises(Problem, match="this machine only"):
        CliRunner().invoke(dev, ["twilio", "--webhook", "https://nudges.example/in"], catch_exceptions=False)
