"""What else the API has: the account, its money, its numbers and its messaging services."""

from collections.abc import Mapping
from datetime import datetime
from typing import TypeVar

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from nudges.twilio_local.account import MessagingService, Number
from nudges.twilio_local.doors import Doors
from nudges.twilio_local.errors import Refusal
from nudges.twilio_local.listing import page
from nudges.twilio_local.shown import account_resource, number_resource, pooled_resource, service_resource
from nudges.twilio_local.words import VERSION, sid

HERE = f"/{VERSION}/Accounts/{{account}}"
SERVICES = "/v1/Services"

NUMBER_FIELDS = {
    "FriendlyName": "friendly_name",
    "SmsUrl": "sms_url",
    "SmsMethod": "sms_method",
    "SmsApplicationSid": "sms_application_sid",
    "SmsFallbackUrl": "sms_fallback_url",
    "SmsFallbackMethod": "sms_fallback_method",
    "StatusCallback": "status_callback",
    "StatusCallbackMethod": "status_callback_method",
}
SERVICE_FIELDS = {
    "FriendlyName": "friendly_name",
    "InboundRequestUrl": "inbound_request_url",
    "InboundMethod": "inbound_method",
    "FallbackUrl": "fallback_url",
    "FallbackMethod": "fallback_method",
    "StatusCallback": "status_callback",
    "UseInboundWebhookOnNumber": "use_inbound_webhook_on_number",
    "ValidityPeriod": "validity_period",
}


T = TypeVar("T", Number, MessagingService)


class Resources:
    """The doors to everything but texts."""

    def __init__(self, doors: Doors) -> None:
        self.doors, self.twilio, self.account = doors, doors.twilio, doors.twilio.account

    def routes(self) -> list[Route]:
        """Return the doors."""
        door = self.doors.open
        numbers = f"{HERE}/IncomingPhoneNumbers"
        return [
            Route(f"{HERE}.json", door(self.fetch_account), methods=["GET"]),
            Route(f"{HERE}/Balance.json", door(self.balance), methods=["GET"]),
            Route(f"{numbers}.json", door(self.list_numbers), methods=["GET"]),
            Route(f"{numbers}/{{sid}}.json", door(self.number), methods=["GET", "POST"]),
            Route(SERVICES, door(self.list_services), methods=["GET"]),
            Route(f"{SERVICES}/{{sid}}", door(self.service), methods=["GET", "POST"]),
            Route(f"{SERVICES}/{{sid}}/PhoneNumbers", door(self.pool), methods=["GET"]),
            Route("/v1/Tollfree/Verifications", door(self.verifications), methods=["GET"]),
        ]

    async def fetch_account(self, _: Request) -> Response:
        """Show the account."""
        return JSONResponse(account_resource(self.account))

    async def balance(self, _: Request) -> Response:
        """Show how much money is left."""
        left = {"account_sid": self.account.sid, "balance": f"{self.account.funds:.5f}", "currency": "USD"}
        return JSONResponse(left)

    async def list_numbers(self, request: Request) -> Response:
        """List the numbers, or the one that is asked for."""
        wanted = request.query_params.get("PhoneNumber")
        found = [each for each in self.account.numbers.values() if wanted is None or wanted in each.phone]
        shown, around = page(found, [each.sid for each in found], request.url.path, request.query_params)
        listed = [number_resource(each, self.account.sid) for each in shown]
        return JSONResponse({"incoming_phone_numbers": listed, **around})

    async def number(self, request: Request) -> Response:
        """Show a number, changed as it is asked."""
        number = self.account.numbers.get(request.path_params["sid"])
        if number is None:
            raise Refusal(20404, path=request.url.path)
        if request.method == "POST":
            number = _changed(number, await _changes(request, NUMBER_FIELDS), self.twilio.now())
            self.account.numbers[number.sid] = number
        return JSONResponse(number_resource(number, self.account.sid))

    async def list_services(self, request: Request) -> Response:
        """List the messaging services."""
        found = list(self.account.services.values())
        listed = [service_resource(each, self.account.sid, _base(request)) for each in found]
        return JSONResponse({"services": listed, "meta": _meta(request, "services")})

    async def service(self, request: Request) -> Response:
        """Show a messaging service, changed as it is asked."""
        service = self._service(request)
        if request.method == "POST":
            service = _changed(service, await _changes(request, SERVICE_FIELDS), self.twilio.now())
            self.account.services[service.sid] = service
        return JSONResponse(service_resource(service, self.account.sid, _base(request)))

    async def pool(self, request: Request) -> Response:
        """List the numbers of a messaging service."""
        service = self._service(request)
        found = self.account.pool(service.sid)
        listed = [pooled_resource(each, self.account.sid, _base(request)) for each in found]
        return JSONResponse({"phone_numbers": listed, "meta": _meta(request, "phone_numbers")})

    async def verifications(self, request: Request) -> Response:
        """List how far the verifications of toll-free numbers are."""
        wanted = request.query_params.get("TollfreePhoneNumberSid")
        listed = [
            {"sid": sid("HH", each.sid), "account_sid": self.account.sid, "tollfree_phone_number_sid": each.sid,
             "tollfree_phone_number": each.phone, "status": each.verification}
            for each in self.account.numbers.values()
            if each.verification is not None and wanted in (None, each.sid)
        ]  # fmt: skip
        return JSONResponse({"verifications": listed, "meta": _meta(request, "verifications")})

    def _service(self, request: Request) -> MessagingService:
        service = self.account.services.get(request.path_params["sid"])
        if service is None:
            raise Refusal(20404, path=request.url.path)
        return service


def _changed(thing: T, changes: Mapping[str, str], now: datetime) -> T:
    try:
        changed = msgspec.convert({**msgspec.to_builtins(thing), **changes}, type(thing), strict=False)
    except msgspec.ValidationError:
        raise Refusal(20001) from None
    return msgspec.structs.replace(changed, updated=now)


async def _changes(request: Request, fields: Mapping[str, str]) -> dict[str, str]:
    form = await request.form()
    return {fields[name]: str(value) for name, value in form.items() if name in fields}


def _base(request: Request) -> str:
    return str(request.base_url).rstrip("/")


def _meta(request: Request, key: str) -> dict[str, object]:
    url = str(request.url.remove_query_params("Page"))
    return {
        "page": 0,
        "page_size": 50,
        "first_page_url": url,
        "previous_page_url": None,
        "url": url,
        "next_page_url": None,
        "key": key,
    }
