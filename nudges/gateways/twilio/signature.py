"""Whether a request is signed with a secret that only Twilio and we hold."""

from hmac import compare_digest

from twilio.request_validator import HMAC_SHA1, HMAC_SHA256, RequestValidator  # type: ignore[import-untyped]

from nudges.gateways.twilio.config import TwilioConfig


class Fields(dict[str, list[str]]):
    """Names with all their values, as the library's validator takes them."""

    def getlist(self, name: str) -> list[str]:
        """Return all values of a name."""
        return self[name]

    def one(self, name: str) -> str:
        """Return the value of a name, or nothing where it has none, or raise where it has two different ones."""
        values = set(self.get(name, ()))
        if len(values) > 1:
            raise ValueError(name)
        return values.pop() if values else ""


class Signatures:
    """The secrets of an account."""

    def __init__(self, config: TwilioConfig) -> None:
        # an empty secret is known to everyone
        self._tokens = [RequestValidator(token) for token in config.auth_tokens if token]
        self._shared = {name: RequestValidator(secret) for name, secret in config.shared_keys.items() if secret}

    def vouch(self, url: str, fields: Fields, signature: str, settings: str = "") -> bool:
        """Whether a signature is good. `settings` is the header that names a shared key, where there is one.

        Who calls may name the key, but each kind of secret goes with one algorithm only.
        """
        try:
            if not settings:
                return any(_is_signed(one, url, fields, signature) for one in self._tokens)
            said = dict(part.strip().split("=", 1) for part in settings.split(","))
            shared = self._shared.get(said["key"])
            if shared is None or said["algorithm"].upper() != HMAC_SHA256:
                return False
            return bool(shared.validate(url, fields, signature, HMAC_SHA256))
        except Exception:  # the library raises on much of what is not well formed
            return False


def _is_signed(one: RequestValidator, url: str, fields: Fields, signature: str) -> bool:
    """Whether a signature is good for the address as it is, or, as the library sees it, for one with another port."""
    plain = one.compute_signature(url, fields, HMAC_SHA1)
    if compare_digest(plain.encode(), signature.encode()):
        return True
    return bool(one.validate(url, fields, signature, HMAC_SHA1))
