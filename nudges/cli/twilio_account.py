"""What Twilio says of an account: its money, its numbers, its services, and where it tells what arrives."""

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

if TYPE_CHECKING:
    from nudges.gateways.twilio.config import TwilioConfig

T = TypeVar("T")
MOST = 20
"""So many numbers or services are looked at; whoever has more knows which ones they mean."""

CHECK_API = "check the connection of this machine, its proxy, and NUDGES_TWILIO_API if it is set"


class NoAnswer(Exception):
    """Twilio could not be asked, or refused: what is wrong, and what to do."""

    def __init__(self, what: str, do: str, code: int | None = None) -> None:
        super().__init__(what)
        self.what, self.do, self.code = what, do, code

    def __str__(self) -> str:
        return f"{self.what}; {self.do}"


class Holder(msgspec.Struct, frozen=True, kw_only=True):
    """The account itself; `balance` is None where Twilio does not tell it, as for a subaccount."""

    status: str
    trial: bool
    balance: Decimal | None
    currency: str


class Number(msgspec.Struct, frozen=True, kw_only=True):
    """A number of the account; one that is led by an application ignores its own address."""

    sid: str
    phone: str
    sms: bool
    url: str
    method: str
    application: str = ""


class Pool(msgspec.Struct, frozen=True, kw_only=True):
    """A messaging service with the numbers in it; with `by_number` a text is told where its number says."""

    sid: str
    name: str
    url: str
    method: str
    by_number: bool
    registered: bool
    phones: tuple[str, ...]


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where it is set whom Twilio calls when a text arrives: a number or a messaging service."""

    name: str
    sid: str
    url: str
    method: str
    application: str = ""


class TwilioAccount:
    """An account that can be asked. Whatever fails is a NoAnswer."""

    def __init__(self, config: "TwilioConfig") -> None:
        from nudges.gateways.twilio.client import TwilioHttp, client_of

        self._sid = config.account_sid
        self._client = client_of(config, TwilioHttp(config.api_base))

    def holder(self) -> Holder:
        """Return the account."""
        raw = _ask(self._client.api.v2010.accounts(self._sid).fetch)
        try:
            money = _ask(self._client.api.v2010.accounts(self._sid).balance.fetch)
            balance, currency = Decimal(money.balance), str(money.currency or "")
        except (NoAnswer, InvalidOperation, TypeError):
            balance, currency = None, ""
        return Holder(status=str(raw.status), trial=str(raw.type) == "Trial", balance=balance, currency=currency)

    def number(self, phone: str) -> Number | None:
        """Return a number of the account, or None if it has no such one."""
        found = _ask(lambda: self._client.incoming_phone_numbers.list(phone_number=phone, limit=MOST))
        return next((_number(raw) for raw in found if raw.phone_number == phone), None)

    def numbers(self) -> list[Number]:
        """Return the first numbers of the account."""
        return [_number(raw) for raw in _ask(lambda: self._client.incoming_phone_numbers.list(limit=MOST))]

    def pool(self, sid: str) -> Pool | None:
        """Return a messaging service with its numbers, or None if there is no such one."""
        service = self._client.messaging.v1.services(sid)
        try:
            raw = _ask(service.fetch)
        except NoAnswer as refused:
            if refused.code == 20404:
                return None
            raise
        return _pool(raw, _ask(lambda: service.phone_numbers.list(limit=10 * MOST)))

    def pool_of(self, phone: str) -> Pool | None:
        """Return the messaging service that a number is in, or None."""
        for raw in _ask(lambda: self._client.messaging.v1.services.list(limit=MOST)):
            members = _ask(lambda sid=raw.sid: self._client.messaging.v1.services(sid).phone_numbers.list())  # type: ignore[misc]
            if any(each.phone_number == phone for each in members):
                return _pool(raw, members)
        return None

    def verification(self, number: Number) -> str | None:
        """Return how far the verification of a toll-free number is, in Twilio's words, or None if there is none."""
        listed = self._client.messaging.v1.tollfree_verifications
        found = _ask(lambda: listed.list(tollfree_phone_number_sid=number.sid, limit=1))
        return str(found[0].status) if found else None

    def tell(self, place: Place, url: str) -> None:
        """Have texts that arrive told to an address."""
        if place.sid.startswith("MG"):
            service = self._client.messaging.v1.services(place.sid)
            _ask(lambda: service.update(inbound_request_url=url, inbound_method="POST"))
            return
        more = {"sms_application_sid": ""} if place.application else {}
        number = self._client.incoming_phone_numbers(place.sid)
        _ask(lambda: number.update(sms_url=url, sms_method="POST", **more))


def _ask(question: Callable[[], T]) -> T:
    """Return Twilio's answer, or raise NoAnswer."""
    import requests
    from twilio.base.exceptions import TwilioException  # type: ignore[import-untyped]

    try:
        return question()
    except TwilioException as error:
        raise _refusal(getattr(error, "status", None), getattr(error, "code", None)) from None
    except requests.Timeout:
        raise NoAnswer("Twilio did not answer in time", CHECK_API) from None
    except requests.RequestException:
        raise NoAnswer("Twilio cannot be reached", CHECK_API) from None
    except Exception as error:  # an answer that is none: a page of some proxy, for one
        raise NoAnswer(f"Twilio's answer could not be read ({type(error).__name__})", CHECK_API) from None


def _refusal(status: Any, code: Any) -> NoAnswer:
    from nudges.gateways.twilio.codes import answered, table

    if not isinstance(status, int):
        return NoAnswer("Twilio's answer could not be read", CHECK_API)
    if status >= 500 or status == 429:
        return NoAnswer(f"Twilio answered with HTTP status {status}", "try again in a few minutes")
    if status == 400 and isinstance(code, int) and code not in table():
        return NoAnswer(f"Twilio refused it with code {code}", f"see twilio.com/docs/api/errors/{code}", code)
    said = answered(status, code if isinstance(code, int) else None)
    return NoAnswer(said.means.rstrip("."), _lower(said.do), said.code)


def _lower(sentence: str) -> str:
    return (sentence[:1].lower() + sentence[1:]).rstrip(".")


def _number(raw: Any) -> Number:
    can = raw.capabilities if isinstance(raw.capabilities, dict) else {}
    return Number(
        sid=str(raw.sid),
        phone=str(raw.phone_number),
        sms=bool(can.get("sms", can.get("SMS", False))),
        url=str(raw.sms_url or ""),
        method=str(raw.sms_method or ""),
        application=str(raw.sms_application_sid or ""),
    )


def _pool(raw: Any, members: list[Any]) -> Pool:
    return Pool(
        sid=str(raw.sid),
        name=str(raw.friendly_name),
        url=str(raw.inbound_request_url or ""),
        method=str(raw.inbound_method or ""),
        by_number=bool(raw.use_inbound_webhook_on_number),
        registered=bool(raw.us_app_to_person_registered),
        phones=tuple(str(each.phone_number) for each in members),
    )
