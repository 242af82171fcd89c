"""What is asked for at the keyboard when an account is set up; what is typed of a token is not shown."""

from collections.abc import Callable
from typing import Any

import click
from pydantic import SecretStr

from nudges.cli.output import message
from nudges.cli.twilio_account import TwilioAccount
from nudges.cli.twilio_checks import badly_written
from nudges.cli.typed import asked, at_keyboard
from nudges.core.problem import Problem
from nudges.settings import Settings

NONE = "none"


def whose(found: Settings) -> Settings:
    """Return the settings with an account and its token, or raise Problem."""
    have = {"TWILIO_ACCOUNT_SID": found.twilio_account_sid, "TWILIO_AUTH_TOKEN": found.signing_tokens}
    missing = [name for name, value in have.items() if not value]
    if missing and not at_keyboard():
        raise _nobody(f"{' and '.join(missing)} {'is' if len(missing) == 1 else 'are'} not set")
    changes: dict[str, Any] = {}
    if not found.twilio_account_sid:
        changes["twilio_account_sid"] = asked("Account SID", lambda word: _written(word.strip()))
    if not found.signing_tokens:
        changes["twilio_auth_token"] = SecretStr(_hidden("Auth token (it is not shown)"))
    found = found.model_copy(update=changes)
    _written(found.twilio_account_sid, *found.signing_tokens)
    return found


def who_sends(found: Settings, account: TwilioAccount) -> Settings:
    """Return the settings with a sender and with how answers come in, or raise Problem."""
    changes: dict[str, Any] = {}
    if not found.twilio_from and not found.twilio_messaging_service_sid:
        changes |= _sender([each.phone for each in account.numbers() if each.sms])
    if found.inbound == "push" and not found.public_url and at_keyboard():
        url = asked("The public address of this server, such as https://nudges.example.org", _address, NONE)
        changes |= {"public_url": url} if url else {"inbound": "poll"}
    return found.model_copy(update=changes)


def _sender(phones: list[str]) -> dict[str, str]:
    named = ", ".join(phones) or "none that can send texts"
    if not at_keyboard():
        raise _nobody("neither TWILIO_FROM nor TWILIO_MESSAGING_SERVICE_SID is set", f"the account's numbers: {named}")
    message(f"Numbers of the account: {named}.")
    return dict([asked("Texts come from (a number, or a messaging service, MG...)", _reader(phones), _first(phones))])


def _first(phones: list[str]) -> str | None:
    return phones[0] if phones else None


def _reader(phones: list[str]) -> Callable[[str], tuple[str, str]]:
    from nudges.library.places import phone

    def read(word: str) -> tuple[str, str]:
        if word.strip().startswith("MG"):
            return "twilio_messaging_service_sid", word.strip()
        number = phone(word).number
        if number not in phones:
            raise Problem(f"{number} is not a number of this account that can send texts", hint=", ".join(phones))
        return "twilio_from", number

    return read


def _written(sid: str, *tokens: str) -> str:
    """Return an account's SID, or raise Problem if it or a token cannot be one."""
    bad = badly_written(sid, tokens)
    if bad is not None:
        raise Problem(bad.says, hint=bad.do)
    return sid


def _hidden(question: str) -> str:
    while True:
        token = str(click.prompt(question, hide_input=True, err=True)).strip()
        try:
            _written("", token)
        except Problem as problem:
            click.echo(f"  {problem}", err=True)
        else:
            return token


def _address(word: str) -> str:
    """Return an address, or nothing for none."""
    from pydantic import ValidationError

    if word.strip() == NONE:
        return ""
    try:
        return Settings(public_url=word.strip()).public_url
    except ValidationError:
        raise Problem(f"'{word}' is not an address", hint="write it like https://nudges.example.org") from None


def _nobody(what: str, more: str = "") -> Problem:
    hint = "set it, or run this at a keyboard"
    return Problem(f"{what}, and nobody is there to be asked", hint=f"{hint}; {more}" if more else hint)
