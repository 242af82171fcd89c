"""Who makes the calls: in the background, to this machine only, once or again, in order or not."""

import queue
import time
import uuid
from contextlib import closing
from threading import Condition, Event, Thread

from nudges.twilio_local import twiml
from nudges.twilio_local.arriving import reply
from nudges.twilio_local.calls import Call, Kind, is_loopback, manner
from nudges.twilio_local.faults import Fault
from nudges.twilio_local.record import Called
from nudges.twilio_local.signing import Request, signed
from nudges.twilio_local.twilio import Twilio
from nudges.twilio_local.wire import Wire

TICK = 0.01
"""Seconds between two looks at what is due."""

ASIDE = 0.2
"""Seconds that a lane is idle before what was held back is let go."""

LANES = 16
BETWEEN = 0.05
"""Seconds before a call is made again."""

MISCHIEF = {
    Kind.CALLBACK: (Fault.DROP_CALLBACK, Fault.DOUBLE_CALLBACK, Fault.REORDER_CALLBACK),
    Kind.WEBHOOK: (Fault.DROP_WEBHOOK, Fault.DOUBLE_WEBHOOK, Fault.REORDER_WEBHOOK),
}


class Courier:
    """Moves a Twilio as time passes, and makes its calls. `reach` is where an outside address is on this machine."""

    def __init__(self, twilio: Twilio, reach: dict[str, str]) -> None:
        self.twilio, self.reach = twilio, reach
        self._stopping, self._changed, self._open = Event(), Condition(), 0
        self._lanes: list[queue.Queue[tuple[Call, bool] | None]] = [queue.Queue() for _ in range(LANES)]
        self._threads = [Thread(target=self._watch, daemon=True)]
        self._threads += [Thread(target=self._work, args=(lane,), daemon=True) for lane in self._lanes]

    def start(self) -> None:
        """Begin."""
        self.twilio.call = self.put
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End; what has not been called by then is not called."""
        self._stopping.set()
        for lane in self._lanes:
            lane.put(None)
        for thread in self._threads:
            thread.join(timeout=20)

    def put(self, call: Call) -> None:
        """Have a call made, or dropped, doubled or held back where that is asked for."""
        drop, double, reorder = MISCHIEF[call.kind]
        faults, number = self.twilio.faults, call.params["From" if call.kind is Kind.WEBHOOK else "To"]
        if faults.hit(drop, number):
            self._note(call, call.url, 0, "dropped")
            return
        held = faults.hit(reorder, number) is not None
        for _ in range(2 if faults.hit(double, number) else 1):
            with self._changed:
                self._open += 1
            self._lanes[hash(call.lane) % LANES].put((call, held))

    def settle(self, patience: float, *, to_the_end: bool = False) -> bool:
        """Wait until all that is due has happened and every call is made; say whether that came to be.

        `to_the_end` waits until nothing is ahead of any text, which a clock that stands still never comes to.
        """
        end = time.monotonic() + patience
        while (left := end - time.monotonic()) > 0:
            # Asked without holding `_changed`: whoever moves texts holds their lock while it puts a call here.
            ahead = self.twilio.under_way() > 0 if to_the_end else self.twilio.due()
            with self._changed:
                if self._open == 0 and not ahead:
                    return True
                self._changed.wait(min(left, TICK))
        return False

    def _watch(self) -> None:
        while not self._stopping.wait(TICK):
            self.twilio.move()
            with self._changed:
                self._changed.notify_all()

    def _work(self, lane: "queue.Queue[tuple[Call, bool] | None]") -> None:
        aside: list[Call] = []
        with closing(Wire()) as wire:
            while not self._stopping.is_set():
                try:
                    item = lane.get(timeout=ASIDE if aside else None)
                except queue.Empty:
                    self._make_all(wire, aside)
                    continue
                if item is None:
                    return
                call, held = item
                if held:
                    aside.append(call)
                    continue
                self._make_all(wire, [call])
                later = [each for each in aside if each.lane == call.lane]
                aside = [each for each in aside if each.lane != call.lane]
                self._make_all(wire, later)

    def _make_all(self, wire: Wire, calls: list[Call]) -> None:
        while calls:
            call = calls.pop(0)
            try:
                self._make(wire, call)
            finally:
                with self._changed:
                    self._open -= 1
                    self._changed.notify_all()

    def _make(self, wire: Wire, call: Call) -> None:
        """Make a call as its address asks for, and then the fallback's."""
        account, token = self.twilio.account, str(uuid.uuid4())
        outcome = self._try(wire, signed(call.url, call.method, dict(call.params), account, token), call)
        if call.fallback and not outcome.startswith("2"):
            url, method = call.fallback
            params = {**call.params, "ErrorCode": "11200", "ErrorUrl": call.url}
            self._try(wire, signed(url, method, params, account, token), call)

    def _try(self, wire: Wire, request: Request, call: Call) -> str:
        how, outcome = manner(request.url), "refused"
        target = self._inside(request.target)
        if not is_loopback(target):
            self._note(call, request.url, 1, "not on this machine")
            return outcome
        for attempt in range(1 + how.retries):
            kind, outcome, answer = wire.call(request, target, (how.connect, how.read))
            self._note(call, request.url, attempt + 1, outcome)
            if kind == "2xx" and call.kind is Kind.WEBHOOK:
                self._follow(call, answer)
            if kind not in how.again_on or self._stopping.wait(BETWEEN):
                break
        return outcome

    def _inside(self, target: str) -> str:
        """Return where an outside address is on this machine, or the address as it is."""
        for outside, inside in self.reach.items():
            if target.startswith(outside):
                return inside + target.removeprefix(outside)
        return target

    def _follow(self, call: Call, answer: str) -> None:
        if text := self.twilio.texts.get(call.sid):
            for words in twiml.messages(answer):
                reply(self.twilio, text, words)

    def _note(self, call: Call, url: str, attempt: int, outcome: str) -> None:
        with self.twilio.lock:
            called = Called(
                at=self.twilio.now(),
                kind=call.kind.value,
                sid=call.sid,
                said=call.said,
                url=url,
                attempt=attempt,
                outcome=outcome,
            )
            self.twilio.record.called.append(called)
