"""What goes wrong on demand."""

import random
from collections import Counter
from enum import StrEnum
from itertools import count
from threading import Lock

import msgspec


class Fault(StrEnum):
    """What may go wrong."""

    SLOW = "slow"
    BUSY = "busy"
    TIMEOUT_BEFORE = "timeout-before"
    ERROR_BEFORE = "error-before"
    TIMEOUT_AFTER = "timeout-after"
    ERROR_AFTER = "error-after"
    BAD_TOKEN = "bad-token"  # noqa: S105  the name of a fault
    NO_FUNDS = "no-funds"
    REFUSE = "refuse"
    FAIL = "fail"
    UNREGISTERED = "unregistered"
    NO_RECEIPT = "no-receipt"
    DROP_CALLBACK = "drop-callback"
    DOUBLE_CALLBACK = "double-callback"
    REORDER_CALLBACK = "reorder-callback"
    DROP_WEBHOOK = "drop-webhook"
    DOUBLE_WEBHOOK = "double-webhook"
    REORDER_WEBHOOK = "reorder-webhook"


class On(StrEnum):
    """Which requests a fault meets: those that send, those that look, or all."""

    CREATE = "create"
    READ = "read"
    ANY = "any"


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A fault with its chance, or for the next so many, perhaps for one recipient only.

    `code` is for refuse and fail, `status` for errors, `ms` for slow, and `retry_after` for busy, in seconds.
    """

    fault: Fault
    chance: float = 1.0
    times: int | None = None
    number: str | None = None
    code: int = 0
    status: int = 500
    ms: int = 0
    retry_after: int | None = 1
    on: On = On.CREATE


class _Live:
    """A rule that holds: what it draws from, and how often it may still strike."""

    def __init__(self, rule: Rule, stream: random.Random) -> None:
        self.rule, self.stream, self.left = rule, stream, rule.times

    def strikes(self) -> bool:
        if self.left == 0 or self.stream.random() >= self.rule.chance:
            return False
        if self.left is not None:
            self.left -= 1
        return True


class Faults:
    """The rules that hold. Each draws from a stream of its own, so that one does not disturb another.

    `struck` is how often each fault did.
    """

    def __init__(self, seed: object = 0) -> None:
        self.seed, self.struck = seed, Counter[Fault]()
        self._lock, self._count = Lock(), count()
        self._live: list[_Live] = []

    def add(self, *rules: Rule) -> None:
        """Let rules hold from now on."""
        with self._lock:
            for rule in rules:
                stream = random.Random(f"{self.seed}/{rule.fault}/{next(self._count)}")  # noqa: S311  to be repeated
                self._live.append(_Live(rule, stream))

    def clear(self, fault: Fault | None = None) -> None:
        """Let no rule hold any more, or none of one fault."""
        with self._lock:
            self._live = [each for each in self._live if fault is not None and each.rule.fault is not fault]

    def rules(self) -> list[Rule]:
        """Return what holds and may still strike."""
        with self._lock:
            return [each.rule for each in self._live if each.left != 0]

    def hit(self, fault: Fault, number: str | None = None, on: On | None = None) -> Rule | None:
        """Return the rule by which a fault strikes this time, if it does. Without `on` it meets every request."""
        with self._lock:
            for each in self._live:
                if each.rule.fault is fault and _meets(each.rule, number, on) and each.strikes():
                    self.struck[fault] += 1
                    return each.rule
        return None


def _meets(rule: Rule, number: str | None, on: On | None) -> bool:
    return (rule.number is None or rule.number == number) and (on is None or rule.on in {on, On.ANY})
