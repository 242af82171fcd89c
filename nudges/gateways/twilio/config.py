"""Which account texts leave by, and how its provider reaches us."""

from collections.abc import Mapping

import msgspec


class TwilioConfig(msgspec.Struct, frozen=True, kw_only=True):
    """An account, and who texts are from: a number, a messaging service, or a number of a service.

    `auth_tokens` are those that may sign a request to us, and the first one signs ours; `shared_keys` are secrets by
    the name of their key. Without `public_url` nobody calls us; without `api_base` it is Twilio's own address.
    """

    account_sid: str
    auth_tokens: tuple[str, ...]
    sender: str = ""
    service_sid: str = ""
    api_base: str = ""
    public_url: str = ""
    shared_keys: Mapping[str, str] = msgspec.field(default_factory=dict)

    def __repr__(self) -> str:
        # what is printed by accident must not hold a secret
        return f"TwilioConfig({self.account_sid})"

    @property
    def base(self) -> str:
        """The address that our paths are added to, or nothing."""
        return self.public_url.rstrip("/")
