"""Whether a person may be texted.

`source` is the reply that said so; a command needs none, its moment tells it apart.
"""

from datetime import datetime

from nudges.core.facts.base import Recorded, stamp
from nudges.core.words import Rest, Safety


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
    """Nothing is sent until a moment, and nothing is measured: for one plan, or for all when `plan` is None.

    `begins` is when, if that is not at once.
    """

    until: datetime
    begins: datetime | None = None
    plan: str | None = None
    why: Rest = Rest.PAUSE
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


class Moved(Recorded, frozen=True, kw_only=True, tag="moved"):
    """The person lives by the clock of another zone, from this moment on.

    `was` is the zone before, `was_ahead` the journeys that were to come; `ahead` are those that come again.
    """

    zone: str
    source: str = ""
    was: str | None = None
    was_ahead: tuple[tuple[datetime, str], ...] = ()
    ahead: tuple[tuple[datetime, str], ...] = ()

    @property
    def key(self) -> str:
        return f"moved/{self.source or stamp(self.at)}"


class Asked(Recorded, frozen=True, kw_only=True, tag="asked"):
    """We asked a question of our own; the next reply may choose among the answers."""

    question: str
    choices: tuple[str, ...]
    source: str

    @property
    def key(self) -> str:
        return f"asked/{self.source}"


class Happened(Recorded, frozen=True, kw_only=True, tag="happened"):
    """The world said something about the person: an event by its name, from a source that gave it an id."""

    event: str
    source: str

    @property
    def key(self) -> str:
        return f"happened/{self.source}"
