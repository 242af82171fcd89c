"""Requests as Twilio signs them, by a hand other than the library's."""

import hmac
from base64 import b64encode
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from nudges.gateways import Posted
from nudges.gateways.twilio.config import TwilioConfig
from tests.gateways.twilio.stand_in import ACCOUNT, ANA, OURS, TOKEN, sid

PUBLIC = "https://h.org"
KEY, SECRET = "webhooks_sharedkey_1", "hush"
CONFIG = TwilioConfig(
    account_sid=ACCOUNT, auth_tokens=(TOKEN, "older"), sender=OURS, public_url=PUBLIC, shared_keys={KEY: SECRET}
)
Pairs = Sequence[tuple[str, str]]
MESSAGE: Pairs = (
    ("ToCountry", "US"),
    ("MessageSid", sid(1)),
    ("AccountSid", ACCOUNT),
    ("From", ANA),
    ("To", OURS),
    ("Body", "done 7/10 señora 🙂"),
    ("NumMedia", "0"),
    ("FromZip", ""),
)
STATUS: Pairs = (("MessageSid", sid(1)), ("MessageStatus", "delivered"), ("AccountSid", ACCOUNT), ("ErrorCode", ""))


def signature(url: str, pairs: Pairs, token: str = TOKEN, digest: str = "sha1") -> str:
    """Return what Twilio would sign."""
    signed = url + "".join(name + value for name, value in sorted(set(pairs)))
    return b64encode(hmac.new(token.encode(), signed.encode(), digest).digest()).decode()


def posted(
    path: str = "/twilio/message", pairs: Pairs = MESSAGE, token: str = TOKEN, public: str = PUBLIC, **headers: str
) -> Posted:
    """Return a request with a good signature."""
    url = public.rstrip("/") + path
    return Posted(
        method="POST",
        url=url,
        headers={
            "content-type": "application/x-www-form-urlencoded; charset=UTF-8",
            "x-twilio-signature": signature(url, pairs, token),
            **headers,
        },
        body=urlencode(pairs).encode(),
    )


def by_shared_key(
    pairs: Pairs = MESSAGE, secret: str = SECRET, settings: str = f"key={KEY},algorithm=HMAC_SHA256"
) -> Posted:
    """Return a request that is signed with a shared key."""
    url = f"{PUBLIC}/twilio/message"
    return posted(pairs=pairs, **{
        "x-twilio-signature": signature(url, pairs, secret, "sha256"),
        "x-twilio-webhooks-signature-settings": settings,
    })  # fmt: skip


def with_pairs(pairs: Pairs, **changes: str | None) -> Pairs:
    """Return fields with some changed, added, or (None) left out."""
    left: Mapping[str, str | None] = {**dict(pairs), **changes}
    return [(name, value) for name, value in left.items() if value is not None]
