"""Twilio, as far as texts go, with everything it remembers."""

import heapq
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from threading import RLock

import msgspec

from nudges.twilio_local.account import Account
from nudges.twilio_local.calls import Call, callback
from nudges.twilio_local.course import Fate, Speed, Step, course, expired, fate_of
from nudges.twilio_local.errors import Refusal
from nudges.twilio_local.faults import Fault, Faults
from nudges.twilio_local.record import Asked, Moved, Record
from nudges.twilio_local.text import PRICE, Text, segments
from nudges.twilio_local.wanted import MAGIC, Wanted, check_magic, check_sender
from nudges.twilio_local.words import DONE, FINAL, Direction, Status, sid

Now = Callable[[], datetime]


class Twilio:
    """The state. What it would call is handed to `call`; whoever runs it has to `move` it as time passes."""

    def __init__(self, account: Account, now: Now, speed: Speed, faults: Faults, seed: object = 0) -> None:
        self.account, self.now, self.speed, self.faults, self.seed = account, now, speed, faults, seed
        self.lock, self.record = RLock(), Record()
        self.texts: dict[str, Text] = {}
        self.opted_out: set[tuple[str, str]] = set()
        self.call: Callable[[Call], None] = lambda _: None
        self._ahead: list[tuple[datetime, int, str, Step]] = []
        self._free: dict[str, datetime] = {}
        self._count = count(1)

    def create(self, wanted: Wanted) -> Text:
        """Take a text, or refuse it."""
        with self.lock:
            self._check(wanted)
            text = self._text(wanted)
            self.texts[text.sid] = text
            if not text.magic:
                self.set_out(text, wanted.send_at)
            return text

    def get(self, name: str, path: str = "") -> Text:
        """Return a text as it stands now, or refuse."""
        with self.lock:
            self.move()
            if name not in self.texts:
                raise Refusal(20404, path=path)
            return self.texts[name]

    def cancel(self, name: str) -> Text:
        """Take back a text that is scheduled, or refuse."""
        with self.lock:
            text = self.get(name)
            if text.status is not Status.SCHEDULED:
                raise Refusal(30409)
            self._take(text, Step(at=self.now(), status=Status.CANCELED))
            return self.texts[name]

    def redact(self, name: str) -> Text:
        """Empty a text that is done with, or refuse."""
        with self.lock:
            self.texts[name] = msgspec.structs.replace(self._done(name), body="", updated=self.now())
            return self.texts[name]

    def delete(self, name: str) -> None:
        """Forget a text that is done with, or refuse."""
        with self.lock:
            del self.texts[self._done(name).sid]

    def _done(self, name: str) -> Text:
        text = self.get(name)
        if text.status not in DONE:
            raise Refusal(20009)
        return text

    def note(self, wanted: Wanted, text: Text | None, answer: str) -> None:
        """Record a request to send, and what was answered."""
        with self.lock:
            asked = Asked(
                at=self.now(),
                to=wanted.to,
                sender=wanted.source,
                body=wanted.body,
                sid=text.sid if text else None,
                answer=answer,
            )
            self.record.asked.append(asked)

    def _check(self, wanted: Wanted) -> None:
        check_magic(wanted)
        check_sender(wanted, self.account)
        if not self.account.active or self.faults.hit(Fault.NO_FUNDS, wanted.to):
            raise Refusal(20005)
        if rule := self.faults.hit(Fault.REFUSE, wanted.to):
            raise Refusal(rule.code or 21211, to=wanted.to, from_=wanted.source)
        if (self.scope(wanted.service, wanted.sender), wanted.to) in self.opted_out:
            raise Refusal(21610)
        waiting = self._waiting(wanted)
        if self.speed.busy is not None and waiting > self.speed.busy:
            raise Refusal(20429, retry_after=1)
        if waiting > self.speed.room and not wanted.service:
            raise Refusal(21611)

    def scope(self, service: str | None, phone: str | None) -> str:
        """Return what an opt-out holds for: a whole service, or a number that is in none."""
        number = self.account.by_phone(phone or "")
        return service or (number.service if number else None) or phone or ""

    def _waiting(self, wanted: Wanted) -> float:
        """Return how many segments wait for their turn already, with those of this text."""
        free = self._free.get(self._sender(wanted), self.now())
        behind = max(0.0, (free - self.now()).total_seconds())
        return behind * (self.speed.rate or 0) + segments(wanted.body, smart=wanted.smart)

    def _sender(self, wanted: Wanted) -> str:
        return wanted.sender or self.account.sender(wanted.service or "", wanted.to).phone

    def _text(self, wanted: Wanted) -> Text:
        first = Status.SCHEDULED if wanted.send_at else Status.ACCEPTED if wanted.service else Status.QUEUED
        service = self.account.services.get(wanted.service or "")
        validity = wanted.validity if service is None else timedelta(seconds=service.validity_period)
        now = self.now()
        return Text(
            sid=self.new_sid("MM" if wanted.media else "SM"),
            account=self.account.sid,
            direction=Direction.API,
            status=first,
            to=wanted.to,
            from_=wanted.sender,
            body=wanted.body,
            segments=segments(wanted.body, smart=wanted.smart),
            created=now,
            updated=now,
            service=wanted.service,
            media=wanted.media,
            callback=wanted.callback or (service.status_callback if service else None),
            validity=min(validity, wanted.validity),
            magic=wanted.sender == MAGIC,
        )

    def new_sid(self, prefix: str) -> str:
        """Return an id that nothing has yet."""
        return sid(prefix, self.seed, next(self._count))

    def set_out(self, text: Text, send_at: datetime | None = None) -> None:
        """Let a text go its way, now or at its time."""
        begins = send_at or self.now()
        fate, sender = self._fate(text), text.from_ or self.account.sender(text.service or "", text.to).phone
        leaves = begins
        if self.speed.rate:
            leaves = max(begins, self._free.get(sender, begins))
            over = (leaves - begins).total_seconds() * self.speed.rate + text.segments > self.speed.room
            fate = fate_of(30001) if over else fate
            self._free[sender] = leaves + timedelta(seconds=text.segments / self.speed.rate)
        if leaves - begins > text.validity:
            steps = expired(text.status, begins, begins + text.validity, self.speed.step)
        else:
            steps = course(text.status, begins, leaves, self.speed.step, fate)
        for step in steps:
            heapq.heappush(self._ahead, (step.at, next(self._count), text.sid, step))

    def _fate(self, text: Text) -> Fate:
        if self.faults.hit(Fault.UNREGISTERED, text.to):
            return fate_of(30034)
        if rule := self.faults.hit(Fault.FAIL, text.to):
            return fate_of(rule.code or 30008)
        return Fate(status=Status.SENT) if self.faults.hit(Fault.NO_RECEIPT, text.to) else Fate()

    def move(self) -> None:
        """Let everything happen that is due."""
        with self.lock:
            now = self.now()
            while self._ahead and self._ahead[0][0] <= now:
                _, _, name, step = heapq.heappop(self._ahead)
                text = self.texts.get(name)
                if text is not None and text.status not in FINAL:
                    self._take(text, step)

    def due(self) -> bool:
        """Whether something should have happened already."""
        with self.lock:
            return bool(self._ahead) and self._ahead[0][0] <= self.now()

    def under_way(self) -> int:
        """Return how many steps are still ahead of the texts."""
        with self.lock:
            return len(self._ahead)

    def _take(self, text: Text, step: Step) -> None:
        from_ = text.from_
        if step.status is Status.QUEUED and from_ is None:
            from_ = self.account.sender(text.service or "", text.to).phone
        price, sent = text.price, text.sent
        if step.status is Status.SENT:
            price, sent = -PRICE * text.segments, step.at
            self.account.funds += price
        text = msgspec.structs.replace(
            text, status=step.status, updated=step.at, from_=from_, price=price, sent=sent, error=step.code
        )
        self.texts[text.sid] = text
        self.record.moved.append(Moved(at=step.at, sid=text.sid, status=step.status, code=step.code))
        if told := callback(text, step.status, step.code, step.at):
            self.call(told)
