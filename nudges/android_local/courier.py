"""Who tells the world what happened on the phone: signed, and again until somebody listens."""

import hmac
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from threading import Lock
from urllib.parse import urlsplit

import msgspec
import requests

from nudges.android_local.records import Json, Webhook

FIRST_WAIT = timedelta(seconds=5)
ATTEMPTS = 15
PATIENCE = 30.0


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """Something to tell, and when it is tried again."""

    url: str
    body: bytes
    due: datetime
    tried: int = 0


class Courier:
    """Keeps what is to be told. With `doubled` each thing is told twice, as some versions of the app do."""

    def __init__(self, key: str, device: str, now: Callable[[], datetime]) -> None:
        self.key, self.device, self.doubled = key, device, False
        self.webhooks: dict[str, Webhook] = {}
        self.letters: list[Letter] = []
        self._now, self._count, self._guard = now, 0, Lock()

    def emit(self, event: str, payload: Json) -> None:
        """Keep something to tell to whoever wants to know of such an event."""
        with self._guard:
            for webhook in [each for each in self.webhooks.values() if each.event == event]:
                for _ in range(2 if self.doubled else 1):
                    self._count += 1
                    told = {"id": f"event{self._count:016}", "webhookId": webhook.id, "event": event}
                    body = msgspec.json.encode(told | {"deviceId": self.device, "payload": payload})
                    self.letters.append(Letter(url=webhook.url, body=body, due=self._now()))

    def deliver(self) -> int:
        """Tell what is due, and return to how much of it somebody listened."""
        with self._guard:
            now = self._now()
            due = [letter for letter in self.letters if letter.due <= now]
            self.letters = [letter for letter in self.letters if letter.due > now]
        missed = [letter for letter in due if not self._post(letter)]
        with self._guard:
            for letter in missed:
                if letter.tried + 1 < ATTEMPTS:
                    again = now + FIRST_WAIT * (1 << letter.tried)
                    self.letters.append(msgspec.structs.replace(letter, due=again, tried=letter.tried + 1))
        return len(due) - len(missed)

    def signed(self, body: bytes) -> dict[str, str]:
        """Return the headers with which something is told now."""
        stamp = str(int(self._now().timestamp()))
        signature = hmac.new(self.key.encode(), body + stamp.encode(), sha256).hexdigest()
        return {"Content-Type": "application/json", "X-Timestamp": stamp, "X-Signature": signature}

    def _post(self, letter: Letter) -> bool:
        if urlsplit(letter.url).hostname not in ("127.0.0.1", "localhost", "::1"):
            return False  # a phone for tests calls this machine only
        try:
            answer = requests.post(
                letter.url,
                data=letter.body,
                headers=self.signed(letter.body),
                timeout=PATIENCE,
                allow_redirects=False,
            )
        except requests.RequestException:
            return False
        return answer.ok and not answer.is_redirect
