"""How a plan that stands on its own comes less and less often, each time by a word of the person."""

from datetime import datetime

from nudges.core.facts.base import Recorded, stamp
from nudges.core.words import Stage


class Suggested(Recorded, frozen=True, kw_only=True, tag="suggested"):
    """A text, `text`, asked whether a plan may come less often, or as often as before."""

    plan: str
    stage: Stage
    text: str

    @property
    def key(self) -> str:
        return f"suggested/{self.plan}/{stamp(self.at)}"


class Thinned(Recorded, frozen=True, kw_only=True, tag="thinned"):
    """The person said yes: a plan comes so from here on. `when` is its schedule now, `was_when` the one it began with.

    `since` is when it first became less.
    """

    plan: str
    stage: Stage
    when: str
    was_when: str
    source: str
    since: datetime

    @property
    def key(self) -> str:
        return f"thinned/{self.plan}/{self.source}"


class Retained(Recorded, frozen=True, kw_only=True, tag="retained"):
    """The person said that a plan stays as it is."""

    plan: str
    source: str

    @property
    def key(self) -> str:
        return f"retained/{self.plan}/{self.source}"
