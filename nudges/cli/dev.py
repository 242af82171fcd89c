"""What helps those who work on nudges: `nudges dev`."""

from datetime import timedelta
from typing import TYPE_CHECKING

import click
import msgspec

from nudges.cli.output import data, json_option, message
from nudges.core.problem import Problem

if TYPE_CHECKING:
    from nudges.twilio_local import Account, LocalTwilio


@click.group()
def dev() -> None:
    """Help those who work on nudges."""


@dev.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8899, show_default=True, help="The port; 0: a free one.")
@click.option("--webhook", metavar="URL", help="Where texts that arrive are told, on this machine.")
@click.option(
    "--status-url", metavar="URL", help="Where the messaging service, used then, tells what became of its texts."
)
@click.option(
    "--step-ms", type=click.IntRange(1, 60_000), default=500, show_default=True, help="How long a status lasts."
)
@click.option("--rate", type=click.FloatRange(0.01, 10_000), help="Segments a second that leave a number.")
@click.option("--service", is_flag=True, help="Send from the messaging service, not from a number.")
@json_option
def twilio(
    *,
    port: int,
    webhook: str | None,
    status_url: str | None,
    step_ms: int,
    rate: float | None,
    service: bool,
    as_json: bool,
) -> None:
    """Run a Twilio on this machine, until stopped; it sends nothing to anybody.

    It prints what to put into the environment so that nudges uses it. Let a text arrive with
    POST /control/inbound {"from": ..., "to": ..., "body": ...}, let things go wrong with POST /control/faults.
    """
    import secrets

    from nudges.twilio_local import Account, LocalTwilio, Speed, serve

    account = Account()
    _tell(account, webhook, status_url)
    speed = Speed(step=timedelta(milliseconds=step_ms), rate=rate)
    # Ids must not come again when it is started again: whoever got the first ones would take the next for repeats.
    local = LocalTwilio(account=account, speed=speed, seed=secrets.token_hex(8))

    def say_where() -> None:
        values = _environment(local, from_service=service or status_url is not None)
        data(values, as_json, lambda: "\n".join(f"{name}={value}" for name, value in values.items()))
        message("Ctrl+C stops it.")

    serve(local, port, say_where)


def _tell(account: "Account", webhook: str | None, status_url: str | None) -> None:
    """Have the account tell these addresses."""
    from nudges.twilio_local.calls import is_loopback

    for option, url in (("--webhook", webhook), ("--status-url", status_url)):
        if url is not None and not is_loopback(url):
            raise Problem(f"{option}: it calls this machine only", hint="use an address like http://127.0.0.1:8765")
    replace = msgspec.structs.replace
    if webhook is not None:
        account.numbers = {name: replace(each, sms_url=webhook) for name, each in account.numbers.items()}
    account.services = {name: replace(each, status_callback=status_url) for name, each in account.services.items()}


def _environment(local: "LocalTwilio", *, from_service: bool) -> dict[str, str]:
    account = local.account
    number, service = next(iter(account.numbers.values())), account.service
    sender = {"TWILIO_MESSAGING_SERVICE_SID": service.sid} if from_service else {"TWILIO_FROM": number.phone}
    return {
        "NUDGES_GATEWAY": "twilio",
        "NUDGES_TWILIO_API": local.url,
        "TWILIO_ACCOUNT_SID": account.sid,
        "TWILIO_AUTH_TOKEN": account.token,
        **sender,
    }
