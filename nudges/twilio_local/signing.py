"""How a call is signed, so that whoever gets it knows that it is Twilio's."""

from collections.abc import Mapping
from typing import cast
from urllib.parse import urldefrag, urlencode

import msgspec
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]

from nudges.twilio_local.account import Account, Method


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """A signed request: `url` is the address as it was configured, `target` where it goes."""

    method: Method
    url: str
    target: str
    params: Mapping[str, str]
    headers: Mapping[str, str]


def signed(url: str, method: Method, params: Mapping[str, str], account: Account, token: str) -> Request:
    """Return a request with its signature: over the address without its fragment, and over the parameters.

    With a shared key of the account it is the newer SHA-256 one, and the header that names the key comes with it.
    """
    target = urldefrag(url).url
    if method == "GET":
        target, params = f"{target}{'&' if '?' in target else '?'}{urlencode(params)}", {}
    headers = {"I-Twilio-Idempotency-Token": token, "User-Agent": "TwilioProxy/1.1", "Accept": "*/*"}
    if account.shared_key is None:
        headers["X-Twilio-Signature"] = signature(account.token, target, params)
    else:
        key, secret = account.shared_key
        headers["X-Twilio-Webhooks-Signature-Settings"] = f"key={key},algorithm=HMAC_SHA256"
        headers["X-Twilio-Signature"] = signature(secret, target, params, "HMAC_SHA256")
    return Request(method=method, url=url, target=target, params=params, headers=headers)


def signature(secret: str, url: str, params: Mapping[str, str], algorithm: str = "HMAC_SHA1") -> str:
    """Return what the official library computes."""
    return cast("str", RequestValidator(secret).compute_signature(url, dict(params), algorithm))
