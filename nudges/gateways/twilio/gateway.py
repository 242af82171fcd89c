"""How texts leave by Twilio, and what became of them."""

from collections.abc import Mapping
from datetime import datetime
from urllib.parse import quote

import requests
from twilio.base.exceptions import TwilioException  # type: ignore[import-untyped]

from nudges.core.sms import fold, measure
from nudges.core.words import Why
from nudges.gateways import Absent, Answered, Heard, Outgoing, Posted, Refused, Taken, Told, Unclear
from nudges.gateways.twilio.client import TwilioHttp
from nudges.gateways.twilio.codes import answered
from nudges.gateways.twilio.config import TwilioConfig
from nudges.gateways.twilio.lookup import Lookup
from nudges.gateways.twilio.messages import Messages
from nudges.gateways.twilio.ours import Ours
from nudges.gateways.twilio.webhook import STATUS_PATH, Webhook

LONGEST_VALIDITY = 36_000
"""Seconds that Twilio lets a text wait at most."""


class TwilioGateway:
    """An account of Twilio's: texts leave with one request each, and arrive by its calls or by asking for them."""

    platform_opt_out = True
    dedicated = True

    def __init__(self, config: TwilioConfig, http: TwilioHttp | None = None) -> None:
        self._config = config
        self._http = http or TwilioHttp(config.api_base)
        self._messages = Messages(config, self._http)
        self._ours = Ours()
        self._lookup = Lookup(self._messages, self._http, self._ours)
        self._webhook = Webhook(config)

    def send(self, message: Outgoing, now: datetime) -> Taken | Refused | Unclear:
        """Hand a text over, with one request."""
        try:
            made = self._messages.create(self._fields(message, now))
        except TwilioException as error:
            return self._refusal(getattr(error, "status", None), getattr(error, "code", None))
        except requests.Timeout:
            return Unclear(detail="Twilio did not answer in time.")
        except requests.RequestException:
            return Unclear(detail="The connection to Twilio failed.")
        except Exception as error:  # an answer that is no answer: the text may have left all the same
            return Unclear(detail=f"Twilio's answer could not be read ({type(error).__name__}).")
        if not made.sid:
            return Unclear(detail="Twilio's answer names no text.")
        self._ours.keep(made.sid, message.person, message.id)
        return Taken(provider_id=made.sid, segments=made.segments or measure(message.text).segments)

    def find(self, message: Outgoing) -> Taken | Absent | Unclear:
        """Return whether a text that was perhaps handed over is in the list of its recipient."""
        return self._lookup.find(message)

    def find_among(
        self, message: Outgoing, begun: Mapping[str, datetime], left: Mapping[str, str]
    ) -> Taken | Absent | Unclear:
        """Return the same where other messages have these words: some are in doubt too, others left under a number."""
        for provider_id, name in left.items():
            self._ours.keep(provider_id, message.person, name)
        return self._lookup.find(message, begun)

    def poll(self, since: datetime) -> list[Heard]:
        """Return what arrived since a moment, oldest first, or raise ConnectionError: nothing may be skipped."""
        return self._lookup.poll(since)

    def status(self, provider_id: str) -> Told | None:
        """Return how far a text came, or None where Twilio does not know or does not say."""
        return self._lookup.status(provider_id)

    def forget(self, phone: str) -> None:
        """Blank the words of every text to and from a phone, as far as Twilio lets us."""
        self._lookup.forget(phone)

    def read(self, request: Posted) -> list[Heard | Told] | None:
        """Return what a request says, or None where it is not surely Twilio's."""
        said = self._webhook.read(request)
        for each in said or []:
            if isinstance(each, Told) and each.id is not None:
                self._ours.keep(each.provider_id, each.person or "", each.id)
        return said

    def answer(self, *, known: bool) -> Answered:
        """Return an answer that says nothing: what we have to say leaves as a text of its own."""
        return self._webhook.answer(known=known)

    def close(self) -> None:
        """Let go of all connections."""
        self._http.close()

    def _fields(self, message: Outgoing, now: datetime) -> dict[str, object]:
        left = int((message.expires - now).total_seconds())
        fields: dict[str, object] = {
            "to": message.to,
            "body": fold(message.text),
            "validity_period": min(max(left, 1), LONGEST_VALIDITY),
        }
        if self._config.sender:
            fields["from_"] = self._config.sender
        if self._config.service_sid:
            fields["messaging_service_sid"] = self._config.service_sid
        if self._config.base:
            fields["status_callback"] = callback_of(self._config.base, message)
        return fields

    def _refusal(self, status: object, code: object) -> Refused | Unclear:
        """Return what an answer other than yes comes to."""
        if not isinstance(status, int):
            return Unclear(detail="Twilio's answer could not be read.")
        said = answered(status, code if isinstance(code, int) else None)
        if said.why is None:
            return Unclear(detail=said.detail)
        seen = self._http.seen
        after = seen.retry_after if seen is not None and said.why is Why.LATER else None
        return Refused(detail=said.detail, why=said.why, code=said.code, after=after)


def callback_of(base: str, message: Outgoing) -> str:
    """Return the address Twilio reports a text to. It holds whose it is, so a lost answer loses no text.

    >>> from datetime import UTC
    >>> soon = datetime(2026, 11, 24, 13, tzinfo=UTC)
    >>> callback_of("https://h.org", Outgoing(id="nudge/a/1", person="ana", to="", text="", expires=soon))
    'https://h.org/twilio/status?n=nudge%2Fa%2F1&p=ana'
    """
    whose = f"&p={quote(message.person, safe='')}" if message.person else ""
    return f"{base}{STATUS_PATH}?n={quote(message.id, safe='')}{whose}"
