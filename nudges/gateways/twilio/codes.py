"""What a code of Twilio's says: about whom, in plain words, and what to do."""

import tomllib
from collections.abc import Mapping
from functools import cache
from http import HTTPStatus
from importlib.resources import files

import msgspec

from nudges.core.words import Status, Why
from nudges.gateways import Told

AMBIGUOUS = "ambiguous"

STATUSES = {
    "sending": Status.SENT,
    "sent": Status.SENT,
    "partially_delivered": Status.DELIVERED,
    "delivered": Status.DELIVERED,
    "read": Status.DELIVERED,
    "undelivered": Status.FAILED,
    "failed": Status.FAILED,
    "canceled": Status.FAILED,
}
"""How far a text came, by Twilio's words. In all others it waits at Twilio's still, which is no news."""

BY_STATUS: dict[int, int] = {
    HTTPStatus.UNAUTHORIZED: 20003,
    HTTPStatus.FORBIDDEN: 20003,
    HTTPStatus.NOT_FOUND: 20404,
    HTTPStatus.PAYMENT_REQUIRED: 30002,
    HTTPStatus.REQUEST_TIMEOUT: 20500,
    HTTPStatus.TOO_MANY_REQUESTS: 20429,
}
"""Which known code an answer comes closest to whose own one is unknown."""


class Code(msgspec.Struct, frozen=True, kw_only=True):
    """What a code means, and what whoever runs this can do; `why` is None where the text may have left."""

    code: int | None
    why: Why | None
    means: str
    do: str

    @property
    def detail(self) -> str:
        """What to tell: where it stops every text, with what to do about it."""
        return f"{self.means} {self.do}" if self.why is Why.CONFIGURATION else self.means


@cache
def table() -> Mapping[int, Code]:
    """Return what is known of each code."""
    text = files("nudges.gateways.twilio").joinpath("codes.toml").read_text("utf-8")
    return {row["code"]: _code(row) for row in tomllib.loads(text)["codes"]}


def answered(status: int, code: int | None) -> Code:
    """Return what an answer to our request says: by its code, but a server that failed cannot vouch for any.

    >>> answered(400, 21610).why, answered(429, 12345).why, answered(503, 21610).why
    (<Why.OPTED_OUT: 'opted_out'>, <Why.LATER: 'later'>, None)
    """
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return table()[20429]
    if 400 <= status < 500:
        own = code if code != status else None
        return table().get(own or 0) or table().get(BY_STATUS.get(status, 0)) or _unknown(status, own)
    means = f"Twilio's answer was HTTP status {status}, so the text may have left or not."
    return Code(code=code, why=None, means=means, do="Nothing: it is looked into.")


def told(sid: str, status: str, code: int | None, *, id: str | None = None, person: str | None = None) -> Told | None:  # noqa: A002
    """Return how far a text came, or None where its status is no news."""
    stage = STATUSES.get(status.lower())
    if stage is None:
        return None
    if stage is not Status.FAILED:
        return Told(provider_id=sid, status=stage, id=id, person=person)
    known = table().get(code or 0)
    unsaid = "It was not delivered, and Twilio does not say why."
    said = known.detail if known else f"It was not delivered; Twilio's code is {code}." if code else unsaid
    why = known.why if known else None
    return Told(provider_id=sid, status=stage, id=id, person=person, code=code, why=why, detail=said)


def _code(row: Mapping[str, object]) -> Code:
    why = None if row["why"] == AMBIGUOUS else row["why"]
    return msgspec.convert({**row, "why": why}, Code)


def _unknown(status: int, own: int | None) -> Code:
    """Return what is made of a refusal nobody here has heard of: it is held to be about this one phone.

    One without a code of Twilio's own comes from something else on the way.
    """
    if own is not None:
        means, do = f"Twilio refused the text with code {own}.", f"See https://www.twilio.com/docs/api/errors/{own}."
        return Code(code=own, why=Why.RECIPIENT, means=means, do=do)
    means = f"Something other than Twilio refused the text, with HTTP status {status}."
    do = "Check NUDGES_TWILIO_API, if it is set, and the proxy on the way."
    return Code(code=None, why=Why.CONFIGURATION, means=means, do=do)
