"""How the API shows the account, a number and a messaging service."""

from datetime import UTC, datetime

from nudges.twilio_local.account import LONG_AGO, Account, MessagingService, Number
from nudges.twilio_local.words import VERSION, rfc_2822


def account_resource(account: Account) -> dict[str, object]:
    """Return an account as the API shows it; its token is shown to nobody."""
    uri = f"/{VERSION}/Accounts/{account.sid}"
    return {
        "auth_token": "",
        "date_created": rfc_2822(LONG_AGO),
        "date_updated": rfc_2822(LONG_AGO),
        "friendly_name": "nudges",
        "owner_account_sid": account.sid,
        "sid": account.sid,
        "status": "active" if account.active else "suspended",
        "subresource_uris": {"messages": f"{uri}/Messages.json", "balance": f"{uri}/Balance.json"},
        "type": "Trial" if account.trial else "Full",
        "uri": f"{uri}.json",
    }


def number_resource(number: Number, account: str) -> dict[str, object]:
    """Return a number as the API shows it."""
    return {
        "account_sid": account,
        "address_requirements": "none",
        "address_sid": None,
        "api_version": VERSION,
        "beta": False,
        "bundle_sid": None,
        "capabilities": {"voice": True, "sms": number.sms, "mms": number.sms, "fax": False},
        "date_created": rfc_2822(number.created),
        "date_updated": rfc_2822(number.updated),
        "emergency_address_sid": None,
        "emergency_address_status": "unregistered",
        "emergency_status": "Inactive",
        "friendly_name": number.friendly_name,
        "identity_sid": None,
        "origin": "twilio",
        "phone_number": number.phone,
        "sid": number.sid,
        "sms_application_sid": number.sms_application_sid or None,
        "sms_fallback_method": number.sms_fallback_method,
        "sms_fallback_url": number.sms_fallback_url,
        "sms_method": number.sms_method,
        "sms_url": number.sms_url,
        "status": "in-use",
        "status_callback": number.status_callback,
        "status_callback_method": number.status_callback_method,
        "trunk_sid": None,
        "type": "local",
        "uri": f"/{VERSION}/Accounts/{account}/IncomingPhoneNumbers/{number.sid}.json",
        "voice_application_sid": None,
        "voice_caller_id_lookup": False,
        "voice_fallback_method": "POST",
        "voice_fallback_url": None,
        "voice_method": "POST",
        "voice_receive_mode": "voice",
        "voice_url": None,
    }


def service_resource(service: MessagingService, account: str, base: str) -> dict[str, object]:
    """Return a messaging service as the API shows it."""
    url = f"{base}/v1/Services/{service.sid}"
    return {
        "account_sid": account,
        "area_code_geomatch": True,
        "date_created": _iso(service.created),
        "date_updated": _iso(service.updated),
        "fallback_method": service.fallback_method,
        "fallback_to_long_code": True,
        "fallback_url": service.fallback_url,
        "friendly_name": service.friendly_name,
        "inbound_method": service.inbound_method,
        "inbound_request_url": service.inbound_request_url,
        "links": {"phone_numbers": f"{url}/PhoneNumbers"},
        "mms_converter": True,
        "scan_message_content": "inherit",
        "sid": service.sid,
        "smart_encoding": False,
        "status_callback": service.status_callback,
        "sticky_sender": True,
        "synchronous_validation": False,
        "url": url,
        "us_app_to_person_registered": service.registered,
        "use_inbound_webhook_on_number": service.use_inbound_webhook_on_number,
        "usecase": "notifications",
        "validity_period": service.validity_period,
    }


def pooled_resource(number: Number, account: str, base: str) -> dict[str, object]:
    """Return a number as its messaging service shows it."""
    return {
        "account_sid": account,
        "capabilities": ["SMS", "MMS", "Voice"] if number.sms else ["Voice"],
        "country_code": "US",
        "date_created": _iso(number.created),
        "date_updated": _iso(number.updated),
        "phone_number": number.phone,
        "service_sid": number.service,
        "sid": number.sid,
        "url": f"{base}/v1/Services/{number.service}/PhoneNumbers/{number.sid}",
    }


def _iso(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
