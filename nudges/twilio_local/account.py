"""Whose texts they are: a made-up account with its numbers, its messaging services and its money."""

import re
from datetime import UTC, datetime
from decimal import Decimal
from typing import Literal

import msgspec

from nudges.twilio_local.words import sid

Method = Literal["GET", "POST"]

NUMBER, POOLED = "+12025550123", "+12025550124"
"""The two numbers that an account has unless told otherwise: one alone, and one in the messaging service."""

E164 = re.compile(r"\+[1-9][0-9]{6,14}")
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


class Number(msgspec.Struct, frozen=True, kw_only=True):
    """A phone number of the account, and where texts to it are told.

    `verification` is how far that of a toll-free number is, by Twilio's word.
    """

    sid: str
    phone: str
    friendly_name: str
    sms_url: str = ""
    sms_method: Method = "POST"
    sms_fallback_url: str = ""
    sms_fallback_method: Method = "POST"
    status_callback: str = ""
    status_callback_method: Method = "POST"
    sms: bool = True
    sms_application_sid: str | None = None
    verification: str | None = None
    service: str | None = None
    created: datetime = LONG_AGO
    updated: datetime = LONG_AGO


class MessagingService(msgspec.Struct, frozen=True, kw_only=True):
    """A pool of numbers. With `advanced_opt_out` its webhooks say what Twilio took a keyword for."""

    sid: str
    friendly_name: str
    inbound_request_url: str | None = None
    inbound_method: Method = "POST"
    fallback_url: str | None = None
    fallback_method: Method = "POST"
    status_callback: str | None = None
    use_inbound_webhook_on_number: bool = False
    validity_period: int = 36_000
    registered: bool = True
    advanced_opt_out: bool = False
    created: datetime = LONG_AGO
    updated: datetime = LONG_AGO


class Account:
    """An account. The first of its tokens signs; requests may come with any of them."""

    def __init__(self, name: str = "nudges", funds: Decimal = Decimal(100_000)) -> None:
        self.sid = sid("AC", name)
        self.tokens = [sid("", name, "token")]
        self.funds, self.suspended, self.trial = funds, False, False
        self.shared_key: tuple[str, str] | None = None
        self.numbers: dict[str, Number] = {}
        self.services: dict[str, MessagingService] = {}
        self.add_service("nudges")
        self.add_number(NUMBER)
        self.add_number(POOLED, service=self.service.sid)

    @property
    def token(self) -> str:
        """Return the token that signs."""
        return self.tokens[0]

    @property
    def service(self) -> MessagingService:
        """Return the first messaging service."""
        return next(iter(self.services.values()))

    @property
    def active(self) -> bool:
        """Whether it may send: it is not suspended, and there is money left."""
        return not self.suspended and self.funds > 0

    def rotate(self) -> str:
        """Return a new token that signs from now on; the one before it still opens the door, the older ones no more."""
        self.tokens = [sid("", self.sid, self.token), self.token]
        return self.token

    def add_number(self, phone: str, service: str | None = None) -> Number:
        """Return a new number of the account."""
        number = Number(sid=sid("PN", self.sid, phone), phone=phone, friendly_name=phone, service=service)
        self.numbers[number.sid] = number
        return number

    def add_service(self, name: str) -> MessagingService:
        """Return a new messaging service, with no numbers yet."""
        service = MessagingService(sid=sid("MG", self.sid, name), friendly_name=name)
        self.services[service.sid] = service
        return service

    def by_phone(self, phone: str) -> Number | None:
        """Return the account's number, if it is one."""
        return next((each for each in self.numbers.values() if each.phone == phone), None)

    def pool(self, service: str) -> list[Number]:
        """Return the numbers of a messaging service."""
        return [each for each in self.numbers.values() if each.service == service]

    def sender(self, service: str, to: str) -> Number:
        """Return the number of a pool that writes to a phone: always the same one."""
        pool = self.pool(service)
        return pool[int(to[-4:], 36) % len(pool)] if to[-4:].isalnum() else pool[0]
