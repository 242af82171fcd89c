"""Whether a person may be texted.

`source` is the reply that said so; a command needs none, its moment tells it apart.
"""

from datetime import datetime

from nudges.core.facts.base import Recorded, stamp
from nudges.core.words import Safety


class Consented(Recorded, frozen=True, kw_only=True, tag="consented"):
    """The person agreed to be texted; `how` is the proof, in words."""

    how: str
    source: str = ""

    @property
    def key(self) -> str:
        return f"consented/{self.source or stamp(self.at)}"


class Stopped(Recorded, frozen=True, kw_only=True, tag="stopped"):
    """The person opted out of everything."""

    how: str
    source: str = ""

    @property
    def key(self) -> str:
        return f"stopped/{self.source or stamp(self.at)}"


class Started(Recorded, frozen=True, kw_only=True, tag="started"):
    """The person came back after a stop, a pause or a safety hold."""

    how: str
    source: str = ""

    @property
    def key(self) -> str:
        return f"started/{self.source or stamp(self.at)}"


class Paused(Recorded, frozen=True, kw_only=True, tag="paused"):
    """Nothing is sent until a moment: for one plan, or for all when `plan` is None."""

    until: datetime
    plan: str | None = None
    source: str = ""

    @property
    def key(self) -> str:
        return f"paused/{self.plan or '*'}/{self.source or stamp(self.at)}"


class Resumed(Recorded, frozen=True, kw_only=True, tag="resumed"):
    """A pause ended before its time."""

    plan: str | None = None
    source: str = ""

    @property
    def key(self) -> str:
        return f"resumed/{self.plan or '*'}/{self.source or stamp(self.at)}"


class Flagged(Recorded, frozen=True, kw_only=True, tag="flagged"):
    """A reply spoke of danger. The words are not kept. After a hard one nudges rest until START."""

    tier: Safety
    reply: str

    @property
    def key(self) -> str:
        return f"flagged/{self.reply}"
