"""What a sign of life ends, and what silence has led to so far."""

from datetime import datetime, timedelta
from typing import Final

from msgspec.structs import replace

from nudges.core import facts as f
from nudges.core.state import History, Silence
from nudges.core.words import Calm, Rest

SIGNS: Final = (
    f.Replied, f.Returned, f.CheckedIn, f.Contacted, f.Rated, f.Consented, f.Started, f.Resumed,
)  # fmt: skip
"""What tells that somebody is there: a text of theirs, or what they or somebody for them noted."""


UNTIL_THEY_WRITE = timedelta(days=36500)
"""Longer than anybody waits."""


def alive(h: History, at: datetime) -> None:
    """Take in a sign of life: whatever was announced because of silence no longer holds."""
    h.alive_at = at if h.alive_at is None else max(at, h.alive_at)
    if h.quieted:
        h.back_at = at
        h.quieted = []
        h.silences = [_ended(s, at) if s.why is Rest.QUIET else s for s in h.silences]


def quieted(h: History, fact: f.Quieted) -> None:
    """Take in what a text announced; after the last one nothing more is sent."""
    h.quieted.append(fact)
    if fact.step is Calm.OVER:
        h.silences.append(Silence(fact.begins, fact.begins + UNTIL_THEY_WRITE, None, Rest.QUIET))


def never_announced(h: History, text: str) -> None:
    """Forget what a text announced that did not reach them: no step holds that nobody was told of."""
    gone = [each for each in h.quieted if each.text == text]
    if gone:
        h.quieted = [each for each in h.quieted if each.text != text]
        h.silences = [s for s in h.silences if s.why is not Rest.QUIET]


def _ended(silence: Silence, at: datetime) -> Silence:
    return replace(silence, end=min(silence.end, at))
