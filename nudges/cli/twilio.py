"""The account at Twilio: `nudges twilio`."""

import os
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nudges.cli.context import now, settings
from nudges.cli.group import Told
from nudges.cli.output import data, json_option, message
from nudges.cli.typed import Word, at_keyboard
from nudges.core.problem import Problem
from nudges.library.places import phone

if TYPE_CHECKING:
    from nudges.cli.checks import Check
    from nudges.cli.twilio_account import TwilioAccount
    from nudges.settings import Settings

SECRET = "TWILIO_AUTH_TOKEN"  # noqa: S105  the name of a variable
HIDDEN = "..."
"""What stands in the place of the token wherever it is shown."""


@click.group()
def twilio() -> None:
    """Set up the account that texts leave by."""


@twilio.command()
@click.option("--test", "test", type=Word(lambda word: phone(word).number, "number"), help="Send one text to there.")
@click.option("--webhook", is_flag=True, help="Have Twilio call NUDGES_PUBLIC_URL with what arrives; do not ask.")
@click.option(
    "--save",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Keep the settings there, with the token, for you only.",
)
@json_option
def setup(test: str | None, webhook: bool, save: Path | None, as_json: bool) -> None:
    """Ask for what is missing, check it with Twilio, and print the settings to keep.

    Without a keyboard everything comes from the environment. The exit status is 1 where something is wrong.
    """
    from nudges.cli.doctor import lines
    from nudges.cli.first_text import refuse_stopped, send_first

    if save is not None and save.exists():
        raise _is_there(save)
    if webhook and not settings().public_url:
        raise Problem("--webhook: NUDGES_PUBLIC_URL does not say what Twilio is to call", hint="set it")
    if test is not None:
        refuse_stopped(settings(), test)
    found, checks = _found(sure=webhook)
    if save is not None:
        _save(save, environment(found))
    if test is not None:
        checks.append(send_first(found, test, now()))
    shown = environment(found) | {SECRET: HIDDEN}
    well = all(check.well for check in checks)
    plain = {"well": well, "checks": checks, "environment": shown}
    data(plain, as_json, lambda: f"{lines(checks)}\n\n" + "\n".join(f"{n}={v}" for n, v in shown.items()))
    kept = f"All of it, with the token, is in {save}." if save else "The token is not shown; --save FILE keeps it too."
    message(kept)
    raise SystemExit(0 if well else 1)


def _found(*, sure: bool) -> tuple["Settings", list["Check"]]:
    """Return the settings with what was asked for, and how the account is then."""
    from nudges.cli.twilio_account import NoAnswer, TwilioAccount
    from nudges.cli.twilio_asking import who_sends, whose
    from nudges.wiring import twilio_config

    try:
        found = whose(settings())
        account = TwilioAccount(twilio_config(found))
        account.holder()  # a token that is wrong is told before anything else is asked
        found = who_sends(found, account)
        _call_us(found, account, sure=sure)
        return found, _checks(found, account)
    except NoAnswer as refused:
        raise Told([str(refused)], 1) from None


def _call_us(found: "Settings", account: "TwilioAccount", *, sure: bool) -> None:
    """Have Twilio tell us what arrives, if that is wanted."""
    from nudges.cli.twilio_checks import AGAIN, expected, is_told, places, senders

    if not found.public_url or (found.inbound == "poll" and not sure):
        return
    number, pool, _ = senders(account, found)
    url = expected(found)
    for place in places(number, pool, account):
        if is_told(place, url) and place.url == url + AGAIN:
            continue
        before = f" It calls {place.url} now." if place.url and not is_told(place, url) else ""
        if sure or (at_keyboard() and click.confirm(f"{before} Have {place.name} call {url}?".strip(), err=True)):
            account.tell(place, url + AGAIN)


def _checks(found: "Settings", account: "TwilioAccount") -> list["Check"]:
    from nudges.cli.lane_checks import NOTHING_YET, evidence
    from nudges.cli.spending import lane_state
    from nudges.cli.twilio_checks import account_checks, inbound_checks
    from nudges.wiring import make_store

    seen = evidence(make_store(found)) if found.home.is_dir() else NOTHING_YET
    return [*inbound_checks(found), *account_checks(found, account, seen, lane_state(found).broken)]


def environment(found: "Settings") -> dict[str, str]:
    """Return the variables that say what was found."""
    said = {
        "NUDGES_GATEWAY": "twilio",
        "TWILIO_ACCOUNT_SID": found.twilio_account_sid,
        SECRET: found.twilio_auth_token.get_secret_value(),
        "TWILIO_FROM": found.twilio_from,
        "TWILIO_MESSAGING_SERVICE_SID": found.twilio_messaging_service_sid,
        "NUDGES_PUBLIC_URL": found.public_url,
        "NUDGES_INBOUND": "poll" if found.inbound == "poll" else "",
        "NUDGES_TWILIO_API": found.twilio_api,
    }
    return {name: value for name, value in said.items() if value}


def _save(path: Path, values: dict[str, str]) -> None:
    """Write the variables into a new file that nobody else can read."""
    try:
        opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise _is_there(path) from None
    with os.fdopen(opened, "w", encoding="utf-8") as file:
        file.writelines(f"{name}={shlex.quote(value)}\n" for name, value in values.items())


def _is_there(path: Path) -> Problem:
    return Problem(f"--save: {path} is there already", hint="choose another name, or remove it first")
