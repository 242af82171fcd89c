"""The phone: it takes messages, sends them when it gets round to it, and receives texts."""

from collections import deque
from collections.abc import Callable
from datetime import datetime, tzinfo
from threading import RLock

import msgspec
import phonenumbers
from phonenumbers import PhoneNumberType

from nudges.android_local import numbers
from nudges.android_local.courier import Courier
from nudges.android_local.faults import Fault
from nudges.android_local.radio import Ending
from nudges.android_local.records import Arrival, Json, Message, Webhook, picture_json, written
from nudges.core.sms import measure

MOBILE = (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE)
EVENTS = {"Sent": "sms:sent", "Delivered": "sms:delivered", "Failed": "sms:failed", "Cancelled": "sms:cancelled"}
MOMENTS = {"Sent": "sentAt", "Delivered": "deliveredAt", "Failed": "failedAt", "Cancelled": "cancelledAt"}


class AndroidPhone:
    """A phone with the app. What surely left it is in `left`; `endings` says how texts to a number end."""

    device = "local-device"

    def __init__(
        self, now: Callable[[], datetime], zone: tzinfo, *, username: str = "sms",
        password: str = "local", key: str = "signing",  # noqa: S107  they guard nothing
    ) -> None:  # fmt: skip
        self.now, self.zone, self.username, self.password = now, zone, username, password
        self.courier = Courier(key, self.device, now)
        self.messages: dict[str, Message] = {}
        self.inbox: dict[str, Arrival] = {}
        self.left: list[Message] = []
        self.endings: dict[str, Ending] = {}
        self.faults: deque[Fault] = deque()
        self.asked: list[str] = []
        self.silence = 40.0
        self.lock = RLock()

    def wants(self, url: str, *events: str) -> None:
        """Tell an address of some events from now on."""
        for event in events:
            self.courier.webhooks[event] = Webhook(id=event, url=url, event=event)

    def take(self, message: Message) -> Message | None:
        """Put a message into the queue; None where there is one of that id, whatever became of it."""
        with self.lock:
            if message.id in self.messages or len(set(message.to)) < len(message.to):
                return None
            self.messages[message.id] = message
            return self._turn(message, "Pending")

    def work(self) -> int:
        """Send what waits, the newest first as the app does; return how many left."""
        with self.lock:
            now = self.now()
            waiting = [each for each in self.messages.values() if each.state == "Pending"]
            due = [each for each in waiting if each.schedule_at is None or each.schedule_at <= now]
            before = len(self.left)
            for message in sorted(due, key=lambda each: (each.priority, each.created), reverse=True):
                self._send(message, now)
            return len(self.left) - before

    def cancel(self, id_: str) -> Message | None:
        """Take a message back that still waits; None where it does not."""
        with self.lock:
            message = self.messages[id_]
            if message.state in ("Cancelled", "Pending"):
                return message if message.state == "Cancelled" else self._turn(message, "Cancelled")
            return None

    def hear(self, sender: str, text: str, at: datetime | None = None) -> None:
        """Receive a text that was written at a moment; the app takes one of the same number for the same."""
        at = self._second(at)
        number = numbers.of_text(sender, at, text)
        arrival = Arrival(id=f"text:{number}", type="SMS", sender=sender, preview=text, at=at)
        self._arrive(arrival, "sms:received", {"messageId": f"{number & 0xFFFFFFFF:x}", "message": text})

    def see(self, sender: str, name: str, text: str = "", pictures: int = 1, at: datetime | None = None) -> None:
        """Receive pictures; `name` is the phone's number of the message."""
        at = self._second(at)
        arrival = Arrival(
            id=f"mms:{numbers.of_string(name)}",
            type="MMS_DOWNLOADED",
            sender=sender,
            preview=text or "MMS content",
            at=at,
            pictures=pictures,
        )
        payload: Json = {"messageId": name, "attachments": [picture_json(place) for place in range(pictures)]}
        self._arrive(arrival, "mms:downloaded", payload | ({"body": text} if text else {}))

    def restart(self) -> None:
        """Forget everything, as an app does that was installed anew."""
        with self.lock:
            self.messages, self.inbox, self.courier.letters = {}, {}, []

    def _second(self, at: datetime | None) -> datetime:
        return (at or self.now()).replace(microsecond=0)

    def _arrive(self, arrival: Arrival, event: str, payload: Json) -> None:
        with self.lock:
            if arrival.id in self.inbox:
                return
            self.inbox[arrival.id] = arrival
            when = {"receivedAt": written(arrival.at, self.zone)}
            who: Json = {"sender": arrival.sender, "phoneNumber": arrival.sender, "simNumber": 1}
            self.courier.emit(event, who | payload | when)

    def _send(self, message: Message, now: datetime) -> None:
        if message.valid_until is not None and message.valid_until < now:
            self._turn(message, "Failed", "TTL expired")
            return
        ending = self.endings.get(message.to[0], Ending.DELIVERED)
        if not message.lenient and (doubt := _doubt(message.to[0])):
            self._turn(message, "Failed", f"sendSMS: {doubt}")
            return
        if not ending.leaves:
            self._turn(message, "Failed", ending.value)
            return
        self.left.append(message)
        message = self._turn(self._turn(message, "Processed"), "Sent")
        if not message.receipt or ending is Ending.NO_RECEIPT:
            return
        if ending is Ending.UNREACHABLE:
            self._turn(message, "Failed", ending.value)
            return
        for _ in range(measure(message.text).segments):  # a receipt for each part
            message = self._turn(message, "Delivered")

    def _turn(self, message: Message, state: str, error: str = "") -> Message:
        states = (*(each for each in message.states if each[0] != state), (state, self.now()))
        message = msgspec.structs.replace(message, state=state, error=error, states=states)
        self.messages[message.id] = message
        for to in message.to if state in EVENTS else ():
            payload: Json = {"messageId": message.id, "recipient": to, "phoneNumber": to, "simNumber": 1}
            payload |= {MOMENTS[state]: written(self.now(), self.zone)}
            payload |= {"partsCount": measure(message.text).segments} if state == "Sent" else {}
            self.courier.emit(EVENTS[state], payload | ({"reason": error} if state == "Failed" else {}))
        return message


def _doubt(number: str) -> str:
    """Return what the app has against a number, if anything."""
    try:
        found = phonenumbers.parse(number, "RU")
    except phonenumbers.NumberParseException:
        return "The string supplied did not seem to be a phone number."
    if not phonenumbers.is_valid_number(found):
        return "Invalid phone number"
    return "" if phonenumbers.number_type(found) in MOBILE else "Invalid phone number type"
