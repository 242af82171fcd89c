"""What followed from silence: fewer texts, announced beforehand, until the person writes again."""

from datetime import datetime

from nudges.core.facts.base import Recorded, stamp
from nudges.core.words import Calm


class Quieted(Recorded, frozen=True, kw_only=True, tag="quieted"):
    """A text announced that fewer come from a moment on, because nobody had answered for a while.

    `text` is that text, without which nothing changes; `since` is when the first of the open questions came, `often`
    how many nudges a fortnight had then.
    """

    step: Calm
    begins: datetime
    since: datetime
    often: int
    text: str

    @property
    def key(self) -> str:
        return f"quieted/{self.step}/{stamp(self.at)}"


class Returned(Recorded, frozen=True, kw_only=True, tag="returned"):
    """The person wrote after fewer texts had been announced: from here on they come as usual."""

    source: str

    @property
    def key(self) -> str:
        return f"returned/{self.source}"
