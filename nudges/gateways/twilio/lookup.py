"""What Twilio's list of messages answers: whether a text left, how far it came, and what people wrote."""

import re
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from threading import Event

from nudges.core.sms import fold, measure
from nudges.gateways import Absent, Heard, Outgoing, Taken, Told, Unclear
from nudges.gateways.twilio.alike import whose
from nudges.gateways.twilio.client import TwilioHttp
from nudges.gateways.twilio.codes import told
from nudges.gateways.twilio.messages import Listed, Messages
from nudges.gateways.twilio.ours import Ours

SID = re.compile(r"(SM|MM)[0-9a-f]{32}", re.ASCII)
TRIAL = "Sent from your Twilio trial account - "
"""What Twilio puts before every text of a trial account."""

LOOKS_BACK = timedelta(hours=48)
OVERLAP = timedelta(hours=1)
"""How long a text may take to appear in the list."""

FIND_SIZE, POLL_SIZE, MOST_PAGES, HANDS = 50, 200, 20, 8


class Lookup:
    """Questions to the list; asking again does no harm."""

    def __init__(self, messages: Messages, http: TwilioHttp, ours: Ours) -> None:
        self._messages, self._http, self._ours = messages, http, ours

    def find(self, message: Outgoing, begun: Mapping[str, datetime] | None = None) -> Taken | Absent | Unclear:
        """Return whether a text to that phone with those words left within the last two days.

        `begun` is when each message with these words was begun of which nobody knows whether it left.
        """
        try:
            return self._find(message, {message.id: message.expires, **(begun or {})})
        except Exception as error:  # whatever came back, it does not say that nothing left
            return Unclear(detail=f"Twilio's list could not be read ({type(error).__name__}).")

    def poll(self, since: datetime) -> list[Heard]:
        """Return what arrived since a moment, oldest first, each once."""
        arrived: dict[str, Listed] = {}
        try:
            for phone in self._messages.numbers():
                for each in self._arrived(phone, since - OVERLAP):
                    arrived.setdefault(each.sid, each)
        except Exception as error:
            # without the cause: its words hold phone numbers
            raise ConnectionError(f"Twilio's list could not be read ({type(error).__name__})") from None
        ordered = sorted(arrived.values(), key=lambda each: each.created or since)
        return [Heard(id=each.sid, phone=each.phone, text=each.body, pictures=each.pictures) for each in ordered]

    def status(self, provider_id: str) -> Told | None:
        """Return how far a text came, or None where nobody says."""
        if not SID.fullmatch(provider_id):
            return None
        try:
            text = self._messages.fetch(provider_id)
        except Exception:
            return None
        return told(provider_id, text.status, text.code)

    def forget(self, phone: str) -> None:
        """Blank the words of all texts to and from a phone, until Twilio fails to answer."""
        gone = Event()

        def blank(text: Listed) -> None:
            try:
                if not gone.is_set():
                    self._messages.blank(text.sid)
            except Exception:
                # what is still on its way cannot be blanked, and says so; no answer at all is something else
                if self._http.seen is None:
                    gone.set()

        with ThreadPoolExecutor(HANDS) as hands:
            for way in ("to", "from_"):
                with suppress(Exception):
                    for page in self._messages.pages(POLL_SIZE, **{way: phone}):
                        list(hands.map(blank, [each for each in page if each.body]))

    def _find(self, message: Outgoing, begun: Mapping[str, datetime]) -> Taken | Absent | Unclear:
        words, wordless = fold(message.text).strip(), False
        alike: dict[str, Listed] = {}
        for each in self._sent(message):
            is_it = self._ours.is_of(each.sid, message.person, message.id)
            if is_it:
                return self._taken(message, each)
            if is_it is None and each.body.removeprefix(TRIAL).strip() == words:
                alike[each.sid] = each
            wordless = wordless or (is_it is None and not each.body)
        owners = whose(begun, {sid: each.created or message.expires for sid, each in alike.items()})
        for sid, name in owners.items():
            if name == message.id:
                return self._taken(message, alike[sid])
        if None in owners.values():
            return Unclear(detail="One of several texts with the same words left, and nobody can say which.")
        return Unclear(detail="Twilio keeps no words of a text to this phone.") if wordless else Absent()

    def _taken(self, message: Outgoing, text: Listed) -> Taken:
        self._ours.keep(text.sid, message.person, message.id)
        return Taken(provider_id=text.sid, segments=text.segments or measure(message.text).segments)

    def _sent(self, message: Outgoing) -> Iterator[Listed]:
        """Yield the texts to a phone of the last two days, by Twilio's clock, which dates the texts as well."""
        for count, page in enumerate(self._messages.pages(FIND_SIZE, to=message.to), start=1):
            seen = self._http.seen
            if seen is None or seen.at is None or count > MOST_PAGES:
                raise LookupError("no end in sight")
            floor = min(seen.at, message.expires) - LOOKS_BACK
            recent = [each for each in page if each.created is None or each.created >= floor]
            yield from (each for each in recent if not each.inbound and each.sid)
            if len(recent) < len(page):
                return

    def _arrived(self, phone: str, floor: datetime) -> Iterator[Listed]:
        """Yield what arrived at a number. The list is asked by the day."""
        day = f"{floor.astimezone(UTC):%Y-%m-%d}"
        for page in self._messages.pages(POLL_SIZE, to=phone, date_sent_after=day):
            recent = [each for each in page if each.created is None or each.created >= floor]
            yield from (each for each in recent if _is_whole(each))
            if len(recent) < len(page):
                return


def _is_whole(text: Listed) -> bool:
    """Whether a text of theirs has arrived with all its parts, and was not blanked since."""
    return text.inbound and text.status == "received" and bool(SID.fullmatch(text.sid) and (text.body or text.pictures))
