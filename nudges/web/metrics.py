"""What a monitor counts: in a registry of its own, and with no label that is a person, a phone or a word."""

import platform
import time
from collections import deque
from collections.abc import Iterable
from datetime import datetime, timedelta

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector
from prometheus_client.exposition import generate_latest

from nudges import __version__
from nudges.core import facts as f
from nudges.core.book import Book
from nudges.core.facts import Fact
from nudges.core.words import Kind

LAGS = (0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300, 900, 3600, 14400)
QUICK = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.25, 1, 5)
CALLS = (0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 30)
WAITS = (0.5, 1, 5, 15, 60, 300, 900, 3600, 86400)

LATE = timedelta(seconds=60)
"""A text that leaves so long after its moment is late."""

DANGER, DAY = "lane_safety", 24 * 3600.0
"""What a line of the log is about that tells of an answer to danger."""

REMEMBERED = 2000
"""So many of the last texts are looked at for how late they were."""

OUTCOMES = {
    f.Accepted: "taken", f.Delivered: "delivered", f.Rejected: "refused", f.Failed: "failed", f.Unknown: "unknown",
    f.Expired: "expired", f.Unsent: "unsent",
}  # fmt: skip
"""What may become of a message, by the fact that says so."""


class Metrics:
    """The counts of one process."""

    def __init__(self) -> None:
        own = self.registry = CollectorRegistry()
        ProcessCollector(registry=own)
        build = Gauge("nudges_build_info", "Which version runs.", ["version", "python"], registry=own)
        build.labels(__version__, platform.python_version()).set(1)
        self._messages = Counter(
            "nudges_messages", "What became of our texts, by why they are sent.", ["kind", "outcome"], registry=own
        )
        self._late = Counter("nudges_late", "Texts that left a minute or more after their moment.", ["kind"],
                             registry=own)  # fmt: skip
        self._lag = Histogram("nudges_lag_seconds", "From the moment a text was due, or might leave, until it left.",
                              ["kind"], buckets=LAGS, registry=own)  # fmt: skip
        self._held = Counter("nudges_held", "Nudges that had to wait, by why.", ["reason"], registry=own)
        self._dropped = Counter("nudges_dropped", "Nudges that were not sent, by why.", ["reason"], registry=own)
        self._replies = Counter("nudges_replies", "Texts that people wrote, by what they mean.", ["intent"],
                                registry=own)  # fmt: skip
        self._danger = Counter("nudges_danger", "Texts that spoke of danger, by how plainly.", ["tier"], registry=own)
        self._gateway = Histogram("nudges_gateway_seconds", "How long a gateway took, and what it answered.",
                                  ["call", "result"], buckets=CALLS, registry=own)  # fmt: skip
        self._lane = Histogram("nudges_lane_wait_seconds", "How long a text was told to wait for the way out.",
                               ["kind"], buckets=WAITS, registry=own)  # fmt: skip
        self._commit = Histogram("nudges_store_commit_seconds", "How long it took to keep a change.",
                                 buckets=QUICK, registry=own)  # fmt: skip
        self._unkept = Counter("nudges_store_failures", "Changes that could not be kept.", registry=own)
        self._lines = Counter("nudges_log_lines", "Lines of the log, by what they are about; alarms are errors.",
                              ["action", "level"], registry=own)  # fmt: skip
        self._answered_danger()
        self._alarms: deque[float] = deque(maxlen=REMEMBERED)
        self.lags: deque[tuple[datetime, float]] = deque(maxlen=REMEMBERED)
        self.unkept: str | None = None
        """What kept the last change from being kept, if anything did."""

    def _answered_danger(self) -> None:
        """Begin at nought what a monitor warns of, so that the first one is seen."""
        for outcome in OUTCOMES.values():
            self._messages.labels("safety", outcome)

    def page(self) -> bytes:
        """Return all of it as Prometheus reads it."""
        return generate_latest(self.registry)

    def line(self, action: str, level: str) -> None:
        """Count a line of the log."""
        self._lines.labels(action, level).inc()
        if action == DANGER:
            self._alarms.append(time.monotonic())

    @property
    def alarms(self) -> int:
        """How often in the last day it was told that an answer to danger may not have arrived."""
        return sum(time.monotonic() - at < DAY for at in self._alarms)

    def called(self, call: str, result: str, seconds: float) -> None:
        """Count a call of the gateway."""
        self._gateway.labels(call, result).observe(seconds)

    def waits(self, kind: str, seconds: float) -> None:
        """Count that a text was told when it may leave."""
        self._lane.labels(kind).observe(seconds)

    def kept(self, seconds: float) -> None:
        """Count a change that was kept."""
        self._commit.observe(seconds)
        self.unkept = None

    def not_kept(self, error: Exception) -> None:
        """Count a change that could not be kept."""
        self._unkept.inc()
        self.unkept = type(error).__name__

    def happened(self, book: Book, facts: Iterable[Fact]) -> None:
        """Count what was recorded in a book just now."""
        for fact in facts:
            match fact:
                case f.Replied():
                    self._replies.labels(fact.intent.value).inc()
                case f.Flagged():
                    self._danger.labels(fact.tier.value).inc()
                case f.Deferred():
                    self._held.labels(fact.reason.value).inc()
                case f.Dropped():
                    self._dropped.labels(fact.reason.value).inc()
                case _ if type(fact) in OUTCOMES:
                    self._became(book, fact)
                case _:
                    pass

    def delivered(self, kind: Kind, texts: int) -> None:
        """Count texts that reached their phones."""
        self._messages.labels(kind.value, OUTCOMES[f.Delivered]).inc(texts)

    def _became(self, book: Book, fact: Fact) -> None:
        message = book.history.messages.get(getattr(fact, "id", ""))
        if message is None or message.into is not None:
            return
        kind = message.queued.kind.value
        self._messages.labels(kind, OUTCOMES[type(fact)]).inc()
        if isinstance(fact, f.Accepted):
            held = book.history.deferred.get(fact.id)
            due = max(message.queued.due, held.until) if held else message.queued.due
            lag = max((fact.at - due).total_seconds(), 0.0)
            self._lag.labels(kind).observe(lag)
            self.lags.append((fact.at, lag))
            if lag >= LATE.total_seconds():
                self._late.labels(kind).inc()
